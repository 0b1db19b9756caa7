"""Sealed values: written by anybody, opened by their people alone."""

import msgspec
import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from app.errors import AppError, Corrupt, NotPermitted
from app.ids import new_id
from app.journal.sealing import Opener, Sealer, new_audience, wraps_named
from app.journal.tables import WrapTable
from app.vault.keys import (
    SEALED_KEY_BYTES,
    PersonalKeys,
    Receiver,
    ReceivingKey,
    box,
    new_personal_keys,
    random_key,
    unbox,
)
from tests.garden import GUEST, KEEPER, SHED, Garden, PlantSown, PlantTable

SECRET = "钥匙在第三块砖下"


def sealed_in(garden: Garden, plant: str) -> bytes:
    query = PlantTable.select(PlantTable.secret).where(PlantTable.id == plant)
    return garden.store.rows(query)[0][0]


@pytest.fixture
def garden() -> Garden:
    """A garden with a guest who has sown a secret."""
    return Garden()


def test_anybody_seals_and_only_its_people_open(garden: Garden):
    guest, keeper = garden.admit(GUEST), garden.admit(KEEPER)
    plant = garden.sow("竹", SECRET, by=guest)
    value = sealed_in(garden, plant)
    assert SECRET.encode() not in value
    assert garden.opener().open(value, plant, "secret") == SECRET
    assert garden.opener(keeper).open(value, plant, "secret") == SECRET
    with pytest.raises(NotPermitted) as problem:
        garden.opener(guest).open(value, plant, "secret")
    assert problem.value.code == "sealed_to_others"


@pytest.mark.parametrize(
    ("subject", "name"),
    [("another", "secret"), ("own", "remark"), ("own", ""), ("", "secret")],
)
def test_a_value_moved_elsewhere_does_not_open(subject: str, name: str, garden: Garden):
    plant, other = garden.sow("竹", SECRET), garden.sow("梅", SECRET)
    where = {"own": plant, "another": other}.get(subject, subject)
    with pytest.raises(Corrupt) as problem:
        garden.opener().open(sealed_in(garden, plant), where, name)
    assert problem.value.code == "sealed_value_damaged"


