"""The keyring: who gets in, who does not, and what damage looks like."""

import contextlib
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import AppError, Conflict, Corrupt, InputError, NotFound
from app.ids import new_id
from app.vault import keyring as keyrings
from app.vault.keyring import Credentials, Keyring, calibrated_cost
from app.vault.keys import Argon2Cost, PersonalKeys, new_personal_keys, random_key
from tests.builders import CHEAP, credentials, passphrase

NAMES = ("林晚", "Zoë", "周慎", "何澄", "Ana María", "O'Neill", "王", "李", "赵")


class Ring:
    """A keyring on disk, with what its slots should give."""

    def __init__(self, folder: Path, names: tuple[str, ...]) -> None:
        self.folder = folder
        self.vault_key = random_key()
        self.people: dict[str, tuple[str, PersonalKeys]] = {}
        self.keyring = Keyring.new(
            folder, vault_id=new_id(), key_id=new_id(), cost=CHEAP
        )
        for name in names:
            self.add(name)

    @property
    def file(self) -> Path:
        return self.folder / "keyring"

    def add(self, name: str) -> None:
        person, keys = new_id(), new_personal_keys()
        self.keyring.add(
            credentials(name),
            person_id=person,
            keys=keys,
            vault_key=self.vault_key,
            staff=[person for person, _ in self.people.values()],
        )
        self.people[name] = person, keys

    def opens(self, name: str) -> None:
        opened = Keyring.read(self.folder).unlock(credentials(name))
        person, keys = self.people[name]
        assert opened.vault_key == self.vault_key
        assert opened.person_id == person
        assert opened.keys.seed == keys.seed
        assert opened.keys.signing.public == keys.signing.public
        assert opened.keys.receiving.public == keys.receiving.public


@pytest.fixture(scope="module")
def quick() -> Iterator[None]:
    """Stretch in no time: for tests of the file, where guesses cost nothing."""

    def hashed(secret: bytes, salt: bytes, _: Argon2Cost) -> bytes:
        return hashlib.blake2b(secret, key=salt, digest_size=32).digest()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keyrings, "stretch", hashed)
        yield


@pytest.fixture(scope="module")
def kept(quick: None, tmp_path_factory: pytest.TempPathFactory) -> tuple[Ring, bytes]:
    """Three slots, made once, and the bytes from which every example starts."""
    ring = Ring(tmp_path_factory.mktemp("ring"), ("林晚", "周慎", "何澄"))
    return ring, ring.file.read_bytes()


def code(problem: pytest.ExceptionInfo[AppError]) -> str:
    return problem.value.code


def copies(raw: bytes) -> tuple[bytes, bytes]:
    half = len(raw) // 2
    return raw[:half], raw[half:]


def contents(raw: bytes) -> list[object]:
    head = 8 + 4 + 32
    return msgspec.msgpack.decode(copies(raw)[0][head:])


