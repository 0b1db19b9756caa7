"""What a presenter may ask for; it neither knows threads nor Qt.

Every callback arrives on the thread that asked. A vault's bugs are not among
the failures: they go to the crash dialog.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from app.errors import AppError
from app.verification import Report
from app.work import Changes, Command, Outcome, Query
from app.workspace import Workspace

V = TypeVar("V")
V_co = TypeVar("V_co", covariant=True)

Failed = Callable[[AppError], None]
Progress = Callable[[int, int | None], None]
"""Told how much is done, and of how much; None or 0 if that is not known."""

Check = Callable[[int, int], None]
"""Told how much is done and of how much; leaves the work if nobody waits for it."""

Attendance = Callable[[Workspace, Check], V]
"""Long work with an open vault."""


def untold(_done: int, _of: int | None) -> None:
    """Tell nobody how far it is: it takes a moment."""


class Job(Protocol):
    """Something under way."""

    def cancel(self) -> None:
        """Stop it; neither `done` nor `failed` is called any more."""
        ...


class Stop(Protocol):
    """Whether the person has stopped the work."""

    def is_set(self) -> bool:
        """Tell whether to stop."""
        ...


class FileReader(Protocol[V_co]):
    """Reads a foreign file in a child process: `read_members`, `read_complaints`."""

    def __call__(
        self,
        path: Path,
        *,
        cancel: Stop | None = None,
        progress: Progress | None = None,
    ) -> V_co:
        """Return what the file says."""
        ...


class Runner(Protocol):
    """Carries out commands and queries away from the screen."""

    def execute(
        self,
        command: Command[V],
        done: Callable[[Outcome[V]], None],
        failed: Failed,
    ) -> None:
        """Carry out a command; screens hear of its changes by themselves."""
        ...

    def query(self, query: Query[V], done: Callable[[V], None], failed: Failed) -> Job:
        """Answer a query."""
        ...

    def read_file(
        self,
        reader: FileReader[V],
        path: Path,
        done: Callable[[V], None],
        failed: Failed,
        progress: Progress,
    ) -> Job:
        """Read a foreign file in a child process."""
        ...

    def rekey(
        self, done: Callable[[], None], failed: Failed, progress: Progress
    ) -> Job:
        """Put the vault under a new key; commands wait meanwhile, queries do not.

        Cancelled, it leaves all as it was, and calls nobody back.
        """
        ...

    def verify(
        self, done: Callable[[Report], None], failed: Failed, progress: Progress
    ) -> Job:
        """Prove the journal, and compare the tables with a fresh fold."""
        ...

    def attend(
        self,
        work: Attendance[V],
        done: Callable[[V], None],
        failed: Failed,
        progress: Progress,
    ) -> Job:
        """Do long work with the vault while queries and commands go on."""
        ...

    def on_change(self, heard: Callable[[Changes], None]) -> None:
        """Tell this whenever a command has changed something."""
        ...

    def keep(self, name: str, text: str) -> None:
        """Put half-written text on the person's desk; empty takes it off."""
        ...

    def recall(self, name: str, done: Callable[[str], None]) -> None:
        """Give back what lies on the desk under a name; empty if nothing."""
        ...
