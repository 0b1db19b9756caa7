"""The tombstones beside the vault: what any older copy of it must forget.

The file `tombstones` lies in the vault's folder and in every backup. It holds the
commits that erased, without anything personal: signed headers and random ids. When
an older database is put back, whoever signs in forgets again what they name.
"""

import contextlib
from pathlib import Path

import msgspec

from app.errors import EnvironmentFault
from app.files.atomic import write_atomically
from app.journal.erasure import (
    Proof,
    count_tombstones,
    erase,
    erased_among,
    proofs,
    proved_subjects,
    read_proof,
)
from app.journal.fold import Folder
from app.journal.history import get_state, set_state
from app.journal.journal import Journal
from app.journal.search import sweep_index
from app.vault.backup import TOMBSTONES, home_of, listed
from app.vault.packed import UNREADABLE
from app.vault.store import Store

_SWEPT = "swept"
"""Where the journal's state keeps how many tombstones the last sweep found."""
_MOST_BYTES = 64 * 1024 * 1024


def keep_tombstones(place: Path, store: Store) -> None:
    """Write the tombstones of the database, and those that lie there, to the file."""
    there = {*_read(place)}
    kept = there | {*proofs(store)}
    if kept == there:
        return
    packed = msgspec.msgpack.encode(sorted(kept))
    write_atomically(place / TOMBSTONES, packed)
    # A backup that is restored where this vault is no more has to forget as well.
    for backup in listed(home_of(place)):
        write_atomically(backup.folder / TOMBSTONES, packed)


def bury_again(
    place: Path, store: Store, journal: Journal, folder: Folder
) -> frozenset[str]:
    """Forget what the file names and this database still holds; return whom.

    Only proofs that hold by this copy's own staff chain are followed; others stay
    in the file for a copy that knows who signed them.
    """
    authority = journal.position.authority
    unknown = _proofs({*_read(place)} - {*proofs(store)})
    found = [(p, proved_subjects(p, journal.vault, authority)) for p in unknown]
    buried: set[str] = set()
    with store.transaction():
        for proof, subjects in found:
            buried |= _bury(store, folder, proof, subjects)
    return frozenset(buried)


def sweep(store: Store) -> None:
    """Write the database anew if words were erased since that was last done.

    What is deleted is overwritten, but where a full page was parted a copy of what
    moved can stay behind. The words are gone from every row already, so what fails
    here is owed until the next time.
    """
    count = str(count_tombstones(store))
    if count == (get_state(store, _SWEPT) or "0"):
        return
    with contextlib.suppress(EnvironmentFault):
        with store.transaction():
            sweep_index(store)
        store.sql("VACUUM")
        store.empty_log()
        set_state(store, _SWEPT, count)


def _bury(
    store: Store, folder: Folder, proof: Proof, subjects: frozenset[str]
) -> frozenset[str]:
    left = subjects - erased_among(store, subjects)
    if left:
        erase(store, proof, left)
        folder.refold(store, left)
    return left


def _proofs(kept: set[bytes]) -> list[Proof]:
    return [proof for one in sorted(kept) if (proof := read_proof(one)) is not None]


def _read(place: Path) -> list[bytes]:
    path = place / TOMBSTONES
    with contextlib.suppress(OSError, *UNREADABLE):
        if path.stat().st_size <= _MOST_BYTES:
            return msgspec.msgpack.decode(path.read_bytes(), type=list[bytes])
    return []
