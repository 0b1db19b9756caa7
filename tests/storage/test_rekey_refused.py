"""Re-keying that fails or is cancelled: the old state stands, and work goes on."""

import functools
import shutil
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlcipher3 import dbapi2

from app.errors import AppError, Conflict, Corrupt, DiskFull, InputError, VaultLocked
from app.vault import rekey as rekeying
from app.vault import store as stores
from app.vault.folder import clean_leftovers
from app.vault.keyring import Credentials, Keyring, Renewal
from app.vault.keys import new_personal_keys
from app.vault.rekey import Progress, rekey
from app.vault.store import Store
from tests.builders import credentials
from tests.keyrings import code
from tests.plants import ROWS, all_rows
from tests.rekeys import Kept, kept_in, moved


@pytest.fixture
def kept(tmp_path: Path, quick: None):
    made = kept_in(tmp_path)
    with closing(made.store):
        yield made


def unchanged(kept: Kept, before: bytes) -> None:
    """The old state stands, nothing is left beside it, and work goes on."""
    assert (kept.place / "keyring").read_bytes() == before
    name = f"vault-{kept.ring.keyring.key_id}.db"
    assert kept.names <= {"keyring", name, f"{name}-wal", f"{name}-shm"}
    assert len(all_rows(kept.store)) == ROWS
    kept.ring.opens("林晚")
    with closing(moved(kept, kept.rekey())) as store:
        assert len(all_rows(store)) == ROWS


class Usage(NamedTuple):
    total: int
    used: int
    free: int


class Stop(Exception):
    """What a person's cancelling raises."""


def test_it_tells_how_far_it_is(kept: Kept):
    told: list[tuple[int, int]] = []
    kept.rekey(progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (1, 1)
    assert all(0 <= done <= of for done, of in told)


def test_it_can_be_cancelled_until_the_switch(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(stores, "_COPIED_AT_ONCE", 5)
    before, names = (kept.place / "keyring").read_bytes(), kept.names

    def stop_at(moment: int) -> Progress:
        left = moment

        def told(_: int, __: int) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                raise Stop

        return told

    key, moment = b"", 0
    while not key:
        moment += 1
        try:
            key = kept.rekey(progress=stop_at(moment))
        except Stop:
            assert (kept.place / "keyring").read_bytes() == before
            assert kept.names == names
            assert len(all_rows(kept.store)) == ROWS
    assert moment > 6
    with closing(moved(kept, key)) as store:
        assert len(all_rows(store)) == ROWS


def test_a_cancel_at_the_last_moment(kept: Kept):
    before = (kept.place / "keyring").read_bytes()

    def told(_: int, __: int) -> None:
        if any(name.endswith(".db") for name in kept.names - {mine}):
            raise Stop

    mine = f"vault-{kept.ring.keyring.key_id}.db"
    with pytest.raises(Stop):
        kept.rekey(progress=told)
    unchanged(kept, before)


def test_a_full_disk_while_copying(kept: Kept, monkeypatch: pytest.MonkeyPatch):
    class Small(dbapi2.Connection):
        def execute(self, statement, *parameters):
            cursor = super().execute(statement, *parameters)
            if statement == "PRAGMA synchronous=off":
                super().execute("PRAGMA max_page_count=9")
            return cursor

    before = (kept.place / "keyring").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(
            dbapi2, "connect", functools.partial(dbapi2.connect, factory=Small)
        )
        with pytest.raises(DiskFull) as problem:
            kept.rekey()
    assert code(problem) == "disk_full"
    unchanged(kept, before)


def test_too_little_room_is_told_before_anything_is_written(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
):
    before = (kept.place / "keyring").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _: Usage(9, 5, 4))
        with pytest.raises(DiskFull):
            kept.rekey(progress=lambda *_: pytest.fail("it was begun"))
    unchanged(kept, before)


@pytest.mark.parametrize("suffix", [".draft", ".part"])
def test_a_full_disk_when_a_file_gets_its_name(
    suffix: str, kept: Kept, monkeypatch: pytest.MonkeyPatch
):
    before = (kept.place / "keyring").read_bytes()
    real = Path.replace

    def full(path: Path, target: Path) -> Path:
        if path.name.endswith(suffix):
            raise OSError(28, "no space")
        return real(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with pytest.raises(DiskFull):
            kept.rekey()
    unchanged(kept, before)


def test_a_log_that_could_not_be_emptied_is_a_full_disk(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
):
    before = (kept.place / "keyring").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(rekeying, "_bytes_of", lambda _: 32)
        with pytest.raises(DiskFull):
            kept.rekey()
    unchanged(kept, before)


def test_a_copy_that_differs_never_becomes_the_vault(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
):
    before = (kept.place / "keyring").read_bytes()
    real = Store.copy_to

    def less(self: Store, path: Path, *told, key: bytes) -> None:
        real(self, path, *told, key=key)
        with closing(Store(path, key)) as copy:
            copy.connect()
            copy.sql("DELETE FROM plant WHERE id = '0003'")

    def damaged(self: Store, path: Path, *told, key: bytes) -> None:
        real(self, path, *told, key=key)
        raw = bytearray(path.read_bytes())
        raw[-2000] ^= 1
        path.write_bytes(raw)

    for wrong in (less, damaged):
        with monkeypatch.context() as patch:
            patch.setattr(Store, "copy_to", wrong)
            with pytest.raises(Corrupt):
                kept.rekey()
    unchanged(kept, before)


def test_a_refused_renewal_changes_nothing(kept: Kept):
    before = (kept.place / "keyring").read_bytes()
    keys, person = new_personal_keys(), kept.ring.people["林晚"][0]
    for typed, wanted in (
        (credentials("周慎"), Conflict),
        (Credentials(name="林晚", passphrase="aaaaaaaaaaaaaaaaaaaaa"), InputError),
    ):
        with pytest.raises(wanted):
            rekey(
                kept.place,
                kept.ring.keyring,
                kept.store,
                vault_key=kept.ring.vault_key,
                receivers={**kept.receivers(), person: keys.receiving.public},
                renewal=Renewal(credentials=typed, person_id=person, keys=keys),
            )
    unchanged(kept, before)


def test_an_uncertain_switch_shuts_the_store(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
):
    """The new keyring has its name, but whether the disk knows is not sure."""
    was = f"vault-{kept.ring.keyring.key_id}.db"

    def fails(_: Path) -> None:
        raise OSError(5, "no answer")

    with monkeypatch.context() as patch:
        patch.setattr("app.files.atomic.sync_folder", fails)
        with pytest.raises(AppError):
            kept.rekey()
    with pytest.raises(VaultLocked):
        kept.store.connect()
    keyring = Keyring.read(kept.place)
    assert {was, f"vault-{keyring.key_id}.db"} <= kept.names
    key = keyring.unlock(credentials("林晚")).vault_key
    with closing(moved(kept, key)) as store:
        assert len(all_rows(store)) == ROWS
    clean_leftovers(kept.place, keyring)
    assert kept.names == {"keyring", f"vault-{keyring.key_id}.db"}
