"""The left pane: the clauses, the first due first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.revision.calendar.delegate import CalendarDelegate
from ui.screens.revision.calendar.presenter.rows import CalendarRow
from ui.widgets import (
    STRETCH,
    Hairline,
    RecordList,
    RecordModel,
    Tabs,
    TabSpec,
    column,
    row,
)

LETTERS = frozenset("12R")


class Listing(QWidget):
    """The list of clauses.

    Attributes:
        records: the rows, worked by keyboard.

    Signals:
        tab_chosen: the key of a list.
    """

    tab_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._tabs = Tabs(tr("Review calendar"), name="calendar_tabs")
        self._tabs.chosen.connect(self.tab_chosen)
        self._model: RecordModel[CalendarRow] = RecordModel(
            lambda row: row.said, lambda row: row.id
        )
        self.records = RecordList(tr("Review calendar"), name="calendar_list")
        self.records.setModel(self._model)
        self.records.setItemDelegate(CalendarDelegate(self.records))
        self.records.set_key_map(LETTERS)
        self.records.filter_wanted.connect(self._tabs.focus)
        tabs = row(self._tabs, STRETCH, margins=(12, 4, 12, 0))
        self.setLayout(column(tabs, Hairline(), 4, (self.records, 1)))

    def set_tabs(self, specs: Sequence[TabSpec], current: str) -> None:
        """Show the lists and how many each holds."""
        self._tabs.set_tabs(list(specs), current)

    def set_rows(self, rows: Sequence[CalendarRow]) -> None:
        """Show these rows; the current one and the scrolling stay."""
        self.records.show_rows(rows)
