"""What the unlock screen shows and asks, and whom its presenter talks to."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto
from pathlib import Path
from typing import Protocol

from app.errors import AppError


class Field(StrEnum):
    """The fields an error can stand under; `FORM` is the form as a whole."""

    FORM = auto()
    NAME = auto()
    PASSPHRASE = auto()
    COMMUNITY = auto()
    FOLDER = auto()
    REPEATED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """What the unlock form holds."""

    name: str
    passphrase: str = field(repr=False)
    remember: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVault:
    """What the form of a new vault holds."""

    community: str
    folder: Path | None
    name: str
    passphrase: str = field(repr=False)
    repeated: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """What the form of a recovery sheet holds."""

    groups: tuple[str, ...] = field(repr=False)
    passphrase: str = field(repr=False)
    repeated: str = field(repr=False)


class GroupState(Enum):
    """How a group of the key compares with its checksum."""

    OPEN = auto()
    RIGHT = auto()
    WRONG = auto()
    SHORT = auto()


class UnlockScreen(Protocol):
    """What the presenter needs of the view."""

    def show_sign_in(self, vault: str, name: str, *, remembered: bool) -> None:
        """Ask for name and passphrase; `vault` is the vault's name."""
        ...

    def show_welcome(self) -> None:
        """Offer to open a vault or to make one: none is known here."""
        ...

    def show_create(self) -> None:
        """Ask for what a new vault needs."""
        ...

    def show_recover(self, vault: str) -> None:
        """Ask for the key of a recovery sheet and a new passphrase."""
        ...

    def show_group(self, place: int, state: GroupState) -> None:
        """Say how a group of the key is; `place` counts from 0."""
        ...

    def focus_group(self, place: int) -> None:
        """Put the cursor into a group."""
        ...

    def show_note(self, text: str) -> None:
        """Say a word under the vault's name ("locked after 5 idle minutes")."""
        ...

    def show_busy(self, text: str) -> None:
        """Say that it takes a moment; nothing can be typed."""
        ...

    def show_ready(self) -> None:
        """Let the person type again."""
        ...

    def show_error(self, place: Field, text: str) -> None:
        """Say under a field what is wrong and what to do."""
        ...


Done = Callable[[], None]
Failed = Callable[[AppError], None]
Progress = Callable[[int, int | None], None]


class Gate(Protocol):
    """Opens and makes vaults off the UI thread; answers come back on it.

    Deriving the key takes about a second. After `done` the gate's own session is
    open; who composes the application takes it from there.
    """

    def open_vault(
        self, path: Path, name: str, passphrase: str, done: Done, failed: Failed
    ) -> None:
        """Open the vault in this folder as this person."""
        ...

    def create_vault(
        self,
        path: Path,
        community: str,
        name: str,
        passphrase: str,
        done: Done,
        failed: Failed,
    ) -> None:
        """Make a vault in a folder that does not exist yet, and open it."""
        ...

    def recover_vault(
        self,
        path: Path,
        key: bytes,
        new_passphrase: str,
        done: Done,
        failed: Failed,
        progress: Progress,
    ) -> None:
        """Open the vault with the key of a recovery sheet; that is used up by it."""
        ...


class Memory(Protocol):
    """What this computer remembers of signing in."""

    def vault(self) -> Path | None:
        """Return the folder of the vault opened last."""
        ...

    def set_vault(self, path: Path) -> None:
        """Remember a vault's folder."""
        ...

    def name(self) -> str:
        """Return the sign-in name a person asked to keep, or nothing."""
        ...

    def keep_name(self, name: str) -> None:
        """Remember a sign-in name."""
        ...

    def forget_name(self) -> None:
        """Remember none."""
        ...
