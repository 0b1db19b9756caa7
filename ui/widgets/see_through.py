"""Whether windows can be see-through here: on X11 that takes a compositor."""

import ctypes
from contextlib import suppress
from typing import Final

from PySide6.QtGui import QGuiApplication, QNativeInterface

_COMPOSITOR: Final = b"_NET_WM_CM_S0"
"""The selection a compositor of the first screen owns (EWMH)."""


def can_be_see_through() -> bool:
    """Return whether a window's transparent parts show what is behind them.

    Without a compositor they are black: old desktops, remote ones, effects off.
    """
    app = QGuiApplication.instance()
    # Only this platform has a display to ask; others answer with a null pointer.
    if not isinstance(app, QGuiApplication) or app.platformName() != "xcb":
        return True
    native = app.nativeInterface()
    if isinstance(native, QNativeInterface.QX11Application) and native.display():
        with suppress(OSError, AttributeError):
            return _compositor_runs(native.display())
    return True


def _compositor_runs(display: int) -> bool:
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XInternAtom.restype = x11.XGetSelectionOwner.restype = ctypes.c_ulong
    at = ctypes.c_void_p(display)
    atom = x11.XInternAtom(at, _COMPOSITOR, 0)
    return bool(x11.XGetSelectionOwner(at, ctypes.c_ulong(atom)))
