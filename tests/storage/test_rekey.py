"""Another key for the whole vault: the copy is complete, the old key opens nothing."""

from contextlib import closing
from pathlib import Path

import pytest

from app.errors import Corrupt, InputError, VaultLocked
from app.ids import new_id
from app.staff.roles import Role
from app.vault.folder import clean_leftovers, database
from app.vault.keyring import Credentials, Keyring, Renewal
from app.vault.keys import new_personal_keys
from app.vault.rekey import rekey
from app.vault.store import Store
from tests.builders import OWNER, Site, credentials, enrol
from tests.keyrings import code
from tests.plants import ROWS, all_rows
from tests.rekeys import Kept, kept_in, moved


@pytest.fixture
def kept(tmp_path: Path, quick: None):
    made = kept_in(tmp_path)
    with closing(made.store):
        yield made


def refuses(path: Path, key: bytes) -> None:
    store = Store(path, key)
    with pytest.raises(Corrupt) as problem:
        store.connect()
    assert code(problem) == "vault_damaged"


def test_everything_is_in_the_new_file(kept: Kept):
    rows = all_rows(kept.store)
    layout = kept.store.sql("SELECT * FROM sqlite_master ORDER BY name")
    with closing(moved(kept, kept.rekey())) as store:
        assert all_rows(store) == rows
        assert len(rows) == ROWS
        assert store.sql("SELECT * FROM sqlite_master ORDER BY name") == layout
        assert store.sql("PRAGMA user_version") == [(41,)]
        assert store.sql("PRAGMA application_id") == [(77,)]
        assert store.sql("PRAGMA journal_mode") == [("wal",)]
        assert store.sql("SELECT * FROM bed") == [(7, "south")]
        assert store.sql("SELECT rowid FROM seek WHERE seek MATCH 'pear'") == [(3,)]
        assert store.sql("SELECT v FROM seek_config WHERE k='secure-delete'") == [(1,)]
        assert store.is_whole()
    for name in kept.ring.people:
        kept.ring.opens(name)


def test_neither_key_opens_the_others_file(kept: Kept, tmp_path: Path):
    former, old = tmp_path / "former.db", kept.ring.vault_key
    kept.store.empty_log()
    former.write_bytes(database(kept.place, kept.ring.keyring).read_bytes())
    key = kept.rekey()
    new = database(kept.place, kept.ring.keyring)
    refuses(new, old)
    refuses(former, key)
    one, other = former.read_bytes(), new.read_bytes()
    assert one[:16] != other[:16]
    pages = range(0, min(len(one), len(other)), 4096)
    assert all(one[at : at + 4096] != other[at : at + 4096] for at in pages)


def test_only_the_new_file_is_left(kept: Kept):
    was = kept.ring.keyring.key_id
    kept.rekey()
    assert kept.ring.keyring.key_id != was
    assert kept.names == {"keyring", f"vault-{kept.ring.keyring.key_id}.db"}
    with pytest.raises(VaultLocked):
        kept.store.sql("SELECT 1")
    with pytest.raises(VaultLocked):
        kept.store.connect()


def test_whoever_left_opens_nothing(kept: Kept):
    key = kept.rekey("周慎")
    with pytest.raises(InputError):
        Keyring.read(kept.place).unlock(credentials("周慎"))
    assert Keyring.read(kept.place).people(key) == {kept.ring.people["林晚"][0]}


def test_what_is_transformed_is_in_the_new_file_alone(kept: Kept):
    def weed(store: Store) -> None:
        with store.transaction():
            store.sql("DELETE FROM plant WHERE id > '0009'")

    key = rekey(
        kept.place,
        kept.ring.keyring,
        kept.store,
        vault_key=kept.ring.vault_key,
        receivers=kept.receivers(),
        transform=weed,
    )
    with closing(moved(kept, key)) as store:
        assert len(all_rows(store)) == 10


def test_personal_keys_change_in_the_same_step(kept: Kept):
    keys, person = new_personal_keys(), kept.ring.people["林晚"][0]
    typed = Credentials(name="林晚", passphrase="换过的口令，测试里用，够长也没人知道")
    key = rekey(
        kept.place,
        kept.ring.keyring,
        kept.store,
        vault_key=kept.ring.vault_key,
        receivers={**kept.receivers(), person: keys.receiving.public},
        renewal=Renewal(credentials=typed, person_id=person, keys=keys),
    )
    opened = Keyring.read(kept.place).unlock(typed)
    assert (opened.keys.seed, opened.vault_key) == (keys.seed, key)


def test_only_our_own_leftovers_go(kept: Kept):
    mine = database(kept.place, kept.ring.keyring).name
    other = f"vault-{new_id()}.db"
    gone = {other, f"{other}-wal", f"{other}-shm", f"{other}.draft"}
    gone |= {f"{other}.draft-wal", f"{mine}.draft", ".a1_b2c3d.part"}
    stays = {"lock", "tombstones", "vault-notes.db", f"{other}.txt", ".restore.part"}
    for name in gone | stays:
        (kept.place / name).write_bytes(b"x")
    (kept.place / "backups").mkdir()
    before = kept.names
    clean_leftovers(kept.place, kept.ring.keyring)
    assert kept.names == before - gone
    assert stays | {mine, "backups", "keyring"} <= kept.names


def test_leftovers_that_cannot_go_harm_nothing(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
):
    def held(*_: object, **__: object) -> None:
        raise PermissionError(13, "open elsewhere")

    (kept.place / f"vault-{new_id()}.db").write_bytes(b"x")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", held)
        clean_leftovers(kept.place, kept.ring.keyring)
        patch.setattr(Path, "iterdir", held)
        clean_leftovers(kept.place, kept.ring.keyring)


def test_a_whole_vault_moves_and_verifies(tmp_path: Path):
    site = Site(root=tmp_path)
    with site.created() as workspace:
        enrol(workspace, "周慎", Role.MODERATOR)
        digests = workspace.digests()
        people = workspace._session.journal.position.authority.people
        assert set(people) == workspace._session.keyring.people(
            workspace._session.vault_key
        )
        rekey(
            site.place,
            workspace._session.keyring,
            workspace._session.store,
            vault_key=workspace._session.vault_key,
            receivers={person: entry.receive_key for person, entry in people.items()},
        )
    for name in (OWNER, "周慎"):
        with site.opened(name) as workspace:
            assert workspace.digests() == digests
            assert not workspace.verify().problems


def test_an_opening_removes_what_was_left_and_a_refused_one_does_not(tmp_path: Path):
    site = Site(root=tmp_path)
    site.create().close()
    left = site.place / f"vault-{new_id()}.db"
    left.write_bytes(b"x")
    with pytest.raises(InputError):
        site.open("周慎")
    assert left.exists()
    site.open().close()
    assert not left.exists()
