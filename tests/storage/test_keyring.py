"""The keyring: who gets in, and who does not."""

import sys
from pathlib import Path

import pytest

from app.errors import AppError, Conflict, InputError, NotFound
from app.vault.keyring import Credentials, Keyring, calibrated_cost
from tests.builders import credentials, passphrase
from tests.keyrings import NAMES, Ring, code, contents


def test_a_person_gets_in_with_name_and_passphrase(tmp_path: Path):
    Ring(tmp_path, ("林晚",)).opens("林晚")


@pytest.mark.parametrize(
    "typed",
    ["  zoë ", "ZOË", "ＺＯË", "Zoe\u0308"],
    ids=["spaces", "case", "width", "parts"],
)
def test_a_name_is_the_same_however_it_is_typed(typed: str, tmp_path: Path, quick):
    ring = Ring(tmp_path, ("Zoë",))
    given_credentials = Credentials(name=typed, passphrase=passphrase("Zoë"))
    opened = ring.keyring.unlock(given_credentials)
    assert opened.person_id == ring.people["Zoë"][0]


def test_several_people_each_open_their_own_slot(tmp_path: Path, quick):
    ring = Ring(tmp_path, NAMES)
    for name in NAMES:
        ring.opens(name)


@pytest.mark.parametrize(
    "typed",
    [
        Credentials(name="林晚", passphrase=passphrase("周慎")),
        Credentials(name="周慎", passphrase=passphrase("林晚")),
        Credentials(name="林晚", passphrase=passphrase("林晚") + " "),
        Credentials(name="林晚", passphrase=""),
        Credentials(name="", passphrase=passphrase("林晚")),
        Credentials(name="林", passphrase="晚" + passphrase("林晚")),
        Credentials(name="\udc80", passphrase="\udc80" * 20),
    ],
    ids=["other", "name", "longer", "empty", "nameless", "shifted", "no text"],
)
def test_another_name_or_passphrase_does_not_open(
    typed: Credentials, tmp_path: Path, quick
):
    ring = Ring(tmp_path, ("林晚",))
    with pytest.raises(InputError) as problem:
        ring.keyring.unlock(typed)
    assert code(problem) == "wrong_name_or_passphrase"


def test_slots_come_in_eights_and_look_alike(tmp_path: Path, quick):
    ring = Ring(tmp_path, ())
    sizes: list[int] = []
    for count, name in enumerate(NAMES, start=1):
        ring.add(name)
        raw = ring.file.read_bytes()
        *_, slots, _ = contents(raw)
        assert isinstance(slots, list)
        assert len(slots) == (8 if count <= 8 else 16)
        assert {tuple(map(len, slot)) for slot in slots} == {(16, 16, 76, 1168)}
        sizes.append(len(raw))
    assert len(set(sizes[:8])) == 1
    assert len(set(sizes)) == 2


def test_nothing_in_the_file_names_anybody(tmp_path: Path, quick):
    ring = Ring(tmp_path, NAMES)
    raw = ring.file.read_bytes()
    for name in NAMES:
        person, keys = ring.people[name]
        assert name.encode() not in raw
        assert passphrase(name).encode() not in raw
        assert bytes.fromhex(person) not in raw
        assert person.encode() not in raw
        assert keys.seed not in raw
    assert ring.vault_key not in raw


def test_the_same_name_and_passphrase_cannot_be_given_twice(tmp_path: Path, quick):
    ring = Ring(tmp_path, ("林晚",))
    before = ring.file.read_bytes()
    with pytest.raises(Conflict) as problem:
        ring.add("林晚")
    assert code(problem) == "name_taken"
    assert ring.file.read_bytes() == before
    ring.opens("林晚")


def test_a_slot_whose_person_never_joined_gives_way(tmp_path: Path, quick):
    ring = Ring(tmp_path, ("林晚", "周慎"))
    never_stored = ring.people.pop("周慎")
    ring.add("周慎")
    assert ring.people["周慎"] != never_stored
    ring.opens("周慎")
    ring.opens("林晚")


@pytest.mark.parametrize("name", ["", "   ", "\u3000"])
def test_a_slot_needs_a_name(name: str):
    with pytest.raises(InputError) as problem:
        Credentials(name=name, passphrase=passphrase("林晚")).checked()
    assert code(problem) == "name_missing"


@pytest.mark.parametrize(
    "words", ["", "十四个字符的口令还差一个字", "x" * 14, "\ufdfa"]
)
def test_a_short_passphrase_is_refused(words: str):
    with pytest.raises(InputError) as problem:
        Credentials(name="林晚", passphrase=words).checked()
    assert code(problem) == "passphrase_too_short"
    assert problem.value.context == {"least": 15}


def test_no_passphrase_is_shown_by_its_credentials():
    assert passphrase("林晚") not in repr(credentials("林晚"))


def test_where_there_is_no_vault_it_says_so(tmp_path: Path):
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(NotFound) as problem:
            Keyring.read(folder)
        assert code(problem) == "vault_not_found"


def test_a_failed_write_leaves_the_former_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick
):
    ring = Ring(tmp_path, ("林晚",))
    before = ring.file.read_bytes()

    def refuse(_: Path, __: Path) -> Path:
        raise OSError(28, "no space")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(AppError) as problem:
        ring.add("周慎")
    assert code(problem) == "disk_full"
    assert ring.file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["keyring"]
    monkeypatch.undo()
    ring.opens("林晚")


def test_the_file_is_private_to_its_user(tmp_path: Path, quick):
    mode = Ring(tmp_path, ("林晚",)).file.stat().st_mode
    assert sys.platform == "win32" or mode & 0o077 == 0


def test_a_calibrated_cost_keeps_the_floor_and_the_bound():
    for seconds in (0.0, 0.5, 600.0):
        cost = calibrated_cost(seconds)
        assert 64 * 1024 <= cost.memory_kib <= 1024 * 1024
        assert 3 <= cost.iterations <= 20
        assert 4 <= cost.lanes <= 8


def test_a_real_guess_opens_and_refuses(tmp_path: Path):
    ring = Ring(tmp_path, ("林晚",))
    ring.opens("林晚")
    with pytest.raises(InputError):
        ring.keyring.unlock(credentials("周慎"))
