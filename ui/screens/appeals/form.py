"""The ruling's form: four outcomes, a lighter sanction, the reasons."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.appeals.presenter.ruling import FormShown
from ui.theme import Role, Token, space
from ui.widgets import (
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

_PAUSE_MS = 300
_ACTION_WIDTH = 190


class RulingForm(Box):
    """How to rule, and why.

    Signals:
        ruling_chosen: the key of an outcome.
        step_chosen: the key of a lighter sanction.
        reply_written: the reasons, after a pause in typing.
        submitted: rule.
    """

    ruling_chosen = Signal(str)
    step_chosen = Signal(str)
    reply_written = Signal(str)
    submitted = Signal()

    def __init__(self) -> None:
        self._saved = Label("", Role.CAPTION, Token.TEXT_3)
        self._outcomes = ChoiceCards(tr("Outcome"), name="appeals")
        self._select = Select(tr("Lighter sanction"), name="appeals_step")
        self._steps: tuple[Choice, ...] = ()
        self._step_row = QWidget()
        self._reply = MultilineField(
            tr("Reason of the ruling"),
            hint=tr("Both sides read it"),
            name="appeals_reply",
            lines=(2, 5),
        )
        self._action = MainAction(
            tr("Submit the ruling"), name="appeals_submit", wide=True
        )
        self._action.setFixedWidth(_ACTION_WIDTH)
        title = row(
            Label(tr("Ruling"), Role.SECTION),
            8,
            Label(tr("It is recorded for good."), Role.CAPTION, Token.TEXT_3),
            STRETCH,
            self._saved,
        )
        super().__init__(ground=Token.PANEL, name="appeals_form")
        self._step_row.setLayout(
            row(
                Label(tr("Reduce to"), Role.CAPTION, Token.TEXT_2),
                10,
                (self._select, 1),
                STRETCH,
                margins=(0, 10, 0, 0),
            )
        )
        self._step_row.hide()
        inner = column(
            title,
            10,
            self._outcomes,
            self._step_row,
            12,
            row((self._reply, 1), 16, column(STRETCH, self._action)),
            margins=(space.S6, 12, space.S6, 16),
        )
        self.setLayout(column(Hairline(), inner))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._connect()

    def set_form(self, form: FormShown) -> None:
        """Show what is chosen, and whether it can be submitted."""
        self._saved.setText(tr("Draft kept") if form.saved else "")
        self._outcomes.set_choices(form.outcomes, form.chosen)
        for choice in form.outcomes:
            able = form.can_reduce or choice.key != "reduced"
            self._outcomes.set_enabled(choice.key, enabled=form.editable and able)
        self._reply.setEnabled(form.editable)
        self._action.set_blocked(form.blocked)
        self._step_row.setVisible(bool(form.steps))
        if form.steps != self._steps:
            self._steps = form.steps
            self._select.set_choices(list(form.steps))
        self._select.choose(form.step)
        self._select.setEnabled(form.editable)

    def set_reply(self, text: str) -> None:
        """Put these words into the field, without telling."""
        if text != self._reply.text():
            self._reply.set_text(text)
        self._pause.stop()

    def show_reply_error(self, text: str) -> None:
        """Say under the reasons what is wrong with them."""
        self._reply.show_error(text)
        self._reply.focus()

    def flush(self) -> None:
        """Tell now what was written a moment ago."""
        if self._pause.isActive():
            self._pause.stop()
            self._tell()

    def submit(self) -> None:
        """Rule, if that can be done as it stands."""
        if self._action.button.isEnabled() and self.isVisible():
            self.flush()
            self.submitted.emit()

    def _connect(self) -> None:
        self._outcomes.chosen.connect(self.ruling_chosen)
        self._select.key_chosen.connect(self.step_chosen)
        self._reply.changed.connect(self._pause.start)
        self._reply.edit.focus_moved.connect(self.flush)
        self._pause.timeout.connect(self._tell)
        self._action.button.clicked.connect(self.submit)

    def _tell(self) -> None:
        self.reply_written.emit(self._reply.text())
