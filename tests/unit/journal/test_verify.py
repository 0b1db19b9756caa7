"""Whatever is changed behind the journal's back, `verify` finds.

The tables of a small garden are changed one value at a time: every column of the
journal's own tables, every field of a signed header, and rows of the present state.
"""

from collections.abc import Callable

import msgspec
import peewee
import pytest

from app.ids import new_id
from app.journal.commitment import commit_to
from app.journal.ingress import Fault
from app.journal.search import SearchTable
from app.journal.tables import CommitTable, EventTable, WrapTable
from app.journal.verify import verify
from app.vault.keys import Receiver, random_key
from tests.garden import (
    GUEST,
    Garden,
    GateTable,
    PlantTable,
)
from tests.tamper import (
    ALL_ROWS,
    another_type,
    change,
    columns_of,
    last_bit,
    name_of,
    other_value,
)


@pytest.fixture
def garden() -> Garden:
    """A garden in which some of everything has happened."""
    garden = Garden()
    garden.grow()
    return garden


CHANGES: dict[str, Callable[[object], object]] = {
    "other value": other_value,
    "last bit": last_bit,
    "another type": another_type,
}


def test_an_untouched_journal_is_sound(garden: Garden):
    report = garden.verify()
    assert report.problems == ()
    assert (report.commits, report.events, report.held) == (9, 11, 0)
    assert report.wraps == 2


@pytest.mark.parametrize("how", CHANGES)
@pytest.mark.parametrize("row", ALL_ROWS)
@pytest.mark.parametrize(
    ("table", "column"),
    columns_of(CommitTable, EventTable, WrapTable),
    ids=lambda value: value if isinstance(value, str) else name_of(value),
)
def test_a_changed_column_is_found(
    table: type[peewee.Model], column: str, row: str, how: str, garden: Garden
):
    if table is CommitTable and column == "id" and how == "another type":
        # The database itself takes nothing but numbers there.
        with pytest.raises(RuntimeError, match="datatype mismatch"):
            change(garden.store, table, column, row, CHANGES[how])
        return
    change(garden.store, table, column, row, CHANGES[how])
    assert not garden.verify().sound


@pytest.mark.parametrize("commit", [1, 2, 7])
@pytest.mark.parametrize("column", ["personal", "personal_salt", "personal_leaf"])
def test_a_personal_part_that_was_taken_away_is_found(
    column: str, commit: int, garden: Garden
):
    field = EventTable._meta.columns[column]
    garden.store.run(
        EventTable.update({field: None}).where(EventTable.commit == commit)
    )
    assert garden.verify().sound is (commit == 7)  # which has no personal part


def test_a_body_taken_away_with_its_salt_is_found(garden: Garden):
    garden.store.sql("UPDATE journal_event SET personal=NULL, personal_salt=NULL")
    garden.journal.rebuild()
    report = garden.verify()
    assert {problem.fault for problem in report.problems} >= {Fault.BODY}


def test_an_empty_leaf_where_there_was_none_is_found(garden: Garden):
    garden.store.sql(
        "UPDATE journal_event SET personal_leaf=zeroblob(32) WHERE personal IS NULL"
    )
    assert not garden.verify().sound


@pytest.mark.parametrize(
    ("table", "column"),
    columns_of(PlantTable, GateTable),
    ids=lambda value: value if isinstance(value, str) else name_of(value),
)
def test_a_changed_table_is_found(
    table: type[peewee.Model], column: str, garden: Garden
):
    change(garden.store, table, column, "first", other_value)
    report = garden.verify()
    assert [(p.fault, p.where) for p in report.problems] == [
        (Fault.TABLE, name_of(table))
    ]


@pytest.mark.parametrize("column", SearchTable._meta.columns)
def test_a_changed_search_record_is_found(column: str, garden: Garden):
    change(garden.store, SearchTable, column, "first", other_value)
    assert not garden.verify().sound


