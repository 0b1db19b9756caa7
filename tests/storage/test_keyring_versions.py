"""Keyrings of earlier versions open for ever; those to come are told from damage."""

from pathlib import Path

import msgspec
import pytest

from app.errors import Corrupt, InputError
from app.ids import new_id
from app.vault.keyring import Credentials, Keyring
from app.vault.keys import random_key
from tests.builders import credentials
from tests.keyrings import Ring, code, framed

NEW = Credentials(name="林晚", passphrase="另一段测试里用的、够长的话，没人知道")
OLD = Path(__file__).parent / "examples" / "keyring-1"
OLD_KEY = bytes(range(32))
OLD_PEOPLE = {"林晚": "0a" * 16, "周慎": "0b" * 16, "何澄": "0c" * 16}


@pytest.fixture
def old(tmp_path: Path) -> Keyring:
    """A keyring as the first version wrote it, with three people."""
    (tmp_path / "keyring").write_bytes(OLD.read_bytes())
    return Keyring.read(tmp_path)


def version(folder: Path) -> int:
    return (folder / "keyring").read_bytes()[7]


def test_a_keyring_of_the_first_version_opens(old: Keyring, tmp_path: Path):
    for name, person in OLD_PEOPLE.items():
        opened = old.unlock(credentials(name))
        assert (opened.person_id, opened.vault_key) == (person, OLD_KEY)
    assert version(tmp_path) == 1


def test_people_of_the_first_version_are_named_as_they_sign_in(
    old: Keyring, tmp_path: Path
):
    assert old.people(OLD_KEY) == frozenset()
    named: set[str] = set()
    for name, person in OLD_PEOPLE.items():
        keyring = Keyring.read(tmp_path)
        keyring.unlock(credentials(name))
        keyring.settle(OLD_KEY)
        named.add(person)
        assert version(tmp_path) == 2
        assert Keyring.read(tmp_path).people(OLD_KEY) == named
    before = (tmp_path / "keyring").read_bytes()
    keyring = Keyring.read(tmp_path)
    keyring.unlock(credentials("林晚"))
    keyring.settle(OLD_KEY)
    assert (tmp_path / "keyring").read_bytes() == before


def test_any_write_brings_the_first_version_up(old: Keyring, tmp_path: Path):
    keys = old.unlock(credentials("林晚")).keys
    person = OLD_PEOPLE["林晚"]
    old.change(NEW, person_id=person, keys=keys, vault_key=OLD_KEY)
    assert version(tmp_path) == 2
    keyring = Keyring.read(tmp_path)
    assert keyring.people(OLD_KEY) == {person}
    assert keyring.unlock(NEW).person_id == person
    with pytest.raises(InputError):
        keyring.unlock(credentials("林晚"))
    assert keyring.unlock(credentials("何澄")).person_id == OLD_PEOPLE["何澄"]


def test_a_changed_passphrase_needs_no_name_in_the_roster(old: Keyring, tmp_path: Path):
    """Another session may have read the keyring; its own slot still gives way."""
    keys = old.unlock(credentials("林晚")).keys
    keyring = Keyring.read(tmp_path)
    person = OLD_PEOPLE["林晚"]
    keyring.change(credentials("林晚"), person_id=person, keys=keys, vault_key=OLD_KEY)
    assert len(keyring._holdings(OLD_KEY)) == 3


def test_whom_nobody_can_name_stays_behind(old: Keyring, tmp_path: Path):
    keys = old.unlock(credentials("林晚")).keys
    person, key = OLD_PEOPLE["林晚"], random_key()
    old.rekeyed(
        key_id=new_id(),
        vault_key_old=OLD_KEY,
        vault_key_new=key,
        receivers=dict.fromkeys(OLD_PEOPLE.values(), keys.receiving.public),
    )
    keyring = Keyring.read(tmp_path)
    assert keyring.people(key) == {person}
    with pytest.raises(InputError):
        keyring.unlock(credentials("何澄"))


def test_settling_never_keeps_anybody_out(
    old: Keyring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    old.unlock(credentials("林晚"))

    def refuse(_: Path, __: Path) -> Path:
        raise OSError(30, "read-only")

    monkeypatch.setattr(Path, "replace", refuse)
    old.settle(OLD_KEY)
    old.settle(random_key())
    assert version(tmp_path) == 1


@pytest.fixture
def ring(tmp_path: Path) -> Ring:
    return Ring(tmp_path, ("林晚", "周慎"))


def test_a_version_to_come_is_told_from_damage(ring: Ring):
    payload = ring.file.read_bytes()[44 : ring.file.stat().st_size // 2]
    ring.file.write_bytes(framed(payload, version=3))
    with pytest.raises(Corrupt) as problem:
        Keyring.read(ring.folder)
    assert code(problem) == "vault_newer"


def test_a_new_keyring_called_old_tells_nothing(ring: Ring):
    """Version 1 has a roster key of its own, so a wrong label is damage."""
    raw = ring.file.read_bytes()
    head = framed(raw[44 : len(raw) // 2])
    assert head == raw
    contents_ = ring.keyring._contents
    with pytest.raises(Corrupt):
        Keyring(ring.file, contents_, version=1).people(ring.vault_key)


def test_the_roster_is_bound_to_the_order_of_the_slots(ring: Ring):
    turned = msgspec.structs.replace(
        ring.keyring._contents, slots=ring.keyring._contents.slots[::-1]
    )
    with pytest.raises(Corrupt):
        Keyring(ring.file, turned).people(ring.vault_key)
