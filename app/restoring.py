"""Restoring a backup: what it holds, what would be lost, and doing it."""

import shutil
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from app.custody import COMMITS, Backup, Told
from app.errors import AppError, Conflict, Corrupt, NotFound, NotPermitted
from app.features import folder
from app.journal.extent import Extent, extent, lacking
from app.session import Surroundings
from app.vault import backup, restore
from app.vault.folder import check_database, database, make_folder
from app.vault.keyring import FILE_NAME, Credentials, Keyring, Opened
from app.vault.lock import VaultLock
from app.vault.marker import MarkerFile
from app.vault.store import Store

__all__ = ["Backup", "Present", "Preview", "Restoration", "backups_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """The vault that lies where the backup is to go.

    Attributes:
        closed: code of why it could not be looked into; empty if it was.
        extent: what it holds; None if it could not be looked into.
        lost: commits it has and the backup lacks; None if that is not known.
    """

    closed: str = ""
    extent: Extent | None = None
    lost: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What restoring means, before anything is done.

    Attributes:
        made_at: when the backup was made; None if its folder was renamed.
        backup: what it holds.
        present: the vault it would replace; None where there is none.
        returning: names of those on the staff that day and no longer now, who could
            sign in again; where nothing can be compared, of everybody on the staff
            that day but the person who restores.
    """

    made_at: datetime | None
    backup: Extent
    present: Present | None
    returning: tuple[str, ...]

    @property
    def compared(self) -> bool:
        """Whether the present vault could be looked into."""
        return self.present is not None and self.present.extent is not None


def backups_in(chosen: Path) -> tuple[Backup, ...]:
    """Return the backups that a chosen folder is or holds, the newest first.

    It may be a backup, a folder of backups, or a vault with its backups.
    """
    one = backup.named(chosen)
    if one is not None:
        return (one,)
    return backup.listed(backup.home_of(chosen)) or backup.listed(chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restoration:
    """A backup that was opened by one of its people, and where it is to go.

    Attributes:
        source: the backup's folder.
        place: the vault's.
        preview: what it means.
        around: what of the computer it depends on.
        keyring: the backup's.
        opened: what its slot gave.
    """

    source: Path
    place: Path
    preview: Preview
    around: Surroundings
    keyring: Keyring = field(repr=False)
    opened: Opened = field(repr=False)

    @classmethod
    def look(
        cls,
        source: Path,
        place: Path,
        credentials: Credentials,
        *,
        surroundings: Surroundings | None = None,
    ) -> "Restoration":
        """Open a backup, and the vault it would replace; nothing is changed.

        Args:
            source: the backup's folder; nothing is written there.
            place: the vault's folder, which need not be there.
            credentials: as they were when the backup was made.
            surroundings: what of the computer it depends on.

        Raises:
            NotFound: there is no backup in this folder.
            InputError: the name or the passphrase is not of that day.
            NotPermitted: the person was not on the staff.
            Conflict: the backup is of another vault, or a vault that was not closed.
            VaultLocked: the vault is open.
            Corrupt: the backup is damaged.
        """
        around = surroundings or Surroundings()
        restore.resume(place)
        keyring = _keyring_of(source)
        _check_same_vault(place, keyring)
        opened = keyring.unlock(credentials)
        with _at_rest(source, keyring, opened) as store:
            found = extent(store, folder().vocabulary)
            if opened.person_id not in found.people:
                raise NotPermitted("not_enrolled")
            present = _look_at_present(place, credentials, store)
        known = backup.named(source)
        preview = Preview(
            made_at=known.made_at if known else None,
            backup=found,
            present=present,
            returning=_returning(found, present, opened.person_id),
        )
        return cls(
            source=source,
            place=place,
            preview=preview,
            around=around,
            keyring=keyring,
            opened=opened,
        )

    def at(self, place: Path) -> "Restoration":
        """Return the same, going to another place, where there is no vault."""
        preview = replace(self.preview, present=None)
        return replace(self, place=place, preview=preview)

    def carry_out(self, told: Told | None = None) -> None:
        """Put the backup in the vault's place; sign in afterwards as on that day.

        What is there becomes a backup itself. Before the one decisive moment nothing
        is changed; after it, a crash is made good when the vault is opened. It goes on
        as a new feed: no place of a chain is signed twice.

        Args:
            told: told bytes copied and bytes in all; what it raises cancels it.

        Raises:
            Conflict: there is a vault now that was not there, or another one.
            VaultLocked: the vault is open.
            DiskFull, Corrupt, UserError, EnvironmentFault: nothing was changed.
        """
        made = not self.place.exists()
        if made:
            make_folder(self.place)
        try:
            self._replace(told)
        except BaseException:
            begun = restore.is_decided(self.place) or _holds_a_vault(self.place)
            if made and not begun:
                shutil.rmtree(self.place, ignore_errors=True)
            raise

    def _replace(self, told: Told | None) -> None:
        lock = VaultLock(self.place)
        try:
            if self.preview.present is None and _holds_a_vault(self.place):
                raise Conflict("vault_exists")
            _check_same_vault(self.place, self.keyring)
            name = database(self.place, self.keyring).name
            part = restore.stage(self.source, self.place, name, told)
            try:
                self._prove(part / name)
                MarkerFile(
                    self.around.markers, self.keyring.vault_id, self.place
                ).forget()
            except BaseException:
                restore.abandon(self.place)
                raise
            home = backup.home_of(self.place)
            aside = backup.free_name(home, self.around.clock(), held=True)
            restore.decide(self.place, aside.name)
        finally:
            lock.release()

    def _prove(self, copy: Path) -> None:
        _, commits = backup.outline_of(copy, self.opened.vault_key, COMMITS)
        if commits != self.preview.backup.commits:
            raise Corrupt("backup_damaged")


def _keyring_of(source: Path) -> Keyring:
    try:
        keyring = Keyring.read(source)
        check_database(source, keyring)
    except NotFound:
        raise NotFound("backup_not_found") from None
    except Corrupt as problem:
        raise _of_backup(problem) from None
    log = database(source, keyring)
    log = log.with_name(log.name + "-wal")
    if log.exists() and log.stat().st_size:
        # What it holds last is in the log alone, and only opening it brings that in.
        raise Conflict("backup_is_a_vault")
    return keyring


def _check_same_vault(place: Path, keyring: Keyring) -> None:
    with suppress(NotFound, Corrupt):  # a damaged keyring is what restoring is for
        if Keyring.read(place).vault_id != keyring.vault_id:
            raise Conflict("backup_of_another_vault")


@contextmanager
def _at_rest(
    source: Path, keyring: Keyring, opened: Opened
) -> Generator[Store, None, None]:
    store = Store(database(source, keyring), opened.vault_key, at_rest=True)
    try:
        store.connect()
        yield store
    except Corrupt as problem:
        raise _of_backup(problem) from None
    finally:
        store.close()


def _of_backup(problem: Corrupt) -> Corrupt:
    """Say of the backup what is said of a vault; a disk that fails is no damage."""
    damaged = problem.code == "vault_damaged"
    return Corrupt("backup_damaged") if damaged else problem


def _holds_a_vault(place: Path) -> bool:
    return (place / FILE_NAME).exists() or any(place.glob("vault-*.db"))


def _look_at_present(
    place: Path, credentials: Credentials, copy: Store
) -> Present | None:
    if not _holds_a_vault(place):
        return None
    lock = VaultLock(place)
    try:
        keyring = Keyring.read(place)
        check_database(place, keyring)
        opened = keyring.unlock(credentials)
        return _measured(Store(database(place, keyring), opened.vault_key), copy)
    except AppError as closed:
        return Present(closed=closed.code)
    finally:
        lock.release()


def _measured(store: Store, copy: Store) -> Present:
    try:
        store.connect()
        found = extent(store, folder().vocabulary)
        return Present(extent=found, lost=lacking(store, copy))
    finally:
        store.close()


def _returning(found: Extent, present: Present | None, person: str) -> tuple[str, ...]:
    now = present.extent.people if present and present.extent else {person: ""}
    return tuple(name for who, name in found.people.items() if who not in now)
