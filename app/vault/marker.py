"""The local marker: how far this computer has seen this vault go.

It lies outside the vault, so a vault that was copied or restored does not bring
it along. A vault behind its marker goes on as a new feed; no event is lost and
no two copies ever sign the same place of one chain.
"""

import contextlib
import hashlib
from pathlib import Path

import msgspec
import platformdirs

from app.vault.packed import UNREADABLE


class Marker(msgspec.Struct, frozen=True, array_like=True):
    """The newest commit this computer wrote: feed, place, hash."""

    feed: str
    seq: int
    commit: bytes


def default_folder() -> Path:
    """Return where this computer keeps its markers."""
    return Path(platformdirs.user_state_dir("gongdao", appauthor=False)) / "markers"


class MarkerFile:
    """The marker of one vault at one place."""

    def __init__(self, folder: Path, vault: str, place: Path) -> None:
        """Name the file by a hash, which tells neither vault nor place."""
        named = f"{vault}\0{place.resolve()}".encode()
        self._path = folder / hashlib.blake2b(named, digest_size=16).hexdigest()

    def read(self) -> Marker | None:
        """Return the marker, or None if there is none that can be read."""
        try:
            return msgspec.msgpack.decode(self._path.read_bytes(), type=Marker)
        except (OSError, *UNREADABLE):
            return None

    def write(self, marker: Marker) -> None:
        """Replace the marker; without waiting for the disk.

        A marker that is lost or late costs no more than a new feed.
        """
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft = self._path.with_suffix(".new")
            draft.write_bytes(msgspec.msgpack.encode(marker))
            draft.replace(self._path)

    def forget(self) -> None:
        """Know nothing of the vault any more: it goes on as a new feed."""
        with contextlib.suppress(OSError):
            self._path.unlink()
