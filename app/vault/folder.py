"""A vault's folder: making it, where its database lies, and what may go."""

import contextlib
import re
from pathlib import Path

from app.errors import Conflict, Corrupt
from app.files.atomic import sync_folder, translated
from app.vault.keyring import Keyring
from app.vault.store import has_pages

# A database and what SQLite puts beside it, a draft of one, a draft of the keyring.
_OURS = re.compile(
    r"(?P<database>vault-[0-9a-f]{32}\.db)(\.draft)?(-wal|-shm|-journal)?"
    r"|\.[a-z0-9_]{8}\.part"
)


def make_folder(place: Path) -> None:
    """Make the folder of a new vault, for its owner alone.

    Raises:
        Conflict: there is something at that place already.
        DiskFull, InputError, EnvironmentFault: it cannot be made.
    """
    missing = [at for at in (place, *place.parents) if not at.exists()]
    try:
        place.mkdir(mode=0o700, parents=True)
    except FileExistsError:
        raise Conflict("vault_exists") from None
    except OSError as error:
        raise translated(error) from None
    for made in missing:
        # A power cut could take a folder away with all that was written into it.
        with contextlib.suppress(OSError):  # a parent may be closed to reading
            sync_folder(made.parent)


def database(place: Path, keyring: Keyring) -> Path:
    """Return where the database lies that the keyring names."""
    return place / database_name(keyring.key_id)


def database_name(key_id: str) -> str:
    """Return the name of the database file under this key."""
    return f"vault-{key_id}.db"


def check_database(place: Path, keyring: Keyring) -> None:
    """Let pass a database that is there.

    Raises:
        Corrupt: its file is missing or shorter than a page.
    """
    if not has_pages(database(place, keyring)):
        raise Corrupt("vault_damaged")


def clean_leftovers(place: Path, keyring: Keyring) -> None:
    """Remove what a re-keying, or a write that was cut off, has left.

    Only after the database that the keyring names was opened: until then another
    one may be what a person needs. What cannot be removed now, because somebody
    has it open, goes the next time.

    Args:
        place: the vault's folder; its lock is held.
        keyring: names the database that stays.
    """
    kept = database_name(keyring.key_id)
    with contextlib.suppress(OSError):
        gone = [path for path in place.iterdir() if _left_over(path.name, kept)]
        for path in gone:
            remove(path)
        if gone:
            sync_folder(place)


def _left_over(name: str, kept: str) -> bool:
    ours = _OURS.fullmatch(name)
    if ours is None:
        return False
    return ours["database"] != kept or ".draft" in name


def remove(path: Path) -> None:
    """Remove a file, if it is there and can be."""
    with contextlib.suppress(OSError):
        path.unlink()
