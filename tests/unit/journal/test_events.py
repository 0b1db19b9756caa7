"""Events and their two bodies; what a signature covers of them."""

import dataclasses
from datetime import date
from typing import Any, ClassVar

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.journal.commitment import (
    Leaves,
    StoredEvent,
    bodies_hold,
    commit_to,
    read_stored,
)
from app.journal.event import Body, Event, EventCodec, Personal, Vocabulary

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
numbers = st.integers(min_value=-(2**63), max_value=2**63 - 1)
ids = st.text("0123456789abcdef", min_size=32, max_size=32)


class Everything(Event, frozen=True, kw_only=True):
    """One field of every sort."""

    kind: ClassVar[str] = "everything"

    code: str
    amount: int = 0
    day: date | None = None
    refs: tuple[str, ...] = ()
    name: Personal[str] = None
    tags: Personal[tuple[str, ...]] = None
    sealed: Personal[bytes] = None


everything = st.builds(
    Everything,
    subject=ids,
    code=words,
    amount=numbers,
    day=st.none() | st.dates(),
    refs=st.lists(ids, max_size=3).map(tuple),
    name=st.none() | words,
    tags=st.none() | st.lists(words, max_size=3).map(tuple),
    sealed=st.none() | st.binary(max_size=40),
)

CODEC = EventCodec(Everything)
FACTS = {"code", "amount", "day", "refs"}
PERSONAL = {"name", "tags", "sealed"}


@given(event=everything)
def test_an_event_comes_back_as_it_was(event: Everything):
    facts, personal = CODEC.encode(event)
    assert CODEC.decode(event.subject, facts, personal) == event


@given(event=everything)
def test_personal_fields_and_facts_are_in_bodies_of_their_own(event: Everything):
    facts, personal = CODEC.encode(event)
    assert set(msgspec.msgpack.decode(facts)) == FACTS
    filled = {name for name in PERSONAL if getattr(event, name) is not None}
    if personal is None:
        assert not filled
    else:
        assert set(msgspec.msgpack.decode(personal)) == filled


@given(event=everything)
def test_without_its_personal_body_the_facts_remain(event: Everything):
    facts, _ = CODEC.encode(event)
    left = CODEC.decode(event.subject, facts, None)
    assert all(getattr(left, name) == getattr(event, name) for name in FACTS)
    assert all(getattr(left, name) is None for name in PERSONAL)


@given(event=everything)
def test_the_same_event_gives_the_same_bytes(event: Everything):
    assert CODEC.encode(event) == CODEC.encode(event)


@given(facts=st.binary(max_size=60), personal=st.none() | st.binary(max_size=60))
def test_bytes_that_are_no_bodies_are_not_read(facts: bytes, personal: bytes | None):
    vocabulary = Vocabulary((Everything,))
    found = vocabulary.decode("everything", 1, "s", facts, personal)
    assert found is None or isinstance(found, Everything)


@pytest.mark.parametrize(
    "facts", [b"\xa1\xff", b"\x81\xa4code\xa1\xff", b"\x91" * 50_000, b""]
)
def test_text_that_is_no_utf8_and_endless_nesting_are_not_read(facts: bytes):
    assert Vocabulary((Everything,)).decode("everything", 1, "s", facts, None) is None


class Old(Event, frozen=True, kw_only=True):
    """As it was first."""

    kind: ClassVar[str] = "bed.dug"
    width: int
    by: Personal[str] = None


class New(Event, frozen=True, kw_only=True):
    """As it is now: in centimetres, with two names."""

    kind: ClassVar[str] = "bed.dug"
    layout: ClassVar[int] = 3
    centimetres: int
    digger: Personal[str] = None
    helper: Personal[str] = None


def _renamed(facts: Body, personal: Body) -> tuple[Body, Body]:
    return {"metres": facts["width"]}, {"digger": personal.get("by")}


def _measured(facts: Body, personal: Body) -> tuple[Body, Body]:
    return {"centimetres": facts["metres"] * 100}, {**personal, "helper": None}


STEPS = {("bed.dug", 1): _renamed, ("bed.dug", 2): _measured}


def test_an_older_version_is_raised_step_by_step():
    facts, personal = Vocabulary((Old,)).encode(Old(subject="s", width=3, by="林晚"))
    now = Vocabulary((New,), STEPS)
    assert now.decode("bed.dug", 1, "s", facts, personal) == New(
        subject="s", centimetres=300, digger="林晚"
    )
    assert now.decode("bed.dug", 1, "s", facts, None) == New(
        subject="s", centimetres=300
    )


@pytest.mark.parametrize(
    ("kind", "version"), [("bed.dug", 4), ("bed.filled", 1), ("", 0)]
)
def test_what_is_newer_or_unknown_is_left_unread(kind: str, version: int):
    vocabulary = Vocabulary((New,), STEPS)
    assert not vocabulary.knows(kind, version)
    assert vocabulary.decode(kind, version, "s", b"\x80", None) is None


