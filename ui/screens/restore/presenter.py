"""What happens when somebody restores a backup."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum, auto
from pathlib import Path
from typing import Final, Protocol

from app.custody import Backup
from app.custody_wording import facts_of, size_text, warnings_of, when_text
from app.errors import AppError
from app.restoring import Preview
from app.words import sentence, tr
from app.workspace import Credentials
from ui.running import Failed, Job, Progress
from ui.screens.unlock.presenter import Memory, new_vault_path, vault_name


class Field(StrEnum):
    """Where an error can stand; `FORM` is the form as a whole."""

    FORM = auto()
    BACKUP = auto()
    NAME = auto()
    PASSPHRASE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupLine:
    """A backup to choose.

    Attributes:
        key: its folder.
        text: when it was made.
        hint: its size, and what it is.
    """

    key: str
    text: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookInto:
    """What the first form holds."""

    backup: str
    name: str
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What restoring means, as the second page shows it.

    Attributes:
        facts: what is in the backup and in the vault, in words.
        warnings: what to know first, the weightiest first.
        fresh: whether there is no vault to replace, so that a folder is chosen.
    """

    facts: Sequence[tuple[str, str]]
    warnings: Sequence[str]
    fresh: bool


class RestoreScreen(Protocol):
    """What the presenter needs of the view."""

    def show_choice(self, vault: str, lines: Sequence[BackupLine], name: str) -> None:
        """Ask which backup, and who signs in to it."""
        ...

    def show_lines(self, lines: Sequence[BackupLine]) -> None:
        """Offer these backups instead."""
        ...

    def show_meaning(self, meaning: Meaning) -> None:
        """Show what restoring means, and ask whether to do it."""
        ...

    def show_busy(self, words: str) -> None:
        """Say what takes a moment, or with nothing let the person go on."""
        ...

    def show_copying(self, done: int, total: int) -> None:
        """Show how far the copying is."""
        ...

    def show_error(self, place: Field, text: str) -> None:
        """Say what is wrong and what to do."""
        ...


class Restores(Protocol):
    """Looks into backups and restores them off the UI thread."""

    def find(self, chosen: Path, done: Callable[[Sequence[Backup]], None]) -> None:
        """Tell which backups a folder is or holds."""
        ...

    def look(
        self,
        source: Path,
        place: Path,
        who: Credentials,
        done: Callable[[Preview], None],
        failed: Failed,
    ) -> None:
        """Look into a backup and the vault it would replace."""
        ...

    def restore(
        self,
        place: Path | None,
        done: Callable[[bool], None],
        failed: Failed,
        progress: Progress,
    ) -> Job:
        """Restore what was looked into; to another place if one is named.

        `done` hears whether it was restored, also when it was to stop.
        """
        ...

    def forget(self) -> None:
        """Keep nothing of what was looked into."""
        ...


_NOWHERE: Final = Path("nowhere.gongdao")
"""Stands for the place of a vault that is to be chosen yet: nothing lies there."""
_PLACES: Final = {
    "wrong_name_or_passphrase": Field.PASSPHRASE,
    "backup_not_found": Field.BACKUP,
    "backup_damaged": Field.BACKUP,
    "backup_is_a_vault": Field.BACKUP,
    "backup_of_another_vault": Field.BACKUP,
}


