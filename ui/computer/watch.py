"""Hearing that the computer goes to sleep or that its screen is locked."""

import sys
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QWindow


class Listener(Protocol):
    """Hears of it in one system's own way."""

    def start(self, window: QWindow | None) -> None:
        """Begin to listen; `window` is the application's, where a system needs one."""
        ...

    def stop(self) -> None:
        """Listen no more."""
        ...


class SystemWatch(QObject):
    """Tells when somebody leaves the computer: it sleeps, or its screen is locked.

    | system | what it tells |
    | --- | --- |
    | Linux | logind: sleep, the session's lock; screen savers: active |
    | Windows | the session is locked or left; power: suspend (untested) |
    | macOS | the screen is locked or saved; power: sleep (untested) |
    | any | Qt: the application is suspended |

    Signals:
        left: lock now.
    """

    left = Signal()

    def __init__(
        self,
        app: QGuiApplication,
        make: Callable[[Callable[[], None]], Listener | None] | None = None,
    ) -> None:
        """Listen to nothing yet.

        Args:
            app: the application.
            make: makes a listener that calls what it is given; this system's own
                unless another is named.
        """
        super().__init__(app)
        self._listener = (make or system_listener)(self.left.emit)
        app.applicationStateChanged.connect(self._on_state)
        self._on = False

    def start(self, window: QWindow | None) -> None:
        """Begin to listen; a vault has been opened."""
        self._on = True
        if self._listener is not None:
            self._listener.start(window)

    def stop(self) -> None:
        """Listen no more; the vault is locked."""
        self._on = False
        if self._listener is not None:
            self._listener.stop()

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if self._on and state is Qt.ApplicationState.ApplicationSuspended:
            self.left.emit()


def system_listener(left: Callable[[], None]) -> Listener | None:
    """Return what listens to this system; None where nothing is known to."""
    if sys.platform == "linux":
        from ui.computer.linux import BusListener

        return BusListener(left)
    if sys.platform == "win32":
        from ui.computer.windows import SessionListener

        return SessionListener(left)
    if sys.platform == "darwin":
        from ui.computer.macos import PowerListener

        return PowerListener(left)
    return None
