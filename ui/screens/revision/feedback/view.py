"""The feedback tab's widgets put together."""

from collections.abc import Sequence
from itertools import product
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from app.words import tr
from ui.screens.revision.feedback.import_page import SurveyPage
from ui.screens.revision.feedback.listing import Listing
from ui.screens.revision.feedback.presenter.answering import REPLIES, FormShown
from ui.screens.revision.feedback.presenter.rows import FeedbackRow
from ui.screens.revision.feedback.presenter.shown import RecordShown
from ui.screens.revision.feedback.record import RecordPane
from ui.screens.revision.feedback.recording import Recording
from ui.screens.revision.feedback.sorting import SortingDialog
from ui.widgets import Choice, ConfirmDialog, Panes, TabSpec

_MAIN: Final = ("Ctrl+Return", "Ctrl+Enter")


class FeedbackView(Panes):
    """List at the left, the open piece and its answer at the right.

    Attributes:
        record: the right side.
        survey: the import of a survey, in the record's place.
        recording: the form of new feedback.

    Signals:
        tab_chosen: the key of a list.
        clause_chosen: the key of what the list is narrowed to.
        row_chosen: the id of a piece.
        more_wanted: the next page.
        reply_chosen: the key of an answer.
        sorting_wanted: ask which clause the open piece is about.
        sorted_as: the clause's number and the stance's code.
        struck: take the open piece out.
        submitted: answer.
        recording_wanted: open the form of new feedback.
        import_wanted: take in a survey's file.
    """

    tab_chosen = Signal(str)
    clause_chosen = Signal(str)
    row_chosen = Signal(str)
    more_wanted = Signal()
    reply_chosen = Signal(str)
    sorting_wanted = Signal()
    sorted_as = Signal(str, str)
    struck = Signal()
    submitted = Signal()
    recording_wanted = Signal()
    import_wanted = Signal()

    def __init__(self) -> None:
        self._listing, self.record = Listing(), RecordPane()
        self.survey = SurveyPage()
        self._pages = QStackedWidget()
        for page in (self.record, self.survey):
            self._pages.addWidget(page)
        super().__init__(self._listing, self._pages)
        self.setObjectName("feedback")
        self.recording = Recording(self)
        self._may_record = False
        self._connect_list()
        self._connect_record()

    def show_tabs(self, specs: Sequence[TabSpec], current: str) -> None:
        """Show the lists with their counts."""
        self._listing.set_tabs(specs, current)

    def show_clauses(self, choices: Sequence[Choice], current: str) -> None:
        """Offer clauses to narrow the list to."""
        self._listing.set_clauses(choices, current)

    def show_rows(self, rows: Sequence[FeedbackRow], *, more: bool) -> None:
        """Show these in the list."""
        self._listing.set_rows(rows, more=more)

    def append_rows(self, rows: Sequence[FeedbackRow], *, more: bool) -> None:
        """Add the next page."""
        self._listing.append_rows(rows, more=more)

    def select_row(self, feedback: str) -> None:
        """Make this row current, or none if it is not in the list."""
        self._listing.records.show_current(feedback)

    def show_feedback(self, record: RecordShown) -> None:
        """Show this piece."""
        self.record.set_record(record)

    def show_nothing(self, title: str, *, may_record: bool) -> None:
        """Say that there is nothing to show, and the next useful step."""
        text = tr("Members speak in chats, surveys and appeals; record it here.")
        action = tr("Record feedback") if may_record else ""
        self.record.set_nothing(title, text if may_record else "", action)

    def show_form(self, form: FormShown | None) -> None:
        """Show the answer's form, or none."""
        if form is None and self.record.form.isAncestorOf(self.focusWidget()):
            # The form goes, and the focus must not end up anywhere.
            self.focus_list()
        self.record.form.setVisible(form is not None)
        if form is not None:
            self.record.form.set_form(form)

    def show_reason(self, text: str) -> None:
        """Put these words into the reason."""
        self.record.form.set_reason(text)

    def show_reason_error(self, text: str) -> None:
        """Say under the reason what is wrong with it."""
        self.record.form.show_reason_error(text)

    def show_problem(self, text: str) -> None:
        """Say what went wrong."""
        self.record.set_problem(text)

    def set_may_record(self, *, may_record: bool) -> None:
        """Offer to record and to take in."""
        self._may_record = may_record
        self._listing.set_may_record(may_record=may_record)

    def ask_sorting(
        self,
        clauses: Sequence[Choice],
        stances: Sequence[Choice],
        chosen: tuple[str, str],
    ) -> None:
        """Ask which clause it is about, and what it says of it."""
        dialog = SortingDialog(self, clauses, stances, chosen)
        dialog.submitted.connect(self.sorted_as)
        dialog.open()

    def show_piece(self) -> None:
        """Show the open piece in the right pane."""
        self._pages.setCurrentWidget(self.record)

    def show_survey(self) -> None:
        """Show the import in the right pane."""
        self._pages.setCurrentWidget(self.survey)
        self.show_record()

    def show_opened(self) -> None:
        """Turn to the record another screen led to."""
        self.show_record()
        if not self._listing.isVisible():
            self.record.focus_record()

    def focus_list(self) -> None:
        """Give the list the focus."""
        self.show_list()
        self._listing.records.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect_list(self) -> None:
        listing, records = self._listing, self._listing.records
        listing.tab_chosen.connect(self.tab_chosen)
        listing.clause_chosen.connect(self.clause_chosen)
        listing.more_wanted.connect(self.more_wanted)
        listing.recording_wanted.connect(self.recording_wanted)
        listing.import_wanted.connect(self.import_wanted)
        records.moved.connect(self._on_moved)
        records.opened.connect(self._on_opened)
        records.letter_pressed.connect(self._on_letter)

    def _connect_record(self) -> None:
        record, form = self.record, self.record.form
        record.sorting_wanted.connect(self.sorting_wanted)
        record.strike_wanted.connect(self._on_strike_wanted)
        record.recording_wanted.connect(self.recording_wanted)
        record.letter_pressed.connect(self._on_letter)
        record.back_wanted.connect(self.focus_list)
        self.survey.back_wanted.connect(self.focus_list)
        form.reply_chosen.connect(self.reply_chosen)
        form.submitted.connect(self.submitted)
        # Not on the whole tab: the import has a main action of its own.
        for place, keys in product((self._listing, record), _MAIN):
            shortcut = QShortcut(QKeySequence(keys), place)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(form.submit)

    def _on_moved(self, feedback: str) -> None:
        # What was written a moment ago belongs to the piece that is left now.
        self.record.form.flush()
        if feedback:
            self.row_chosen.emit(feedback)

    def _on_opened(self, feedback: str) -> None:
        self.row_chosen.emit(feedback)
        self.show_record()
        self.record.focus_record()

    def _on_letter(self, letter: str) -> None:
        if letter == "N" and self._may_record:
            self.recording_wanted.emit()
        elif letter == "R":
            self.sorting_wanted.emit()
        elif letter in REPLIES:
            self.reply_chosen.emit(REPLIES[letter].value)

    def _on_strike_wanted(self) -> None:
        dialog = ConfirmDialog(
            self,
            tr("Strike this feedback?"),
            tr("It was entered by mistake: it counts nowhere, and cannot come back."),
            tr("Strike it"),
            icon="prohibit",
            name="feedback_striking",
        )
        dialog.accepted.connect(self.struck)
        dialog.open()
