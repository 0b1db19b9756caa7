"""Whose slots there are: changing them, dropping them, moving to another key."""

from pathlib import Path

import pytest

from app.errors import AppError, Conflict, Corrupt, InputError
from app.ids import new_id
from app.vault.keyring import Credentials, Keyring, Renewal
from app.vault.keyring import ring as keyrings
from app.vault.keys import new_personal_keys, random_key
from tests.builders import credentials, passphrase
from tests.keyrings import NAMES, Ring, code, contents

NEW = Credentials(name="林晚", passphrase="另一段测试里用的、够长的话，没人知道")


@pytest.fixture
def ring(tmp_path: Path, quick: None) -> Ring:
    return Ring(tmp_path, ("林晚", "周慎", "何澄"))


def id_of(ring: Ring, name: str) -> str:
    return ring.people[name][0]


def ids(ring: Ring) -> frozenset[str]:
    return frozenset(person for person, _ in ring.people.values())


def change(ring: Ring, name: str, to: Credentials, **more: bool) -> None:
    person, keys = ring.people[name]
    ring.keyring.change(
        to, person_id=person, keys=keys, vault_key=ring.vault_key, **more
    )


def refuses(ring: Ring, typed: Credentials) -> None:
    with pytest.raises(InputError) as problem:
        Keyring.read(ring.folder).unlock(typed)
    assert code(problem) == "wrong_name_or_passphrase"


def sheet(ring: Ring, name: str) -> bytes:
    key = random_key()
    person, keys = ring.people[name]
    ring.keyring.add_recovery(
        key, person_id=person, keys=keys, vault_key=ring.vault_key
    )
    return key


def slots(ring: Ring) -> list[list[bytes]]:
    found = contents(ring.file.read_bytes())[6]
    assert isinstance(found, list)
    return found


def test_it_tells_who_has_a_passphrase_and_who_a_sheet(ring: Ring):
    sheet(ring, "周慎")
    for keyring in (ring.keyring, Keyring.read(ring.folder)):
        assert keyring.people(ring.vault_key) == ids(ring)
        assert keyring.recoverable(ring.vault_key) == {id_of(ring, "周慎")}


def test_only_the_vault_key_tells_who_there_is(ring: Ring):
    with pytest.raises(Corrupt):
        ring.keyring.people(random_key())


def test_a_changed_passphrase_opens_and_the_former_does_not(ring: Ring):
    change(ring, "林晚", NEW)
    opened = Keyring.read(ring.folder).unlock(NEW)
    assert opened.person_id == id_of(ring, "林晚")
    refuses(ring, credentials("林晚"))
    ring.opens("周慎")
    assert ring.keyring.people(ring.vault_key) == ids(ring)


def test_a_passphrase_may_be_changed_to_itself(ring: Ring):
    change(ring, "林晚", credentials("林晚"))
    ring.opens("林晚")
    assert len(slots(ring)) == 8


def test_nobody_takes_anothers_name_and_passphrase(ring: Ring):
    before = ring.file.read_bytes()
    with pytest.raises(Conflict) as problem:
        change(ring, "林晚", credentials("周慎"))
    assert code(problem) == "name_taken"
    assert ring.file.read_bytes() == before


def test_a_change_takes_a_good_passphrase(ring: Ring):
    with pytest.raises(InputError) as problem:
        change(
            ring, "林晚", Credentials(name="林晚", passphrase="林晚林晚林晚林晚" * 2)
        )
    assert code(problem) == "passphrase_repeats"


def test_an_easy_passphrase_from_before_still_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick
):
    easy = Credentials(name="林晚", passphrase="1234567890123456")
    with pytest.raises(InputError):
        easy.checked()
    with monkeypatch.context() as patch:
        patch.setattr(Credentials, "checked", lambda self, *_: self)
        ring = Ring(tmp_path, ("周慎",))
        ring.people["林晚"] = new_id(), new_personal_keys()
        change(ring, "林晚", easy)
    assert Keyring.read(tmp_path).unlock(easy).person_id == id_of(ring, "林晚")


