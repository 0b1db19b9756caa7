"""The dialog that chooses a clause's day."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.widgets import Button, ButtonKind, FormDialog, TextField

_WIDTH: Final = 380


class DayDialog(FormDialog):
    """Asks by which day a clause is looked at again.

    Signals:
        submitted: the day as it was typed.
    """

    submitted = Signal(str)

    def __init__(self, parent: QWidget, clause: str, day: str) -> None:
        super().__init__(
            parent,
            tr("When is clause {clause} reviewed?", clause=clause),
            icon="calendar-blank",
            width=_WIDTH,
            name="calendar_day",
        )
        self._day = TextField(
            tr("Review by"),
            hint=tr("now {day}", day=day),
            placeholder=day,
            name="calendar_day_field",
        )
        self.body.addWidget(self._day)
        cancel = Button(tr("Cancel"), height=34, name="calendar_day_cancel")
        choose = Button(
            tr("Set the day"), ButtonKind.PRIMARY, height=34, name="calendar_day_submit"
        )
        for button in (cancel, choose):
            button.setAutoDefault(False)
            self.buttons.addWidget(button)
        cancel.clicked.connect(self.reject)
        choose.clicked.connect(self._submit)
        self._day.submitted.connect(self._submit)
        self.keep(day=self._day)
        self._day.focus()

    def show_error(self, text: str) -> None:
        """Say under the field what is wrong with it."""
        self._day.show_error(text)
        self._day.focus()
        self.fit()

    def _submit(self) -> None:
        self._day.clear_error()
        self.submitted.emit(self._day.text())