def test_a_missing_step_leaves_the_event_unread():
    facts, personal = Vocabulary((Old,)).encode(Old(subject="s", width=3))
    assert Vocabulary((New,)).decode("bed.dug", 1, "s", facts, personal) is None


def test_two_events_cannot_share_a_kind():
    with pytest.raises(ValueError, match="share"):
        Vocabulary((Old, New))


heads = st.fixed_dictionaries(
    {
        "n": st.integers(min_value=0, max_value=2**32 - 1),
        "kind": words,
        "version": st.integers(min_value=0, max_value=2**32 - 1),
        "subject": words,
        "facts": st.binary(max_size=40),
        "personal": st.none() | st.binary(max_size=40),
    }
)


@given(head=heads)
def test_what_is_stored_holds(head: dict[str, Any]):
    stored = commit_to(**head)
    assert bodies_hold(stored)
    assert read_stored(msgspec.to_builtins(stored, builtin_types=(bytes,))) == stored


@given(head=heads, data=st.data())
def test_any_change_breaks_a_leaf(head: dict[str, Any], data: st.DataObject):
    stored = commit_to(**head)
    name = data.draw(st.sampled_from(StoredEvent.__struct_fields__))
    changed = _changed(stored, name, data)
    assert not bodies_hold(changed) or _leaves(changed) != _leaves(stored)


def _changed(stored: StoredEvent, name: str, data: st.DataObject) -> StoredEvent:
    old = getattr(stored, name)
    other: st.SearchStrategy[Any]
    if name in {"n", "version"}:
        other = st.integers(min_value=0, max_value=2**32 - 1)
    elif name in {"kind", "subject"}:
        other = words
    elif name in {"facts", "personal"}:
        other = st.binary(max_size=40)
    else:
        other = st.binary(min_size=32, max_size=32)
    if name.startswith("personal"):
        other = st.none() | other
    new = data.draw(other.filter(lambda value: value != old))
    return msgspec.structs.replace(stored, **{name: new})


def _leaves(event: StoredEvent) -> bytes:
    leaves = Leaves()
    leaves.add(event)
    return leaves.digest()


@given(head=heads)
def test_salts_are_fresh_so_equal_bodies_have_unlike_leaves(head: dict[str, Any]):
    one, other = commit_to(**head), commit_to(**head)
    assert one.facts_salt != other.facts_salt
    assert one.facts_leaf != other.facts_leaf


def test_a_body_cannot_stand_in_the_other_s_place():
    stored = commit_to(0, "k", 1, "s", b"same", b"same")
    swapped = msgspec.structs.replace(
        stored,
        facts_salt=stored.personal_salt,
        facts_leaf=stored.personal_leaf,
        personal_salt=stored.facts_salt,
        personal_leaf=stored.facts_leaf,
    )
    assert bodies_hold(stored)
    assert not bodies_hold(swapped)


@given(one=words, other=words)
def test_kind_and_subject_do_not_run_into_each_other(one: str, other: str):
    stored = commit_to(0, one + other, 1, "", b"", None)
    shifted = msgspec.structs.replace(stored, kind=one, subject=other)
    assert bodies_hold(shifted) is (other == "")


def test_leaves_know_their_order():
    events = [commit_to(i, "k", 1, "s", b"", None) for i in range(3)]

    def digest(order: list[int]) -> bytes:
        leaves = Leaves()
        for i in order:
            leaves.add(events[i])
        assert leaves.count == len(order)
        return leaves.digest()

    assert digest([0, 1, 2]) != digest([0, 2, 1])
    assert digest([0, 1]) != digest([0, 1, 2])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("n", -1),
        ("n", 1 << 32),
        ("n", "0"),
        ("version", None),
        ("kind", b"kind"),
        ("subject", 5),
        ("facts", "text"),
        ("facts_salt", b"short"),
        ("facts_salt", None),
        ("facts_leaf", bytes(33)),
        ("personal", 1.5),
        ("personal_salt", b""),
        ("personal_leaf", b""),
    ],
)
def test_values_of_another_shape_are_not_read(name: str, value: object):
    stored = commit_to(0, "k", 1, "s", b"f", b"p")
    record = [getattr(stored, field) for field in StoredEvent.__struct_fields__]
    assert read_stored(record) == stored
    record[StoredEvent.__struct_fields__.index(name)] = value
    assert read_stored(record) is None


def test_this_file_knows_every_field():
    assert {f.name for f in msgspec.structs.fields(Everything)} == (
        FACTS | PERSONAL | {"subject"}
    )
    assert not dataclasses.is_dataclass(Everything)
