"""Tables are what the journal gives, however it is told."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import InputError
from app.ids import new_id
from app.journal.event import Event
from app.journal.fold import Stamp, accepted_events
from app.journal.rows import Rows
from app.journal.search import find
from app.vault.store import Store
from tests.garden import (
    GUEST,
    Garden,
    GatePainted,
    PlantFelled,
    PlantGrown,
    PlantSown,
    PlantTable,
    garden_folder,
)

STAMP = Stamp("feed", 1, 0, "keeper", datetime(2026, 11, 2, tzinfo=UTC))

subjects = st.sampled_from([f"{i:032x}" for i in range(5)])
words = st.text("竹梅兰菊 abc", max_size=8)
events = st.one_of(
    st.builds(
        PlantSown,
        subject=subjects,
        bed=words,
        height=st.integers(min_value=0, max_value=99),
        name=st.none() | words,
        labels=st.none() | st.lists(words, max_size=2).map(tuple),
    ),
    st.builds(PlantGrown, subject=subjects, by=st.integers(-9, 9)),
    st.builds(PlantFelled, subject=subjects),
    st.builds(GatePainted, subject=subjects, colour=words),
)


def tables() -> Store:
    store = Store(None)
    store.connect()
    garden_folder().create_tables(store)
    return store


def folded(happened: list[Event], flush: Callable[[int], bool]) -> dict[str, bytes]:
    """Return digests after folding, with the row buffer flushed when told."""
    store, folder = tables(), garden_folder()
    rows = Rows(store)
    for i, event in enumerate(happened):
        folder.apply(STAMP, event, rows)
        if flush(i):
            rows.flush()
    rows.flush()
    found = folder.digests(store)
    store.close()
    return found


@settings(max_examples=60)
@given(happened=st.lists(events, max_size=25), every=st.integers(1, 7))
def test_it_does_not_matter_when_rows_are_written(happened: list[Event], every: int):
    at_once = folded(happened, lambda _: False)
    assert folded(happened, lambda _: True) == at_once
    assert folded(happened, lambda i: i % every == 0) == at_once


@settings(max_examples=60)
@given(happened=st.lists(events, max_size=25), data=st.data())
def test_no_order_of_events_makes_a_fold_fail(
    happened: list[Event], data: st.DataObject
):
    shuffled = data.draw(st.permutations(happened))
    folded(shuffled, lambda _: data.draw(st.booleans()))


STEPS = ("sow", "sow sealed", "grow", "fell", "paint", "admit", "refused")


def _step(garden: Garden, step: str, pick: int) -> None:
    plants = [row[0] for row in garden.store.rows(PlantTable.select(PlantTable.id))]
    plant = plants[pick % len(plants)] if plants else new_id()
    match step:
        case "sow":
            garden.sow(f"竹 {pick}")
        case "sow sealed":
            garden.sow(f"梅 {pick}", f"秘密 {pick}")
        case "grow":
            garden.write([PlantGrown(subject=plant, by=pick)] * 3)
        case "fell":
            garden.write([PlantFelled(subject=plant)])
        case "paint":
            garden.write([GatePainted(subject=new_id(), colour=f"{pick}")])
        case "admit":
            garden.admit(GUEST)
        case _:
            with pytest.raises(InputError):
                garden.write(_refused())


def _refused():
    yield PlantSown(subject=new_id(), bed="无")
    raise InputError("name_missing")


@settings(max_examples=20)
@given(
    steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 9)), max_size=14)
)
def test_a_rebuild_gives_the_same_state(steps: list[tuple[str, int]]):
    garden = Garden()
    for step, pick in steps:
        _step(garden, step, pick)
    before = garden.folder.digests(garden.store)
    count = garden.journal.rebuild()
    assert garden.folder.digests(garden.store) == before
    report = garden.verify()
    assert report.sound
    assert report.events == count


def test_an_event_that_could_not_be_read_again_is_not_written():
    garden = Garden()
    wrong = PlantSown(subject="s", bed=5)  # type: ignore[arg-type] (the mistake)
    with pytest.raises(TypeError, match=r"plant\.sown"):
        garden.write([wrong])
    assert garden.verify().commits == 1


def test_what_is_folded_is_what_a_rebuild_reads():
    """A command may bring a list where a tuple belongs; the state does not show it."""
    garden = Garden()
    labels: tuple[str, ...] = ["a", "b"]  # type: ignore[assignment] (on purpose)
    garden.write([PlantSown(subject="s", bed="北", labels=labels)])
    assert garden.verify().sound


def test_a_stopped_rebuild_keeps_the_old_state():
    garden = Garden()
    garden.grow()
    before = garden.folder.digests(garden.store)

    def stop(_: int, __: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        garden.journal.rebuild(stop)
    assert garden.folder.digests(garden.store) == before
    assert garden.verify().sound


def test_a_rebuild_tells_how_far_it_is():
    garden = Garden()
    garden.write(PlantSown(subject=f"{i:05}", bed="东") for i in range(12_000))
    told: list[tuple[int, int]] = []
    garden.journal.rebuild(lambda done, total: told.append((done, total)))
    assert told == [(5_000, 12_002), (10_000, 12_002), (12_002, 12_002)]


def test_events_come_in_the_order_of_the_clock_not_of_arrival():
    garden = Garden()
    garden.grow()
    in_order = list(accepted_events(garden.store, garden.folder.vocabulary))
    garden.store.sql("UPDATE journal_event SET commit_id = -commit_id")
    garden.store.sql("UPDATE journal_commit SET id = -id")
    found = list(accepted_events(garden.store, garden.folder.vocabulary))
    assert found == in_order
    assert [stamp.seq for stamp, _ in found] == sorted(s.seq for s, _ in found)


def test_a_stamp_names_an_event_the_same_everywhere():
    assert Stamp("f00d", 12, 3, "who", STAMP.at).ref == "f00d-12-3"


class Model:
    """What a row buffer should be like: a dictionary."""

    def __init__(self, store: Store) -> None:
        self.rows = Rows(store)
        self.expected: dict[str, dict[str, object]] = {}

    def put(self, plant: str, height: int) -> None:
        row: dict[str, object] = {
            "id": plant,
            "bed": "北",
            "height": height,
            "name": "",
            "secret": None,
            "sown_by": "",
            "sown_at": 0,
        }
        self.rows.put(PlantTable, row)
        self.expected[plant] = row

    def change(self, plant: str, height: int) -> None:
        self.rows.change(PlantTable, plant, height=height)
        if plant in self.expected:
            self.expected[plant] = {**self.expected[plant], "height": height}

    def drop(self, plant: str, _: int) -> None:
        self.rows.drop(PlantTable, plant)
        self.expected.pop(plant, None)

    def get(self, plant: str, _: int) -> None:
        assert self.rows.get(PlantTable, plant) == self.expected.get(plant)

    def flush(self, _: str, __: int) -> None:
        self.rows.flush()


@settings(max_examples=80)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["put", "change", "drop", "get", "flush"]),
            subjects,
            st.integers(0, 99),
        ),
        max_size=30,
    )
)
def test_the_row_buffer_is_a_dictionary_of_rows(steps: list[tuple[str, str, int]]):
    store = tables()
    model = Model(store)
    for step, plant, height in steps:
        getattr(model, step)(plant, height)
    model.rows.flush()
    stored = store.sql("SELECT id, height FROM garden_plant ORDER BY id")
    expected = sorted((k, row["height"]) for k, row in model.expected.items())
    assert stored == expected
    assert model.rows.touched <= {"garden_plant"}
    store.close()


def test_a_row_that_was_read_can_be_changed_without_harm():
    store = tables()
    rows = Rows(store)
    Model(store).rows.flush()
    model = Model(store)
    model.put("a", 1)
    taken = model.rows.get(PlantTable, "a")
    assert taken is not None
    taken["height"] = 99
    again = model.rows.get(PlantTable, "a")
    assert again is not None
    assert again["height"] == 1
    assert rows.get(PlantTable, "a") is None


def test_words_are_found_until_their_record_goes():
    garden = Garden()
    plant = garden.sow("潇湘竹")
    other = garden.sow("墨竹")
    assert find(garden.store, "garden", "竹", 9) == [other, plant]
    assert find(garden.store, "garden", "潇湘", 9) == [plant]
    assert find(garden.store, "garden", "竹", 1) == [other]
    assert find(garden.store, "garden", "竹", 1, [other]) == [plant]
    assert find(garden.store, "garden", "竹", 9, [plant, other, "x"]) == []
    assert find(garden.store, "elsewhere", "竹", 9) == []
    assert find(garden.store, "garden", "", 9) == []
    garden.write([PlantFelled(subject=plant)])
    assert find(garden.store, "garden", "竹", 9) == [other]
    garden.write([PlantSown(subject=other, bed="北", name="白梅")])
    assert find(garden.store, "garden", "竹", 9) == []
    assert find(garden.store, "garden", "梅", 9) == [other]
    terms = garden.store.sql("SELECT count(*) FROM search_words_docsize")
    assert terms == [(1,)]
