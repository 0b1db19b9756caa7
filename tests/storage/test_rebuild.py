"""All features' tables: the same after a rebuild, whatever happened in what order."""

import random
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.features import FEATURES, folder
from app.journal.event import Event
from app.journal.fold import Stamp
from app.journal.rows import Rows
from app.vault.store import Store
from tests.builders import Site
from tests.town import LEAD, MODERATOR, STEPS, Life, begin

EVENTS = tuple(event for feature in FEATURES for event in feature.events)
NOW = datetime(2026, 11, 2, tzinfo=UTC)

subjects = st.sampled_from([f"{i:032x}" for i in range(4)])
words = st.text("竹梅兰菊 a=1\n", max_size=6)


def of_type(hint: Any) -> st.SearchStrategy[Any]:
    """Return values of a field's type; ids come from a few, so that they meet."""
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return of_type(inside[0])
    if origin in {Union, UnionType}:
        return st.one_of(*map(of_type, inside))
    if origin is tuple:
        if inside[-1] is Ellipsis:
            return st.lists(of_type(inside[0]), max_size=2).map(tuple)
        return st.tuples(*map(of_type, inside))
    if origin in {dict, frozenset, list}:
        parts = [of_type(part) for part in inside]
        return _collection(origin, parts)
    return _plain(hint)


def _collection(origin: Any, parts: list[st.SearchStrategy[Any]]) -> Any:
    if origin is dict:
        return st.dictionaries(parts[0], parts[1], max_size=2)
    return st.lists(parts[0], max_size=2).map(origin)


def _plain(hint: Any) -> st.SearchStrategy[Any]:
    hint = getattr(hint, "__supertype__", hint)  # an id is a str by another name
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return built(hint)
    simple: dict[Any, st.SearchStrategy[Any]] = {
        NoneType: st.none(),
        str: subjects | words,
        int: st.integers(min_value=0, max_value=400),
        bool: st.booleans(),
        bytes: st.binary(max_size=40),
        float: st.floats(allow_nan=False),
        date: st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        datetime: st.integers(0, 400 * 24 * 60).map(
            lambda minutes: NOW - timedelta(minutes=minutes)
        ),
    }
    return simple[hint]


def built(struct: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    """Return instances of a struct, every field drawn."""
    fields = {
        field.encode_name if field.name == field.encode_name else field.name: (
            subjects if field.name == "subject" else of_type(field.type)
        )
        for field in msgspec.structs.fields(struct)
    }
    return st.builds(struct, **fields)


any_event: st.SearchStrategy[Event] = st.sampled_from(EVENTS).flatmap(built)


def fold_all(happened: list[Event], every: int) -> dict[str, bytes]:
    store, all_folds = Store(None), folder()
    store.connect()
    all_folds.create_tables(store)
    rows = Rows(store)
    for n, event in enumerate(happened):
        at = NOW + timedelta(seconds=n)
        all_folds.apply(Stamp("feed", n + 1, 0, f"{n % 3:032x}", at), event, rows)
        if n % every == 0:
            rows.flush()
    rows.flush()
    found = all_folds.digests(store)
    store.close()
    return found


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
def test_every_event_comes_back_from_its_bodies(event: type[Event]):
    codec = folder().vocabulary

    @settings(max_examples=10)
    @given(happened=built(event))
    def comes_back(happened: Event) -> None:
        facts, personal = codec.encode(happened)
        found = codec.decode(
            event.kind, event.layout, happened.subject, facts, personal
        )
        assert found == happened
        assert codec.decode(event.kind, event.layout, "s", facts, None) is not None

    comes_back()


@settings(max_examples=40)
@given(happened=st.lists(any_event, max_size=14), every=st.integers(1, 9))
def test_no_events_in_no_order_make_a_fold_fail(happened: list[Event], every: int):
    assert fold_all(happened, every) == fold_all(happened, 1_000)


@settings(max_examples=20)
@given(happened=st.lists(any_event, max_size=10))
def test_events_without_their_personal_bodies_are_folded_too(happened: list[Event]):
    codec = folder().vocabulary
    erased: list[Event] = []
    for event in happened:
        facts, _ = codec.encode(event)
        left = codec.decode(event.kind, event.layout, event.subject, facts, None)
        assert left is not None
        erased.append(left)
    fold_all(erased, 3)


@settings(max_examples=4)
@given(seed=st.integers(min_value=0, max_value=10**6))
def test_a_rebuild_gives_the_state_that_commands_left(
    seed: int, tmp_path_factory: pytest.TempPathFactory
):
    site = Site(root=tmp_path_factory.mktemp("town"))
    with site.created() as workspace:
        begin(workspace, members=12, complaints=12)
        Life(workspace, site.clock, random.Random(seed)).steps(25)
        before = workspace.digests()
        events = workspace.rebuild()
        assert workspace.digests() == before
        report = workspace.verify()
        assert report.sound
        assert report.events == events
        assert report.digest == before


def test_a_life_has_every_kind_of_step(tmp_path: Path):
    """The control: random steps are not all refused."""
    site = Site(root=tmp_path)
    done: set[str] = set()
    with site.created() as workspace:
        begin(workspace)
    for seed, name in enumerate((LEAD, MODERATOR, LEAD)):
        with site.opened(name) as workspace:
            life = Life(workspace, site.clock, random.Random(seed))
            life.steps(90)
            done |= set(life.done)
            assert workspace.verify().sound
    assert done >= set(STEPS) - {"retract"}
