"""The rows of the file to be written, as a table shows them."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ui.screens.exports.presenter.shown import PreviewRow, PreviewShown
from ui.theme import Token
from ui.widgets.tables import BOLD_ROLE, TOKEN_ROLE

Index = QModelIndex | QPersistentModelIndex

_NOTHING = PreviewShown(header=(), rows=(), withheld="", summary="")


class PreviewModel(QAbstractTableModel):
    """Immutable rows; figures stand right, withheld rows are quiet."""

    def __init__(self) -> None:
        super().__init__()
        self._preview = _NOTHING

    def set_preview(self, preview: PreviewShown) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self._preview = preview
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._preview.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._preview.header)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._preview.header[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._preview.rows[index.row()]
        cell = row[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return "" if cell is None else str(cell)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        if role == TOKEN_ROLE:
            return Token.TEXT_3 if self._is_withheld(row) else Token.TEXT
        if role == BOLD_ROLE:
            return isinstance(cell, int)
        return None

    def _is_withheld(self, row: PreviewRow) -> bool:
        return row[-1] == self._preview.withheld

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        # The figures stand before the last column.
        right = column == len(self._preview.header) - 2
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
