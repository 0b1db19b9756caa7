"""Killing a working process at a random moment, and looking at what it left."""

import os
import random
import select
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from app.workspace import Workspace
from tests.architecture.tree import ROOT

PATIENCE = 60.0
"""Seconds in which a child has to say something."""


@dataclass(slots=True)
class Testimony:
    """What a process said before it was killed.

    Attributes:
        done: commits it was told are stored.
        admitted: colleagues it was told are enrolled.
        tried: the colleague it was enrolling last.
    """

    done: list[bytes] = field(default_factory=list[bytes])
    admitted: list[str] = field(default_factory=list[str])
    tried: str = ""

    def hear(self, line: str) -> None:
        """Take in one line."""
        word, _, rest = line.partition(" ")
        if word == "done" and rest != "-":
            self.done.append(bytes.fromhex(rest))
        elif word == "admitted":
            self.admitted.append(rest)
        elif word == "trying":
            self.tried = rest


def killed(
    task: str, root: Path, *, day: int, chance: random.Random, after: int, within: float
) -> Testimony:
    """Have a process work, and kill it.

    Args:
        task: of `tests.reliability.worker`.
        root: where its vault is.
        day: on which its clock begins.
        chance: decides the moment.
        after: how many lines it may say first, the one that it is ready included.
        within: then it is killed within so many seconds, wherever it stands.
    """
    seed = chance.randrange(10**9)
    words = ["-m", "tests.reliability.worker", task, str(root), str(day), str(seed)]
    with subprocess.Popen(
        [sys.executable, *words],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        heard = _listen(process.stdout.fileno(), after)
        _let_pass(chance.uniform(0, within))
        process.kill()
        heard += process.stdout.read()
        complaint = process.stderr.read().decode(errors="replace")
    if complaint:
        raise AssertionError(complaint)
    testimony = Testimony()
    # A last line cut off in the middle was not said.
    for line in heard.decode().split("\n")[:-1]:
        testimony.hear(line)
    return testimony


def _listen(descriptor: int, lines: int) -> bytes:
    heard = b""
    while heard.count(b"\n") < lines:
        ready, _, _ = select.select([descriptor], [], [], PATIENCE)
        part = os.read(descriptor, 65536) if ready else b""
        if not part:
            break
        heard += part
    return heard


def _let_pass(seconds: float) -> None:
    # Waiting is the point here: the moment of death is to be any.
    until = time.perf_counter() + seconds
    while (left := until - time.perf_counter()) > 0:
        select.select([], [], [], left)


def all_there(workspace: Workspace, commits: list[bytes]) -> bool:
    """Tell whether every one of these commits is in the journal."""
    stored = {
        row[0]
        for row in workspace._session.store.sql("SELECT hash FROM journal_commit")
    }
    return set(commits) <= stored
