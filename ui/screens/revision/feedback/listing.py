"""The left pane: the ways in, the queues, what is about which clause."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.revision.feedback.delegate import FeedbackDelegate
from ui.screens.revision.feedback.presenter.rows import FeedbackRow
from ui.widgets import (
    STRETCH,
    Button,
    Choice,
    Hairline,
    IconButton,
    RecordList,
    RecordModel,
    Select,
    Tabs,
    TabSpec,
    column,
    row,
)

LETTERS = frozenset("123NR")


class Listing(QWidget):
    """The list of feedback.

    Attributes:
        records: the rows, worked by keyboard.

    Signals:
        tab_chosen: the key of a list.
        clause_chosen: the key of what it is narrowed to.
        more_wanted: the next page.
        recording_wanted: somebody said something; record it.
        import_wanted: take in a survey's file.
    """

    tab_chosen = Signal(str)
    clause_chosen = Signal(str)
    more_wanted = Signal()
    recording_wanted = Signal()
    import_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tabs = Tabs(tr("Feedback"), name="feedback_tabs")
        self._tabs.chosen.connect(self.tab_chosen)
        self._record = Button(
            tr("Record feedback"), icon="plus", key="N", name="feedback_record_new"
        )
        self._record.clicked.connect(self.recording_wanted)
        self._import = IconButton(
            "upload-simple", tr("Take in a survey"), name="feedback_import"
        )
        self._import.clicked.connect(self.import_wanted)
        self._clauses = Select(tr("Clause"), icon="funnel", name="feedback_clauses")
        self._clauses.key_chosen.connect(self.clause_chosen)
        self._choices: list[Choice] = []
        self._model: RecordModel[FeedbackRow] = RecordModel(
            lambda row: row.said, lambda row: row.id
        )
        self._model.more_wanted.connect(self.more_wanted)
        self.records = RecordList(tr("Feedback"), name="feedback_list")
        self.records.setModel(self._model)
        self.records.setItemDelegate(FeedbackDelegate(self.records))
        self.records.set_key_map(LETTERS)
        self.records.filter_wanted.connect(self.open_filter)
        self.set_may_record(may_record=False)
        head = row(
            (self._clauses, 1),
            8,
            self._record,
            4,
            self._import,
            margins=(12, 10, 12, 2),
        )
        tabs = row(self._tabs, STRETCH, margins=(12, 0, 12, 0))
        self.setLayout(column(head, tabs, Hairline(), 4, (self.records, 1)))

    def set_tabs(self, specs: Sequence[TabSpec], current: str) -> None:
        """Show the lists and how many each holds."""
        self._tabs.set_tabs(list(specs), current)

    def set_clauses(self, choices: Sequence[Choice], current: str) -> None:
        """Offer these clauses to narrow the list to."""
        if list(choices) != self._choices:
            self._choices = list(choices)
            self._clauses.set_choices(self._choices)
        self._clauses.choose(current)

    def set_rows(self, rows: Sequence[FeedbackRow], *, more: bool) -> None:
        """Show these rows; the current one and the scrolling stay."""
        self.records.show_rows(rows, more=more)

    def append_rows(self, rows: Sequence[FeedbackRow], *, more: bool) -> None:
        """Add the next page."""
        self._model.append_rows(rows, more=more)

    def set_may_record(self, *, may_record: bool) -> None:
        """Offer the ways in."""
        self._record.setVisible(may_record)
        self._import.setVisible(may_record)

    def open_filter(self) -> None:
        """Let a clause be chosen."""
        self._clauses.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._clauses.showPopup()
