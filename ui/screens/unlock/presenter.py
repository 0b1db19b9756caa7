"""What happens when somebody wants into a vault, or makes one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum, auto
from pathlib import Path
from typing import Final, Protocol

from app.errors import AppError
from app.words import sentence, tr

SUFFIX: Final = ".gongdao"


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


class UnlockPresenter:
    """Checks what was typed, asks the gate, says what went wrong."""

    def __init__(
        self,
        view: UnlockScreen,
        gate: Gate,
        memory: Memory,
        opened: Callable[[], None],
    ) -> None:
        """Wire the screen.

        Args:
            view: the screen.
            gate: what opens and makes vaults.
            memory: what this computer remembers.
            opened: called when a vault is open.
        """
        self._view, self._gate, self._memory = view, gate, memory
        self._opened = opened
        self._busy = self._fresh = False

    def start(self, note: str = "", *, fresh: bool = False) -> None:
        """Show the first form.

        Args:
            note: why the vault is locked, if it was open.
            fresh: whether somebody else is to sign in; the remembered name is theirs
                whose it was, and is not offered.
        """
        self._fresh = fresh
        path = self._memory.vault()
        if path is None:
            self._view.show_welcome()
        else:
            name = "" if fresh else self._memory.name()
            self._view.show_sign_in(vault_name(path), name, remembered=bool(name))
        self._view.show_note(note)

    def choose_vault(self, path: Path) -> None:
        """Ask for name and passphrase of the vault in this folder."""
        self._memory.set_vault(path)
        self.start()

    def create_wanted(self) -> None:
        """Ask for what a new vault needs."""
        self._view.show_create()

    def sign_in(self, form: SignIn) -> None:
        """Try to open the vault."""
        path = self._memory.vault()
        if self._busy or path is None:
            return
        name = form.name.strip()
        if not name:
            self._say(Field.NAME, tr("Enter your sign-in name."))
        elif not form.passphrase:
            self._say(Field.PASSPHRASE, tr("Enter your passphrase."))
        else:
            self._start_work(tr("Unlocking. This takes about a second."))
            self._gate.open_vault(
                path,
                name,
                form.passphrase,
                lambda: self._on_opened(path, name if form.remember else ""),
                self._on_sign_in_failed,
            )

    def create(self, form: NewVault) -> None:
        """Try to make the vault."""
        if self._busy:
            return
        community, name = form.community.strip(), form.name.strip()
        path = new_vault_path(form.folder, community)
        mistake = _first_mistake(form, path)
        if mistake is not None:
            self._say(*mistake)
        if mistake is not None or path is None:
            return
        self._start_work(tr("Making the vault and its keys."))
        self._gate.create_vault(
            path,
            community,
            name,
            form.passphrase,
            lambda: self._on_opened(path, ""),
            self._on_create_failed,
        )

    def _start_work(self, words: str) -> None:
        self._busy = True
        self._view.show_busy(words)

    def _say(self, place: Field, words: str) -> None:
        self._view.show_error(place, words)

    def _on_opened(self, path: Path, name: str) -> None:
        self._busy = False
        self._memory.set_vault(path)
        if name:
            self._memory.keep_name(name)
        elif not self._fresh:
            self._memory.forget_name()
        self._view.show_ready()
        self._opened()

    def _on_sign_in_failed(self, error: AppError) -> None:
        self._fail(error, _SIGN_IN_PLACES)

    def _on_create_failed(self, error: AppError) -> None:
        self._fail(error, _CREATE_PLACES)

    def _fail(self, error: AppError, places: dict[str, Field]) -> None:
        self._busy = False
        self._view.show_ready()
        self._say(places.get(error.code, Field.FORM), sentence(error))


_SIGN_IN_PLACES: Final = {
    "wrong_name_or_passphrase": Field.PASSPHRASE,
    "name_missing": Field.NAME,
}
_CREATE_PLACES: Final = {
    "passphrase_too_short": Field.PASSPHRASE,
    "passphrase_known": Field.PASSPHRASE,
    "passphrase_repeats": Field.PASSPHRASE,
    "passphrase_pattern": Field.PASSPHRASE,
    "passphrase_of_names": Field.PASSPHRASE,
    "passphrase_few_words": Field.PASSPHRASE,
    "name_missing": Field.NAME,
    "vault_exists": Field.COMMUNITY,
}
# Windows refuses these in a folder's name; a vault must be able to travel there.
_FORBIDDEN: Final = frozenset('<>:"/\\|?*')


def vault_name(path: Path) -> str:
    """Return the name of the vault in this folder."""
    return path.name.removesuffix(SUFFIX)


def new_vault_path(folder: Path | None, community: str) -> Path | None:
    """Return the folder a new vault gets, or None while that cannot be said."""
    bad = any(sign in _FORBIDDEN or ord(sign) < ord(" ") for sign in community)
    if folder is None or not community or bad or community.startswith("."):
        return None
    return folder / f"{community}{SUFFIX}"


def _first_mistake(form: NewVault, path: Path | None) -> tuple[Field, str] | None:
    checks = (
        (
            not form.community.strip(),
            Field.COMMUNITY,
            tr("Enter the community's name."),
        ),
        (
            form.folder is None,
            Field.FOLDER,
            tr("Choose a folder for the vault."),
        ),
        (
            path is None,
            Field.COMMUNITY,
            tr("A folder cannot have this name. Leave out special signs."),
        ),
        (
            not form.name.strip(),
            Field.NAME,
            tr("Enter the name you will sign in with."),
        ),
        (not form.passphrase, Field.PASSPHRASE, tr("Enter a passphrase.")),
        (
            form.passphrase != form.repeated,
            Field.REPEATED,
            tr("The two passphrases differ. Type the second one again."),
        ),
    )
    return next(((place, words) for wrong, place, words in checks if wrong), None)
