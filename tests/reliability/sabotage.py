"""Defences taken away, one by one: what the controls run with.

Every function here changes the running process for good; a control that runs in the
tests' own process uses `without`.
"""

import contextlib
import hashlib
import os
import sys
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path
from types import TracebackType

import msgspec
import pytest
from playhouse.sqlcipher_ext import SqlCipherDatabase

from app import hardening
from app.files import atomic
from app.journal import clock as clocks
from app.journal import ingress, judge
from app.journal import verify as proofs
from app.journal.event import Event
from app.journal.fold import Folder, Stamp
from app.journal.rows import Rows
from app.restoring import Restoration
from app.session import Session
from app.vault import keys
from app.vault import lock as locks
from app.vault import store as stores
from app.vault.keyring import format as form
from app.vault.keyring import ring
from app.vault.marker import MarkerFile
from app.vault.store import Store

Patch = pytest.MonkeyPatch
CHEAP = "costly guesses"


def _unsynced(patch: Patch) -> None:
    """Tell the system of changes, and never wait until they are on the disk."""
    patch.setitem(stores._PRAGMAS, "synchronous", "off")
    _everywhere(patch, "sync_to_disk", atomic.sync_to_disk, _nothing)
    _everywhere(patch, "sync_folder", atomic.sync_folder, _nothing)


def _no_log(patch: Patch) -> None:
    """Write pages over one another, and early: no old state is kept anywhere."""
    patch.setitem(stores._PRAGMAS, "journal_mode", "off")
    patch.setattr(stores, "_CACHE_KIB", 64)
    patch.setattr(stores, "_ROOM_KIB", 64)
    patch.setitem(stores._PRAGMAS, "cache_size", -64)


def _held_back(patch: Patch) -> None:
    """Say that a change is stored, and store it some time later."""

    @contextmanager
    def transaction(store: Store) -> Generator[None, None, None]:
        if not store._database.connection().in_transaction:
            store.sql("BEGIN IMMEDIATE")
        yield

    patch.setattr(Store, "transaction", transaction)
    patch.setattr(Store, "snapshot", lambda _: contextlib.nullcontext())


def _half(patch: Patch) -> None:
    """Keep what was written before something went wrong."""

    def keep(store: Store) -> None:
        if store._database.connection().in_transaction:
            store.sql("COMMIT")

    patch.setattr(Store, "_roll_back", keep)


def _in_place(patch: Patch) -> None:
    """Write a file over its old content, piece by piece."""

    def write(path: Path, data: bytes, *, mode: int = 0o600) -> None:
        try:
            with path.open("wb", buffering=0) as file:
                path.chmod(mode)
                for at in range(0, len(data), 512):
                    file.write(data[at : at + 512])
                    time.sleep(0.004)  # a slow disk: time to be cut off in
        except OSError as problem:
            raise atomic.translated(problem) from problem

    patch.setattr(ring, "write_atomically", write)


def _unlocked(patch: Patch) -> None:
    """Take no lock."""
    patch.setattr(locks, "_lock", _nothing)


def _database_lock(patch: Patch) -> None:
    """Lock the database file itself, as POSIX has it."""
    import fcntl

    def taken(held: locks.VaultLock, folder: Path) -> None:
        database = next(folder.glob("vault-*.db"))
        held._file = os.open(database, os.O_RDWR)
        try:
            fcntl.lockf(held._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, 1 << 40)
        except OSError:
            os.close(held._file)
            raise locks.VaultLocked("vault_open_elsewhere") from None

    patch.setattr(locks.VaultLock, "__init__", taken)


def _unauthentic(patch: Patch) -> None:
    """Encrypt pages without authenticating them."""
    patch.setattr(
        stores,
        "_PRAGMAS",
        {"cipher_use_hmac": "off", **stores._PRAGMAS},
    )


def _no_marker(patch: Patch) -> None:
    """Remember nothing of how far this computer has seen a vault go."""
    patch.setattr(MarkerFile, "read", lambda _: None)


def _no_checksums(patch: Patch) -> None:
    """Take the keyring's first copy for what was written, whatever it is."""

    def first(raw: bytes) -> tuple[int, object]:
        head = raw.find(form._MAGIC) + len(form._MAGIC) + 1
        length = int.from_bytes(raw[head : head + 4], "big")
        start = head + 4 + form._CHECKSUM
        return raw[head - 1], form._within_bounds(raw[start : start + length])

    patch.setattr(ring, "unpacked", first)


def _unproved(patch: Patch) -> None:
    """Put a backup in the vault's place without looking it through."""
    patch.setattr(Restoration, "_prove", _nothing)


def _file_alone(patch: Patch) -> None:
    """Have `verify` ask the database about itself, and nothing else."""
    for name in ("commits_all", "orphans", "tombstones", "tables"):
        patch.setattr(proofs._Reading, name, _nothing)
    patch.setattr(proofs._Reading, "wraps", lambda *_: 0)


def _trusted_clock(patch: Patch) -> None:
    """Believe every clock."""
    patch.setattr(clocks, "jumped", lambda *_: False)


