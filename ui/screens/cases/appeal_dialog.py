"""The form of an appeal: how it came, what the member says, when."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.cases.model import Channel
from app.cases.wording import channel_text
from app.words import tr
from ui.screens.cases.presenter.forms import Field
from ui.screens.cases.presenter.outcome import AppealForm
from ui.theme import Role, Token, Tone
from ui.widgets import (
    Banner,
    Button,
    ButtonKind,
    Choice,
    FormDialog,
    Label,
    LabelledSelect,
    MultilineField,
    TextField,
)


class AppealDialog(FormDialog):
    """Asks for what an appeal needs; errors stand under their fields.

    Signals:
        filed: an `AppealForm` to record.
    """

    filed = Signal(AppealForm)

    def __init__(self, parent: QWidget, case_number: str) -> None:
        super().__init__(
            parent,
            tr("Record an appeal"),
            icon="scales",
            token=Token.APPEAL,
            width=460,
            name="case_appeal_dialog",
        )
        told = tr("Against the decision in {number}", number=case_number)
        self._trouble = Banner("", "", Tone.DANGER)
        self._trouble.hide()
        self._channel = LabelledSelect(tr("How it came"), name="appeal_channel")
        self._channel.select.set_choices(
            [Choice(key=c.value, text=channel_text(c)) for c in Channel]
        )
        self._statement = MultilineField(
            tr("What the member says"), name="appeal_statement", lines=(4, 10)
        )
        self._received = TextField(
            tr("Received"),
            hint=tr("empty for now"),
            placeholder="2026-11-22 09:14",
            name="appeal_received",
        )
        self.body.setSpacing(12)
        self.body.addWidget(Label(told, Role.CAPTION, Token.TEXT_2))
        for part in (self._trouble, self._channel, self._statement, self._received):
            self.body.addWidget(part)
        cancel = Button(tr("Cancel"), height=34, name="appeal_cancel")
        send = Button(
            tr("Record the appeal"),
            ButtonKind.PRIMARY,
            key="Ctrl+Enter",
            height=34,
            name="appeal_file",
        )
        cancel.setAutoDefault(False)
        send.setAutoDefault(False)
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(send)
        cancel.clicked.connect(self.reject)
        send.clicked.connect(self._file)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._file)
        self.keep(statement=self._statement, received=self._received)
        self._statement.focus()

    def show_error(self, place: Field, text: str) -> None:
        """Say under a field, or over the form, what is wrong."""
        if place is Field.STATEMENT:
            self._statement.show_error(text)
        elif place is Field.WHEN:
            self._received.show_error(text)
        else:
            self._trouble.set_words(text)
            self._trouble.show()
        self.fit()

    def _file(self) -> None:
        self.filed.emit(
            AppealForm(
                channel=Channel(self._channel.select.chosen()),
                statement=self._statement.text(),
                received=self._received.text(),
            )
        )
