"""What happens when somebody wants into a vault, or makes one."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from app.errors import AppError
from app.recovery import PER_GROUP, folded, is_right, parse
from app.words import sentence, tr
from ui.screens.unlock.shown import (
    Field,
    Gate,
    GroupState,
    Memory,
    NewVault,
    Recovery,
    SignIn,
    UnlockScreen,
)

SUFFIX: Final = ".gongdao"


class UnlockPresenter:
    """Checks what was typed, asks the gate, says what went wrong."""

    def __init__(
        self,
        view: UnlockScreen,
        gate: Gate,
        memory: Memory,
        opened: Callable[[], None],
        recovered: Callable[[], None] | None = None,
    ) -> None:
        """Wire the screen.

        Args:
            view: the screen.
            gate: what opens and makes vaults.
            memory: what this computer remembers.
            opened: called when a vault is open.
            recovered: called after that where a recovery sheet opened it.
        """
        self._view, self._gate, self._memory = view, gate, memory
        self._opened, self._recovered = opened, recovered
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

    def recover_wanted(self) -> None:
        """Ask for the key of a recovery sheet."""
        path = self._memory.vault()
        if path is not None:
            self._view.show_recover(vault_name(path))

    def check_group(self, place: int, text: str) -> None:
        """Say at once whether a group is as on the sheet."""
        if len(folded(text)) < PER_GROUP:
            self._view.show_group(place, GroupState.OPEN)
        else:
            right = is_right(text, place)
            self._view.show_group(
                place, GroupState.RIGHT if right else GroupState.WRONG
            )

    def recover(self, form: Recovery) -> None:
        """Try to come in with a recovery sheet."""
        path = self._memory.vault()
        if self._busy or path is None or not self._groups_are_right(form.groups):
            return
        mistake = _first_wrong(_passphrase_checks(form.passphrase, form.repeated))
        if mistake is not None:
            self._say(*mistake)
            return
        self._start_work(tr("Opening the vault with the sheet."))
        self._gate.recover_vault(
            path,
            parse("".join(map(folded, form.groups))),
            form.passphrase,
            lambda: self._on_recovered(path),
            self._on_create_failed,
            self._on_progress,
        )

    def _groups_are_right(self, groups: tuple[str, ...]) -> bool:
        wrong = [at for at, group in enumerate(groups) if not is_right(group, at)]
        for place in reversed(wrong):  # the cursor stays in the first
            short = len(folded(groups[place])) < PER_GROUP
            state = GroupState.SHORT if short else GroupState.WRONG
            self._view.show_group(place, state)
        if wrong:
            self._view.focus_group(wrong[0])
        return not wrong

    def _on_progress(self, done: int, total: int | None) -> None:
        if total:
            words = tr(
                "Preparing what is shown: {done} of {total}", done=done, total=total
            )
            self._view.show_busy(words)

    def _on_recovered(self, path: Path) -> None:
        self._busy = False
        self._memory.set_vault(path)
        self._view.show_ready()
        self._opened()
        if self._recovered is not None:
            self._recovered()

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
_Check = tuple[bool, Field, str]
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
        *_passphrase_checks(form.passphrase, form.repeated),
    )
    return _first_wrong(checks)


def _passphrase_checks(passphrase: str, repeated: str) -> tuple[_Check, ...]:
    return (
        (not passphrase, Field.PASSPHRASE, tr("Enter a passphrase.")),
        (
            passphrase != repeated,
            Field.REPEATED,
            tr("The two passphrases differ. Type the second one again."),
        ),
    )


def _first_wrong(checks: Iterable[_Check]) -> tuple[Field, str] | None:
    return next(((place, words) for wrong, place, words in checks if wrong), None)
