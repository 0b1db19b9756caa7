"""The encrypted database: the only place that opens SQLCipher.

Every thread opens and closes its own connection; nothing opens by itself.
Driver errors become the application's errors here and nowhere else.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import peewee
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2

from app.errors import Corrupt, DiskFull, StorageBusy, VaultLocked

LEAST_SQLITE = (3, 51, 3)
"""Earlier versions can corrupt a database when its write-ahead log is reset."""

_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "fullfsync": 1,
    "foreign_keys": 1,
    "trusted_schema": "off",
    "temp_store": "memory",
    "cache_size": -32 * 1024,
}
_BUSY_SECONDS = 10

Parameters = Sequence[Any]
Record = tuple[Any, ...]


class Store:
    """One database file, or a plain one in memory (for a fresh fold)."""

    def __init__(self, path: Path | None, key: bytes | None = None) -> None:
        """Name the database; `connect` opens it.

        Args:
            path: the file, or None for a database in memory.
            key: the raw 256-bit key; needed with a path.
        """
        if dbapi2.sqlite_version_info < LEAST_SQLITE:
            raise Corrupt("storage_failed")
        if path is None:
            self._database = _in_memory()
        else:
            assert key is not None
            self._database = SqlCipherDatabase(
                str(path),
                # A raw key ("x'…'") skips SQLCipher's own key derivation.
                passphrase=f"x'{key.hex()}'",
                autoconnect=False,
                thread_safe=True,
                timeout=_BUSY_SECONDS,
                pragmas={"cipher_log_level": "none", **_PRAGMAS},
            )

    def connect(self, *, read_only: bool = False) -> None:
        """Open this thread's connection, unless it is open.

        Raises:
            Corrupt: the file is not a database under this key, or damaged.
        """
        if not self._database.is_closed():
            return
        with _translated():
            self._database.connect()
            # The first page is read here, so that damage shows now and not later.
            self._database.execute_sql("SELECT count(*) FROM sqlite_master")
            if read_only:
                self._database.execute_sql("PRAGMA query_only=on")

    def close(self) -> None:
        """Close this thread's connection."""
        if not self._database.is_closed():
            self._database.close()

    def create(self, tables: Iterable[type[peewee.Model]]) -> None:
        """Create tables and their indexes where they are missing."""
        with _translated():
            for table in tables:
                peewee.SchemaManager(table, self._database).create_all()

    def drop(self, tables: Iterable[type[peewee.Model]]) -> None:
        """Drop tables and all that is in them."""
        with _translated():
            for table in tables:
                peewee.SchemaManager(table, self._database).drop_all()

    def rows(self, query: peewee.Query) -> list[Record]:
        """Return all rows of a query as tuples."""
        with self._answering():
            return list(self._database.execute(query).fetchall())

    def each(self, query: peewee.Query, chunk: int = 1000) -> Iterator[Record]:
        """Yield the rows of a query without holding them all."""
        with self._answering():
            cursor = self._database.execute(query)
        while True:
            with _translated():
                part = cursor.fetchmany(chunk)
            if not part:
                return
            yield from part

    def run(self, query: peewee.Query) -> None:
        """Carry out an insert, update or delete."""
        with self._answering():
            self._database.execute(query)

    def sql(self, statement: str, parameters: Parameters = ()) -> list[Record]:
        """Return the rows of a statement in SQL (what peewee has no words for)."""
        with self._answering():
            return list(self._database.execute_sql(statement, parameters).fetchall())

    def many(self, statement: str, rows: Iterable[Parameters]) -> None:
        """Carry out one statement for many rows."""
        with self._answering():
            self._database.cursor().executemany(statement, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Store everything inside or nothing.

        Raises:
            DiskFull, StorageBusy, Corrupt: from the storage; nothing was changed.
        """
        self.sql("BEGIN IMMEDIATE")
        try:
            yield
            self.sql("COMMIT")
        except BaseException:
            self._roll_back()
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See one state of the database throughout, whatever is written meanwhile."""
        self.sql("BEGIN")
        try:
            yield
        finally:
            self._roll_back()

    def _roll_back(self) -> None:
        # SQLite may have rolled back by itself (a full disk); then there is nothing to do.
        if self._database.connection().in_transaction:
            self.sql("ROLLBACK")

    @contextmanager
    def _answering(self) -> Iterator[None]:
        if self._database.is_closed():
            raise VaultLocked("vault_closed")
        with _translated():
            yield


def _in_memory() -> SqlCipherDatabase:
    return SqlCipherDatabase(
        ":memory:",
        passphrase="",
        autoconnect=False,
        thread_safe=False,
        pragmas={"temp_store": "memory"},
    )


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (peewee.DatabaseError, dbapi2.DatabaseError) as error:
        raise _meaning(str(error)) from None


def _meaning(message: str) -> Exception:
    lowered = message.lower()
    if "full" in lowered:
        return DiskFull("disk_full")
    if "locked" in lowered or "busy" in lowered:
        return StorageBusy("storage_busy")
    if "not a database" in lowered or "malformed" in lowered:
        return Corrupt("vault_damaged")
    if "disk i/o" in lowered or "unable to open" in lowered or "readonly" in lowered:
        return Corrupt("storage_failed")
    # Anything else is a mistake of ours; values never stand in these messages.
    return RuntimeError(f"storage refused a statement: {message}")
