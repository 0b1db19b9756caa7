"""What the database's driver refuses, as the application's errors; nowhere else."""

import re
from collections.abc import Generator
from contextlib import contextmanager

import peewee
from sqlcipher3 import dbapi2

from app.errors import AppError, Corrupt, DiskFull, StorageBusy

_MEANINGS: dict[int, tuple[type[AppError], str]] = {
    dbapi2.SQLITE_FULL: (DiskFull, "disk_full"),
    dbapi2.SQLITE_BUSY: (StorageBusy, "storage_busy"),
    dbapi2.SQLITE_LOCKED: (StorageBusy, "storage_busy"),
    dbapi2.SQLITE_NOTADB: (Corrupt, "vault_damaged"),
    dbapi2.SQLITE_CORRUPT: (Corrupt, "vault_damaged"),
    dbapi2.SQLITE_IOERR: (Corrupt, "storage_failed"),
    dbapi2.SQLITE_CANTOPEN: (Corrupt, "storage_failed"),
    dbapi2.SQLITE_READONLY: (Corrupt, "storage_failed"),
    dbapi2.SQLITE_PERM: (Corrupt, "storage_failed"),
    dbapi2.SQLITE_NOMEM: (Corrupt, "storage_failed"),
}
"""By SQLite's primary result code."""

_COPYING = {
    "database or disk is full": (DiskFull, "disk_full"),
    "database is locked": (StorageBusy, "storage_busy"),
    "database disk image is malformed": (Corrupt, "vault_damaged"),
    "file is not a database": (Corrupt, "vault_damaged"),
}
"""By SQLite's words: what the driver raises of a copy has no code."""


@contextmanager
def translated() -> Generator[None, None, None]:
    """Raise what the driver refuses a statement with as the application's error."""
    try:
        yield
    except (peewee.DatabaseError, dbapi2.DatabaseError) as error:
        raise _meaning(error) from None


@contextmanager
def copying() -> Generator[None, None, None]:
    """Raise what stops a copy through SQLite's backup as the application's error."""
    try:
        yield
    except dbapi2.DatabaseError as error:
        kind, words = _COPYING.get(str(error), (Corrupt, "storage_failed"))
        raise kind(words) from None


def _meaning(error: Exception) -> Exception:
    # peewee raises its own errors while it handles the driver's.
    driver = error.__context__ if isinstance(error, peewee.PeeweeException) else error
    code = getattr(driver, "sqlite_errorcode", None)
    known = _MEANINGS.get(code & 0xFF) if isinstance(code, int) else None
    if known is not None:
        kind, words = known
        return kind(words)
    # What follows the first sign of punctuation may be what somebody typed.
    told = re.split("[:\"'`(]", str(error), maxsplit=1)[0].strip()
    if told.startswith(("Could not decode", "vtable constructor failed")):
        return Corrupt("vault_damaged")
    # Anything else is a mistake of ours.
    return RuntimeError(f"storage refused a statement: {told}")
