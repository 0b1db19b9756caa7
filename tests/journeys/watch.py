"""How long the screen's thread was held."""

import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

_TICK_MS: Final = 5
_SCHEDULED: Final = Path("/proc/thread-self/schedstat")
"""Nanoseconds this thread ran, and those it waited for a processor (Linux)."""


@dataclass(order=True, slots=True)
class Gap:
    """How long the event loop did not turn, and what went on."""

    seconds: float
    doing: str

    def __str__(self) -> str:
        return f"{self.seconds * 1000:.0f} ms: {self.doing}"


class Watch(QObject):
    """Measures how long events wait, while somebody works or waits at the window.

    What a test does between its steps is not measured; nor, where the system tells,
    is the time for which other programs had the processors.

    Attributes:
        gaps: the longest of each step.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.gaps: list[Gap] = []
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    @contextmanager
    def over(self, doing: str) -> Generator[None]:
        """Measure what is done meanwhile."""
        if self._timer.isActive():
            yield
            return
        self.gaps.append(Gap(0.0, doing))
        self._last = _now()
        self._timer.start()
        try:
            yield
        finally:
            self._tick()
            self._timer.stop()

    def longest(self, count: int = 1) -> list[Gap]:
        """Return the longest gaps, the worst first."""
        return sorted(self.gaps, reverse=True)[:count]

    def _tick(self) -> None:
        now = _now()
        self.gaps[-1].seconds = max(self.gaps[-1].seconds, now - self._last)
        self._last = now


def _now() -> float:
    """Return seconds that go on while this thread runs or waits for something."""
    waited = 0
    if sys.platform == "linux" and _SCHEDULED.exists():
        waited = int(_SCHEDULED.read_text(encoding="ascii").split()[1])
    return time.perf_counter() - waited / 1e9
