"""Backups: whole copies of a vault, each a small vault's folder of its own.

    NAME.gongdao/backups/20261128T075144Z/
        keyring  vault-<keyid>.db  tombstones

A copy is written under another name, opened, compared, brought to the disk, and then
renamed: what has a backup's name is one. There is no list beside them; the folder's
name tells when, the files' sizes tell how much, and no more is for a thief to read.
A folder can be carried away as it is.

A backup opens under the passphrases of its day. Who came to be removed, or whose
passphrase became known, opens the older ones still: `drop_others` is for that.
"""

import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from app.errors import Corrupt, DiskFull, StorageBusy
from app.files.atomic import sync_folder, sync_to_disk, translated
from app.times import local_day
from app.vault.folder import database
from app.vault.keyring import FILE_NAME, Keyring
from app.vault.retention import Policy, kept
from app.vault.store import Store, has_pages

FOLDER = "backups"
TOMBSTONES = "tombstones"
"""What was erased for good; it lies beside the vault, and goes wherever that goes."""

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(\d{8}T\d{6}Z)(-kept)?")
_HELD = "-kept"
_ROOM = 64 * 1024 * 1024
"""Bytes that are to stay free for the vault itself."""

_ONE_AT_A_TIME = threading.Lock()

Told = Callable[[int, int], object]
"""Told how much is done and of how much; what it raises ends the work."""

Outline = tuple[frozenset[str], int]
"""The names of a database's tables, and how many rows one of them has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup as it lies there.

    Attributes:
        folder: its folder.
        made_at: when it was begun.
        size: of its files, in bytes.
        held: whether it is kept until the retention ends, and not thinned: it is
            what stood before a restore.
    """

    folder: Path
    made_at: datetime
    size: int
    held: bool = False


def home_of(place: Path) -> Path:
    """Return where a vault's backups lie."""
    return place / FOLDER


def make(
    store: Store,
    place: Path,
    keyring: Keyring,
    *,
    key: bytes,
    now: datetime,
    counted: str,
    home: Path | None = None,
    told: Told | None = None,
) -> Backup:
    """Copy the vault while it is in use, and prove that the copy opens.

    Writers wait for it at no point. Whatever happens, there is a whole backup
    afterwards or none, and the vault is as it was.

    Args:
        store: the vault's database, connected on this thread.
        place: the vault's folder.
        keyring: the vault's, as it is in use.
        key: the database's raw key.
        now: the present moment.
        counted: a table whose rows are counted on both sides.
        home: the folder to make it in; the vault's own by default.
        told: told how far the copying is.

    Raises:
        DiskFull: there is no room.
        StorageBusy: the keyring was replaced meanwhile.
        Corrupt: the copy cannot be opened, or differs.
        InputError, EnvironmentFault: the folder cannot be written.
    """
    home = home or home_of(place)
    with _ONE_AT_A_TIME:
        try:
            home.mkdir(mode=0o700, exist_ok=True)
            sweep(home)
            _check_room(home, database(place, keyring))
            final = free_name(home, now)
            part = _part_of(final)
            part.mkdir(mode=0o700)
            try:
                _fill(part, store, place, keyring, key, counted, told)
                part.rename(final)
            except BaseException:
                # Also when it was cancelled: half a copy is not to lie about.
                shutil.rmtree(part, ignore_errors=True)
                raise
            sync_folder(home)
            with suppress(OSError):  # a folder elsewhere may lie in a closed one
                sync_folder(home.parent)
        except OSError as problem:
            raise translated(problem) from problem
    return _seen(final, _moment_of(final))


def listed(home: Path) -> tuple[Backup, ...]:
    """Return the backups in a folder, the newest first; nothing is opened."""
    return tuple(sorted(_in(home), key=lambda each: each.made_at, reverse=True))


def named(folder: Path) -> Backup | None:
    """Return the backup in this folder, if it is one."""
    if _NAME.fullmatch(folder.name) is None or not _complete(folder):
        return None
    try:
        return _seen(folder, _moment_of(folder))
    except ValueError:  # the thirtieth of February
        return None


def due(home: Path, now: datetime, zone: ZoneInfo) -> bool:
    """Tell whether none was made today; those ahead of the clock do not count."""
    today = local_day(now, zone)
    return all(local_day(each.made_at, zone) != today for each in _in(home))


def prune(home: Path, now: datetime, zone: ZoneInfo, policy: Policy) -> int:
    """Let go what the policy does not keep.

    Returns:
        How many went.
    """
    stay = kept((b.made_at for b in _in(home) if not b.held), now, policy, zone)
    oldest = now - timedelta(days=policy.days)
    gone = [
        backup
        for backup in _in(home)
        if (backup.made_at < oldest if backup.held else backup.made_at not in stay)
    ]
    for backup in gone:
        _drop(backup.folder)
    return len(gone)


