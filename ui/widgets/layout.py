"""Rows and columns, written as they read."""

from typing import Final

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget


class Stretch:
    """Takes the space that is left."""


STRETCH: Final = Stretch()

Item = QWidget | QLayout | Stretch | int
Margins = int | tuple[int, int, int, int]


def column(
    *items: Item | tuple[QWidget | QLayout, int],
    margins: Margins = 0,
    spacing: int = 0,
) -> QVBoxLayout:
    """Return a column; a number is a gap, `(widget, 1)` a widget that stretches.

    Args:
        items: widgets, layouts, gaps in pixels, `STRETCH`, or pairs.
        margins: one figure, or left, top, right, bottom.
        spacing: the gap between neighbours.
    """
    box = QVBoxLayout()
    _fill(box, items, margins, spacing)
    return box


def row(
    *items: Item | tuple[QWidget | QLayout, int],
    margins: Margins = 0,
    spacing: int = 0,
) -> QHBoxLayout:
    """Return a row; the arguments are those of `column`."""
    box = QHBoxLayout()
    _fill(box, items, margins, spacing)
    return box


def _fill(
    box: QBoxLayout,
    items: tuple[Item | tuple[QWidget | QLayout, int], ...],
    margins: Margins,
    spacing: int,
) -> None:
    around = (margins,) * 4 if isinstance(margins, int) else margins
    box.setContentsMargins(*around)
    box.setSpacing(spacing)
    for item in items:
        if isinstance(item, tuple):
            add(box, item[0], item[1])
        else:
            add(box, item)


def add(box: QBoxLayout, item: Item, stretch: int = 0) -> None:
    """Add one item to a row or column."""
    if isinstance(item, Stretch):
        box.addStretch(1)
    elif isinstance(item, int):
        box.addSpacing(item)
    elif isinstance(item, QLayout):
        box.addLayout(item, stretch)
    else:
        box.addWidget(item, stretch)


def clear(box: QLayout) -> None:
    """Remove and delete everything a layout holds."""
    while (item := box.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
