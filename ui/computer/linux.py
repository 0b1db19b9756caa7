"""Linux: logind and screen savers tell over D-Bus; without a bus nobody does."""

import os
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
)
from PySide6.QtGui import QWindow

_LOGIND: Final = "org.freedesktop.login1"
_MANAGER: Final = "/org/freedesktop/login1"
_SESSIONS: Final = "/org/freedesktop/login1/session/"
_SCREENS: Final = (
    "org.freedesktop.ScreenSaver",  # KDE and others
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)


class BusListener(QObject):
    """Listens on both buses, and asks for a moment before the computer sleeps.

    Nobody is named as the sender: to find out who answers to a name would wait for
    the bus. Whoever else sends such a signal can lock the vault, and nothing more.
    """

    def __init__(self, left: Callable[[], None]) -> None:
        """Listen to nothing yet.

        Args:
            left: called when the computer sleeps or its screen is locked.
        """
        super().__init__()
        self._left = left
        self._wired = False
        self._on = False
        self._delay: QDBusPendingCallWatcher | None = None

    def start(self, window: QWindow | None) -> None:
        """Begin to listen."""
        self._on = True
        if not self._wired:
            self._wired = True
            self._wire()
        self._ask_for_delay()

    def stop(self) -> None:
        """Listen no more, and hold nobody up."""
        self._on = False
        self._delay = None

    @Slot(bool)
    def on_sleep(self, begins: bool) -> None:  # noqa: FBT001 - logind's signal
        """Lock before the computer sleeps; it waits until the delay is let go."""
        if begins:
            self._tell()
            self._delay = None

    @Slot()
    def on_lock(self) -> None:
        """Lock with the session."""
        self._tell()

    @Slot(bool)
    def on_active(self, active: bool) -> None:  # noqa: FBT001 - the saver's signal
        """Lock when the screen is saved or locked."""
        if active:
            self._tell()

    def _tell(self) -> None:
        if self._on:
            self._left()

    def _wire(self) -> None:
        system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        if system.isConnected():
            manager = f"{_LOGIND}.Manager"
            self._hear(system, _MANAGER, manager, "PrepareForSleep", "on_sleep(bool)")
            own = session_path(os.environ.get("XDG_SESSION_ID", ""))
            self._hear(system, own, f"{_LOGIND}.Session", "Lock", "on_lock()")
        if session.isConnected():
            for name in _SCREENS:
                self._hear(session, "", name, "ActiveChanged", "on_active(bool)")

    def _hear(
        self, bus: QDBusConnection, path: str, interface: str, name: str, slot: str
    ) -> None:
        # The stubs ask for bytes, which PySide then refuses.
        told: Any = SLOT(slot)
        bus.connect("", path, interface, name, self, told)

    def _ask_for_delay(self) -> None:
        """Ask logind to wait a moment with sleeping while a vault is open.

        What it answers is a file, and it waits until that is closed. Whether it says
        yes is nothing to wait for.
        """
        bus = QDBusConnection.systemBus()
        if self._delay is not None or not bus.isConnected():
            return
        manager = f"{_LOGIND}.Manager"
        asked = QDBusMessage.createMethodCall(_LOGIND, _MANAGER, manager, "Inhibit")
        asked.setArguments(["sleep", "Gongdao", "locks its vault", "delay"])
        self._delay = QDBusPendingCallWatcher(bus.asyncCall(asked))


def session_path(session: str) -> str:
    """Return where logind keeps a session; with no name, nowhere in particular.

    Args:
        session: the session's id, as `XDG_SESSION_ID` has it ("2", "c1").
    """
    if not session:
        return ""
    signs = [
        sign
        if sign.isascii() and (sign.isalpha() or (sign.isdigit() and place))
        else f"_{ord(sign):02x}"
        for place, sign in enumerate(session)
    ]
    return _SESSIONS + "".join(signs)
