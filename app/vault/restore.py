"""Putting a backup in the vault's place, so that a crash leaves the one or the other.

The copy is made and proved in a folder beside the vault's files. Giving that folder
its name is the one moment at which the restore happens; what follows only moves files
and can be done again from any point, and `resume` does so before a vault is opened:

    .restore.part/   being copied: of no account, thrown away
    .restore/        decided: the vault's files go into the backup folder inside it,
                     what is beside that takes their place, the backup folder goes
                     to the others

What stood before is moved, never removed, and stays a backup until the retention ends.
"""

import shutil
from pathlib import Path

from app.errors import DiskFull
from app.files.atomic import sync_folder, translated, write_atomically
from app.vault import backup
from app.vault.backup import TOMBSTONES, Told
from app.vault.keyring import FILE_NAME
from app.vault.lock import VaultLock

_DECIDED = ".restore"
_PART = ".restore.part"
_CHUNK = 1 << 20
_DATABASES = "vault-*.db"


def stage(source: Path, place: Path, name: str, told: Told | None = None) -> Path:
    """Copy a backup's files beside the vault's; nothing has happened yet.

    Args:
        source: the backup's folder.
        place: the vault's folder, locked by the caller.
        name: of the database's file.
        told: told bytes done and bytes in all; what it raises ends it.

    Returns:
        The folder of the copy, to be proved and then given to `decide`.

    Raises:
        DiskFull, InputError, EnvironmentFault: it cannot be copied.
    """
    part = place / _PART
    try:
        shutil.rmtree(part, ignore_errors=True)
        size = (source / name).stat().st_size
        _check_room(place, size)
        part.mkdir(mode=0o700)
        for small in (FILE_NAME, TOMBSTONES):
            if (source / small).exists():
                (part / small).write_bytes((source / small).read_bytes())
        _copy(source / name, part / name, size, told)
        backup.sync_files(part)
    except OSError as problem:
        abandon(place)
        raise translated(problem) from problem
    except BaseException:
        abandon(place)
        raise
    return part


def _check_room(place: Path, size: int) -> None:
    if shutil.disk_usage(place).free < size:
        raise DiskFull("disk_full")


def abandon(place: Path) -> None:
    """Throw a copy away that was not decided on."""
    shutil.rmtree(place / _PART, ignore_errors=True)


def decide(place: Path, aside: str) -> None:
    """Make what was staged the vault.

    Args:
        place: the vault's folder, locked by the caller.
        aside: name of the backup that the vault's present files become.

    Raises:
        InputError, EnvironmentFault: before it was decided, nothing has happened;
            after it, the next opening ends it.
    """
    try:
        (place / _PART / aside).mkdir(mode=0o700)
        sync_folder(place / _PART)
        (place / _PART).rename(place / _DECIDED)
        sync_folder(place)
        _carry_out(place)
    except OSError as problem:
        raise translated(problem) from problem


def is_decided(place: Path) -> bool:
    """Tell whether a restore was decided and has not ended."""
    return (place / _DECIDED).is_dir()


def resume(place: Path) -> None:
    """End a restore that was decided and then broken off, forget one that was not.

    Raises:
        VaultLocked: the vault is open elsewhere.
        InputError, EnvironmentFault: files cannot be moved.
    """
    decided = is_decided(place)
    if not decided and not (place / _PART).is_dir():
        return
    lock = VaultLock(place)
    try:
        if decided:
            _carry_out(place)
        abandon(place)
    except OSError as problem:
        raise translated(problem) from problem
    finally:
        lock.release()


def _carry_out(place: Path) -> None:
    staged = place / _DECIDED
    aside = next((entry for entry in staged.iterdir() if entry.is_dir()), None)
    new = next(staged.glob(_DATABASES), None)
    if new is not None:
        # As long as the new one waits, what lies in the place is the old one.
        if aside is not None:
            _move_aside(place, aside)
        new.replace(place / new.name)
        _sync(place, staged)
    if (staged / FILE_NAME).exists():
        (staged / FILE_NAME).replace(place / FILE_NAME)
        _sync(place, staged)
    # What was erased since the backup was made stays erased.
    if (staged / TOMBSTONES).exists() and not (place / TOMBSTONES).exists():
        (staged / TOMBSTONES).replace(place / TOMBSTONES)
    if aside is not None and any(aside.iterdir()):
        home = backup.home_of(place)
        home.mkdir(mode=0o700, exist_ok=True)
        aside.replace(home / aside.name)
        _sync(home, staged)
    shutil.rmtree(staged)
    sync_folder(place)


def _move_aside(place: Path, aside: Path) -> None:
    for name in (FILE_NAME, TOMBSTONES):
        # Copied, since they stay or are replaced in one step.
        if (place / name).exists() and not (aside / name).exists():
            write_atomically(aside / name, (place / name).read_bytes())
    # A log holds what its database does not hold yet: they stay together.
    for pattern in (f"{_DATABASES}-wal", _DATABASES):
        for old in list(place.glob(pattern)):
            old.replace(aside / old.name)
    for index in list(place.glob(f"{_DATABASES}-shm")):  # SQLite makes it anew
        index.unlink()
    _sync(aside, place)


def _sync(*folders: Path) -> None:
    for folder in folders:
        sync_folder(folder)


def _copy(source: Path, target: Path, size: int, told: Told | None) -> None:
    done = 0
    with source.open("rb") as reading, target.open("xb") as writing:
        while chunk := reading.read(_CHUNK):
            writing.write(chunk)
            done += len(chunk)
            if told is not None:
                told(done, max(size, done))
