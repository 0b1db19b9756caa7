"""The left pane: tabs with counts, the appeals, how rulings came out of late."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.appeals.delegate import AppealDelegate
from ui.screens.appeals.presenter.rows import AppealRow, TallyShown
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Button,
    Hairline,
    IconLabel,
    Label,
    RecordList,
    RecordModel,
    Shares,
    Tabs,
    TabSpec,
    Well,
    column,
    row,
)

_LETTERS = frozenset("1234N")


class _Tally(Well):
    """How rulings came out in the last 90 days."""

    def __init__(self) -> None:
        self._total = Label("", Role.CAPTION, Token.TEXT_3)
        self._shares = Shares()
        self._words = Label("", Role.CAPTION, Token.TEXT_2, wrap=True)
        head = row(
            IconLabel("chart-line-up"),
            8,
            Label(tr("Last 90 days"), bold=True),
            STRETCH,
            self._total,
        )
        super().__init__(
            column(head, 8, self._shares, 8, self._words, margins=(14, 10, 14, 12)),
            name="appeals_tally",
        )

    def set_tally(self, tally: TallyShown) -> None:
        """Show these rulings."""
        self._total.setText(tally.total)
        self._shares.set_shares(tally.shares)
        self._words.setText(tally.words)


class Listing(QWidget):
    """The list of appeals.

    Attributes:
        records: the rows, worked by keyboard.

    Signals:
        tab_chosen: the key of a list.
        more_wanted: the next page.
        filing_wanted: somebody appealed; record it.
    """

    tab_chosen = Signal(str)
    more_wanted = Signal()
    filing_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tabs = Tabs(tr("Appeals"), name="appeals_tabs")
        self._tabs.chosen.connect(self.tab_chosen)
        self._file = Button(tr("Record an appeal"), icon="plus", name="appeals_file")
        self._file.clicked.connect(self.filing_wanted)
        self._file.hide()
        self._model: RecordModel[AppealRow] = RecordModel(
            lambda row: row.said, lambda row: row.id
        )
        self._model.more_wanted.connect(self.more_wanted)
        self.records = RecordList(tr("Appeals"), name="appeals_list")
        self.records.setModel(self._model)
        self.records.setItemDelegate(AppealDelegate(self.records))
        self.records.set_key_map(_LETTERS)
        self._tally = _Tally()
        self._tally.hide()
        head = row(
            Label(tr("Appeals"), Role.PAGE),
            STRETCH,
            self._file,
            margins=(20, 12, 14, 4),
        )
        self.setLayout(
            column(
                head,
                row(self._tabs, margins=(12, 0, 12, 0)),
                Hairline(),
                4,
                (self.records, 1),
                row((self._tally, 1), margins=(16, 8, 16, 14)),
            )
        )

    def set_tabs(self, specs: Sequence[TabSpec], current: str) -> None:
        """Show the lists and how many each holds."""
        self._tabs.set_tabs(list(specs), current)

    def set_rows(self, rows: Sequence[AppealRow], *, more: bool) -> None:
        """Show these rows; the current one and the scrolling stay."""
        self.records.show_rows(rows, more=more)

    def append_rows(self, rows: Sequence[AppealRow], *, more: bool) -> None:
        """Add the next page."""
        self._model.append_rows(rows, more=more)

    def set_tally(self, tally: TallyShown | None) -> None:
        """Show how rulings came out, if there were any."""
        self._tally.setVisible(tally is not None)
        if tally is not None:
            self._tally.set_tally(tally)

    def set_may_file(self, *, may_file: bool) -> None:
        """Offer to record an appeal."""
        self._file.setVisible(may_file)
