"""Locking a vault that nobody uses."""

from datetime import timedelta
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from app.times import Clock, system_clock

IDLE_MINUTES: Final = 5
_TICK_MS: Final = 5_000


class IdleWatch(QObject):
    """Tells when nobody has touched keyboard or pointer for a while.

    Time is read from the wall clock, so a laptop that slept is found idle when it
    wakes. Only the windows are watched, not every widget: a filter on the
    application would send each event through Python.

    Signals:
        idle: the limit has passed; told once until somebody moves.
    """

    idle = Signal()

    _SIGNS: Final = (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    )

    def __init__(self, app: QGuiApplication, *, clock: Clock = system_clock) -> None:
        super().__init__(app)
        self._clock = clock
        self._limit = timedelta(minutes=IDLE_MINUTES)
        self._last = clock()
        self._told = False
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.check)
        app.focusWindowChanged.connect(self._on_window_changed)

    @property
    def minutes(self) -> int:
        """Return the limit in minutes."""
        return int(self._limit.total_seconds() // 60)

    def set_minutes(self, minutes: int) -> None:
        """Change the limit."""
        self._limit = timedelta(minutes=minutes)

    def start(self) -> None:
        """Begin to watch; a vault has been opened."""
        self._touch()
        self._timer.start()

    def stop(self) -> None:
        """Cease to watch; the vault is locked."""
        self._timer.stop()

    def check(self) -> None:
        """Tell if the limit has passed."""
        if not self._told and self._clock() - self._last >= self._limit:
            self._told = True
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in self._SIGNS:
            self._touch()
        return False

    def _touch(self) -> None:
        self._last = self._clock()
        self._told = False

    def _on_window_changed(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)
