"""The ladder as rows and columns of a table."""

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.rulebook.model import Severity
from ui.screens.rulebook.presenter.ladder import CellShown, LadderShown

Index = QModelIndex | QPersistentModelIndex

SEVERITIES: Final = tuple(Severity)


class LadderModel(QAbstractTableModel):
    """What a `LadderShown` says, cell by cell."""

    def __init__(self) -> None:
        super().__init__()
        self._ladder: LadderShown | None = None

    def set_ladder(self, ladder: LadderShown) -> None:
        """Show this ladder; where its shape is the same, the current cell stays."""
        before = self._ladder
        if before is not None and len(before.labels) == len(ladder.labels):
            self._ladder = ladder
            last = self.index(len(ladder.labels) - 1, len(ladder.header) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            end = len(ladder.header) - 1
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, end)
            return
        self.beginResetModel()
        self._ladder = ladder
        self.endResetModel()

    @property
    def ladder(self) -> LadderShown | None:
        """Return what is shown."""
        return self._ladder

    def cell(self, index: Index) -> CellShown | None:
        """Return the cell at a place; None for titles and points."""
        place = index.column() - 1
        if self._ladder is None or not 0 <= place < len(SEVERITIES):
            return None
        return self._ladder.cells[index.row()][place]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() or not self._ladder else len(self._ladder.labels)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() or not self._ladder else len(self._ladder.header)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        across = orientation is Qt.Orientation.Horizontal
        if self._ladder and across and role == Qt.ItemDataRole.DisplayRole:
            return self._ladder.header[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._ladder is None or not index.isValid():
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.AccessibleTextRole and cell is not None:
            return cell.said
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if cell is not None:
            return cell.text
        whole = self._ladder.points if index.column() else self._ladder.labels
        return whole[index.row()]

    def flags(self, index: Index) -> Qt.ItemFlag:
        # Titles and points are passed over by the arrows.
        if self.cell(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
