"""Parsers that go wrong in every way a parser can, for a child to run."""

import contextlib
import os
import signal
import stat
import sys
import time
from pathlib import Path

import msgspec

from app.errors import InputError
from app.files.child_work import Outbox


class Fact(msgspec.Struct, frozen=True):
    """What a parser of these returns."""

    text: str


def sound(path: Path, out: Outbox[int]) -> Fact:
    out.expect(1000)
    for number in range(1000):
        out.put(number)
    return Fact(path.name)


def modules(path: Path, out: Outbox[str]) -> Fact:
    """Send the names of all modules the child has loaded."""
    for name in sorted(sys.modules):
        out.put(name)
    return Fact(path.name)


def raises(path: Path, out: Outbox[int]) -> Fact:
    raise RuntimeError(path.read_text())


def refuses(path: Path, out: Outbox[int]) -> Fact:
    out.put(1)
    raise InputError("file_cell_too_long", line=7, limit=9)


def speaks(path: Path, out: Outbox[int]) -> Fact:
    print(path.read_text(), file=sys.stdout, flush=True)  # noqa: T201 - that is the point
    print(path.read_text(), file=sys.stderr, flush=True)  # noqa: T201
    os.write(2, path.read_bytes())
    raise RuntimeError


def ends(path: Path, out: Outbox[int]) -> Fact:
    os._exit(0)


def aborts(path: Path, out: Outbox[int]) -> Fact:
    os.abort()


def crashes(path: Path, out: Outbox[int]) -> Fact:
    os.kill(os.getpid(), signal.SIGSEGV)
    return Fact("still here")


def spins(path: Path, out: Outbox[int]) -> Fact:
    while True:
        pass


def sleeps(path: Path, out: Outbox[int]) -> Fact:
    time.sleep(3600)
    return Fact("awake")


def hoards(path: Path, out: Outbox[int]) -> Fact:
    kept: list[bytes] = []
    while True:
        kept.append(bytes(1 << 20))


def hoards_at_once(path: Path, out: Outbox[int]) -> Fact:
    return Fact(str(len(bytes(1 << 40))))


def floods(path: Path, out: Outbox[str]) -> Fact:
    while True:
        out.put("x" * 30_000)


def sends_one_huge_row(path: Path, out: Outbox[str]) -> Fact:
    out.put("x" * (34 << 20))
    return Fact("sent")


def sends_other_types(path: Path, out: Outbox[str]) -> Fact:
    out.put("not a number")
    return Fact("sent")


def returns_another_type(path: Path, out: Outbox[int]) -> int:
    return 7


def writes(path: Path, out: Outbox[int]) -> Fact:
    """Try to leave something behind."""
    beside = path.with_name("stray")
    try:
        beside.write_bytes(b"stray")
    except OSError as refused:
        beside.unlink()
        return Fact(type(refused).__name__)
    return Fact("written")


def holds_descriptors(path: Path, out: Outbox[int]) -> Fact:
    """Send the open descriptors that lead to ordinary files."""
    for number in range(64):
        with contextlib.suppress(OSError):
            if stat.S_ISREG(os.fstat(number).st_mode):
                out.put(number)
    return Fact(path.name)
