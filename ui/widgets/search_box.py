"""The box that filters a list."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from ui.widgets.fields import TextField
from ui.widgets.marks import KeyCap

_PAUSE_MS = 150


class SearchBox(TextField):
    """A field with a magnifier and its key; tells after a short pause in typing.

    Signals:
        searched: the text to look for, stripped; empty when there is none.
        ended: Esc emptied the box.
    """

    searched = Signal(str)
    ended = Signal()

    def __init__(self, placeholder: str, *, key: str = "/", name: str = "") -> None:
        cap = KeyCap(key)
        super().__init__(
            placeholder=placeholder,
            icon="magnifying-glass",
            trailing=cap,
            name=name,
        )
        self._last = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.edit.setClearButtonEnabled(False)
        self.changed.connect(self._on_changed)
        self.submitted.connect(self._tell)

    def reset(self) -> None:
        """Empty the box without telling."""
        self.set_text("")
        self._pause.stop()
        self._last = ""

    def end(self) -> None:
        """Empty the box, if there is anything in it, and tell."""
        if self.text():
            self.set_text("")
            self._tell()
            self.ended.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The line itself lets Esc through.
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.end()
        else:
            super().keyPressEvent(event)

    def _on_changed(self, _text: str) -> None:
        self._pause.start()

    def _tell(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._last:
            self._last = text
            self.searched.emit(text)
