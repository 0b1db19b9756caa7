"""Ctrl+L in every window: a dialog in front keeps shortcuts from the one behind."""

from typing import Final

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

_LOCK: Final = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L)


class LockKey(QObject):
    """Watches the keys of whatever window has the focus, while a vault is open.

    A shortcut of the main window never arrives here: Qt has used it up by then.

    Signals:
        pressed: lock.
    """

    pressed = Signal()

    def __init__(self, app: QGuiApplication) -> None:
        """Watch nothing yet."""
        super().__init__(app)
        self._on = False
        app.focusWindowChanged.connect(self._on_window_changed)

    def switch(self, *, on: bool) -> None:
        """Watch, or watch no more."""
        self._on = on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._on or event.type() is not QEvent.Type.KeyPress:
            return False
        if isinstance(event, QKeyEvent) and event.keyCombination() == _LOCK:
            self.pressed.emit()
            return True
        return False

    def _on_window_changed(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)
