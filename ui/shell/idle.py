"""Locking a vault that nobody uses, or whose computer slept."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from app.times import Clock, system_clock

IDLE_MINUTES: Final = 5
_TICK_MS: Final = 1_000
_GAP: Final = timedelta(seconds=60)
"""A second that takes a minute was slept through, whoever did not tell."""


class IdleWatch(QObject):
    """Tells when nobody has touched keyboard or pointer for a while.

    Two clocks are read: the one on the wall, because the other stands still while
    some computers sleep, and the other, because the one on the wall can be set back.
    Only the windows are watched, not every widget: a filter on the application would
    send each event through Python.

    Signals:
        idle: the limit has passed; told once until somebody moves.
        slept: the computer was away for a minute or more, whatever the limit.
    """

    idle = Signal()
    slept = Signal()

    _SIGNS: Final = (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    )

    def __init__(
        self,
        app: QGuiApplication,
        *,
        clock: Clock = system_clock,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        """Watch nothing yet.

        Args:
            app: the application.
            clock: on the wall.
            steady: seconds that never go backwards.
        """
        super().__init__(app)
        self._clock, self._steady = clock, steady
        self._limit = timedelta(minutes=IDLE_MINUTES)
        self._last, self._last_steady = clock(), steady()
        self._seen = self._last
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
        self._seen = self._last
        self._timer.start()

    def stop(self) -> None:
        """Cease to watch; the vault is locked."""
        self._timer.stop()

    def check(self) -> None:
        """Tell if the limit has passed, or if the computer slept since last time."""
        now = self._clock()
        away, self._seen = now - self._seen, now
        if self._told:
            return
        if max(now - self._last, self._still()) >= self._limit:
            self._told = True
            self.idle.emit()
        elif away >= _GAP:
            self.slept.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in self._SIGNS:
            self._touch()
        return False

    def _still(self) -> timedelta:
        return timedelta(seconds=self._steady() - self._last_steady)

    def _touch(self) -> None:
        now = self._clock()
        if now - self._seen >= _GAP and self._timer.isActive():
            # The key that woke the computer comes before the next tick.
            self.check()
        self._last, self._last_steady = now, self._steady()
        self._told = False

    def _on_window_changed(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)
