"""The box that filters a list."""

from PySide6.QtCore import QTimer, Signal

from ui.widgets.fields import TextField
from ui.widgets.marks import KeyCap

_PAUSE_MS = 150


class SearchBox(TextField):
    """A field with a magnifier and its key; tells after a short pause in typing.

    Signals:
        searched: the text to look for, stripped; empty when there is none.
    """

    searched = Signal(str)

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

    def _on_changed(self, _text: str) -> None:
        self._pause.start()

    def _tell(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._last:
            self._last = text
            self.searched.emit(text)
