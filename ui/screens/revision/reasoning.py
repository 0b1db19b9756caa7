"""A dialog that asks for a few words before something is decided."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.theme import Role, Token
from ui.widgets import Button, ButtonKind, FormDialog, MultilineField, Paragraph

_WIDTH = 520


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a dialog says.

    Attributes:
        title: what is done.
        text: what comes of it.
        confirm: what the main button says.
        icon: stands beside the title.
        label: what is asked for; a reason that members read where it is empty.
        other: what the second button says; there is none where it is empty.
    """

    title: str
    text: str
    confirm: str
    icon: str
    label: str = ""
    other: str = ""


class WordsDialog(FormDialog):
    """Says what is about to be done, and asks for the words it needs.

    Signals:
        submitted: the words.
        refused: the words, where the other answer was given.
    """

    submitted = Signal(str)
    refused = Signal(str)

    def __init__(
        self, parent: QWidget, asked: Asked, *, name: str, shown: QWidget | None = None
    ) -> None:
        """Build it empty; `shown` stands between text and field."""
        super().__init__(parent, asked.title, icon=asked.icon, width=_WIDTH, name=name)
        self._words = MultilineField(
            asked.label or tr("Reason"),
            hint="" if asked.label else tr("Members read it"),
            name=f"{name}_words",
            lines=(1, 3) if asked.label else (3, 8),
        )
        self.body.addWidget(Paragraph(asked.text, Role.BODY, Token.TEXT_2))
        self.body.addSpacing(12)
        if shown is not None:
            self.body.addWidget(shown)
            self.body.addSpacing(12)
        self.body.addWidget(self._words)
        self._add_buttons(asked.confirm, asked.other, name)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._submit)
        self.keep(text=self._words)
        self._words.focus()
        self.fit()

    def show_error(self, text: str) -> None:
        """Say under the field what is wrong; the words stay."""
        self._words.show_error(text)
        self._words.focus()
        self.fit()

    def _add_buttons(self, confirm: str, other: str, name: str) -> None:
        cancel = Button(tr("Cancel"), height=34, name=f"{name}_cancel")
        refuse = Button(other, height=34, name=f"{name}_refuse")
        go = Button(
            confirm,
            ButtonKind.PRIMARY,
            key="Ctrl+Enter",
            height=34,
            name=f"{name}_confirm",
        )
        for button in (cancel, refuse, go):
            button.setAutoDefault(False)
            self.buttons.addWidget(button)
        refuse.setVisible(bool(other))
        cancel.clicked.connect(self.reject)
        refuse.clicked.connect(self._refuse)
        go.clicked.connect(self._submit)

    def _submit(self) -> None:
        self._words.clear_error()
        self.submitted.emit(self._words.text())

    def _refuse(self) -> None:
        self._words.clear_error()
        self.refused.emit(self._words.text())


class Asking(QObject):
    """Stands for such a dialog while it is open.

    Signals:
        submitted, refused, written, given_up: those of the dialog.
    """

    submitted = Signal(str)
    refused = Signal(str)
    written = Signal(dict)
    given_up = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._dialog: WordsDialog | None = None

    def open_dialog(self, dialog: WordsDialog) -> None:
        """Open it."""
        dialog.submitted.connect(self.submitted)
        dialog.refused.connect(self.refused)
        dialog.written.connect(self.written)
        dialog.given_up.connect(self.given_up)
        dialog.finished.connect(self._on_closed)
        self._dialog = dialog
        dialog.open()

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Put back what was half written."""
        if self._dialog is not None:
            self._dialog.show_texts(texts)

    def show_error(self, text: str) -> None:
        """Say what is wrong."""
        if self._dialog is not None:
            self._dialog.show_error(text)

    def close_dialog(self) -> None:
        """Take it away."""
        if self._dialog is not None:
            self._dialog.accept()

    def _on_closed(self, _result: int) -> None:
        self._dialog = None
