"""Damaged files and refused writes: told, and nothing acknowledged is lost."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import Corrupt, DiskFull
from app.vault.store import Store, has_pages
from tests.architecture.tree import ROOT
from tests.plants import KEY, ROWS, all_rows, table_of


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


def test_a_page_torn_by_a_power_cut_is_whole_if_the_log_has_it(
    tmp_path: Path, store: Store
):
    store.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    store.sql("UPDATE plant SET words=words || '高'")
    path = tmp_path / "vault.db"
    raw = bytearray(path.read_bytes())
    raw[3 * 4096 + 50] ^= 1
    path.write_bytes(raw)
    with store.snapshot():
        assert store.is_whole()


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
