"""What happens when the program itself fails: it is told, without a word of a case.

Python and Qt tell of failures on the error output, in words that quote what was being
worked on. Here their hooks are taken over: what goes out is a kind and places in the
program, whoever fails: the screen's thread, another one, a destructor, Qt.
"""

import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Final

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)

from app import __version__
from ui.worker import Crash

Restore = Callable[[], None]

_KEPT: Final = ("last_exc", "last_type", "last_value", "last_traceback")
"""Where Python keeps the last failure for a debugger, with every frame's values."""


class Failures(QObject):
    """Takes over the hooks from `install` to `remove`.

    Signals:
        failed: a `Crash`, on the screen's thread, in a later turn of its event loop.
    """

    failed = Signal(object)
    _caught = Signal(object)

    def __init__(self, parent: QObject) -> None:
        """Change nothing yet."""
        super().__init__(parent)
        self._caught.connect(self.failed, Qt.ConnectionType.QueuedConnection)
        self._before: Restore | None = None

    def install(self) -> None:
        """Take over."""
        former = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._on_raised
        threading.excepthook = self._on_thread
        sys.unraisablehook = self._on_unraisable
        qt = qInstallMessageHandler(_on_message)

        def before() -> None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = former
            qInstallMessageHandler(qt)

        self._before = before

    def remove(self) -> None:
        """Give the hooks back."""
        if self._before is not None:
            self._before()
        self._before = None

    def _on_raised(
        self,
        kind: type[BaseException],
        error: BaseException,
        _trace: TracebackType | None,
    ) -> None:
        for name in _KEPT:
            if hasattr(sys, name):
                delattr(sys, name)
        if issubclass(kind, KeyboardInterrupt):
            say("KeyboardInterrupt")
        else:
            self._tell(error)

    def _on_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._tell(args.exc_value)

    def _on_unraisable(self, args: "sys.UnraisableHookArgs") -> None:
        # What it was about is left out: its name may be a name.
        if args.exc_value is not None:
            self._tell(args.exc_value)

    def _tell(self, error: BaseException) -> None:
        crash = Crash.of(error)
        say(report(crash))
        self._caught.emit(crash)


def report(crash: Crash) -> str:
    """Return what may be passed on of a failure."""
    return "\n".join((f"Gongdao {__version__}", crash.kind, *crash.where))


def say(words: str) -> None:
    """Write to the error output, where there is one."""
    # Without a console, as under Windows, there is none.
    if sys.stderr is not None:  # pyright: ignore[reportUnnecessaryComparison]
        sys.stderr.write(f"{words}\n")


def _on_message(kind: QtMsgType, context: QMessageLogContext, _text: str) -> None:
    # Qt's words may quote a text that was being shown; its category is fixed.
    say(f"Qt: {kind.name} {context.category or ''}".rstrip())
