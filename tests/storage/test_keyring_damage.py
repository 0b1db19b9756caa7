"""A damaged or forged keyring: told apart, and never a wrong result."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import Corrupt, InputError
from app.vault.keyring import Keyring
from app.vault.keyring import ring as keyrings
from tests.builders import credentials
from tests.keyrings import Ring, code, contents, copies, framed, written


@pytest.fixture(scope="module")
def kept(quick: None, tmp_path_factory: pytest.TempPathFactory) -> tuple[Ring, bytes]:
    """Three slots, made once, and the bytes from which every example starts."""
    ring = Ring(tmp_path_factory.mktemp("ring"), ("林晚", "周慎", "何澄"))
    return ring, ring.file.read_bytes()


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
    ring.file.write_bytes(framed(bytes(raw)))
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
