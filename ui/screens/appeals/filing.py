"""The form that records an appeal."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.cases.model import Channel
from app.cases.wording import channel_text
from app.words import tr
from ui.widgets import (
    Button,
    ButtonKind,
    Choice,
    FormDialog,
    LabelledSelect,
    MultilineField,
    TextField,
)

_WIDTH = 460
_OFFERED = (
    Channel.PRIVATE_MESSAGE,
    Channel.IN_PERSON,
    Channel.MAIL,
    Channel.OTHER,
)


class FilingDialog(FormDialog):
    """Asks for the case, how and when the appeal came, and what it says.

    Signals:
        submitted: the case's number, the channel's code, the moment, the statement.
    """

    submitted = Signal(str, str, str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            tr("Record an appeal"),
            icon="scales",
            width=_WIDTH,
            name="appeals_filing",
        )
        self._number = TextField(
            tr("Number of the case"),
            placeholder="GD-2611-0001",
            name="appeals_filing_number",
        )
        self._channel = LabelledSelect(tr("How it came"), name="appeals_filing_channel")
        self._channel.select.set_choices(
            [Choice(key=each.value, text=channel_text(each)) for each in _OFFERED]
        )
        self._received = TextField(
            tr("When it came"),
            hint=tr("Empty for now"),
            placeholder="2026-11-22 18:00",
            name="appeals_filing_received",
        )
        self._statement = MultilineField(
            tr("What the member says"), name="appeals_filing_statement", lines=(4, 10)
        )
        self._fields: dict[str, TextField | MultilineField] = {
            "number": self._number,
            "received": self._received,
            "statement": self._statement,
        }
        for field in (self._number, self._channel, self._received, self._statement):
            self.body.addWidget(field)
            self.body.addSpacing(12)
        cancel = Button(tr("Cancel"), height=34, name="appeals_filing_cancel")
        record = Button(
            tr("Record the appeal"),
            ButtonKind.PRIMARY,
            key="Ctrl+Enter",
            height=34,
            name="appeals_filing_submit",
        )
        # Enter in a field must not record what is half written.
        for button in (cancel, record):
            button.setAutoDefault(False)
            self.buttons.addWidget(button)
        cancel.clicked.connect(self.reject)
        record.clicked.connect(self._submit)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._submit)
        self.keep(**self._fields)
        self._number.focus()

    def show_error(self, field: str, text: str) -> None:
        """Say under a field what is wrong with it."""
        self._fields[field].show_error(text)
        self._fields[field].focus()

    def _submit(self) -> None:
        for field in self._fields.values():
            field.clear_error()
        self.submitted.emit(
            self._number.text(),
            self._channel.select.chosen(),
            self._received.text(),
            self._statement.text(),
        )