def test_the_sheet_stays_unless_it_is_dropped(ring: Ring):
    key = sheet(ring, "林晚")
    change(ring, "林晚", NEW)
    assert ring.keyring.recover(key).person_id == id_of(ring, "林晚")
    change(ring, "林晚", credentials("林晚"), drop_recovery=True)
    with pytest.raises(InputError) as problem:
        ring.keyring.recover(key)
    assert code(problem) == "recovery_key_unknown"


def test_a_sheet_opens_and_a_newer_one_replaces_it(ring: Ring):
    first, other = sheet(ring, "林晚"), sheet(ring, "周慎")
    second = sheet(ring, "林晚")
    keyring = Keyring.read(ring.folder)
    for key, name in ((second, "林晚"), (other, "周慎")):
        opened = keyring.recover(key)
        assert opened.person_id == id_of(ring, name)
        assert opened.keys.seed == ring.people[name][1].seed
        assert opened.vault_key == ring.vault_key
    for key in (first, bytes(32), random_key()):
        with pytest.raises(InputError) as problem:
            keyring.recover(key)
        assert code(problem) == "recovery_key_unknown"
    ring.opens("林晚")


def test_a_sheet_is_not_stretched(ring: Ring, monkeypatch: pytest.MonkeyPatch):
    key = sheet(ring, "林晚")

    def never(*_: object) -> bytes:
        raise AssertionError("a guess of 256 bits was made dear")

    monkeypatch.setattr(keyrings, "stretch", never)
    assert Keyring.read(ring.folder).recover(key).person_id == id_of(ring, "林晚")


def test_a_sheet_of_one_vault_opens_no_other(tmp_path: Path, quick):
    folders = [tmp_path / name for name in "ab"]
    for folder in folders:
        folder.mkdir()
    one, other = (Ring(folder, ("林晚",)) for folder in folders)
    key = sheet(one, "林晚")
    sheet(other, "林晚")
    with pytest.raises(InputError):
        other.keyring.recover(key)


def test_a_sheet_looks_like_any_other_slot(ring: Ring):
    before, size = slots(ring), ring.file.stat().st_size
    key = sheet(ring, "林晚")
    after = slots(ring)
    assert ring.file.stat().st_size == size
    assert len(after) == len(before) == 8
    assert {tuple(map(len, slot)) for slot in after} == {(16, 16, 76, 1168)}
    assert [slot[0] for slot in after] == sorted(slot[0] for slot in after)
    assert key not in ring.file.read_bytes()


def test_sheets_fill_the_same_eights(tmp_path: Path, quick):
    ring = Ring(tmp_path, NAMES[:5])
    for name in NAMES[:4]:
        sheet(ring, name)
    assert len(slots(ring)) == 16
    assert len(ring.keyring.recoverable(ring.vault_key)) == 4


def test_whoever_is_dropped_has_no_way_in(ring: Ring):
    key = sheet(ring, "林晚")
    ring.keyring.drop(id_of(ring, "林晚"), ring.vault_key)
    refuses(ring, credentials("林晚"))
    with pytest.raises(InputError):
        ring.keyring.recover(key)
    assert ring.keyring.people(ring.vault_key) == ids(ring) - {id_of(ring, "林晚")}
    ring.opens("周慎")


def test_the_last_way_in_stays(tmp_path: Path, quick):
    ring = Ring(tmp_path, ("林晚",))
    sheet(ring, "林晚")
    before = ring.file.read_bytes()
    with pytest.raises(ValueError, match="nobody could open"):
        ring.keyring.drop(id_of(ring, "林晚"), ring.vault_key)
    assert ring.file.read_bytes() == before


def test_the_present_passphrase_is_proved(ring: Ring):
    ring.keyring.check_passphrase(credentials("林晚"), id_of(ring, "林晚"))
    for typed, person in ((NEW, "林晚"), (credentials("周慎"), "林晚")):
        with pytest.raises(InputError) as problem:
            ring.keyring.check_passphrase(typed, id_of(ring, person))
        assert code(problem) == "wrong_name_or_passphrase"


def moved(ring: Ring, *gone: str, renewal: Renewal | None = None) -> bytes:
    key = random_key()
    receivers = {
        person: keys.receiving.public
        for name, (person, keys) in ring.people.items()
        if name not in gone
    }
    if renewal is not None:
        receivers[renewal.person_id] = renewal.keys.receiving.public
    ring.keyring.rekeyed(
        key_id=new_id(),
        vault_key_old=ring.vault_key,
        vault_key_new=key,
        receivers=receivers,
        renewal=renewal,
    )
    for name in gone:
        del ring.people[name]
    ring.vault_key = key
    return key


