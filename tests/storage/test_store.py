"""The encrypted database: what it lets in, and what it says no to."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from sqlcipher3 import dbapi2

from app.errors import AppError, Corrupt, StorageBusy, VaultLocked
from app.vault import store as stores
from app.vault.store import Store
from tests.plants import KEY, ROWS, all_rows, table_of

T = TypeVar("T")

SECRET = "这句话不该出现在任何错误里"


def in_thread(work: Callable[[], T]) -> T:
    """Do something in another thread; return or raise what comes of it there."""
    done: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]
    return done[0]


def test_what_is_written_is_there_after_closing(tmp_path: Path, store: Store):
    before = all_rows(store)
    store.close()
    again = Store(tmp_path / "vault.db", KEY)
    again.connect()
    assert all_rows(again) == before
    again.close()


def test_another_key_opens_nothing(tmp_path: Path, store: Store):
    store.close()
    for key in (bytes(32), KEY[:-1] + b"\0", KEY[::-1]):
        with pytest.raises(Corrupt) as problem:
            Store(tmp_path / "vault.db", key).connect()
        assert problem.value.code == "vault_damaged"


def test_a_file_without_a_key_is_a_mistake(tmp_path: Path):
    with pytest.raises(ValueError, match="key"):
        Store(tmp_path / "vault.db")
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_no_plain_database(tmp_path: Path, store: Store):
    for path in tmp_path.iterdir():
        raw = path.read_bytes()
        assert b"SQLite format 3" not in raw
        assert "株".encode() not in raw
        assert b"plant" not in raw
    store.close()
    plain = sqlite3.connect(tmp_path / "vault.db")
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM plant")
    plain.close()


def test_the_key_is_used_raw_without_derivation(tmp_path: Path, store: Store):
    store.close()
    direct = dbapi2.connect(str(tmp_path / "vault.db"))
    direct.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    assert direct.execute("SELECT count(*) FROM plant").fetchone() == (ROWS,)
    direct.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("fullfsync", 1),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("temp_store", 2),
        ("secure_delete", 1),
        ("busy_timeout", 10_000),
        ("cipher_page_size", "4096"),
        ("cipher_hmac_algorithm", "HMAC_SHA512"),
    ],
)
def test_every_connection_is_set_up(pragma: str, value: object, store: Store):
    def asked() -> list[tuple[object, ...]]:
        store.connect()
        try:
            return store.sql(f"PRAGMA {pragma}")
        finally:
            store.close()

    assert store.sql(f"PRAGMA {pragma}") == [(value,)]
    assert in_thread(asked) == [(value,)]


def test_an_older_sqlite_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(stores, "LEAST_SQLITE", (99, 0, 0))
    with pytest.raises(Corrupt) as problem:
        Store(tmp_path / "vault.db", KEY)
    assert problem.value.code == "storage_failed"


def test_a_busy_database_is_named(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(stores, "_BUSY_MS", 20)
    hurried = Store(tmp_path / "vault.db", KEY)
    hurried.connect()
    with store.transaction():
        store.sql("DELETE FROM plant WHERE id='0000'")
        with pytest.raises(StorageBusy) as problem, hurried.transaction():
            pass
        assert problem.value.code == "storage_busy"
        assert len(all_rows(hurried)) == ROWS
    with hurried.transaction():
        hurried.sql("DELETE FROM plant WHERE id='0001'")
    assert len(all_rows(store)) == ROWS - 2
    hurried.close()


def test_a_reading_connection_writes_nothing(store: Store):
    def write() -> None:
        store.connect(read_only=True)
        try:
            store.sql("DELETE FROM plant")
        finally:
            store.close()

    with pytest.raises(Corrupt) as problem:
        in_thread(write)
    assert problem.value.code == "storage_failed"
    assert len(all_rows(store)) == ROWS


def test_a_folder_that_is_gone_is_named(tmp_path: Path):
    with pytest.raises(AppError) as problem:
        Store(tmp_path / "gone" / "vault.db", KEY).connect()
    assert problem.value.code == "storage_failed"


@pytest.mark.parametrize(
    ("statement", "values"),
    [
        ("SELECT * FROM nowhere WHERE a=?", (SECRET,)),
        ("INSERT INTO plant VALUES(?, ?)", ("0001", SECRET)),
        ("INSERT INTO plant VALUES(?)", (SECRET,)),
        ("SELECT * FROM found WHERE found MATCH ?", (f'"{SECRET}',)),
        ("SELECT * FROM found WHERE found MATCH ?", (f"{SECRET}: a",)),
        ("SELECT * FROM found WHERE found MATCH ?", (f"NEAR({SECRET}",)),
        ("SELECT json_extract(?, '$')", (SECRET,)),
    ],
)
def test_no_value_is_in_an_error(statement: str, values: tuple[str, ...], store: Store):
    store.sql("CREATE VIRTUAL TABLE found USING fts5(words)")
    with pytest.raises(RuntimeError) as problem:
        store.sql(statement, values)
    assert SECRET not in "".join(map(str, (problem.value, problem.value.args)))
    assert problem.value.__suppress_context__
    assert problem.value.__cause__ is None


def test_text_that_is_no_utf8_is_damage(store: Store):
    store.sql("UPDATE plant SET words=cast(x'ff41' AS text) WHERE id='0003'")
    with pytest.raises(Corrupt):
        all_rows(store)


def test_a_thread_has_a_connection_of_its_own(store: Store):
    with pytest.raises(VaultLocked) as problem:
        in_thread(lambda: all_rows(store))
    assert problem.value.code == "vault_closed"

    def read() -> int:
        store.connect()
        found = len(all_rows(store))
        store.close()
        return found

    assert in_thread(read) == ROWS
    assert len(all_rows(store)) == ROWS


def test_a_closed_store_answers_nothing_until_it_is_opened(store: Store):
    store.close()
    with pytest.raises(VaultLocked):
        all_rows(store)
    store.close()
    store.connect()
    store.connect()
    assert len(all_rows(store)) == ROWS


def test_a_shut_store_stays_shut(store: Store):
    store.shut()
    with pytest.raises(VaultLocked) as problem:
        store.connect()
    assert problem.value.code == "vault_closed"
    store.shut()


def test_a_transaction_is_all_or_nothing(store: Store):
    def half() -> None:
        with store.transaction():
            store.sql("DELETE FROM plant")
            raise LookupError

    with pytest.raises(LookupError):
        half()
    assert len(all_rows(store)) == ROWS
    with store.transaction():
        store.sql("DELETE FROM plant WHERE id='0000'")
    assert len(all_rows(store)) == ROWS - 1


def test_a_snapshot_sees_one_state_throughout(store: Store):
    def write() -> None:
        store.connect()
        with store.transaction():
            store.sql("DELETE FROM plant")
        store.close()

    with store.snapshot():
        assert len(all_rows(store)) == ROWS
        in_thread(write)
        assert len(all_rows(store)) == ROWS
    assert all_rows(store) == []


def test_room_is_given_back(store: Store):
    before = store.sql("PRAGMA cache_size")
    with store.with_room(), store.transaction():
        assert store.sql("PRAGMA cache_size")[0][0] < before[0][0] < 0
        store.sql("DELETE FROM plant")
    assert store.sql("PRAGMA cache_size") == before


def test_rows_can_be_taken_one_after_another(store: Store):
    assert list(store.each_sql("SELECT id, words FROM plant ORDER BY id", chunk=7)) == (
        all_rows(store)
    )


def test_a_store_without_a_file_leaves_none(tmp_path: Path):
    before = sorted(tmp_path.iterdir())
    store = Store(None)
    store.connect()
    table_of(store, rows=5_000)
    assert len(all_rows(store)) == 5_000
    assert store.is_whole()
    store.close()
    assert sorted(tmp_path.iterdir()) == before
