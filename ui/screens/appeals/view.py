"""The appeals screen's widgets put together."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from app.appeals.model import Ruling
from app.words import Language, tr
from ui.screens.appeals.filing import FilingDialog
from ui.screens.appeals.listing import Listing
from ui.screens.appeals.presenter.rows import AppealRow, TallyShown
from ui.screens.appeals.presenter.ruling import FormShown
from ui.screens.appeals.presenter.shown import RecordShown
from ui.screens.appeals.record import RecordPane
from ui.widgets import Panes, TabSpec

_MINUTE_MS: Final = 60_000
_OUTCOMES: Final = {str(n): ruling.value for n, ruling in enumerate(Ruling, start=1)}


class AppealsView(Panes):
    """List at the left, the open appeal and its ruling at the right.

    Signals:
        tab_chosen: the key of a list.
        row_chosen: the id of an appeal.
        more_wanted: the next page.
        ruling_chosen: the key of an outcome.
        step_chosen: the key of a lighter sanction.
        reply_written: the reasons.
        submitted: rule.
        case_wanted: open the case.
        feedback_wanted: count what it says as feedback on the rules.
        notice_copied: the notice is wanted on the clipboard, in this `Language`.
        filing_submitted: case number, channel, moment and statement of an appeal.
        filing_opened: the form of an appeal is open.
        filing_written: what is half written in it.
        filing_given_up: no appeal is to be recorded.
        minute_passed: the clocks have moved on.
    """

    tab_chosen = Signal(str)
    row_chosen = Signal(str)
    more_wanted = Signal()
    ruling_chosen = Signal(str)
    step_chosen = Signal(str)
    reply_written = Signal(str)
    submitted = Signal()
    case_wanted = Signal()
    feedback_wanted = Signal()
    notice_copied = Signal(Language)
    filing_submitted = Signal(str, str, str, str)
    filing_opened = Signal()
    filing_written = Signal(dict)
    filing_given_up = Signal()
    minute_passed = Signal()

    def __init__(self) -> None:
        self._listing, self._appeal = Listing(), RecordPane()
        super().__init__(self._listing, self._appeal)
        self.setObjectName("appeals")
        self._filing: FilingDialog | None = None
        self._may_file = self._sent = False
        self._connect_list()
        self._connect_record()
        minute = QTimer(self)
        minute.setInterval(_MINUTE_MS)
        minute.timeout.connect(self.minute_passed)
        minute.start()

    def show_tabs(self, specs: Sequence[TabSpec], current: str) -> None:
        """Show the lists with their counts."""
        self._listing.set_tabs(specs, current)

    def show_rows(self, rows: Sequence[AppealRow], *, more: bool) -> None:
        """Show these appeals in the list."""
        self._listing.set_rows(rows, more=more)

    def append_rows(self, rows: Sequence[AppealRow], *, more: bool) -> None:
        """Add the next page."""
        self._listing.append_rows(rows, more=more)

    def select_row(self, appeal: str) -> None:
        """Make this appeal's row current, or none if it is not in the list."""
        self._listing.records.show_current(appeal)

    def show_tally(self, tally: TallyShown | None) -> None:
        """Show how rulings came out of late."""
        self._listing.set_tally(tally)

    def show_appeal(self, record: RecordShown) -> None:
        """Show this appeal."""
        self._appeal.set_record(record)

    def show_nothing(self, title: str, *, may_file: bool) -> None:
        """Say that there is nothing to show, and the next useful step."""
        text = tr("Appeals come by message, by mail or in person; record them here.")
        action = tr("Record an appeal") if may_file else ""
        self._appeal.set_nothing(title, text if may_file else "", action)

    def show_form(self, form: FormShown | None) -> None:
        """Show the ruling's form, or none."""
        self._appeal.form.setVisible(form is not None)
        if form is None and self._sent:
            # The form is gone, and the focus must not end up anywhere.
            self._focus_quietly()
        self._sent = form is not None and self._sent and not form.editable
        if form is not None:
            self._appeal.form.set_form(form)

    def show_reply(self, text: str) -> None:
        """Put these words into the reasons."""
        self._appeal.form.set_reply(text)

    def show_reply_error(self, text: str) -> None:
        """Say under the reasons what is wrong with them."""
        self._appeal.form.show_reply_error(text)

    def show_problem(self, text: str) -> None:
        """Say what went wrong."""
        self._appeal.set_problem(text)

    def set_may_file(self, *, may_file: bool) -> None:
        """Offer to record an appeal."""
        self._may_file = may_file
        self._listing.set_may_file(may_file=may_file)

    def open_filing(self) -> None:
        """Ask for an appeal to record."""
        if not self._may_file:
            return
        dialog = FilingDialog(self)
        dialog.submitted.connect(self.filing_submitted)
        dialog.written.connect(self.filing_written)
        dialog.given_up.connect(self.filing_given_up)
        dialog.finished.connect(self._on_filing_finished)
        self._filing = dialog
        dialog.open()
        self.filing_opened.emit()

    def show_filing_error(self, field: str, text: str) -> None:
        """Say under a field of the form what is wrong with it."""
        if self._filing is not None:
            self._filing.show_error(field, text)

    def show_written(self, texts: Mapping[str, str]) -> None:
        """Put back what was half written in the form."""
        if self._filing is not None:
            self._filing.show_texts(texts)

    def close_filing(self) -> None:
        """The appeal is recorded."""
        if self._filing is not None:
            self._filing.accept()

    def focus_list(self) -> None:
        """Give the list the focus."""
        self.show_list()
        self._listing.records.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect_list(self) -> None:
        listing, records = self._listing, self._listing.records
        listing.tab_chosen.connect(self.tab_chosen)
        listing.more_wanted.connect(self.more_wanted)
        listing.filing_wanted.connect(self.open_filing)
        records.moved.connect(self._on_moved)
        records.opened.connect(self._on_opened)
        records.letter_pressed.connect(self._on_letter)

    def _connect_record(self) -> None:
        record, form = self._appeal, self._appeal.form
        record.case_wanted.connect(self.case_wanted)
        record.feedback_wanted.connect(self.feedback_wanted)
        record.notice_copied.connect(self.notice_copied)
        record.filing_wanted.connect(self.open_filing)
        record.letter_pressed.connect(self._on_letter)
        record.back_wanted.connect(self.focus_list)
        form.ruling_chosen.connect(self.ruling_chosen)
        form.step_chosen.connect(self.step_chosen)
        form.reply_written.connect(self.reply_written)
        form.submitted.connect(self._on_submitted)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(form.submit)

    def _on_moved(self, appeal: str) -> None:
        # What was written a moment ago belongs to the appeal that is left now.
        self._appeal.form.flush()
        if appeal:
            self.row_chosen.emit(appeal)

    def _on_opened(self, _appeal: str) -> None:
        self.show_record()
        self._appeal.focus_record()

    def _focus_quietly(self) -> None:
        """Give the list the focus and go to no row: the ruling stays to be read."""
        records = self._listing.records
        current = records.currentIndex()
        told = records.blockSignals(True)
        records.setFocus(Qt.FocusReason.OtherFocusReason)
        # Qt makes the first row current where none was.
        if not current.isValid():
            records.setCurrentIndex(QModelIndex())
        records.blockSignals(told)

    def _on_submitted(self) -> None:
        self._sent = True
        self.submitted.emit()

    def _on_letter(self, letter: str) -> None:
        if letter == "N":
            self.open_filing()
        elif letter in _OUTCOMES:
            self.ruling_chosen.emit(_OUTCOMES[letter])

    def _on_filing_finished(self) -> None:
        self._filing = None
