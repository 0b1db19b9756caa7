"""The answer's form: three answers, the motion it led to, the reason."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.revision.feedback.presenter.answering import FormShown
from ui.theme import Role, Token, space
from ui.widgets import (
    KEEP_MS,
    STRETCH,
    Box,
    Choice,
    ChoiceCards,
    Hairline,
    Label,
    MainAction,
    MultilineField,
    Select,
    column,
    row,
)

_ACTION_WIDTH = 190
_MOTION_WIDTH = 300


class AnswerForm(Box):
    """What becomes of it, and why.

    Signals:
        reply_chosen: the key of an answer.
        motion_chosen: the key of a motion, or nothing.
        reason_written: the reason, after a pause in typing.
        submitted: answer.
    """

    reply_chosen = Signal(str)
    motion_chosen = Signal(str)
    reason_written = Signal(str)
    submitted = Signal()

    def __init__(self) -> None:
        super().__init__(ground=Token.PANEL, name="feedback_form")
        self._saved = Label("", Role.CAPTION, Token.TEXT_3)
        self._replies = ChoiceCards(tr("Answer"), name="feedback")
        self._motion = Select(tr("Motion it led to"), name="feedback_motion_choice")
        self._motion.setMaximumWidth(_MOTION_WIDTH)
        self._motions: tuple[Choice, ...] = ()
        self._motion_row = QWidget()
        self._reason = MultilineField(
            tr("Reason of the answer"),
            hint=tr("Members read it"),
            name="feedback_reason",
            lines=(2, 5),
        )
        self._action = MainAction(tr("Answer it"), name="feedback_submit", wide=True)
        self._action.setFixedWidth(_ACTION_WIDTH)
        title = row(
            Label(tr("Answer"), Role.SECTION),
            8,
            Label(tr("It goes into the log."), Role.CAPTION, Token.TEXT_3),
            STRETCH,
            self._saved,
        )
        self._motion_row.setLayout(
            row(
                Label(tr("Motion it led to"), Role.CAPTION, Token.TEXT_2),
                10,
                (self._motion, 1),
                STRETCH,
                margins=(0, 10, 0, 0),
            )
        )
        inner = column(
            title,
            10,
            self._replies,
            self._motion_row,
            12,
            row((self._reason, 1), 16, column(STRETCH, self._action)),
            margins=(space.S6, 12, space.S6, 16),
        )
        self.setLayout(column(Hairline(), inner))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(KEEP_MS)
        self._connect()

    def set_form(self, form: FormShown) -> None:
        """Show what is chosen, and whether it can be given."""
        self._saved.setText(tr("Draft kept") if form.saved else "")
        self._replies.set_choices(form.replies, form.chosen)
        self._replies.setEnabled(form.editable)
        self._reason.setEnabled(form.editable)
        self._action.set_blocked(form.blocked)
        self._motion_row.setVisible(len(form.motions) > 1)
        if form.motions != self._motions:
            self._motions = form.motions
            self._motion.set_choices(list(form.motions))
        self._motion.choose(form.motion)
        self._motion.setEnabled(form.editable)

    def set_reason(self, text: str) -> None:
        """Put these words into the field, without telling."""
        if text != self._reason.text():
            self._reason.set_text(text)
        self._pause.stop()

    def show_reason_error(self, text: str) -> None:
        """Say under the reason what is wrong with it."""
        self._reason.show_error(text)
        self._reason.focus()

    def flush(self) -> None:
        """Tell now what was written a moment ago."""
        if self._pause.isActive():
            self._pause.stop()
            self._tell()

    def submit(self) -> None:
        """Answer, if that can be done as it stands."""
        if self._action.button.isEnabled() and self.isVisible():
            self.flush()
            self.submitted.emit()

    def focus_reason(self) -> None:
        """Put the cursor into the reason."""
        self._reason.focus()

    def _connect(self) -> None:
        self._replies.chosen.connect(self.reply_chosen)
        self._motion.key_chosen.connect(self.motion_chosen)
        self._reason.changed.connect(self._pause.start)
        self._reason.edit.focus_moved.connect(self.flush)
        self._pause.timeout.connect(self._tell)
        self._action.button.clicked.connect(self.submit)

    def _tell(self) -> None:
        self.reason_written.emit(self._reason.text())