@pytest.mark.parametrize("table", [PlantTable, GateTable], ids=name_of)
def test_a_deleted_or_inserted_row_is_found(table: type[peewee.Model], garden: Garden):
    row = garden.store.rows(table.select().dicts().limit(1))[0]
    columns = list(table._meta.sorted_fields)
    first = dict(zip(columns, row, strict=True))
    key = table._meta.primary_key
    garden.store.run(table.delete().where(key == first[key]))
    assert not garden.verify().sound
    garden.store.run(table.insert(first))
    assert garden.verify().sound
    garden.store.run(table.insert({**first, key: new_id()}))
    assert not garden.verify().sound


def test_a_guest_s_verify_finds_what_needs_no_key(garden: Garden):
    """Who may not open a wrap still sees that it is there and whose it is."""
    guest = garden.admit(GUEST)
    report = garden.verify(guest)
    assert report.sound
    assert report.wraps == 0
    garden.store.sql("UPDATE journal_wrap SET audience='another'")
    assert not garden.verify(guest).sound
    fresh = Garden()
    fresh.grow()
    guest = fresh.admit(GUEST)
    fresh.store.sql("DELETE FROM journal_wrap")
    assert not fresh.verify(guest).sound


def test_a_wrap_resealed_with_another_key_is_found(garden: Garden):
    info = b"gongdao/wrap/1\0" + garden.shed.audience.encode()
    forged = Receiver(garden.shed.public).seal(random_key(), info)
    garden.store.sql("UPDATE journal_wrap SET sealed=? WHERE commit_id=2", (forged,))
    report = garden.verify()
    assert [problem.fault for problem in report.problems] == [Fault.WRAP]


def test_a_rebuild_does_not_hide_a_changed_body(garden: Garden):
    garden.store.sql(
        "UPDATE journal_event SET facts=(SELECT facts FROM journal_event"
        " WHERE commit_id=6) WHERE commit_id=7 AND n=0"
    )
    garden.journal.rebuild()
    found = {problem.fault for problem in garden.verify().problems}
    assert found == {Fault.BODY}


def test_problems_say_where_they_are(garden: Garden):
    change(garden.store, EventTable, "facts", "last", last_bit)
    feed = garden.journal.position.feed
    report = garden.verify()
    places = {problem.where for problem in report.problems}
    assert f"{feed}-9-0" in places


def test_progress_is_told():
    garden = Garden()
    for i in range(205):
        garden.sow(f"{i}")
    told: list[tuple[int, int]] = []
    verify(
        garden.store,
        garden.folder,
        vault=garden.vault,
        opener=garden.opener(),
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(100, 206), (200, 206)]


def test_a_body_forged_with_its_leaf_and_folded_is_found(garden: Garden):
    """Salt, leaf and tables all fit the new words; the signature does not."""
    query = EventTable.select().where(EventTable.commit == 2)
    _, n, kind, version, subject, facts, *_ = garden.store.rows(query)[0]
    personal = msgspec.msgpack.encode({"name": "谣"})
    forged = commit_to(n, kind, version, subject, facts, personal)
    garden.store.sql(
        "UPDATE journal_event SET facts_salt=?, facts_leaf=?, personal=?,"
        " personal_salt=?, personal_leaf=? WHERE commit_id=2",
        (
            *(forged.facts_salt, forged.facts_leaf, forged.personal),
            *(forged.personal_salt, forged.personal_leaf),
        ),
    )
    garden.store.sql("DELETE FROM journal_wrap WHERE commit_id=2")
    garden.journal.rebuild()
    found = {problem.fault for problem in garden.verify().problems}
    assert found == {Fault.LEAVES}


def test_what_may_count_cannot_be_held_back_unseen(garden: Garden):
    garden.store.sql(
        "UPDATE journal_commit SET standing='held', fault='author' WHERE id=9"
    )
    garden.journal.rebuild()
    report = garden.verify()
    assert [problem.fault for problem in report.problems] == [Fault.COLUMN]
    assert report.held == 1