def test_another_key_is_sealed_to_whoever_stays(ring: Ring):
    kept, lost = sheet(ring, "林晚"), sheet(ring, "周慎")
    before, was = ring.vault_key, ring.keyring.key_id
    key = moved(ring, "周慎")
    keyring = Keyring.read(ring.folder)
    assert keyring.key_id == ring.keyring.key_id != was
    for name in ("林晚", "何澄"):
        ring.opens(name)
    refuses(ring, credentials("周慎"))
    assert keyring.recover(kept).vault_key == key
    with pytest.raises(InputError):
        keyring.recover(lost)
    assert keyring.people(key) == ids(ring)
    with pytest.raises(Corrupt):
        keyring.people(before)


def test_personal_keys_change_in_the_same_step(ring: Ring):
    sheet(ring, "林晚")
    kept = sheet(ring, "何澄")
    keys = new_personal_keys()
    person = id_of(ring, "林晚")
    key = moved(ring, renewal=Renewal(credentials=NEW, person_id=person, keys=keys))
    opened = Keyring.read(ring.folder).unlock(NEW)
    assert (opened.keys.seed, opened.vault_key) == (keys.seed, key)
    refuses(ring, credentials("林晚"))
    ring.opens("周慎")
    # A sheet of the former seed would open nothing.
    assert ring.keyring.recoverable(key) == {id_of(ring, "何澄")}
    assert ring.keyring.recover(kept).vault_key == key


def test_a_renewal_under_the_same_passphrase(ring: Ring):
    keys = new_personal_keys()
    person = id_of(ring, "林晚")
    moved(
        ring,
        renewal=Renewal(credentials=credentials("林晚"), person_id=person, keys=keys),
    )
    opened = Keyring.read(ring.folder).unlock(credentials("林晚"))
    assert opened.keys.seed == keys.seed


def test_what_would_lock_somebody_out_is_not_written(ring: Ring):
    before = ring.file.read_bytes()
    stranger = Renewal(credentials=NEW, person_id=new_id(), keys=new_personal_keys())
    for renewal, told in ((None, "nobody could open"), (stranger, "other keys")):
        with pytest.raises(ValueError, match=told):
            ring.keyring.rekeyed(
                key_id=new_id(),
                vault_key_old=ring.vault_key,
                vault_key_new=random_key(),
                receivers={},
                renewal=renewal,
            )
    taken = Renewal(
        credentials=credentials("周慎"),
        person_id=id_of(ring, "林晚"),
        keys=new_personal_keys(),
    )
    with pytest.raises(Conflict):
        moved(ring, renewal=taken)
    assert ring.file.read_bytes() == before


def test_a_failed_change_leaves_file_and_keyring(
    ring: Ring, monkeypatch: pytest.MonkeyPatch
):
    before = ring.file.read_bytes()

    def refuse(_: Path, __: Path) -> Path:
        raise OSError(28, "no space")

    monkeypatch.setattr(Path, "replace", refuse)
    for attempt in (
        lambda: change(ring, "林晚", NEW),
        lambda: sheet(ring, "林晚"),
        lambda: moved(ring, "周慎"),
        lambda: ring.keyring.drop(id_of(ring, "周慎"), ring.vault_key),
    ):
        with pytest.raises(AppError) as problem:
            attempt()
        assert code(problem) == "disk_full"
        assert ring.file.read_bytes() == before
    monkeypatch.undo()
    assert ring.keyring.unlock(credentials("林晚")).person_id == id_of(ring, "林晚")
    change(ring, "林晚", NEW)
    assert ring.keyring.people(ring.vault_key) == ids(ring)


def test_nothing_in_the_file_tells_a_sheet_or_a_person(ring: Ring):
    sheet(ring, "林晚")
    raw = ring.file.read_bytes()
    for name, (person, keys) in ring.people.items():
        for secret in (
            name.encode(),
            passphrase(name).encode(),
            bytes.fromhex(person),
            keys.seed,
        ):
            assert secret not in raw
