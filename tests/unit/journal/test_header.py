"""Headers, their signatures, and the hybrid clock."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.journal import clock as clocks
from app.journal import header as heads
from app.journal.header import FeedHead, Header
from app.vault.keys import new_personal_keys

KEYS = new_personal_keys()
OTHER = new_personal_keys()

ids = st.text("0123456789abcdef", min_size=32, max_size=32)
hashes = st.binary(min_size=32, max_size=32)
counts = st.integers(min_value=0, max_value=2**32 - 1)
headers = st.builds(
    Header,
    vault=ids,
    feed=ids,
    seq=counts,
    prev=st.just(b"") | hashes,
    seen=st.lists(st.builds(FeedHead, ids, counts, hashes), max_size=2).map(tuple),
    staff_head=st.just(b"") | hashes,
    clock=counts,
    wall=counts,
    actor=ids,
    schema=st.just(1),
    count=counts,
    leaves=hashes,
)


@given(header=headers)
def test_a_header_has_one_form(header: Header):
    raw = heads.encode(header)
    assert heads.encode(header) == raw
    assert heads.decode(raw) == header
    assert msgspec.msgpack.decode(raw)[:3] == [header.vault, header.feed, header.seq]


@given(header=headers)
def test_only_the_signer_s_signature_holds(header: Header):
    raw = heads.encode(header)
    signature = heads.sign(raw, KEYS.signing)
    assert heads.signed_by(raw, signature, KEYS.signing.public)
    assert not heads.signed_by(raw, signature, OTHER.signing.public)
    assert not heads.signed_by(raw, heads.sign(raw, OTHER.signing), KEYS.signing.public)
    assert not heads.signed_by(raw, KEYS.signing.sign(raw), KEYS.signing.public)
    assert not heads.signed_by(raw, b"", KEYS.signing.public)
    assert not heads.signed_by(raw, signature, b"no key")


@given(header=headers, data=st.data())
def test_any_changed_bit_breaks_signature_and_hash(header: Header, data: st.DataObject):
    raw = heads.encode(header)
    signature = heads.sign(raw, KEYS.signing)
    place = data.draw(st.integers(min_value=0, max_value=len(raw) * 8 - 1))
    changed = bytearray(raw)
    changed[place // 8] ^= 1 << place % 8
    assert not heads.signed_by(bytes(changed), signature, KEYS.signing.public)
    assert heads.commit_hash(bytes(changed)) != heads.commit_hash(raw)


@given(header=headers, data=st.data())
def test_any_other_field_gives_other_bytes(header: Header, data: st.DataObject):
    other = data.draw(headers.filter(lambda found: found != header))
    assert heads.encode(other) != heads.encode(header)


@given(raw=st.binary(max_size=200))
def test_bytes_that_are_no_header_are_told(raw: bytes):
    assert heads.decode(raw) is None or heads.encode(heads.decode(raw)) is not None  # type: ignore[arg-type] (None was told)


@pytest.mark.parametrize(
    "raw", [b"", b"\xc0", b"\x80", b"\x91" * 5_000, b"\x9c\xa1\xff" + b"\xc0" * 11]
)
def test_malformed_headers_are_told(raw: bytes):
    assert heads.decode(raw) is None


def test_a_header_with_more_or_fewer_fields_is_told():
    known: Header = Header("v", "f", 1, b"", (), b"", 1, 1, "a", 1, 0, b"")
    fields = msgspec.to_builtins(known, builtin_types=(bytes,))
    assert heads.decode(msgspec.msgpack.encode(fields)) == known
    assert heads.decode(msgspec.msgpack.encode([*fields, 0])) is None
    assert heads.decode(msgspec.msgpack.encode(fields[:-1])) is None


walls = st.integers(min_value=0, max_value=2**43)
lasts = st.integers(min_value=0, max_value=2**60)


@given(wall=walls, last=lasts)
def test_the_clock_never_goes_back_and_never_behind_the_wall(wall: int, last: int):
    now = clocks.tick(wall, last)
    assert now > last
    assert clocks.wall_of(now) >= wall
    assert now == last + 1 or clocks.wall_of(now) == wall


@given(moments=st.lists(walls, min_size=2, max_size=20))
def test_ticks_are_ordered_whatever_the_wall_does(moments: list[int]):
    last = 0
    for wall in moments:
        last, before = clocks.tick(wall, last), last
        assert last > before


MINUTE = 60_000
DAY = 24 * 60 * MINUTE
NOON = 1_780_000_000_000


@pytest.mark.parametrize(
    "moved", [0, 1, MINUTE, DAY, 399 * DAY, 400 * DAY, -1, -MINUTE, -5 * MINUTE]
)
def test_a_clock_that_can_be_right_goes_on(moved: int):
    assert not clocks.jumped(NOON + moved, NOON << clocks.COUNTER_BITS)


@pytest.mark.parametrize(
    "moved", [-5 * MINUTE - 1, -DAY, -NOON, 400 * DAY + 1, 3650 * DAY]
)
def test_a_clock_that_jumped_stops(moved: int):
    assert clocks.jumped(NOON + moved, NOON << clocks.COUNTER_BITS)


def test_the_first_commit_takes_any_clock():
    assert not clocks.jumped(0, 0)
    assert not clocks.jumped(NOON, 0)


@pytest.mark.parametrize(
    ("ahead", "held"), [(0, False), (5 * MINUTE, False), (5 * MINUTE + 1, True)]
)
def test_a_commit_from_the_future_waits(ahead: int, held: bool):
    clock = (NOON + ahead) << clocks.COUNTER_BITS
    assert clocks.too_far_ahead(clock, NOON) is held
