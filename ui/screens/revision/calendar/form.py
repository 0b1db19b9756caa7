"""The review's form: what it comes to, what was seen, when again."""

from PySide6.QtCore import QTimer, Signal

from app.words import tr
from ui.screens.revision.calendar.presenter.reviewing import FormShown
from ui.theme import Role, Token, space
from ui.widgets import (
    KEEP_MS,
    STRETCH,
    Box,
    ChoiceCards,
    Hairline,
    Label,
    MainAction,
    MultilineField,
    TextField,
    column,
    row,
)

_ACTION_WIDTH = 190


class ReviewForm(Box):
    """What a clause review comes to.

    Signals:
        verdict_chosen: its key.
        written: note and next day, after a pause in typing.
        submitted: record it.
    """

    verdict_chosen = Signal(str)
    written = Signal(str, str)
    submitted = Signal()

    def __init__(self) -> None:
        super().__init__(ground=Token.PANEL, name="calendar_form")
        self._saved = Label("", Role.CAPTION, Token.TEXT_3)
        self._verdicts = ChoiceCards(tr("Verdict"), name="calendar")
        self._note = MultilineField(
            tr("What was seen"),
            hint=tr("For whoever reviews it next"),
            name="calendar_note",
            lines=(2, 5),
        )
        self._next = TextField(
            tr("Next review by"),
            placeholder=tr("Empty for the usual time"),
            name="calendar_next",
        )
        self._action = MainAction(
            tr("Record the review"), name="calendar_submit", wide=True
        )
        for narrow in (self._next, self._action):
            narrow.setFixedWidth(_ACTION_WIDTH)
        title = row(
            Label(tr("Review of the clause"), Role.SECTION), STRETCH, self._saved
        )
        inner = column(
            title,
            10,
            self._verdicts,
            12,
            row(
                (column(self._note, STRETCH), 1),
                16,
                column(self._next, 10, STRETCH, self._action),
            ),
            margins=(space.S6, 12, space.S6, 16),
        )
        self.setLayout(column(Hairline(), inner))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(KEEP_MS)
        self._connect()

    def set_form(self, form: FormShown) -> None:
        """Show what is chosen, and whether it can be recorded."""
        self._saved.setText(tr("Draft kept") if form.saved else "")
        self._verdicts.set_choices(form.verdicts, form.chosen)
        for part in (self._verdicts, self._note, self._next):
            part.setEnabled(form.editable)
        self._action.set_blocked(form.blocked)

    def set_texts(self, note: str, next_on: str) -> None:
        """Put these words into the fields, without telling."""
        for field, text in ((self._note, note), (self._next, next_on)):
            if text != field.text():
                field.set_text(text)
            field.clear_error()
        self._pause.stop()

    def show_error(self, field: str, text: str) -> None:
        """Say under a field what is wrong with it."""
        place = self._next if field == "next" else self._note
        place.show_error(text)
        place.focus()

    def flush(self) -> None:
        """Tell now what was written a moment ago."""
        if self._pause.isActive():
            self._pause.stop()
            self._tell()

    def submit(self) -> None:
        """Record it, if that can be done as it stands."""
        if self._action.button.isEnabled() and self.isVisible():
            self.flush()
            self.submitted.emit()

    def _connect(self) -> None:
        self._verdicts.chosen.connect(self.verdict_chosen)
        self._note.changed.connect(self._pause.start)
        self._next.changed.connect(self._pause.start)
        self._note.edit.focus_moved.connect(self.flush)
        self._next.edit.focus_moved.connect(self.flush)
        self._pause.timeout.connect(self._tell)
        self._action.button.clicked.connect(self.submit)

    def _tell(self) -> None:
        self.written.emit(self._note.text(), self._next.text())
