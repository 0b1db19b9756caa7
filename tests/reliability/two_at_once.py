"""Two processes want one vault: exactly one has it, whatever it does with its files."""

import hashlib
import random
import shutil
import tempfile
import time
import traceback
from multiprocessing.connection import Connection
from pathlib import Path

from app.errors import AppError
from tests.builders import Site
from tests.reliability.children import Child, child
from tests.reliability.rows import Control, Row, Tally, Trial, proved, still_opens, sure
from tests.reliability.sabotage import give_up
from tests.reliability.work import Scene, add_note

REFUSED = "vault_open_elsewhere"
HANDLING = 0.05
"""Seconds in which the first handles its own files over and over."""


class Visitor:
    """A process that is told to open, use, hash, copy and close a vault."""

    def __init__(self, site: Site) -> None:
        """Stand before a closed vault."""
        self._site = site
        self._scene: Scene | None = None

    def open(self) -> str:
        """Open the vault, or say why not."""
        try:
            self._scene = Scene(self._site, self._site.open(), random.Random())
        except AppError as refused:
            return refused.code
        return "open"

    def use(self) -> str:
        """Change something."""
        assert self._scene is not None
        add_note(self._scene)
        return "used"

    def hash(self) -> str:
        """Open, read and close every file of the vault, again and again."""
        until = time.perf_counter() + HANDLING
        while time.perf_counter() < until:
            for path in self._site.place.iterdir():
                hashlib.sha256(path.read_bytes())
        return "hashed"

    def copy(self) -> str:
        """Copy the vault's folder, again and again."""
        until = time.perf_counter() + HANDLING
        while time.perf_counter() < until:
            with tempfile.TemporaryDirectory() as there:
                shutil.copytree(self._site.place, Path(there) / "copy")
        return "copied"

    def close(self) -> str:
        """Close the vault, if it is open."""
        if self._scene is not None:
            self._scene.workspace.close()
        self._scene = None
        return "closed"


def visit(pipe: Connection, root: Path, defences: list[str]) -> None:
    """Do what comes through the pipe, and say what came of it."""
    give_up(defences)
    visitor = Visitor(Site(root=root))
    try:
        while True:
            word = pipe.recv_bytes().decode()
            pipe.send_bytes(str(getattr(visitor, word)()).encode())
    except EOFError:
        return
    except BaseException:
        pipe.send_bytes(traceback.format_exc().encode())
        raise


def both(first: Child, second: Child, one: str, other: str) -> list[str | None]:
    """Tell two processes something at the same moment; return their answers."""
    first.tell(one)
    second.tell(other)
    return [first.says(), second.says()]


def race(first: Child, second: Child) -> str:
    """Have both open at once.

    Raises:
        Harm: both have it, or neither.
    """
    answers = both(first, second, "open", "open")
    sure(sorted(map(str, answers)) == ["open", REFUSED], f"at once: {answers}")
    both(first, second, "close", "close")
    return "at once: exactly one"


def while_it(first: Child, second: Child, handling: str) -> str:
    """Have the second try while the first handles its own files, and after.

    Raises:
        Harm: the second gets in, or the first cannot go on.
    """
    sure(told(first, "open") == "open", "the first does not get in")
    _, during = both(first, second, handling, "open")
    after = told(second, "open")
    sure({during, after} == {REFUSED}, f"it {handling}: {during}, {after}")
    sure(told(first, "use") == "used", "the first cannot go on")
    told(first, "close")
    sure(told(second, "open") == "open", "the second never gets in")
    told(second, "close")
    return f"{handling} by the first: exactly one"


def told(one: Child, word: str) -> str | None:
    """Tell a process something; return its answer."""
    one.tell(word)
    return one.says()


def rounds(trial: Trial, *defences: str) -> Tally:
    """Let two processes meet so many times.

    Raises:
        Harm: both had the vault, or the vault is not sound in the end.
    """
    tally = Tally()
    site = Site(root=trial.folder())
    site.create().close()
    with (
        child(visit, site.root, list(defences)) as first,
        child(visit, site.root, list(defences)) as second,
    ):
        for n in range(trial.count):
            kind = n % 3
            tally.note(
                race(first, second)
                if not kind
                else while_it(first, second, ("hash", "copy")[kind - 1])
            )
    with still_opens(site) as workspace:
        proved(workspace)
    return tally


def control(*defences: str) -> Control:
    """Return the control that meets without these defences."""

    def run(trial: Trial) -> int:
        return trial.until_harmed(lambda: rounds(trial, *defences))

    return run


ROW = Row(
    name="two-at-once",
    test="two processes opening at once, also while the first hashes or copies",
    must_be="exactly one",
    full=100,
    short=15,
    attack=rounds,
    controls={
        "the lock": control("the lock"),
        "a lock of its own": control("a lock of its own"),
    },
)
