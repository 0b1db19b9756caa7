"""The left pane: the way in, the filter, the ballots."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.revision.ballots.delegate import BallotDelegate
from ui.screens.revision.ballots.presenter.rows import BallotRow
from ui.widgets import (
    STRETCH,
    Button,
    Hairline,
    RecordList,
    RecordModel,
    SearchBox,
    Tabs,
    TabSpec,
    column,
    row,
)

LETTERS = frozenset("1234EN")


class Listing(QWidget):
    """The list of ballots.

    Attributes:
        records: the rows, worked by keyboard.

    Signals:
        tab_chosen: the key of a list.
        searched: words in the question.
        opening_wanted: open a ballot.
    """

    tab_chosen = Signal(str)
    searched = Signal(str)
    opening_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tabs = Tabs(tr("Ballots"), name="ballots_tabs")
        self._tabs.chosen.connect(self.tab_chosen)
        self._box = SearchBox(tr("Filter by words"), name="ballots_filter")
        self._box.searched.connect(self.searched)
        self._open = Button(
            tr("Open a ballot"), icon="plus", key="N", name="ballots_new"
        )
        self._open.clicked.connect(self.opening_wanted)
        self._open.hide()
        model: RecordModel[BallotRow] = RecordModel(
            lambda row: row.said, lambda row: row.id
        )
        self.records = RecordList(tr("Ballots"), name="ballots_list")
        self.records.setModel(model)
        self.records.setItemDelegate(BallotDelegate(self.records))
        self.records.set_key_map(LETTERS)
        self.records.filter_wanted.connect(self._box.focus)
        self._box.ended.connect(self.records.setFocus)
        head = row((self._box, 1), 8, self._open, margins=(12, 10, 12, 2))
        tabs = row(self._tabs, STRETCH, margins=(12, 0, 12, 0))
        self.setLayout(column(head, tabs, Hairline(), 4, (self.records, 1)))

    def set_tabs(self, specs: Sequence[TabSpec], current: str) -> None:
        """Show the lists and how many each holds."""
        self._tabs.set_tabs(list(specs), current)

    def set_rows(self, rows: Sequence[BallotRow]) -> None:
        """Show these rows; the current one and the scrolling stay."""
        self.records.show_rows(rows)

    def set_may_open(self, *, may_open: bool) -> None:
        """Offer to open a ballot."""
        self._open.setVisible(may_open)

    def reset_filter(self) -> None:
        """Show all again."""
        self._box.reset()
