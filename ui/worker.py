"""A thread with a queue, a job's ticket, and what is told of a bug."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from queue import SimpleQueue
from types import TracebackType

from app.errors import AppError

Task = Callable[[], None]


class Worker:
    """Does one task after the other on a thread of its own, in the order they came.

    A task deals with its own failures; it raises nothing.
    """

    def __init__(self, name: str) -> None:
        """Start the thread.

        Args:
            name: of the thread.
        """
        self._tasks: SimpleQueue[Task | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def put(self, task: Task) -> None:
        """Do this after everything else that waits."""
        self._tasks.put(task)

    def stop(self) -> None:
        """Do what waits, then end the thread; returns when it has ended."""
        self._tasks.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            task()
            # While the thread waits it must hold no passphrase, key or row.
            del task


class Stopped(BaseException):
    """Leaves work that nobody waits for any more; no `except Exception` holds it."""


class Ticket:
    """One job of one session; dead when it is cancelled or the vault was locked."""

    def __init__(self, session: Callable[[], int]) -> None:
        self._current = session
        self._session = session()
        self._cancelled = False

    def cancel(self) -> None:
        """Call nobody back."""
        self._cancelled = True

    def is_set(self) -> bool:
        """Tell whether nobody waits for it any more."""
        return self._cancelled or self._session != self._current()

    def check(self) -> None:
        """Leave the work if nobody waits for it.

        Raises:
            Stopped: it is left.
        """
        if self.is_set():
            raise Stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class Crash:
    """A bug, told without a word of what was being worked on.

    Messages of errors are left out: they may quote a case.

    Attributes:
        kind: the error's class, with its code where it has one; then those it came of.
        where: places in the code, the innermost last.
    """

    kind: str
    where: tuple[str, ...]

    @classmethod
    def of(cls, error: BaseException) -> "Crash":
        """Return what may be told of an error."""
        kinds = " < ".join(map(_kind, _chain(error)))
        return cls(kind=kinds, where=tuple(_places(error.__traceback__)))


def _kind(error: BaseException) -> str:
    name = type(error).__qualname__
    # A code is one of a fixed list; its context may say anything.
    return f"{name}({error.code})" if isinstance(error, AppError) else name


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        yield cause
        seen.add(id(cause))
        cause = cause.__cause__ or cause.__context__


def _places(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        code = trace.tb_frame.f_code
        module = trace.tb_frame.f_globals.get("__name__", "?")
        yield f"{module}:{trace.tb_lineno} {code.co_qualname}"
        trace = trace.tb_next


def bare(error: AppError) -> AppError:
    """Return the error without the frames it came through, which hold secrets."""
    error.__cause__ = error.__context__ = None
    return error.with_traceback(None)