class RestorePresenter:
    """Leads from the choice of a backup to the vault as it was."""

    def __init__(
        self,
        view: RestoreScreen,
        gate: Restores,
        memory: Memory,
        ended: Callable[[str], None],
    ) -> None:
        """Wire the screen.

        Args:
            view: the screen.
            gate: what reads and restores backups.
            memory: what this computer remembers of signing in.
            ended: called when the unlock screen is to come back, with a word on why.
        """
        self._view, self._gate, self._memory = view, gate, memory
        self._ended = ended
        self._place = memory.vault()
        self._community = ""
        self._fresh = False
        self._busy = False
        self._copying: Job | None = None

    def start(self) -> None:
        """Ask which backup of the vault opened last, if there was one."""
        vault = vault_name(self._place) if self._place else ""
        self._view.show_choice(vault, (), self._memory.name())
        if self._place:
            self._gate.find(self._place, self._on_found)

    def choose_folder(self, folder: Path) -> None:
        """Offer the backups of another folder."""
        self._gate.find(folder, lambda found: self._on_found_in(folder, found))

    def look(self, form: LookInto) -> None:
        """Look into a backup."""
        if self._busy:
            return
        mistake = _first_mistake(form)
        if mistake is not None:
            self._view.show_error(*mistake)
            return
        self._busy = True
        self._view.show_busy(tr("Looking into the backup and the vault."))
        self._gate.look(
            Path(form.backup),
            self._place or _NOWHERE,
            Credentials(name=form.name, passphrase=form.passphrase),
            self._on_looked,
            self._on_failed,
        )

    def confirm(self, folder: Path | None) -> None:
        """Restore; to a vault of the community's name in a folder, if one is given."""
        if self._busy:
            return
        place = self._target(folder)
        if self._fresh and place is None:
            words = tr("Choose a folder for the vault.")
            self._view.show_error(Field.FORM, words)
            return
        self._busy = True
        self._view.show_copying(0, 0)
        self._copying = self._gate.restore(
            place,
            lambda restored: self._on_ended(place or self._place, restored=restored),
            self._on_failed,
            self._on_copied,
        )

    def stop(self) -> None:
        """Break the copying off; what came of it is heard later."""
        if self._copying is not None:
            self._copying.cancel()

    def back(self) -> None:
        """Think better of it."""
        self._gate.forget()
        self._ended("")

    def _target(self, folder: Path | None) -> Path | None:
        if not self._fresh or folder is None:
            return None
        # A name that no folder can have gives way to one that any can.
        return new_vault_path(folder, self._community.strip()) or new_vault_path(
            folder, "gongdao"
        )

    def _on_found(self, found: Sequence[Backup]) -> None:
        self._view.show_lines([_line(each) for each in found])

    def _on_found_in(self, folder: Path, found: Sequence[Backup]) -> None:
        if found:
            self._on_found(found)
        else:
            # Renamed folders are backups too: looking into them will tell.
            line = BackupLine(key=str(folder), text=folder.name, hint="")
            self._view.show_lines([line])

    def _on_looked(self, preview: Preview) -> None:
        self._busy = False
        self._fresh = preview.present is None and not self._has_vault()
        self._community = preview.backup.community
        self._view.show_busy("")
        self._view.show_meaning(
            Meaning(
                facts=[fact for fact in facts_of(preview) if fact[1]],
                warnings=warnings_of(preview),
                fresh=self._fresh,
            )
        )

    def _has_vault(self) -> bool:
        return self._place is not None and self._place.is_dir()

    def _on_copied(self, done: int, total: int | None) -> None:
        # Bytes are long figures; hundredths say as much.
        if total:
            self._view.show_copying(done * 100 // total, 100)

    def _on_ended(self, place: Path | None, *, restored: bool) -> None:
        self._busy = False
        self._copying = None
        self._view.show_busy("")
        if not restored:
            return
        if place is not None:
            self._memory.set_vault(place)
        self._ended(tr("Restored. Sign in with the passphrase of that day."))

    def _on_failed(self, error: AppError) -> None:
        self._busy = False
        self._copying = None
        self._view.show_busy("")
        place = _PLACES.get(error.code, Field.FORM)
        self._view.show_error(place, sentence(error))


def _line(backup: Backup) -> BackupLine:
    held = tr("the vault before a restore") if backup.held else ""
    hint = " · ".join(filter(None, (size_text(backup.size), held)))
    return BackupLine(key=str(backup.folder), text=when_text(backup.made_at), hint=hint)


def _first_mistake(form: LookInto) -> tuple[Field, str] | None:
    if not form.backup:
        return Field.BACKUP, tr("Choose a folder that holds a backup.")
    if not form.name.strip():
        return Field.NAME, tr("Enter a sign-in name.")
    if not form.passphrase:
        return Field.PASSPHRASE, tr("Enter a passphrase.")
    return None
