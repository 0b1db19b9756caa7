"""Whether every character that is shown has a glyph in the fonts at hand."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)

from ui.theme import Role, theme


def missing(texts: Iterable[str]) -> set[str]:
    """Return the characters that no font has; they would be drawn as boxes."""
    characters = sorted({c for text in texts for c in text if c.isprintable()})
    return {c for c in characters if not c.isspace() and not _has_glyph(c)}


def texts_of(window: QWidget) -> Iterable[str]:
    """Yield every text in a window: labels, buttons, fields and lists."""
    for widget in window.findChildren(QWidget):
        match widget:
            case QLabel() | QAbstractButton() | QLineEdit():
                yield widget.text()
            case QAbstractItemView():
                yield from _rows(widget)
            case _:
                yield widget.accessibleName()


def _rows(view: QAbstractItemView) -> Iterable[str]:
    # A combo that was never opened has a list without a model.
    model = view.model()
    if not model:
        return
    nowhere = QModelIndex()
    # A list's model has one column and keeps the count to itself.
    columns = model.columnCount(nowhere) if isinstance(view, QTableView) else 1
    for row in range(min(model.rowCount(nowhere), 100)):
        for column in range(columns):
            yield str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole) or "")


def _has_glyph(character: str) -> bool:
    layout = QTextLayout(character, theme().font(Role.BODY))
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    if not line.isValid():
        return False
    runs = layout.glyphRuns()
    # Glyph 0 is the font's own box for what it does not have.
    return bool(runs) and all(0 not in run.glyphIndexes() for run in runs)
