"""A computer of its own for a process that works with personal data, and its end."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.architecture.tree import ROOT
from tests.builders import COMMUNITY, OWNER, passphrase
from tests.generator import write_members, write_reports
from tests.reliability.canary_worker import DRAFT, NOTE, SEARCHED
from tests.reliability.searching import files_of, long_enough, needles_of
from tests.town import LEAD, MODERATOR, REASON, REMARK

WINDOW = ROOT / "tests" / "journeys" / "window_secrets.py"

READY = b"ready\n"
PATIENCE = 180.0
"""Seconds in which a process has to come as far as that."""

HOMES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TMPDIR", "TEMP", "TMP")
XDG = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")

Needles = Mapping[str, frozenset[str]]
"""What must not be found, by what it is."""


@dataclass(slots=True, kw_only=True)
class Scene:
    """A computer on which personal data was worked with.

    Attributes:
        computer: everything the process could write to; its current folder is here.
        process: it waits with the vault open, until it is killed.
        needles: what must not be found.
        brought: the files that somebody else laid there, by their names.
    """

    computer: Path
    process: subprocess.Popen[bytes]
    needles: Needles = field(default_factory=dict[str, frozenset[str]])
    brought: frozenset[str] = frozenset()

    @property
    def words(self) -> frozenset[str]:
        """Everything that must not be found."""
        return frozenset[str]().union(*self.needles.values())

    def kind_of(self, word: str) -> str:
        """Return what a word is."""
        return next(what for what, words in self.needles.items() if word in words)

    @property
    def place(self) -> Path:
        """Where the vault of the first form is."""
        return self.computer / "vaults" / f"{COMMUNITY}.gongdao"

    @property
    def said(self) -> bytes:
        """What the process wrote to its standard output."""
        return (self.computer / "stdout").read_bytes()

    def everything(self) -> list[tuple[str, bytes]]:
        """Return every file, also those that have lost their name, with its bytes."""
        files = [
            file for file in files_of(self.computer) if file[0] not in self.brought
        ]
        return [*files, *_nameless(self.process)]

    def crash(self) -> None:
        """Have the system kill the process as if it had broken down."""
        with suppress(ProcessLookupError):
            if sys.platform == "win32":
                self.process.kill()
            else:
                # What would write a dump, if that were not prevented.
                self.process.send_signal(signal.SIGABRT)
        self.process.wait()


@contextmanager
def app_at_work(root: Path, *defences: str) -> Generator[Scene]:
    """Have the product without its window work on a computer.

    Args:
        root: an empty folder; the computer is in it, and what is brought to it.
        defences: what the process does without.

    Raises:
        RuntimeError: the process broke down.
    """
    brought, computer = root / "brought", root / "computer"
    brought.mkdir()
    computer.mkdir()
    members = write_members(brought / "members.csv", 60, 4, seed=741)
    reports = write_reports(brought / "reports.csv", members, 40, seed=741)
    (computer / "vaults").mkdir()
    own = {
        "notes": {NOTE, DRAFT, SEARCHED, REMARK},
        "reasons": {REASON},
        "staff": {OWNER, LEAD, MODERATOR, COMMUNITY},
        "passphrases": map(passphrase, (OWNER, LEAD, MODERATOR)),
    }
    place = computer / "vaults" / f"{COMMUNITY}.gongdao"
    command = ("tests.reliability.canary_worker", place, members.path, reports.path)
    with _at_work(computer, (*command, *defences)) as process:
        needles = {**needles_of(members, reports), **long_enough(own)}
        yield Scene(computer=computer, process=process, needles=needles)


@contextmanager
def window_at_work(root: Path, *defences: str) -> Generator[Scene]:
    """Have somebody work in the window, on a computer without a screen.

    Args:
        root: an empty folder; the computer is in it.
        defences: what the process does without.

    Raises:
        RuntimeError: the process broke down.
    """
    computer, told = root / "computer", root / "told"
    computer.mkdir()
    options = ("-s", "-p", "no:cacheprovider", "-p", "no:randomly")
    within = ("--rootdir", ROOT, "-c", ROOT / "pyproject.toml")
    command = ("pytest", *options, *within, "--basetemp", computer / "pytest", WINDOW)
    further = {
        "QT_QPA_PLATFORM": "offscreen",
        "TOLD": str(told),
        "WITHOUT": ";".join(defences),
    }
    with _at_work(computer, command, further) as process:
        word = json.loads(told.read_text(encoding="utf-8"))
        yield Scene(
            computer=computer,
            process=process,
            needles=long_enough(word["needles"]),
            brought=frozenset(
                Path(path).relative_to(computer).as_posix() for path in word["brought"]
            ),
        )


@contextmanager
def _at_work(
    computer: Path, command: Sequence[object], further: Mapping[str, str] | None = None
) -> Generator[subprocess.Popen[bytes]]:
    """Have a module work on a computer until it waits; it is killed at the end.

    Raises:
        RuntimeError: it did not come as far.
    """
    out, err = computer / "stdout", computer / "stderr"
    env = environment(computer) | dict(further or {})
    here = computer / "here"
    here.mkdir()
    with (
        out.open("wb") as stdout,
        err.open("wb") as stderr,
        subprocess.Popen(
            [sys.executable, "-m", *map(str, command)],
            cwd=here,
            env=env,
            stdin=subprocess.PIPE,
            stdout=stdout,
            stderr=stderr,
        ) as process,
    ):
        try:
            _wait(process, out)
            yield process
        finally:
            process.kill()


def _wait(process: subprocess.Popen[bytes], out: Path) -> None:
    last = time.monotonic() + PATIENCE
    while not out.read_bytes().endswith(READY):
        if process.poll() is not None or time.monotonic() > last:
            said = out.read_bytes() + out.with_name("stderr").read_bytes()
            told = said.decode(errors="replace")
            raise RuntimeError(f"the process broke down: {told}")
        time.sleep(0.05)


def environment(computer: Path) -> dict[str, str]:
    """Return an environment whose every folder is on this computer."""
    folders: dict[str, str] = {}
    for name in (*HOMES, *XDG):
        folder = computer / name.lower()
        folder.mkdir()
        folders[name] = str(folder)
    python = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT)}
    # What tests are told by those that run them is not for the one run here.
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    return {**kept, **folders, **python}


def _nameless(process: subprocess.Popen[bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield files that a process has open and that nobody else can find any more."""
    opened = Path(f"/proc/{process.pid}/fd")
    # Elsewhere than on Linux there is none, nor for others once it is hardened.
    with suppress(OSError):
        for each in opened.iterdir():
            name = str(each.readlink())
            if name.endswith(" (deleted)") and stat.S_ISREG(each.stat().st_mode):
                yield name, each.read_bytes()
