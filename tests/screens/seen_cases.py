"""The cases screen over an open vault, as a test's hands and eyes know it."""

from PySide6.QtWidgets import (
    QAbstractButton,
    QPlainTextEdit,
    QRadioButton,
)
from pytestqt.qtbot import QtBot

from tests.screens.immediate import ImmediateRunner
from ui.screens.cases.screen import CasesScreen
from ui.screens.cases.view import CasesPanes
from ui.widgets import Dialog, RecordList


class Seen:
    """The screen over an open vault."""

    def __init__(self, screen: CasesScreen, runner: ImmediateRunner) -> None:
        self.screen, self.runner = screen, runner
        widget = screen.widget
        assert isinstance(widget, CasesPanes)
        self.panes = widget

    @property
    def cases(self) -> RecordList:
        return self.panes.queue.records

    @property
    def reason(self) -> QPlainTextEdit:
        return self.text("case_reason")

    def text(self, name: str) -> QPlainTextEdit:
        found = self.panes.findChild(QPlainTextEdit, name)
        assert isinstance(found, QPlainTextEdit)
        return found

    def button(self, name: str) -> QAbstractButton:
        found = self.panes.findChild(QAbstractButton, name)
        assert isinstance(found, QAbstractButton)
        return found

    def chosen(self) -> str:
        rows = self.panes.decision.findChildren(QRadioButton)
        return next((row.text() for row in rows if row.isChecked()), "")

    def dialogs(self) -> list[Dialog]:
        return [each for each in self.panes.findChildren(Dialog) if each.isVisible()]

    def dialog(self, qtbot: QtBot) -> Dialog:
        """Return the dialog in front, once it is active."""
        (dialog,) = self.dialogs()

        def active() -> bool:
            dialog.activateWindow()
            return dialog.isActiveWindow()

        qtbot.waitUntil(active)
        return dialog
