"""Parsing a foreign file in a child process that is fresh, bounded and mute.

The child is spawned, not forked: it holds no key, no vault and no open file of
ours. It gets a path, sends plain msgpack, and can write no file. What it sends is
decoded against the types expected; nothing of it is ever unpickled. Whatever
happens to it becomes an `InputError` here.

A frozen application calls `multiprocessing.freeze_support()` first of all.
"""

import multiprocessing
import signal
import sys
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Generic, Protocol, TypeVar

import msgspec

from app.errors import EnvironmentFault, InputError
from app.files.child_work import FACTS, PROGRESS, ROWS, Parser, work
from app.files.confine import OUT_OF_MEMORY

RowT = TypeVar("RowT")
FactsT = TypeVar("FactsT")

_MIB = 1 << 20
_MESSAGE_BYTES = 32 * _MIB
_POLL_SECONDS = 0.05
_JOIN_SECONDS = 2.0

# A failed allocation in compiled code aborts; on Windows abort is status 3 or a
# fast failure. A kill from outside is the system's own answer to lack of memory.
_ABORTED_ON_WINDOWS = frozenset({3, 0xC0000409})


_STARTING = threading.Lock()


class Cancel(Protocol):
    """Whether the person has stopped the work; `threading.Event` is one."""

    def is_set(self) -> bool:
        """Tell whether to stop."""
        ...


class _Receiver(Protocol):
    """The end of a pipe that receives; its class differs between systems."""

    def poll(self, _timeout: float, /) -> bool: ...

    def recv_bytes(self, _most: int, /) -> bytes: ...


Progress = Callable[[int, int], None]
"""Called with rows done and rows expected, in the caller's thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildLimits:
    """What the child may use.

    Attributes:
        memory_bytes: memory beyond a started interpreter's, some 25 MiB.
        seconds: time for the smallest file, start included.
        seconds_per_mib: more time for each MiB of the file.
        output_bytes: all it may send.
    """

    memory_bytes: int = 220 * _MIB
    seconds: float = 20.0
    seconds_per_mib: float = 1.0
    output_bytes: int = 256 * _MIB

    def seconds_for(self, path: Path) -> float:
        """Return the time for this file; one that cannot be seen is small."""
        try:
            size = path.stat().st_size
        except (OSError, ValueError):
            size = 0
        return self.seconds + self.seconds_per_mib * size / _MIB


def run_in_child(
    parser: Parser[RowT, FactsT],
    path: Path,
    *,
    row: type[RowT],
    facts: type[FactsT],
    take: Callable[[list[RowT]], object],
    limits: ChildLimits | None = None,
    cancel: Cancel | None = None,
    progress: Progress | None = None,
) -> FactsT:
    """Run a parser on a file in a child process and take its rows as they come.

    Args:
        parser: what to run there.
        path: the file; this process never opens it.
        row: type of a row.
        facts: type of what the parser returns at the end.
        take: given rows in portions, in order, in this thread.
        limits: what the child may use.
        cancel: asked at least every 50 ms while waiting.
        progress: told now and then how far it is.

    Returns:
        What the parser returned.

    Raises:
        InputError: with the parser's code, or `file_took_too_long`,
            `file_too_large`, `file_unreadable`, `reading_stopped`.
        EnvironmentFault: `reader_not_started`.
    """
    bounds = limits or ChildLimits()
    absolute = path.absolute()
    seconds = bounds.seconds_for(absolute)
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    try:
        process = context.Process(
            target=work,
            args=(parser, absolute, bounds.memory_bytes, seconds, sender),
            daemon=True,
        )
        _start(process)
    except BaseException:
        receiver.close()
        raise
    finally:
        sender.close()
    listener = _Listener(
        receiver,
        rows=msgspec.msgpack.Decoder(list[row]),
        facts=msgspec.msgpack.Decoder(facts),
        take=take,
        output_bytes=bounds.output_bytes,
    )
    try:
        return listener.listen(seconds, cancel, progress)
    except EOFError:
        process.join(_JOIN_SECONDS)
        raise InputError(_verdict(process.exitcode)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as odd:
        raise InputError("file_unreadable") from odd
    finally:
        receiver.close()
        _end(process)


def _start(process: BaseProcess) -> None:
    try:
        with _STARTING, _nameless_program():
            process.start()
    except OSError as refused:
        raise EnvironmentFault("reader_not_started") from refused


@contextmanager
def _nameless_program() -> Generator[None]:
    """Keep the child from importing the program that starts it.

    It would be run again there, and with it the window or the vault's code; a parser
    is found by its own module's name and needs nothing of it.
    """
    program = vars(sys.modules["__main__"])
    kept = {name: program[name] for name in ("__file__", "__spec__") if name in program}
    program.pop("__file__", None)
    program["__spec__"] = None
    try:
        yield
    finally:
        program.update(kept)


def _end(process: BaseProcess) -> None:
    process.join(0)
    if process.is_alive():
        process.kill()
    process.join()
    process.close()


def _verdict(status: int | None) -> str:
    if sys.platform != "win32":
        if status == -signal.SIGXCPU:
            return "file_took_too_long"
        if status in {-signal.SIGABRT, -signal.SIGKILL}:
            return "file_too_large"
    elif status in _ABORTED_ON_WINDOWS:
        return "file_too_large"
    return "file_too_large" if status == OUT_OF_MEMORY else "file_unreadable"


class _Listener(Generic[RowT, FactsT]):
    """The parent's end of the pipe."""

    def __init__(
        self,
        receiver: _Receiver,
        *,
        rows: "msgspec.msgpack.Decoder[list[RowT]]",
        facts: "msgspec.msgpack.Decoder[FactsT]",
        take: Callable[[list[RowT]], object],
        output_bytes: int,
    ) -> None:
        self._receiver = receiver
        self._rows = rows
        self._facts = facts
        self._take = take
        self._output_left = output_bytes

    def listen(
        self, seconds: float, cancel: Cancel | None, progress: Progress | None
    ) -> FactsT:
        """Take messages until the last one; only waiting counts as time."""
        while True:
            began = time.monotonic()
            ready = self._receiver.poll(_POLL_SECONDS)
            seconds -= time.monotonic() - began
            if cancel and cancel.is_set():
                raise InputError("reading_stopped")
            if seconds <= 0:
                raise InputError("file_took_too_long")
            if not ready:
                continue
            kind, body = self._message()
            if kind == FACTS:
                return self._facts.decode(body)
            if kind == ROWS:
                self._take(self._rows.decode(body))
            elif kind == PROGRESS:
                self._tell(body, progress)
            else:
                raise _failure(body)

    def _message(self) -> tuple[bytes, memoryview]:
        try:
            message = self._receiver.recv_bytes(_MESSAGE_BYTES)
        except EOFError:
            raise
        except OSError as long:
            raise InputError("file_too_large") from long
        self._output_left -= len(message)
        if self._output_left < 0:
            raise InputError("file_too_large")
        return message[:1], memoryview(message)[1:]

    @staticmethod
    def _tell(body: memoryview, progress: Progress | None) -> None:
        done, total = msgspec.msgpack.decode(body, type=tuple[int, int])
        if progress:
            progress(done, total)


def _failure(body: memoryview) -> InputError:
    code, context = msgspec.msgpack.decode(body, type=tuple[str, dict[str, str | int]])
    return InputError(code, **context)
