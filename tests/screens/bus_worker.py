"""A private D-Bus, a listener on it, and somebody who plays logind and a screen saver.

Run by test_leaving.py in a process of its own: Qt keeps a bus for as long as it runs.
Prints one line for what happened.
"""

import os
import sys
import time
from typing import Any

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusUnixFileDescriptor,
    QDBusVirtualObject,
)
from PySide6.QtGui import QGuiApplication

from ui.computer.watch import SystemWatch

LOGIND = "org.freedesktop.login1"
MANAGER = "/org/freedesktop/login1"


class Logind(QDBusVirtualObject):
    """Hands out a delay, and notices when it is let go."""

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__()
        self.asked: list[Any] = []
        self.let_go = False
        bus.registerVirtualObject(MANAGER, self)
        bus.registerService(LOGIND)

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        self.asked.append(message.arguments())
        mine, theirs = os.pipe()
        connection.send(message.createReply([QDBusUnixFileDescriptor(theirs)]))
        os.close(theirs)
        self._seen = QSocketNotifier(mine, QSocketNotifier.Type.Read, self)
        self._seen.activated.connect(self._on_closed)
        return True

    def _on_closed(self, *_: object) -> None:
        self.let_go = True
        self._seen.setEnabled(False)


def signal_of(what: str) -> QDBusMessage:
    """Return what the system would send."""
    make = QDBusMessage.createSignal
    if what == "sleep":
        message = make(MANAGER, f"{LOGIND}.Manager", "PrepareForSleep")
        message.setArguments([True])
    elif what == "wake":
        message = make(MANAGER, f"{LOGIND}.Manager", "PrepareForSleep")
        message.setArguments([False])
    elif what == "lock":
        message = make(f"{MANAGER}/session/_32", f"{LOGIND}.Session", "Lock")
    elif what == "other":
        message = make(f"{MANAGER}/session/_37", f"{LOGIND}.Session", "Lock")
    else:
        message = make("/ScreenSaver", what, "ActiveChanged")
        message.setArguments([True])
    return message


def main(what: str) -> None:
    """Listen, send one signal, and say what was heard and how soon."""
    app = QGuiApplication([])
    address = os.environ["DBUS_SESSION_BUS_ADDRESS"]
    system = QDBusConnection.connectToBus(address, "the system")
    logind = Logind(system)
    heard: list[float] = []
    watch = SystemWatch(app)
    watch.left.connect(lambda: heard.append(time.monotonic()))
    watch.start(None)
    sent: list[float] = []

    def send() -> None:
        sent.append(time.monotonic())
        system.send(signal_of(what))

    QTimer.singleShot(400, send)
    QTimer.singleShot(1_400, app.quit)
    app.exec()
    soon = bool(heard) and heard[0] - sent[0] < 1
    held = len(logind.asked) == 1 and logind.asked[0][-1] == "delay"
    sys.stdout.write(f"heard={len(heard)} soon={soon} held={held} let={logind.let_go}")
    watch.stop()
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
