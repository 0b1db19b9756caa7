"""The left pane: everything that waits, in groups."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.workbench.delegate import WorkDelegate
from ui.screens.workbench.presenter.rows import WorkRow
from ui.theme import Role
from ui.widgets import (
    STRETCH,
    Hairline,
    Label,
    RecordList,
    RecordModel,
    column,
    row,
)

_LETTERS = frozenset("B")


class _Model(RecordModel[WorkRow]):
    """Headings can be neither chosen nor passed by."""

    def __init__(self) -> None:
        super().__init__(lambda row: row.said, lambda row: row.key)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        row = self.row_at(index.row())
        if row is None or row.is_heading:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class _Rows(RecordList):
    """The rows; J, K and the arrows pass over headings."""

    def step(self, by: int) -> None:
        """Go to the next task in a direction, stopping at the ends."""
        model, way = self.model(), -1 if by < 0 else 1
        place = self.currentIndex().row() + by
        place = max(place, 0) if way > 0 else place
        while 0 <= place < model.rowCount():
            index = model.index(place, 0)
            if model.flags(index) & Qt.ItemFlag.ItemIsSelectable:
                self.setCurrentIndex(index)
                return
            place += way


class Listing(QWidget):
    """The list of what waits.

    Attributes:
        records: the rows, worked by keyboard.
    """

    def __init__(self) -> None:
        super().__init__()
        self._model = _Model()
        self.records: RecordList = _Rows(tr("Workbench"), name="workbench_list")
        self.records.setModel(self._model)
        self.records.setItemDelegate(WorkDelegate(self.records))
        self.records.set_key_map(_LETTERS)
        head = row(Label(tr("Workbench"), Role.PAGE), STRETCH, margins=(20, 12, 14, 10))
        self.setLayout(column(head, Hairline(), (self.records, 1), 4))

    def set_rows(self, rows: Sequence[WorkRow]) -> None:
        """Show these rows; the current one and the scrolling stay."""
        self.records.show_rows(rows)
