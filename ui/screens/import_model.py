"""The first rows of a file that is to be taken in."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ui.screens.importing import PreviewRow
from ui.theme import Token
from ui.widgets.tables import TOKEN_ROLE

Index = QModelIndex | QPersistentModelIndex


class PreviewModel(QAbstractTableModel):
    """Immutable rows; the line number stands in the first column."""

    def __init__(self, columns: Sequence[str], rows: Sequence[PreviewRow]) -> None:
        """Take the titles and the rows."""
        super().__init__()
        self._columns, self._rows = tuple(columns), tuple(rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[column - 1] if column else row.line
        if role == Qt.ItemDataRole.TextAlignmentRole and not column:
            return Qt.AlignmentFlag.AlignRight
        if role == TOKEN_ROLE and not column:
            return Token.TEXT_3
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and not section:
            return Qt.AlignmentFlag.AlignRight
        return None
