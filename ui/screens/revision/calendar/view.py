"""The calendar tab's widgets put together."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from ui.screens.revision.calendar.day_dialog import DayDialog
from ui.screens.revision.calendar.listing import Listing
from ui.screens.revision.calendar.presenter.reviewing import VERDICTS, FormShown
from ui.screens.revision.calendar.presenter.rows import CalendarRow
from ui.screens.revision.calendar.presenter.whole import RecordShown
from ui.screens.revision.calendar.record import RecordPane
from ui.widgets import Panes, TabSpec


class CalendarView(Panes):
    """Clauses at the left, the open one and its review at the right.

    Attributes:
        record: the right side.

    Signals:
        tab_chosen: the key of a list.
        row_chosen: the number of a clause.
        verdict_chosen: the key of what a review comes to.
        day_wanted: choose another day for the open clause.
        day_submitted: the day as it was typed.
        day_written: what is half written of it.
        day_given_up: it stays as it is.
    """

    tab_chosen = Signal(str)
    row_chosen = Signal(str)
    verdict_chosen = Signal(str)
    day_wanted = Signal()
    day_submitted = Signal(str)
    day_written = Signal(dict)
    day_given_up = Signal()

    def __init__(self) -> None:
        self._listing, self.record = Listing(), RecordPane()
        super().__init__(self._listing, self.record)
        self.setObjectName("calendar")
        self._dialog: DayDialog | None = None
        self._connect()

    def show_tabs(self, specs: Sequence[TabSpec], current: str) -> None:
        """Show the lists with their counts."""
        self._listing.set_tabs(specs, current)

    def show_rows(self, rows: Sequence[CalendarRow]) -> None:
        """Show these clauses in the list."""
        self._listing.set_rows(rows)

    def select_row(self, clause: str) -> None:
        """Make this clause's row current, or none if it is not in the list."""
        self._listing.records.show_current(clause)

    def show_clause(self, record: RecordShown) -> None:
        """Show this clause."""
        self.record.set_record(record)

    def show_nothing(self, title: str) -> None:
        """Say that there is nothing to show."""
        self.record.set_nothing(title)

    def show_form(self, form: FormShown | None) -> None:
        """Show the review's form, or none."""
        self.record.form.setVisible(form is not None)
        if form is not None:
            self.record.form.set_form(form)

    def show_texts(self, note: str, next_on: str) -> None:
        """Put these words into the form."""
        self.record.form.set_texts(note, next_on)

    def show_field_error(self, field: str, text: str) -> None:
        """Say under a field of the form what is wrong with it."""
        self.record.form.show_error(field, text)

    def show_problem(self, text: str) -> None:
        """Say what went wrong."""
        self.record.set_problem(text)

    def ask_day(self, clause: str, day: str) -> None:
        """Ask by which day a clause is looked at again."""
        dialog = DayDialog(self, clause, day)
        dialog.submitted.connect(self.day_submitted)
        dialog.written.connect(self.day_written)
        dialog.given_up.connect(self.day_given_up)
        dialog.finished.connect(self._on_closed)
        self._dialog = dialog
        dialog.open()

    def show_written(self, texts: Mapping[str, str]) -> None:
        """Put back what was half written of the day."""
        if self._dialog is not None:
            self._dialog.show_texts(texts)

    def show_day_error(self, text: str) -> None:
        """Say what is wrong with the day."""
        if self._dialog is not None:
            self._dialog.show_error(text)

    def close_day(self) -> None:
        """The day is set."""
        if self._dialog is not None:
            self._dialog.accept()

    def show_opened(self) -> None:
        """Turn to the record another screen led to."""
        self.show_record()
        if not self._listing.isVisible():
            self.record.focus_record()

    def focus_list(self) -> None:
        """Give the list the focus."""
        self.show_list()
        self._listing.records.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        listing, records = self._listing, self._listing.records
        record, form = self.record, self.record.form
        listing.tab_chosen.connect(self.tab_chosen)
        records.moved.connect(self._on_moved)
        records.opened.connect(self._on_opened)
        records.letter_pressed.connect(self._on_letter)
        record.letter_pressed.connect(self._on_letter)
        record.back_wanted.connect(self.focus_list)
        record.day_wanted.connect(self.day_wanted)
        form.verdict_chosen.connect(self.verdict_chosen)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(form.submit)

    def _on_moved(self, clause: str) -> None:
        # What was written a moment ago belongs to the clause that is left now.
        self.record.form.flush()
        if clause:
            self.row_chosen.emit(clause)

    def _on_opened(self, _clause: str) -> None:
        self.show_record()
        self.record.focus_record()

    def _on_letter(self, letter: str) -> None:
        if letter == "R":
            self.record.clause_wanted.emit()
        elif letter in VERDICTS:
            self.verdict_chosen.emit(VERDICTS[letter].value)

    def _on_closed(self, _result: int) -> None:
        self._dialog = None
