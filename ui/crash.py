"""The dialog of a bug: what to report, and nothing personal in it."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app import __version__
from app.words import tr
from ui.theme import Role, Token
from ui.widgets import Button, ButtonKind, Dialog, Label, Quiet, column
from ui.worker import Crash


class CrashDialog(Dialog):
    """Says that something went wrong here, and what may be passed on."""

    def __init__(self, parent: QWidget, crash: Crash) -> None:
        super().__init__(
            parent,
            tr("Something went wrong in Gongdao"),
            icon="warning-octagon",
            token=Token.DANGER,
            width=560,
            name="crash",
        )
        self._text = "\n".join((f"Gongdao {__version__}", crash.kind, *crash.where))
        words = tr(
            "What you did last may not have been carried out; nothing is half-written."
            " The lines below name places in the program and nothing from the vault."
        )
        self.body.addWidget(Label(words, token=Token.TEXT_2, wrap=True))
        self.body.addSpacing(10)
        shown = Label(self._text, Role.CAPTION, wrap=True, selectable=True)
        self.body.addWidget(Quiet(column(shown, margins=(12, 10, 12, 10))))
        copy = Button(tr("Copy"), icon="copy", name="crash_copy")
        copy.clicked.connect(self._on_copy)
        close = Button(tr("Close"), ButtonKind.PRIMARY, name="crash_close")
        close.clicked.connect(self.accept)
        self.buttons.addWidget(copy)
        self.buttons.addWidget(close)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
