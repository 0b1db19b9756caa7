"""Windows: locked sessions, suspend, and windows that no capture shows. Untested."""

import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QWindow

_POWER: Final = 0x0218  # WM_POWERBROADCAST
_SUSPEND: Final = 0x0004  # PBT_APMSUSPEND
_SESSION: Final = 0x02B1  # WM_WTSSESSION_CHANGE
_LEFT: Final = frozenset(
    {
        0x2,  # WTS_CONSOLE_DISCONNECT
        0x4,  # WTS_REMOTE_DISCONNECT
        0x6,  # WTS_SESSION_LOGOFF
        0x7,  # WTS_SESSION_LOCK
    }
)
_SHOWN: Final = 0x0  # WDA_NONE
_BLACK: Final = 0x1  # WDA_MONITOR
_LEFT_OUT: Final = 0x11  # WDA_EXCLUDEFROMCAPTURE, since Windows 10 2004


def tells_of_leaving(message: int, detail: int) -> bool:
    """Return whether a window's message says that somebody leaves the computer."""
    if message == _POWER:
        return detail == _SUSPEND
    return message == _SESSION and detail in _LEFT


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

    _user32 = ctypes.WinDLL("user32", use_last_error=True)
    _user32.SetWindowDisplayAffinity.argtypes = (wintypes.HWND, wintypes.DWORD)
    _user32.SetWindowDisplayAffinity.restype = wintypes.BOOL

    def leave_out_of_captures(window: QWindow, *, left_out: bool) -> None:
        """Let captures show the window or not; older systems show it black."""
        handle = int(window.winId())
        if not left_out:
            _user32.SetWindowDisplayAffinity(handle, _SHOWN)
        elif not _user32.SetWindowDisplayAffinity(handle, _LEFT_OUT):
            _user32.SetWindowDisplayAffinity(handle, _BLACK)

    class _Filter(QAbstractNativeEventFilter):
        def __init__(self, left: Callable[[], None]) -> None:
            super().__init__()
            self._left = left

        def nativeEventFilter(
            self,
            eventType: QByteArray | bytes | bytearray | memoryview,  # noqa: N803 - Qt's
            message: int,
        ) -> object:
            told = wintypes.MSG.from_address(int(message))
            if tells_of_leaving(told.message, told.wParam):
                self._left()
            return False, 0

    class SessionListener:
        """Has the application's window told of its session, and reads its messages."""

        def __init__(self, left: Callable[[], None]) -> None:
            """Listen to nothing yet."""
            self._filter = _Filter(left)
            self._handle = 0
            self._sessions = ctypes.WinDLL("wtsapi32")

        def start(self, window: QWindow | None) -> None:
            """Begin to listen."""
            app = QCoreApplication.instance()
            if app is None or window is None or self._handle:
                return
            self._handle = int(window.winId())
            handle = wintypes.HWND(self._handle)
            self._sessions.WTSRegisterSessionNotification(handle, wintypes.DWORD(0))
            app.installNativeEventFilter(self._filter)

        def stop(self) -> None:
            """Listen no more."""
            app = QCoreApplication.instance()
            if app is not None and self._handle:
                app.removeNativeEventFilter(self._filter)
                handle = wintypes.HWND(self._handle)
                self._sessions.WTSUnRegisterSessionNotification(handle)
            self._handle = 0
