"""Processes that work in a vault, and can be killed at any moment.

They are forked from one that has read all modules, so that a life costs little.
"""

import multiprocessing
import random
import time
import traceback
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import cast

from tests.builders import BEGINNING, HandClock, Site
from tests.reliability.rows import Harm
from tests.reliability.sabotage import give_up
from tests.reliability.work import TASKS

PATIENCE = 60.0
"""Seconds in which a child has to say something."""


@dataclass(slots=True)
class Testimony:
    """What a process said before it came to its end.

    Attributes:
        ready: how often it had the vault open.
        done: commits it was told are stored, in order.
        admitted: colleagues it was told are enrolled.
        tried: the colleague it was enrolling last.
        backups: how many it was told are made.
        other: anything else.
    """

    ready: int = 0
    done: list[bytes] = field(default_factory=list[bytes])
    admitted: list[str] = field(default_factory=list[str])
    tried: str = ""
    backups: int = 0
    other: list[str] = field(default_factory=list[str])

    def hear(self, line: str) -> None:
        """Take in one saying.

        Raises:
            Harm: the process broke down instead of working.
        """
        word, _, rest = line.partition(" ")
        match word:
            case "ready":
                self.ready += 1
            case "done":
                # A copied vault has no commit of its own yet.
                self.done += [bytes.fromhex(rest)] if rest else []
            case "admitted":
                self.admitted.append(rest)
            case "trying":
                self.tried = rest
            case "backed":
                self.backups += 1
            case "broke":
                raise Harm(f"the process broke down: {rest}")
            case _:
                self.other.append(line)


@dataclass(frozen=True, slots=True)
class Child:
    """A process at work.

    Attributes:
        process: to be waited for or killed.
        pipe: what it says comes out here, and what it is told goes in.
    """

    process: BaseProcess
    pipe: Connection

    def says(self) -> str | None:
        """Wait for the next saying; None when the process has ended."""
        try:
            return self.pipe.recv_bytes().decode() if self.pipe.poll(PATIENCE) else None
        except (EOFError, OSError):  # cut off in the middle, it was not said
            return None

    def tell(self, word: str) -> None:
        """Say something to the process."""
        self.pipe.send_bytes(word.encode())


@contextmanager
def child(target: Callable[..., None], *arguments: object) -> Generator[Child]:
    """Have a process run `target(pipe, *arguments)`; it is killed at the end."""
    context = _context()
    ours, theirs = context.Pipe()
    process = context.Process(  # pyright: ignore[reportAttributeAccessIssue]
        target=target, args=(theirs, *arguments), daemon=True
    )
    process.start()
    theirs.close()
    try:
        yield Child(process, cast("Connection", ours))
    finally:
        process.kill()
        process.join()
        ours.close()


def live(
    pipe: Connection, task: str, root: Path, day: int, seed: int, defences: list[str]
) -> None:
    """Do a task in this process until it is killed."""
    give_up(defences)

    def say(word: str, about: str = "") -> None:
        pipe.send_bytes(f"{word} {about}".encode())

    clock = HandClock(BEGINNING + timedelta(days=day))
    try:
        TASKS[task](Site(root=root, clock=clock), random.Random(seed), say)
    except BaseException:
        say("broke", traceback.format_exc())


def killed(
    task: str,
    root: Path,
    *,
    day: int,
    chance: random.Random,
    after: int,
    within: float,
    without: Iterable[str] = (),
) -> Testimony:
    """Have a process work, and kill it.

    Args:
        task: of `tests.reliability.work`.
        root: where its vault is.
        day: on which its clock begins.
        chance: decides the moment.
        after: how many sayings are waited for, before
        within: so many seconds, at most, are left to it.
        without: defences it has to do without.
    """
    told = Testimony()
    seed = chance.randrange(10**9)
    with child(live, task, root, day, seed, list(without)) as victim:
        for _ in range(after):
            if (line := victim.says()) is None:
                break
            told.hear(line)
        time.sleep(chance.uniform(0, within))  # the moment of death is to be any
        victim.process.kill()
        while (line := victim.says()) is not None:
            told.hear(line)
    return told


@cache
def _context() -> BaseContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context
