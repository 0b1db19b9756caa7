"""What watches over an open vault: when to lock it, what others may see and keep."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from app.words import tr
from ui.clipboard import Clipboard
from ui.computer.capture import CaptureGuard
from ui.computer.watch import SystemWatch
from ui.shell import Habits, IdleWatch, LockKey


class Guard(QObject):
    """Tells when to lock; keeps the clipboard and captures of the screen in bounds.

    Attributes:
        clipboard: what every copy goes through.
        capture: what leaves the windows out of captures.
        idle: what watches for nobody being there.
        system: what hears of sleep and locked screens.

    Signals:
        lock_wanted: lock the vault; with a word for the unlock screen.
    """

    lock_wanted = Signal(str)

    def __init__(self, app: QGuiApplication) -> None:
        """Watch over nothing yet."""
        super().__init__(app)
        self.clipboard = Clipboard(app)
        self.capture = CaptureGuard(app)
        self.idle, self.system = IdleWatch(app), SystemWatch(app)
        self._key = LockKey(app)
        self.idle.idle.connect(self._on_idle)
        self.idle.slept.connect(self._on_slept)
        self.system.left.connect(self._on_left)
        self._key.pressed.connect(self._on_key)
        self.take(Habits())

    def take(self, habits: Habits) -> None:
        """Go by what somebody has chosen."""
        self.idle.set_minutes(habits.idle_minutes)
        self.capture.set_left_out(left_out=habits.left_out)

    def start(self, window: QWindow | None) -> None:
        """Begin: a vault has been opened in this window."""
        self.idle.start()
        self.system.start(window)
        self._key.switch(on=True)

    def stop(self) -> None:
        """End: the vault is locked. What was copied from it goes, the defaults hold."""
        self.idle.stop()
        self.system.stop()
        self._key.switch(on=False)
        self.clipboard.forget()
        self.take(Habits())

    def _on_idle(self) -> None:
        minutes = self.idle.minutes
        self.lock_wanted.emit(
            tr("Locked after {minutes} idle minutes", minutes=minutes)
        )

    def _on_key(self) -> None:
        self.lock_wanted.emit("")

    def _on_slept(self) -> None:
        self.lock_wanted.emit(tr("Locked: this computer was asleep"))

    def _on_left(self) -> None:
        self.lock_wanted.emit(tr("Locked when you left this computer"))
