"""Another key for the whole database, so that a former one opens nothing new.

    1. copy every page into `vault-<new id>.db.draft`, under a new raw key
    2. compare the copy with the original, and let the caller change it
    3. check every page of it, write it through to the disk, give it its name
    4. replace the keyring: from here on the new file is the vault's
    5. remove the old file

Until 4 is done the old state stands untouched, and what the others have made is
removed at the next opening (`folder.clean_leftovers`); from then on it is the old
file that is removed. So wherever the computer stops, the vault opens.
"""

import shutil
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from app.errors import Corrupt, DiskFull, EnvironmentFault
from app.files.atomic import sync_folder, sync_to_disk, translated
from app.ids import new_id
from app.vault.folder import clean_leftovers, database, database_name, remove
from app.vault.keyring import Keyring, Renewal
from app.vault.keys import random_key
from app.vault.store import Record, Store

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much; what it raises cancels, and all is as before.

It is asked a last time directly before the keyring is replaced."""

Transform = Callable[[Store], None]

_BESIDE = ("", "-wal", "-shm", "-journal")


def rekey(
    place: Path,
    keyring: Keyring,
    store: Store,
    *,
    vault_key: bytes,
    receivers: Mapping[str, bytes],
    renewal: Renewal | None = None,
    transform: Transform | None = None,
    progress: Progress | None = None,
) -> bytes:
    """Copy the open database under a new key and make the copy the vault's.

    Afterwards `store` is shut, so that no thread opens it again, and `keyring` names
    the new file. After an error everything is as before, with one exception: if the
    keyring was replaced but it is not certain to be on the disk, the store is shut
    and the vault has to be opened again.

    Args:
        place: the vault's folder; its lock is held.
        keyring: the vault's.
        store: its database, open in this thread, outside a transaction; nobody
            else writes.
        vault_key: the database's raw key so far.
        receivers: public receiving key of everybody who stays, by person.
        renewal: somebody whose own keys change in the same step.
        transform: changes the new database, open in this thread, before it
            becomes the vault's.
        progress: told of it, and may cancel.

    Returns:
        The new raw key.

    Raises:
        DiskFull, StorageBusy, Corrupt: from the storage.
        InputError, Conflict: of the renewal; see `Keyring.change`.
    """
    told = progress or _unheard
    key_id, new_key = new_id(), random_key()
    target = place / database_name(key_id)
    draft = target.with_name(f"{target.name}.draft")
    _check_room(database(place, keyring))
    try:
        _write(store, draft, new_key, transform, told)
        _put_in_place(draft, target)
        told(1, 1)
        keyring.rekeyed(
            key_id=key_id,
            vault_key_old=vault_key,
            vault_key_new=new_key,
            receivers=receivers,
            renewal=renewal,
        )
        store.shut()
    except BaseException:
        if _names(place, key_id):
            store.shut()
        else:
            for beside in _BESIDE:
                remove(draft.with_name(draft.name + beside))
            remove(target)
        raise
    clean_leftovers(place, keyring)
    return new_key


def _check_room(former: Path) -> None:
    # Whoever lacks it learns that now, not when the disk is full to the last byte.
    if shutil.disk_usage(former.parent).free < _bytes_of(former):
        raise DiskFull("disk_full")


def _write(
    store: Store, draft: Path, key: bytes, transform: Transform | None, told: Progress
) -> None:
    store.copy_to(draft, told, key=key)
    copy = Store(draft, key)
    with closing(copy):
        copy.connect()
        if _outline(copy) != _outline(store):
            raise Corrupt("storage_failed")
        told(1, 1)
        if transform is not None:
            transform(copy)
        # First into the file: its pages are checked as they will be read.
        copy.empty_log()
        if not copy.is_whole():
            raise Corrupt("storage_failed")


def _outline(store: Store) -> tuple[list[Record], list[Record], dict[str, int]]:
    """Return all a copy must share: layout, version, and the rows of every table."""
    layout = store.sql("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 2")
    version = store.sql("PRAGMA user_version") + store.sql("PRAGMA application_id")
    counts = {
        name: store.sql(f'SELECT count(*) FROM "{name}"')[0][0]  # noqa: S608 - our own
        for kind, name, _, statement in layout
        # The tables of a search index are tables of their own.
        if kind == "table" and not statement.startswith("CREATE VIRTUAL")
    }
    return layout, version, counts


def _put_in_place(draft: Path, target: Path) -> None:
    if _bytes_of(draft.with_name(f"{draft.name}-wal")):
        # Closing would have emptied the log, had there been room.
        raise DiskFull("disk_full")
    try:
        with draft.open("r+b") as file:
            sync_to_disk(file.fileno())
        draft.replace(target)
        sync_folder(target.parent)
    except OSError as problem:
        raise translated(problem) from problem


def _bytes_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _names(place: Path, key_id: str) -> bool:
    """Tell whether the keyring on the disk names this database, or may do so."""
    try:
        return Keyring.read(place).key_id == key_id
    except EnvironmentFault:
        return True


def _unheard(_: int, __: int) -> None:
    pass