def _wall_clock(patch: Patch) -> None:
    """Order commits by the computer's clock alone, and look at no other."""
    patch.setattr(clocks, "tick", lambda wall, _: wall << clocks.COUNTER_BITS)
    _everywhere(patch, "chain_faults", ingress.chain_faults, lambda *_: ())


def _open_future(patch: Patch) -> None:
    """Let in what comes from the future."""
    patch.setattr(clocks, "too_far_ahead", lambda *_: False)


def _one_feed(patch: Patch) -> None:
    """Have a copy or an older state go on in the newest feed there is."""

    def newest(session: Session, _: object) -> None:
        session.store.connect()
        rows = session.store.sql("SELECT feed FROM journal_commit ORDER BY clock")
        session.journal.load(rows[-1][0])

    patch.setattr(Session, "load", newest)


def _moody_folds(patch: Patch) -> None:
    """Have folds see something else every time they look."""
    apply, looks = Folder.apply, count()

    def applied(folder: Folder, stamp: Stamp, event: Event, rows: Rows) -> None:
        later = stamp.at + timedelta(minutes=next(looks))
        apply(folder, msgspec.structs.replace(stamp, at=later), event, rows)

    patch.setattr(Folder, "apply", applied)


def _open_gate(patch: Patch) -> None:
    """Let in every commit whose bytes agree with one another."""
    for name in ("author_faults", "chain_faults", "right_faults"):
        _everywhere(patch, name, getattr(ingress, name), lambda *_, **__: ())
    patch.setattr(judge.Judge, "_limit_faults", lambda *_: ())
    patch.setattr(judge.Judge, "_refused", lambda *_: ())


def _no_frontier(patch: Patch) -> None:
    """Ask nobody who left whether the others knew of it."""
    patch.setattr(judge.Judge, "_limit_faults", lambda *_: ())


def _anybodys_keys(patch: Patch) -> None:
    """Take a slot's word for whose it is."""
    patch.setattr(Session, "_check_person", _nothing)


def _plain_pages(patch: Patch) -> None:
    """Write the database, and copies of it, as SQLite does without a key."""
    connect = SqlCipherDatabase._connect

    def unkeyed(database: SqlCipherDatabase) -> object:
        patch.setitem(database.connect_params, "passphrase", "")
        return connect(database)

    patch.setattr(SqlCipherDatabase, "_connect", unkeyed)
    patch.setattr(stores, "_keyed", lambda _: "PRAGMA cipher_log_level=none")
    patch.setattr(Store, "_is_authentic", lambda _: True)


def _open_memory(patch: Patch) -> None:
    """Leave it to the system what it writes of a process that breaks down."""
    patch.setattr(hardening, "_leave_no_memory", lambda **_: None)


def _loud_failures(patch: Patch) -> None:
    """Tell of what fails in the window as Python does, in all its words."""
    from ui.failing import Failures

    told = Failures._on_raised

    def raised(
        failures: Failures,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        sys.__excepthook__(kind, error, trace)
        told(failures, kind, error, trace)

    patch.setattr(Failures, "_on_raised", raised)


def _cheap_guesses(patch: Patch) -> None:
    """Stretch in no time: for trials by the thousand in which nobody guesses."""

    def hashed(secret: bytes, salt: bytes, _: object) -> bytes:
        return hashlib.blake2b(secret, key=salt, digest_size=32).digest()

    _everywhere(patch, "stretch", keys.stretch, hashed)


def _everywhere(patch: Patch, name: str, former: object, now: object) -> None:
    """Replace a function in every module that has it."""
    for module in list(sys.modules.values()):
        if module.__name__.startswith("app.") and getattr(module, name, None) is former:
            patch.setattr(module, name, now)


def _nothing(*_: object) -> None:
    return


DEFENCES: dict[str, Callable[[Patch], None]] = {
    "waiting for the disk": _unsynced,
    "the write-ahead log": _no_log,
    "storing before saying so": _held_back,
    "rolling back": _half,
    "replacing files whole": _in_place,
    "the lock": _unlocked,
    "a lock of its own": _database_lock,
    "authentic pages": _unauthentic,
    "the local marker": _no_marker,
    "checksums": _no_checksums,
    "proving copies": _unproved,
    "folding anew in verify": _file_alone,
    "asking about a jump": _trusted_clock,
    "the hybrid clock": _wall_clock,
    "holding the future": _open_future,
    "a feed of its own": _one_feed,
    "folds that depend on events alone": _moody_folds,
    "the gate": _open_gate,
    "the frontier": _no_frontier,
    "looking whose keys they are": _anybodys_keys,
    "encryption": _plain_pages,
    "closed memory": _open_memory,
    "silent failures": _loud_failures,
    CHEAP: _cheap_guesses,
}


@contextmanager
def without(*defences: str) -> Generator[None, None, None]:
    """Work with these defences off."""
    with pytest.MonkeyPatch.context() as patch:
        for name in defences:
            DEFENCES[name](patch)
        yield


def give_up(defences: Iterable[str]) -> None:
    """Take these defences away from a process that is tried by the hundred.

    Guesses are cheap in every one of those.
    """
    take_away((CHEAP, *defences))


def take_away(defences: Iterable[str]) -> None:
    """Take these defences away from this process for the rest of its life."""
    patch = pytest.MonkeyPatch()
    for name in defences:
        DEFENCES[name](patch)