def written(values: list[object]) -> bytes:
    """Return a file with these contents and right checksums."""
    payload = msgspec.msgpack.encode(values)
    copy = (
        b"GDKEYS\x00\x01"
        + len(payload).to_bytes(4, "big")
        + hashlib.blake2b(payload, digest_size=32).digest()
        + payload
    )
    return copy + copy


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


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("damage", ["zeros", "gone", "cut"])
def test_either_copy_alone_is_enough(which: int, damage: str, tmp_path: Path, quick):
    ring = Ring(tmp_path, ("林晚", "周慎"))
    halves = list(copies(ring.file.read_bytes()))
    hurt = halves[which]
    halves[which] = {
        "zeros": bytes(len(hurt)),
        "gone": b"",
        "cut": hurt[: len(hurt) // 3],
    }[damage]
    ring.file.write_bytes(b"".join(halves))
    ring.opens("周慎")


def test_with_both_copies_hurt_it_is_damage_not_a_wrong_passphrase(
    tmp_path: Path, quick
):
    ring = Ring(tmp_path, ("林晚",))
    raw = bytearray(ring.file.read_bytes())
    raw[200] ^= 1
    raw[len(raw) // 2 + 200] ^= 1
    ring.file.write_bytes(raw)
    with pytest.raises(Corrupt) as problem:
        Keyring.read(tmp_path)
    assert code(problem) == "vault_damaged"


def test_a_truncated_file_opens_or_is_damage(tmp_path: Path, quick):
    ring = Ring(tmp_path, ("林晚",))
    raw = ring.file.read_bytes()
    for length in range(0, len(raw), 97):
        ring.file.write_bytes(raw[:length])
        if length >= len(raw) // 2:
            ring.opens("林晚")
            continue
        with pytest.raises(Corrupt):
            Keyring.read(tmp_path)


def test_a_file_of_absurd_size_is_not_read(tmp_path: Path):
    with (tmp_path / "keyring").open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(Corrupt):
        Keyring.read(tmp_path)


@settings(max_examples=300)
@given(data=st.data())
def test_flipped_bits_never_give_a_wrong_result(
    data: st.DataObject, kept: tuple[Ring, bytes]
):
    ring, before = kept
    raw = bytearray(before)
    places = st.integers(min_value=0, max_value=len(raw) * 8 - 1)
    for place in data.draw(st.lists(places, min_size=1, max_size=6)):
        raw[place // 8] ^= 1 << place % 8
    ring.file.write_bytes(raw)
    with contextlib.suppress(Corrupt):
        ring.opens("林晚")
    _told_from_a_wrong_passphrase(ring)


@settings(max_examples=300)
@given(data=st.data())
def test_forged_contents_never_give_a_wrong_result(
    data: st.DataObject, kept: tuple[Ring, bytes]
):
    """Whoever changes the file may mend its checksums; slots and roster still hold."""
    ring, before = kept
    raw = bytearray(copies(before)[0][44:])
    places = st.integers(min_value=0, max_value=len(raw) * 8 - 1)
    for place in data.draw(st.lists(places, min_size=1, max_size=3)):
        raw[place // 8] ^= 1 << place % 8
    copy = (
        b"GDKEYS\x00\x01"
        + len(raw).to_bytes(4, "big")
        + hashlib.blake2b(raw, digest_size=32).digest()
        + raw
    )
    ring.file.write_bytes(copy + copy)
    with contextlib.suppress(Corrupt, InputError):
        ring.opens("林晚")


def _told_from_a_wrong_passphrase(ring: Ring) -> None:
    # If the file can be read at all, somebody else's passphrase is wrong, not damage.
    try:
        keyring = Keyring.read(ring.folder)
    except Corrupt:
        return
    with pytest.raises(InputError) as problem:
        keyring.unlock(credentials("没有这个人"))
    assert code(problem) == "wrong_name_or_passphrase"


FIGURES = {
    "memory": (2, [0, 64 * 1024 - 1, 1024 * 1024 + 1, 1 << 40, -1]),
    "passes": (3, [0, 21, 1 << 31, -1]),
    "lanes": (4, [0, 9, 1 << 24, -1]),
}


@pytest.mark.parametrize(
    ("place", "figure"),
    [(place, figure) for place, figures in FIGURES.values() for figure in figures],
)
def test_absurd_figures_are_refused_before_memory_is_taken(
    place: int, figure: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    ring = Ring(tmp_path, ("林晚",))
    values = contents(ring.file.read_bytes())
    values[place] = figure
    ring.file.write_bytes(written(values))

    def never(*_: object) -> bytes:
        raise AssertionError("memory was taken")

    monkeypatch.setattr(keyrings, "stretch", never)
    with pytest.raises(Corrupt) as problem:
        Keyring.read(tmp_path).unlock(credentials("林晚"))
    assert code(problem) == "vault_damaged"


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, b"short"),
        (1, b""),
        (5, "../" * 10 + "ab"),
        (5, ""),
        (6, [[b"", b"", b"", b""]]),
        (6, 5),
        (7, "roster"),
    ],
)
def test_malformed_contents_are_damage(
    place: int, value: object, tmp_path: Path, quick
):
    ring = Ring(tmp_path, ("林晚",))
    values = contents(ring.file.read_bytes())
    values[place] = value
    ring.file.write_bytes(written(values))
    with pytest.raises(Corrupt):
        Keyring.read(tmp_path)


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
