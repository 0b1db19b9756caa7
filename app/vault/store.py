"""The encrypted database: the only place that opens SQLCipher.

Every thread opens and closes its own connection; nothing opens by itself.
What the driver raises is told as `app.vault.refusals` says.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, cast

import peewee
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2

from app.errors import Corrupt, StorageBusy, VaultLocked
from app.vault.refusals import copying, translated

LEAST_SQLITE = (3, 51, 3)
"""Earlier versions can corrupt a database when its write-ahead log is reset."""

_CACHE_KIB = 32 * 1024
_ROOM_KIB = 256 * 1024
_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "fullfsync": 1,
    "foreign_keys": 1,
    "trusted_schema": "off",
    "secure_delete": "on",
    "temp_store": "memory",
    "cache_size": -_CACHE_KIB,
}
_PAGE_BYTES = 4096
_BUSY_MS = 10_000
_COUNT_ALL = peewee.fn.COUNT(peewee.SQL("*"))

_COPIED_AT_ONCE = 256

Parameters = Sequence[Any]
Record = tuple[Any, ...]
Selection = peewee.Query
"""A query put together with peewee."""


def has_pages(path: Path) -> bool:
    """Tell whether there is a file that holds at least one page.

    SQLite takes anything shorter for a new database, writes over it and throws away
    the log beside it, in which all may still stand.
    """
    try:
        return path.stat().st_size >= _PAGE_BYTES
    except OSError:
        return False


class Store:
    """One database file, or a plain one in memory (for a fresh fold)."""

    def __init__(
        self, path: Path | None, key: bytes | None = None, *, at_rest: bool = False
    ) -> None:
        """Name the database; `connect` opens it.

        Args:
            path: the file, or None for a database in memory.
            key: the raw 256-bit key; needed with a path.
            at_rest: nobody writes the file, and neither does this: not even a lock
                or a log appears beside it, so it may lie where nothing can be
                written. A log that lies there already is not read.
        """
        if dbapi2.sqlite_version_info < LEAST_SQLITE:
            raise Corrupt("storage_failed")
        self._encrypted = path is not None
        self._shut = False
        if path is None:
            self._database = _in_memory()
        elif key is None:
            raise ValueError("a database file has a key")
        else:
            self._keyed = _keyed(key)
            self._database = SqlCipherDatabase(
                f"{path.absolute().as_uri()}?immutable=1" if at_rest else str(path),
                uri=at_rest,
                # A raw key ("x'…'") skips SQLCipher's own key derivation.
                passphrase=f"x'{key.hex()}'",
                autoconnect=False,
                thread_safe=True,
                pragmas={
                    "cipher_log_level": "none",
                    # SQLCipher's database in peewee does not hand on its `timeout`.
                    "busy_timeout": _BUSY_MS,
                    **_PRAGMAS,
                },
            )

    def connect(self, *, read_only: bool = False) -> None:
        """Open this thread's connection, unless it is open.

        Raises:
            Corrupt: the file is not a database under this key, or damaged.
            VaultLocked: the store has been shut.
        """
        if self._shut:
            raise VaultLocked("vault_closed")
        if not self._database.is_closed():
            return
        with translated():
            self._database.connect()
            # The first page is read here, so that damage shows now and not later.
            self._database.execute_sql("SELECT count(*) FROM sqlite_master")
            if read_only:
                self._database.execute_sql("PRAGMA query_only=on")

    def close(self) -> None:
        """Close this thread's connection."""
        if not self._database.is_closed():
            self._database.close()

    def shut(self) -> None:
        """Close this thread's connection, and let no thread open one again."""
        self._shut = True
        self.close()

    def create(self, tables: Iterable[type[peewee.Model]]) -> None:
        """Create tables where they are missing; their indexes are `index`'s."""
        with translated():
            for table in tables:
                peewee.SchemaManager(table, self._database).create_table()

    def index(self, tables: Iterable[type[peewee.Model]]) -> None:
        """Create the tables' indexes where they are missing."""
        with translated():
            for table in tables:
                peewee.SchemaManager(table, self._database).create_indexes()

    def drop(self, tables: Iterable[type[peewee.Model]]) -> None:
        """Drop tables and all that is in them."""
        with translated():
            for table in tables:
                peewee.SchemaManager(table, self._database).drop_all()

    def rows(self, query: peewee.Query) -> list[Record]:
        """Return all rows of a query as tuples."""
        with self._answering():
            return self._cursor(query).fetchall()

    def count(self, query: Selection, cap: int) -> int:
        """Return how many rows a query has, at most `cap`."""
        capped: Any = query.limit(cap)
        rows = self.rows(peewee.Select([capped.alias("capped")], [_COUNT_ALL]))
        return rows[0][0]

    def each(self, query: peewee.Query, chunk: int = 1000) -> Iterator[Record]:
        """Yield the rows of a query without holding them all."""
        with self._answering():
            cursor = self._cursor(query)
        yield from _all_of(cursor, chunk)

    def each_sql(self, statement: str, chunk: int = 1000) -> Iterator[Record]:
        """Yield the rows of a statement in SQL without holding them all."""
        with self._answering():
            cursor = cast("dbapi2.Cursor", self._database.execute_sql(statement))
        yield from _all_of(cursor, chunk)

    def table_names(self) -> frozenset[str]:
        """Return the names of all tables there are."""
        found = self.sql("SELECT name FROM sqlite_master WHERE type='table'")
        return frozenset(name for (name,) in found)

    def is_whole(self) -> bool:
        """Tell whether every page is authentic, and tables and indexes agree.

        SQLCipher authenticates each page by itself, so an older page in place of a
        newer one is found only by what no longer fits around it.
        """
        try:
            authentic = not self._encrypted or self._is_authentic()
            return authentic and self.sql("PRAGMA integrity_check") == [("ok",)]
        except Corrupt:
            return False

    def copy_to(
        self,
        path: Path,
        told: Callable[[int, int], object] | None = None,
        *,
        key: bytes | None = None,
    ) -> None:
        """Write the database to a new file, a few pages at a time.

        Inside `snapshot` the copy is of that state, whatever others write meanwhile;
        nobody waits for it. The bytes are the system's to keep until they are synced.

        Args:
            path: a file that does not exist.
            told: told pages done and pages in all; what it raises ends the copying.
            key: the raw key of the copy; None for the same.

        Raises:
            DiskFull, StorageBusy, Corrupt: the copy is no use.
        """

        def tell(_: int, left: int, total: int) -> None:
            if told is not None:
                told(total - left, total)

        with copying():
            # Begin to read now, so that every part is of one state.
            self.sql("SELECT count(*) FROM sqlite_master")
            with closing(dbapi2.connect(str(path), isolation_level=None)) as copy:
                for statement in (
                    "PRAGMA cipher_log_level=none",
                    self._keyed if key is None else _keyed(key),
                    # A copy that was broken off is thrown away.
                    "PRAGMA journal_mode=off",
                    "PRAGMA synchronous=off",
                ):
                    copy.execute(statement)
                source = cast("dbapi2.Connection", self._database.connection())
                source.backup(copy, pages=_COPIED_AT_ONCE, progress=tell)

    def empty_log(self) -> None:
        """Write everything into the database file itself.

        Raises:
            DiskFull, StorageBusy, Corrupt: from the storage.
        """
        [(busy, *_)] = self.sql("PRAGMA wal_checkpoint(TRUNCATE)")
        if busy:
            raise StorageBusy("storage_busy")

    def _is_authentic(self) -> bool:
        if not self.sql("PRAGMA cipher_integrity_check"):
            return True
        # It reads the file past the log: a page may just be written by another thread,
        # or was torn when the power went off and stands whole in the log.
        with suppress(StorageBusy):  # not within a transaction that has begun to read
            self.sql("PRAGMA wal_checkpoint(PASSIVE)")
        return not self.sql("PRAGMA cipher_integrity_check")

    def run(self, query: peewee.Query) -> None:
        """Carry out an insert, update or delete."""
        with self._answering():
            self._cursor(query)

    def sql(self, statement: str, parameters: Parameters = ()) -> list[Record]:
        """Return the rows of a statement in SQL (what peewee has no words for)."""
        with self._answering():
            return cast(
                "dbapi2.Cursor", self._database.execute_sql(statement, parameters)
            ).fetchall()

    def many(self, statement: str, rows: Iterable[Parameters]) -> None:
        """Carry out one statement for many rows."""
        with self._answering():
            self._database.cursor().executemany(statement, rows)

    def _cursor(self, query: peewee.Query) -> dbapi2.Cursor:
        return cast("dbapi2.Cursor", self._database.execute(query))

    @contextmanager
    def transaction(self) -> Generator[None, None, None]:
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
    def with_room(self) -> Generator[None, None, None]:
        """Have more memory for pages, while very much is written at once.

        A transaction whose pages do not fit writes them out early, encrypted, and
        reads them back to change them again.
        """
        self.sql(f"PRAGMA cache_size={-_ROOM_KIB}")
        try:
            yield
        finally:
            self.sql(f"PRAGMA cache_size={-_CACHE_KIB}")
            self.sql("PRAGMA shrink_memory")

    @contextmanager
    def with_scratch(self) -> Generator[None, None, None]:
        """Have temporary tables in memory, also where the connection only reads."""
        reading = self.sql("PRAGMA query_only") == [(1,)]
        self.sql("PRAGMA query_only=off")
        try:
            yield
        finally:
            if reading:
                self.sql("PRAGMA query_only=on")

    @contextmanager
    def snapshot(self) -> Generator[None, None, None]:
        """See one state of the database throughout, whatever is written meanwhile."""
        self.sql("BEGIN")
        try:
            yield
        finally:
            self._roll_back()

    def _roll_back(self) -> None:
        # SQLite may have rolled back by itself (a full disk).
        if self._database.connection().in_transaction:
            self.sql("ROLLBACK")

    @contextmanager
    def _answering(self) -> Generator[None, None, None]:
        if self._database.is_closed():
            raise VaultLocked("vault_closed")
        with translated():
            yield


def _all_of(cursor: dbapi2.Cursor, chunk: int) -> Iterator[Record]:
    while True:
        with translated():
            part: list[Record] = cursor.fetchmany(chunk)
        if not part:
            return
        yield from part


def _keyed(key: bytes) -> str:
    return f"PRAGMA key=\"x'{key.hex()}'\""


def _in_memory() -> SqlCipherDatabase:
    return SqlCipherDatabase(
        ":memory:",
        passphrase="",
        autoconnect=False,
        thread_safe=False,
        pragmas={"temp_store": "memory"},
    )