@given(data=st.data())
def test_a_changed_value_does_not_open(data: st.DataObject):
    garden = Garden()
    plant = garden.sow("竹", SECRET)
    value = bytearray(sealed_in(garden, plant))
    place = data.draw(st.integers(min_value=0, max_value=len(value) * 8 - 1))
    value[place // 8] ^= 1 << place % 8
    with pytest.raises(Corrupt):
        garden.opener().open(bytes(value), plant, "secret")


@pytest.mark.parametrize("length", [0, 1, 16, 28, 43])
def test_a_shortened_value_does_not_open(length: int, garden: Garden):
    plant = garden.sow("竹", SECRET)
    with pytest.raises(Corrupt):
        garden.opener().open(sealed_in(garden, plant)[:length], plant, "secret")


def test_equal_texts_are_sealed_unlike(garden: Garden):
    sealer = garden.journal.sealer()
    values = {sealer.seal(SHED, "s", "secret", SECRET) for _ in range(5)}
    assert len(values) == 5
    assert len(sealer.wraps) == 1


def test_a_commit_has_one_key_per_audience(garden: Garden):
    other, _ = new_audience("other", new_id())
    sealer = Sealer({SHED: garden.shed, "other": other})
    for name in (SHED, "other", SHED, "other"):
        sealer.seal(name, "s", "f", SECRET)
    assert [wrap.audience for wrap in sealer.wraps] == [
        garden.shed.audience,
        other.audience,
    ]
    assert {len(wrap.sealed) for wrap in sealer.wraps} == {SEALED_KEY_BYTES}


def test_what_is_sealed_and_never_used_leaves_no_key(garden: Garden):
    sealer = garden.journal.sealer()
    sealer.seal(SHED, "s", "secret", SECRET)
    garden.write([PlantSown(subject="s", bed="北")], sealer=sealer)
    assert garden.store.rows(WrapTable.select()) == []
    assert garden.verify().sound


def test_another_key_cannot_take_a_wrap_s_place(garden: Garden):
    """Anybody can seal a key to an audience; its id says which key it must be."""
    plant = garden.sow("竹", SECRET)
    wrap_id, audience = garden.store.sql("SELECT id, audience FROM journal_wrap")[0]
    info = b"gongdao/wrap/1\0" + audience.encode()
    forged = Receiver(garden.shed.public).seal(random_key(), info)
    garden.store.sql("UPDATE journal_wrap SET sealed=?", (forged,))
    with pytest.raises(Corrupt):
        garden.opener().open(sealed_in(garden, plant), plant, "secret")
    with pytest.raises(Corrupt):
        garden.opener().check(wrap_id)


def test_a_stranger_to_the_staff_opens_nothing(garden: Garden):
    plant = garden.sow("竹", SECRET)
    authority = garden.journal.position.authority
    for person in (new_id(), garden.keeper.id):
        opener = Opener(person, new_personal_keys(), authority, garden.store)
        with pytest.raises(AppError):
            opener.open(sealed_in(garden, plant), plant, "secret")


def test_a_guest_s_keys_do_not_hold_the_bytes(garden: Garden):
    """At the level of keys: nothing sealed anywhere opens with the guest's seed."""
    guest = garden.admit(GUEST)
    garden.admit(KEEPER)
    plant = garden.sow("竹", SECRET, by=guest)
    authority = garden.journal.position.authority
    assert guest.id not in {person for _, _, person in authority.grants}
    sealed = list(authority.grants.values())
    infos = [
        b"gongdao/grant/1\0" + audience.encode() + b"\0" + person.encode()
        for audience, _, person in authority.grants
        for person in (person, guest.id)
    ]
    for wrap, audience in garden.store.sql("SELECT sealed, audience FROM journal_wrap"):
        sealed.append(wrap)
        infos.append(b"gongdao/wrap/1\0" + audience.encode())
    for value in sealed:
        for info in infos:
            with pytest.raises(Corrupt):
                guest.keys.receiving.open(value, info)
    # The control: the keeper's seed does it, through a grant and then a wrap.
    opener = garden.opener()
    assert opener.open(sealed_in(garden, plant), plant, "secret") == SECRET


def test_a_grant_is_bound_to_its_person(garden: Garden):
    other = garden.admit(KEEPER)
    authority = garden.journal.position.authority
    key = (garden.shed.audience, garden.shed.generation)
    mine, theirs = (
        authority.grants[*key, garden.keeper.id],
        authority.grants[*key, other.id],
    )
    assert mine != theirs
    swapped = {
        **authority.grants,
        (*key, other.id): mine,
        (*key, garden.keeper.id): theirs,
    }
    moved = type(authority)(people=authority.people, grants=swapped)
    for who in (garden.keeper, other):
        opener = Opener(who.id, who.keys, moved, garden.store)
        with pytest.raises(Corrupt):
            opener.seed_of(*key)


def test_every_byte_string_in_a_personal_body_names_its_wrap():
    wraps = [bytes([i]) * 16 for i in range(3)]
    body = {
        "name": "竹",
        "one": wraps[0] + b"nonce and so on",
        "more": [wraps[1] + b"x", {"deep": wraps[2] + b"y"}],
        "none": None,
    }
    assert set(wraps_named(msgspec.msgpack.encode(body))) == set(wraps)
    assert list(wraps_named(b"\xc1")) == []
    assert list(wraps_named(b"\xa1\xff")) == []


@given(plain=st.binary(max_size=100), bound=st.binary(max_size=20))
def test_a_box_opens_in_its_place_alone(plain: bytes, bound: bytes):
    key = random_key()
    boxed = box(key, plain, bound)
    assert unbox(key, boxed, bound) == plain
    for wrong in ((random_key(), boxed, bound), (key, boxed, bound + b"x")):
        with pytest.raises(Corrupt):
            unbox(*wrong)
    with pytest.raises(Corrupt):
        unbox(key, boxed[:-1], bound)


def test_keys_follow_from_their_seed_and_show_nothing():
    keys = new_personal_keys()
    again = PersonalKeys(keys.seed)
    assert again.signing.public == keys.signing.public
    assert again.receiving.public == keys.receiving.public
    assert keys.seed.hex() not in repr(keys)
    assert repr(keys.seed) not in repr(keys)


def test_a_receiver_opens_what_is_sealed_to_it_for_that_purpose():
    mine, other = ReceivingKey(random_key()), ReceivingKey(random_key())
    sealed = Receiver(mine.public).seal(b"x" * 32, b"purpose")
    assert mine.open(sealed, b"purpose") == b"x" * 32
    assert len(sealed) == SEALED_KEY_BYTES
    for key, value, info in (
        (other, sealed, b"purpose"),
        (mine, sealed, b"another"),
        (mine, sealed[:-1], b"purpose"),
        (mine, b"", b"purpose"),
    ):
        with pytest.raises(Corrupt):
            key.open(value, info)


@pytest.mark.parametrize("public", [b"", bytes(10), bytes(1216), bytes(1217)])
def test_bytes_that_are_no_key_are_damage_or_seal_to_nobody(public: bytes):
    try:
        sealed = Receiver(public).seal(b"x" * 32, b"purpose")
    except (AppError, InvalidTag, ValueError):
        return
    with pytest.raises(Corrupt):
        ReceivingKey(random_key()).open(sealed, b"purpose")