def drop_others(kept: Backup) -> None:
    """Let go every backup beside this one, whole or not.

    For after a re-key: because somebody was removed or a passphrase became known.
    Each older backup holds the keyring of its day, and opens under the passphrases of
    that day to everybody who had one; while they lie about, the new key protects only
    what came after it. Copies that were carried elsewhere are out of reach.

    Raises:
        InputError, EnvironmentFault: something there cannot be removed.
    """
    # One that is being made is waited for, and goes with the others.
    with _ONE_AT_A_TIME:
        try:
            for entry in list(kept.folder.parent.iterdir()):
                if entry == kept.folder:
                    continue
                if entry.is_dir() and not entry.is_symlink():
                    shutil.rmtree(entry)
                else:
                    entry.unlink()
        except OSError as problem:
            raise translated(problem) from problem


def sweep(home: Path) -> None:
    """Remove what a process that died left behind."""
    for entry in home.glob(".*.part"):
        if _NAME.fullmatch(entry.name[1 : -len(".part")]):
            shutil.rmtree(entry, ignore_errors=True)


def free_name(home: Path, now: datetime, *, held: bool = False) -> Path:
    """Return a backup's folder that is not there yet."""
    while True:
        found = home / f"{now.astimezone(UTC):{_STAMP}}{_HELD if held else ''}"
        if not found.exists():
            return found
        now += timedelta(seconds=1)


def sync_files(folder: Path) -> None:
    """Have every file in a folder, and their names, written through to the disk."""
    for entry in folder.iterdir():
        if entry.is_file():
            with entry.open("r+b") as file:
                sync_to_disk(file.fileno())
    sync_folder(folder)


def _fill(
    part: Path,
    store: Store,
    place: Path,
    keyring: Keyring,
    key: bytes,
    counted: str,
    told: Told | None,
) -> None:
    for name in (FILE_NAME, TOMBSTONES):
        with suppress(FileNotFoundError):
            (part / name).write_bytes((place / name).read_bytes())
    copied = Keyring.read(part)
    _check_current(copied, keyring)
    with store.snapshot():
        wanted = _outline(store, counted)
        store.copy_to(database(part, copied), told)
    if not _is_like(database(part, copied), key, counted, wanted):
        raise Corrupt("backup_failed")
    sync_files(part)
    # A copy under a key that was just given up must not come to be a backup.
    _check_current(Keyring.read(place), copied)


def _is_like(path: Path, key: bytes, counted: str, wanted: Outline) -> bool:
    try:
        return outline_of(path, key, counted) == wanted
    except Corrupt:
        return False


def _check_current(found: Keyring, used: Keyring) -> None:
    if found.key_id != used.key_id:
        raise StorageBusy("storage_busy")


def outline_of(path: Path, key: bytes, counted: str) -> Outline:
    """Open a copy, prove it whole, and return its tables' names and a table's rows.

    Raises:
        Corrupt: it does not open, or a page of it is not what was written.
    """
    copy = Store(path, key, at_rest=True)
    try:
        copy.connect()
        if copy.is_whole():
            return _outline(copy, counted)
    except Corrupt:
        pass
    finally:
        copy.close()
    raise Corrupt("backup_damaged")


def _outline(store: Store, counted: str) -> Outline:
    rows = store.sql(f'SELECT count(*) FROM "{counted}"')  # noqa: S608 - our own name
    return store.table_names(), rows[0][0]


def _check_room(home: Path, original: Path) -> None:
    logs = original.with_name(original.name + "-wal")
    needed = sum(file.stat().st_size for file in (original, logs) if file.exists())
    if shutil.disk_usage(home).free < needed + _ROOM:
        raise DiskFull("backup_no_room", mib=-(-(needed + _ROOM) // (1024 * 1024)))


def _in(home: Path) -> Iterator[Backup]:
    if home.is_dir():
        yield from filter(None, map(named, home.iterdir()))


def _complete(folder: Path) -> bool:
    return (folder / FILE_NAME).is_file() and any(
        map(has_pages, folder.glob("vault-*.db"))
    )


def _seen(folder: Path, made_at: datetime) -> Backup:
    return Backup(
        folder=folder,
        made_at=made_at,
        size=sum(file.stat().st_size for file in folder.iterdir() if file.is_file()),
        held=folder.name.endswith(_HELD),
    )


def _moment_of(folder: Path) -> datetime:
    stamp = folder.name.removesuffix(_HELD)
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


def _part_of(final: Path) -> Path:
    return final.with_name(f".{final.name}.part")


def _drop(folder: Path) -> None:
    # Renamed first: what is half removed must not be taken for a backup.
    with suppress(OSError):
        shutil.rmtree(folder.rename(_part_of(folder)))
