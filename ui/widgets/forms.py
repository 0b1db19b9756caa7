"""Dialogs in which somebody writes: what is half written is told before it goes."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.theme import Role, Token
from ui.widgets.dialogs import Dialog
from ui.widgets.fields import TextField
from ui.widgets.labels import Label
from ui.widgets.text_area import MultilineField

KEEP_MS: Final = 400
"""How long typing pauses before a draft is kept."""


class FormDialog(Dialog):
    """Tells what is being written, so that a lock loses nothing of it.

    Only `reject` (Cancel, Esc) gives it up; a dialog that is merely hidden, as by
    locking, leaves its texts to whoever keeps them.

    Signals:
        written: texts by the names of their fields, when typing has paused or the
            dialog goes.
        given_up: the person does not want it any more.
    """

    written = Signal(dict)
    given_up = Signal()

    def __init__(
        self,
        parent: QWidget,
        title: str,
        *,
        icon: str = "",
        token: Token = Token.TEXT_2,
        width: int = 420,
        name: str = "",
    ) -> None:
        super().__init__(parent, title, icon=icon, token=token, width=width, name=name)
        self._written: dict[str, TextField | MultilineField] = {}
        self._back = Label(
            tr("What you had begun to write is back."), Role.CAPTION, Token.TEXT_3
        )
        self._back.setObjectName(f"{name}_back")
        self._back.hide()
        self.body.addWidget(self._back)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(KEEP_MS)
        self._pause.timeout.connect(self._tell)
        self.rejected.connect(self.given_up)

    def keep(self, **fields: TextField | MultilineField) -> None:
        """Tell of what is written in these."""
        self._written = fields
        for field in fields.values():
            field.changed.connect(self._on_changed)

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Put back what was half written; what is written already stays."""
        for part, field in self._written.items():
            if texts.get(part) and not field.text():
                field.set_text(texts[part])
                self._back.show()
        self.fit()

    def hideEvent(self, event: QHideEvent) -> None:
        if self._pause.isActive():
            self._tell()
        super().hideEvent(event)

    def _on_changed(self, _text: str) -> None:
        self._pause.start()

    def _tell(self) -> None:
        self._pause.stop()
        self.written.emit({part: f.text() for part, f in self._written.items()})
