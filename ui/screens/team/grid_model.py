"""The table of what roles and duties may do, as a model."""

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.words import tr
from ui.screens.team.presenter.powers import PowerColumn, PowerRow, PowersShown

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The whole `PowerRow` of a cell."""


class PowersModel(QAbstractTableModel):
    """Capabilities down, roles and duties across; headings have no ticks."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: tuple[PowerColumn, ...] = ()
        self._rows: tuple[PowerRow, ...] = ()

    def set_shown(self, shown: PowersShown) -> bool:
        """Show this; return whether rows or columns are others than before."""
        same = [c.code for c in self._columns] == [c.code for c in shown.columns]
        if not same or len(self._rows) != len(shown.rows):
            self.beginResetModel()
            self._take(shown)
            self.endResetModel()
            return True
        self._take(shown)
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        across = Qt.Orientation.Horizontal
        self.headerDataChanged.emit(across, 0, self.columnCount() - 1)
        return False

    def _take(self, shown: PowersShown) -> None:
        self._columns, self._rows = shown.columns, shown.rows

    def column_at(self, place: int) -> PowerColumn | None:
        """Return the role or duty of a column; None for the first."""
        return self._columns[place - 1] if 0 < place <= len(self._columns) else None

    def row_at(self, place: int) -> PowerRow | None:
        """Return a row; None beyond the last."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def headings(self) -> list[int]:
        """Return the places of rows without ticks."""
        return [place for place, row in enumerate(self._rows) if not row.code]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.word if index.column() == 0 else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(row, index.column())
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        column = self.column_at(section)
        across = orientation == Qt.Orientation.Horizontal
        if column is None or not across:
            return None
        return column.word if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(index.row())
        if row is None or not row.code or index.column() == 0:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _said(self, row: PowerRow, place: int) -> str:
        column = self.column_at(place)
        if column is None or not row.code:
            return row.word
        may = tr("may") if row.ticks[place - 1] else tr("may not")
        parts = [row.word, column.word, may]
        if row.changed[place - 1]:
            parts.append(tr("changed, not saved yet"))
        return ", ".join(parts)
