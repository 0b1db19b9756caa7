"""Windows that neither screenshots nor shared screens show."""

import sys
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

_LOOK_MS: Final = 200


class Leave(Protocol):
    """Lets captures show a window or not, in one system's own way."""

    def __call__(self, window: QWindow, *, left_out: bool) -> None:
        """Do it; a window that cannot be left out is shown as before."""
        ...


class CaptureGuard(QObject):
    """Leaves every window of the application out of captures, while it is to.

    Also dialogs, menus, lists that hang open and tooltips: each is a window of its
    own. Nobody tells of a new one, so the windows are looked through again and again,
    which costs next to nothing; a filter on the application would cost at each event.
    Windows are painted by other ways for the application's own pictures.

    On Linux there is no such thing, and nothing is done. On Windows and macOS it is
    untested.
    """

    def __init__(self, app: QGuiApplication, leave: Leave | None = None) -> None:
        """Leave nothing out yet.

        Args:
            app: the application.
            leave: this system's own way unless another is named.
        """
        super().__init__(app)
        self._leave = leave or system_way()
        self._left_out = False
        self._done: dict[int, bool] = {}
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.setTimerType(Qt.TimerType.CoarseTimer)
        self._look.timeout.connect(self.look)
        app.focusWindowChanged.connect(self._on_window)

    @property
    def works(self) -> bool:
        """Return whether this system has a way."""
        return self._leave is not None

    def set_left_out(self, *, left_out: bool) -> None:
        """Leave the windows out from now on, or show them again."""
        self._left_out = left_out
        if self._leave is not None:
            self.look()
            self._look.start()

    def look(self) -> None:
        """Treat every window that has not been treated so yet."""
        if self._leave is None:
            return
        shown = [w for w in QGuiApplication.topLevelWindows() if w.isVisible()]
        # The number is the system's window: one that was made anew is another.
        by_number = {int(window.winId()): window for window in shown}
        for number, window in by_number.items():
            if self._done.get(number, False) is not self._left_out:
                self._leave(window, left_out=self._left_out)
        self._done = dict.fromkeys(by_number, self._left_out)

    def _on_window(self, _window: QWindow | None) -> None:
        self.look()


def system_way() -> Leave | None:
    """Return this system's way to leave a window out; None where it has none."""
    if sys.platform == "win32":
        from ui.computer.windows import leave_out_of_captures

        return leave_out_of_captures
    if sys.platform == "darwin":
        from ui.computer.macos import leave_out_of_captures

        return leave_out_of_captures
    return None
