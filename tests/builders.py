"""Small vaults for tests: quick to make, under a clock that goes by hand."""

from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.ids import PersonId
from app.rulebook.model import Bilingual
from app.staff.commands import AdmitPerson
from app.staff.roles import Role
from app.vault.keyring import Credentials
from app.vault.keys import Argon2Cost
from app.workspace import Surroundings, Workspace

CHEAP = Argon2Cost(memory_kib=64 * 1024, iterations=1, lanes=4)
"""The least a keyring may ask of a guess: a twentieth of a second."""

OWNER = "林晚"
COMMUNITY = "雨林读书会"
BEGINNING = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


NEWS = Bilingual(zh="补了两个例子", en="Two examples added")
"""What is new in a version that is published later."""


@dataclass(slots=True)
class HandClock:
    """A clock that stands still until it is moved."""

    now: datetime = BEGINNING

    def __call__(self) -> datetime:
        """Tell the moment."""
        return self.now

    def forward(self, **by: float) -> datetime:
        """Move on by days, hours, minutes, seconds; return the moment."""
        self.now += timedelta(**by)
        return self.now


def passphrase(name: str) -> str:
    """Return what a made-up person types."""
    return f"{name} 的口令：测试里用的一段够长的话"


def credentials(name: str) -> Credentials:
    """Return a made-up person's sign-in name and passphrase."""
    return Credentials(name=name, passphrase=passphrase(name))


@dataclass(slots=True, kw_only=True)
class Site:
    """A computer with room for one vault.

    Attributes:
        root: a folder of the test's own.
        clock: the computer's clock.
    """

    root: Path
    clock: HandClock = field(default_factory=HandClock)

    @property
    def place(self) -> Path:
        """Where the vault lies."""
        return self.root / f"{COMMUNITY}.gongdao"

    @property
    def surroundings(self) -> Surroundings:
        """What of this computer a workspace depends on."""
        return Surroundings(clock=self.clock, markers=self.root / "markers", cost=CHEAP)

    def create(self) -> Workspace:
        """Make the vault with its owner; it is open."""
        return Workspace.create(
            self.place,
            community=COMMUNITY,
            owner=credentials(OWNER),
            surroundings=self.surroundings,
        )

    def open(self, name: str = OWNER) -> Workspace:
        """Open the vault as one of its people."""
        return Workspace.open(
            self.place, credentials(name), surroundings=self.surroundings
        )

    def created(self) -> AbstractContextManager[Workspace]:
        """Make the vault; close it at the end."""
        return closing(self.create())

    def opened(self, name: str = OWNER) -> AbstractContextManager[Workspace]:
        """Open the vault; close it at the end."""
        return closing(self.open(name))


def enrol(workspace: Workspace, name: str, role: Role) -> PersonId:
    """Have the person signed in enrol a made-up colleague."""
    command = AdmitPerson(name=name, passphrase=passphrase(name), role=role)
    return workspace.execute(command).value
