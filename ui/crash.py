"""The dialog of a bug: what to report, and nothing personal in it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.failing import report
from ui.theme import Role, Token
from ui.widgets import Button, ButtonKind, Dialog, Label, Quiet, column
from ui.worker import Crash


class CrashDialog(Dialog):
    """Says that something went wrong here, and what may be passed on."""

    def __init__(
        self, parent: QWidget, crash: Crash, copy: Callable[[str], None]
    ) -> None:
        super().__init__(
            parent,
            tr("Something went wrong in Gongdao"),
            icon="warning-octagon",
            token=Token.DANGER,
            width=560,
            name="crash",
        )
        self._text, self._copy = report(crash), copy
        words = tr(
            "What you did last may not have been carried out; nothing is half-written."
            " The lines below name places in the program and nothing from the vault."
        )
        self.body.addWidget(Label(words, token=Token.TEXT_2, wrap=True))
        self.body.addSpacing(10)
        shown = Label(self._text, Role.CAPTION, wrap=True, selectable=True)
        shown.setObjectName("crash_text")
        self.body.addWidget(Quiet(column(shown, margins=(12, 10, 12, 10))))
        copied = Button(tr("Copy"), icon="copy", name="crash_copy")
        copied.clicked.connect(self._on_copy)
        close = Button(tr("Close"), ButtonKind.PRIMARY, name="crash_close")
        close.clicked.connect(self.accept)
        close.setDefault(True)
        self.buttons.addWidget(copied)
        self.buttons.addWidget(close)

    def _on_copy(self) -> None:
        self._copy(self._text)
