"""The encrypted database: what it lets in, and how it fails."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from app.errors import AppError, Corrupt, DiskFull, StorageBusy, VaultLocked
from app.vault import store as stores
from app.vault.store import Store, has_pages
from tests.architecture.tree import ROOT

T = TypeVar("T")

KEY = bytes(range(32))
ROWS = 400
SECRET = "这句话不该出现在任何错误里"


def table_of(store: Store, rows: int = ROWS) -> None:
    store.sql("CREATE TABLE plant(id TEXT PRIMARY KEY, words TEXT)")
    with store.transaction():
        store.many(
            "INSERT INTO plant VALUES(?, ?)",
            [(f"{i:04}", f"第 {i} 株" * 9) for i in range(rows)],
        )


def all_rows(store: Store) -> list[tuple[object, ...]]:
    return store.sql("SELECT id, words FROM plant ORDER BY id")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A database with a table."""
    store = Store(tmp_path / "vault.db", KEY)
    store.connect()
    table_of(store)
    yield store
    store.close()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed database file, beside a copy from which every example starts."""
    path = tmp_path_factory.mktemp("kept") / "vault.db"
    store = Store(path, KEY)
    store.connect()
    table_of(store)
    store.close()
    path.with_name("copy").write_bytes(path.read_bytes())
    return path


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


@settings(max_examples=60)
@given(data=st.data())
def test_damage_is_told_or_changes_nothing(data: st.DataObject, kept: Path):
    before = kept.with_name("copy").read_bytes()
    places = st.integers(min_value=0, max_value=len(before) * 8 - 1)
    raw = bytearray(before)
    for place in data.draw(st.lists(places, min_size=1, max_size=3)):
        raw[place // 8] ^= 1 << place % 8
    _rows_or_damage(kept, bytes(raw))


@settings(max_examples=30)
@given(data=st.data())
def test_a_shortened_file_is_told_or_changes_nothing(data: st.DataObject, kept: Path):
    before = kept.with_name("copy").read_bytes()
    length = data.draw(st.integers(min_value=4096, max_value=len(before)))
    _rows_or_damage(kept, before[:length])


def test_a_file_shorter_than_a_page_is_told_from_a_database(tmp_path: Path):
    path = tmp_path / "vault.db"
    assert not has_pages(path)
    for length, whole in ((0, False), (1, False), (4095, False), (4096, True)):
        path.write_bytes(bytes(length))
        assert has_pages(path) is whole


def _rows_or_damage(path: Path, raw: bytes) -> None:
    for side in ("-wal", "-shm"):
        path.with_name(path.name + side).unlink(missing_ok=True)
    path.write_bytes(raw)
    store = Store(path, KEY)
    try:
        store.connect()
        whole = store.is_whole()
        rows = all_rows(store)
    except Corrupt as damage:
        assert damage.code in {"vault_damaged", "storage_failed"}  # noqa: PT017
        return
    finally:
        store.close()
    assert len(rows) == ROWS
    assert whole is (raw == path.with_name("copy").read_bytes())


def test_damage_to_a_page_nobody_reads_is_found_by_looking(
    tmp_path: Path, store: Store
):
    assert store.is_whole()
    store.close()
    path = tmp_path / "vault.db"
    raw = bytearray(path.read_bytes())
    raw[-3000] ^= 1
    path.write_bytes(raw)
    store.connect()
    assert not store.is_whole()


def test_an_index_that_does_not_fit_its_table_is_found(store: Store):
    store.sql("CREATE INDEX by_words ON plant(words)")
    store.sql("PRAGMA writable_schema=on")
    store.sql(
        "UPDATE sqlite_master SET sql='CREATE INDEX by_words ON plant(id)'"
        " WHERE name='by_words'"
    )
    store.sql("PRAGMA writable_schema=off")
    store.close()
    store.connect()
    assert not store.is_whole()


def test_a_full_disk_is_named_and_nothing_is_changed(store: Store):
    before = all_rows(store)
    pages: int = store.sql("PRAGMA page_count")[0][0]
    store.sql(f"PRAGMA max_page_count={pages + 4}")
    more = [(f"x{i}", "枝" * 900) for i in range(ROWS)]
    with pytest.raises(DiskFull) as problem, store.transaction():
        store.many("INSERT INTO plant VALUES(?, ?)", more)
    assert problem.value.code == "disk_full"
    assert all_rows(store) == before
    with store.transaction():
        store.sql("DELETE FROM plant WHERE id='0000'")
    assert len(all_rows(store)) == ROWS - 1


LIMITED = """
import resource, signal, sys
from pathlib import Path
from app.errors import EnvironmentFault
from app.vault.store import Store, has_pages
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path(sys.argv[1])
store = Store(path, bytes(range(32)))
store.connect()
room = path.stat().st_size + 64 * 1024
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
written = 0
try:
    for i in range(10_000):
        with store.transaction():
            store.sql("INSERT INTO plant VALUES(?, ?)", (f"x{i:05}", "n" * 900))
        written += 1
except EnvironmentFault as fault:
    print(fault.code, written)
"""


@pytest.mark.parametrize("attempt", range(2))
def test_a_write_the_system_refuses_is_named_and_loses_nothing(
    attempt: int, tmp_path: Path, store: Store
):
    """The file may not grow: what was acknowledged before stays."""
    before = len(all_rows(store))
    store.close()
    told = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path / "vault.db")],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    code, written = told.stdout.split()
    assert code in {"disk_full", "storage_failed"}
    assert int(written) > 0
    store.connect()
    assert store.is_whole()
    assert len(all_rows(store)) >= before + int(written)


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
