"""A vault's folder: making it, and where its database lies."""

from pathlib import Path

from app.errors import Conflict, Corrupt
from app.files.atomic import translated
from app.vault.keyring import Keyring
from app.vault.store import has_pages


def make_folder(place: Path) -> None:
    """Make the folder of a new vault, for its owner alone.

    Raises:
        Conflict: there is something at that place already.
        DiskFull, InputError, EnvironmentFault: it cannot be made.
    """
    try:
        place.mkdir(mode=0o700, parents=True)
    except FileExistsError:
        raise Conflict("vault_exists") from None
    except OSError as error:
        raise translated(error) from None


def database(place: Path, keyring: Keyring) -> Path:
    """Return where the database lies that the keyring names."""
    return place / f"vault-{keyring.key_id}.db"


def check_database(place: Path, keyring: Keyring) -> None:
    """Let pass a database that is there.

    Raises:
        Corrupt: its file is missing or shorter than a page.
    """
    if not has_pages(database(place, keyring)):
        raise Corrupt("vault_damaged")
