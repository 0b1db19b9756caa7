"""The child's side of `app.files.child`: put rows into a pipe, and end quietly."""

import os
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Generic, Protocol, TypeVar

import msgspec

from app.errors import AppError
from app.files.confine import OUT_OF_MEMORY, confine

RowT = TypeVar("RowT")
RowT_contra = TypeVar("RowT_contra", contravariant=True)
FactsT = TypeVar("FactsT")

_BATCH = 250
_PROGRESS_SECONDS = 0.05

# Each message is one letter and msgpack.
ROWS, PROGRESS, FACTS, FAILED = b"R", b"P", b"F", b"E"


class Outbox(Protocol[RowT_contra]):
    """Where a parser puts what it finds."""

    def put(self, row: RowT_contra, /) -> None:
        """Hand over one row."""
        ...

    def expect(self, total: int, /) -> None:
        """Say about how many rows there will be."""
        ...


Parser = Callable[[Path, Outbox[RowT]], FactsT]
"""A function of a module (the child finds it by name)."""


class PipeOutbox(Generic[RowT]):
    """The child's end of the pipe."""

    def __init__(self, sender: Connection) -> None:
        self._sender = sender
        self._encode = msgspec.msgpack.Encoder().encode
        self._waiting: list[RowT] = []
        self._done = 0
        self._total = 0
        self._told_at = 0.0

    def put(self, row: RowT, /) -> None:
        """Send the row, together with others."""
        self._waiting.append(row)
        if len(self._waiting) >= _BATCH:
            self.flush()

    def expect(self, total: int, /) -> None:
        """Send the total."""
        self._total = total
        self._tell()

    def flush(self) -> None:
        """Send the rows that wait."""
        if not self._waiting:
            return
        self._done += len(self._waiting)
        self.send(ROWS, self._waiting)
        self._waiting.clear()
        if time.monotonic() - self._told_at >= _PROGRESS_SECONDS:
            self._tell()

    def send(self, kind: bytes, body: object) -> None:
        """Send one message."""
        self._sender.send_bytes(kind + self._encode(body))

    def _tell(self) -> None:
        self._told_at = time.monotonic()
        self.send(PROGRESS, (self._done, max(self._done, self._total)))


def work(
    parser: Parser[RowT, FactsT],
    path: Path,
    memory: int,
    seconds: float,
    sender: Connection,
) -> None:
    """Bound this process, run the parser, and send what it finds."""
    sys.dont_write_bytecode = True
    _mute()
    outbox: PipeOutbox[RowT] = PipeOutbox(sender)
    try:
        confine(memory=memory, seconds=seconds)
        facts = parser(path, outbox)
        outbox.flush()
        outbox.send(FACTS, facts)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # nothing more can be relied on, not even sending
    except AppError as known:
        outbox.send(FAILED, (known.code, known.context))
    except BrokenPipeError:
        os._exit(0)  # the parent has gone, or has heard enough
    except BaseException:  # also a panic in compiled code, which is no Exception
        no_context: dict[str, str] = {}
        outbox.send(FAILED, ("file_unreadable", no_context))
    sender.close()


def _mute() -> None:
    """Let nothing a library prints about the file reach a terminal or a log."""
    sink = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(sink, descriptor)
    os.close(sink)
