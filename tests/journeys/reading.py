"""What a person, or a screen reader, can read in a widget."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


def texts_under(widget: QWidget) -> Iterator[str]:
    """Yield every text in a widget and in what stands in it, if it can be seen."""
    for each in (widget, *widget.findChildren(QWidget)):
        if each.isVisible():
            yield from (text for text in texts_of(each) if text)


def texts_of(widget: QWidget) -> Iterator[str]:
    """Yield every text of one widget, whether it can be seen or not."""
    yield from (widget.accessibleName(), widget.accessibleDescription())
    yield from (widget.toolTip(), widget.windowTitle())
    match widget:
        case QLabel() | QAbstractButton() | QLineEdit():
            yield widget.text()
        case QPlainTextEdit():
            yield widget.toPlainText()
        case QComboBox():
            yield widget.currentText()
        case QAbstractItemView():
            yield from _cells(widget.model())
        case _:
            return


def _cells(model: Any) -> Iterator[str]:
    # A combo that was never opened has a list without a model.
    if model is None:
        return
    nowhere = QModelIndex()
    # A list's model has one column and keeps the count to itself.
    lone = isinstance(model, QAbstractListModel)
    columns = 1 if lone else model.columnCount(nowhere)
    for row in range(model.rowCount(nowhere)):
        for column in range(columns):
            index = model.index(row, column)
            yield from (str(index.data(role) or "") for role in _ROLES)
