"""What a row of the reliability table is: an attack, its count, and its controls.

An attack is tried many times and must do no harm. A control tries the same with one
defence off and must do harm, or the attack would prove nothing.
"""

import random
import shutil
from collections import Counter
from collections.abc import Callable, Generator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.errors import AppError
from app.vault.folder import database
from app.vault.keyring import Keyring
from app.vault.store import Store
from app.workspace import Workspace
from tests.builders import OWNER, Site, credentials
from tests.reliability.sabotage import CHEAP, without


class Harm(AssertionError):
    """What no attack may do: the sentence says what is gone or wrong."""


@dataclass(slots=True, kw_only=True)
class Trial:
    """One run of an attack or a control.

    Attributes:
        root: an empty folder of its own.
        count: how often it is to be tried.
        chance: decides everything that is left to chance.
        harms: what `until_harmed` met.
    """

    root: Path
    count: int
    chance: random.Random
    harms: list[str] = field(default_factory=list[str])
    _folders: int = 0

    def folder(self) -> Path:
        """Return a further empty folder."""
        self._folders += 1
        made = self.root / f"{self._folders}"
        made.mkdir()
        return made

    def until_harmed(self, attempt: Callable[[], object], times: int = 2) -> int:
        """Attempt until it did harm so often, or often enough; return how often."""
        harms = 0
        for _ in range(self.count):
            try:
                attempt()
            except Harm as harm:
                self.harms.append(str(harm))
                harms += 1
            if harms == times:
                break
        return harms


@dataclass(slots=True)
class Tally:
    """What came of all tries: the outcome of each, and what was counted on the way."""

    outcomes: Counter[str] = field(default_factory=Counter[str])
    seen: Counter[str] = field(default_factory=Counter[str])

    @property
    def tries(self) -> int:
        """How often it was tried."""
        return self.outcomes.total()

    def note(self, outcome: str) -> None:
        """Count one try by what came of it."""
        self.outcomes[outcome] += 1


Attack = Callable[[Trial], Tally]
Control = Callable[[Trial], int]
"""Returns how many of its tries did harm."""


def possible() -> str:
    """Say nothing: the row can be run on every machine."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table.

    Attributes:
        name: what it is called on the command line.
        test: what is done to the vault.
        must_be: what holds all the same.
        full, short: how often, in `make reliability` and in `make test`; 0 where the
            attack itself knows all there is to try.
        controls: by the defence that each has off.
        missing: says what this machine lacks for it, or nothing.
    """

    name: str
    test: str
    must_be: str
    full: int
    short: int
    attack: Attack
    controls: Mapping[str, Control]
    missing: Callable[[], str] = possible

    def attacked(self, trial: Trial) -> Tally:
        """Try the attack.

        Raises:
            Harm: it did harm.
        """
        with without(CHEAP):
            return self.attack(trial)

    def controlled(self, defence: str, trial: Trial) -> int:
        """Try the same with this defence off; return how often it did harm."""
        with without(CHEAP):
            return self.controls[defence](trial)


def sure(holds: bool, otherwise: str) -> None:
    """Let pass what holds.

    Raises:
        Harm: it does not.
    """
    if not holds:
        raise Harm(otherwise)


@contextmanager
def still_opens(site: Site, name: str = OWNER) -> Generator[Workspace, None, None]:
    """Open a vault that has been through something; it must.

    Raises:
        Harm: it is said to be damaged, at once or while it is looked at.
    """
    try:
        with site.opened(name) as workspace:
            yield workspace
    except AppError as problem:
        raise Harm(f"it does not open: {problem.code}") from problem


def commits_of(workspace: Workspace) -> set[bytes]:
    """Return the hash of every commit in the journal."""
    return {
        row[0]
        for row in workspace._session.store.sql("SELECT hash FROM journal_commit")
    }


def head_of(workspace: Workspace) -> bytes:
    """Return the hash of the newest commit of this feed."""
    return workspace._session.journal.position.previous.hash


def newest_of(workspace: Workspace) -> bytes:
    """Return the hash of the newest commit, whoever's it is."""
    asked = "SELECT hash FROM journal_commit ORDER BY clock DESC, feed DESC LIMIT 1"
    return workspace._session.store.sql(asked)[0][0]


def proved(workspace: Workspace) -> int:
    """Verify everything; return the number of commits.

    Raises:
        Harm: something is not as it was written.
    """
    report = workspace.verify()
    sure(report.sound, f"not sound: {report.problems[:3]}")
    return report.commits


def backups_open(workspace: Workspace, among: Path) -> int:
    """Open every backup of a vault, copied into a folder; return how many there are.

    Raises:
        Harm: one that is listed is no use.
    """
    backups = workspace.custody.backups()
    for n, backup in enumerate(backups):
        copy = Path(shutil.copytree(backup.folder, among / f"{n}"))
        try:
            keyring = Keyring.read(copy)
            key = keyring.unlock(credentials(OWNER)).vault_key
            with closing(Store(database(copy, keyring), key)) as store:
                store.connect()
                sure(store.is_whole(), "a backup is damaged")
        except AppError as problem:
            raise Harm(f"a backup does not open: {problem.code}") from problem
    return len(backups)
