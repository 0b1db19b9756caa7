"""Python's cyclic garbage is collected on the screen's thread alone.

Python collects on whatever thread happens to allocate. There it would delete widgets
from a thread that must not touch them, and hold the screen up while a list is taken
in. So collecting by itself is switched off, and a timer does it here.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_TICK_MS: Final = 1_000
_LATER_MS: Final = 200


class Collector(QObject):
    """Collects garbage from the event loop while other threads work.

    Make it once everything is imported and before any window: what exists by then
    lives as long as the application and is never looked through again.
    """

    def __init__(self, parent: QObject) -> None:
        """Begin."""
        super().__init__(parent)
        gc.collect()
        gc.freeze()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def sweep(self) -> None:
        """Collect everything: what was shown is gone from memory.

        Now, and once more when the widgets that were put away are deleted: a later
        turn of the event loop does that, and only then they let go of their rows.
        """
        gc.collect()
        QTimer.singleShot(_LATER_MS, self, gc.collect)

    def stop(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _tick(self) -> None:
        # As Python itself would: the older the objects, the more seldom.
        full = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [age for age, (count, limit) in enumerate(full) if count > limit]
        if due:
            gc.collect(due[-1])
