"""Forged headers, commits and rows are found, however well the rest is mended."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from app.ids import new_id
from app.journal import header as heads
from app.journal.commitment import Leaves, StoredEvent, commit_to
from app.journal.header import FeedHead, Header
from app.journal.ingress import Fault
from app.journal.staff_events import PersonAdmitted
from app.journal.tables import CommitTable
from app.vault.store import Store
from tests.garden import (
    GUEST,
    Garden,
    GatePainted,
    gardener,
)
from tests.tamper import (
    ALL_ROWS,
    place_of,
)


@pytest.fixture
def garden() -> Garden:
    """A garden in which some of everything has happened."""
    garden = Garden()
    garden.grow()
    return garden


FIELDS: dict[str, Callable[[Any], object]] = {
    "vault": lambda _: new_id(),
    "feed": lambda _: new_id(),
    "seq": lambda old: old + 1,
    "prev": lambda _: bytes(32),
    "seen": lambda _: (FeedHead(new_id(), 1, bytes(32)),),
    "staff_head": lambda _: bytes(32),
    "clock": lambda old: old + 1,
    "wall": lambda old: old - 1,
    "actor": lambda _: new_id(),
    "schema": lambda old: old + 1,
    "count": lambda old: old + 1,
    "leaves": lambda _: bytes(32),
}


def test_every_signed_field_is_tried():
    assert tuple(FIELDS) == Header.__struct_fields__


@pytest.mark.parametrize("column_too", [False, True], ids=["header", "and column"])
@pytest.mark.parametrize("row", ALL_ROWS)
@pytest.mark.parametrize("field", FIELDS)
def test_a_changed_header_field_is_found(
    field: str, row: str, column_too: bool, garden: Garden
):
    """The forger may mend hash and columns; what was signed stays signed."""
    where = place_of(garden.store, CommitTable, row)
    query = CommitTable.select(CommitTable.id, CommitTable.header).where(where)
    commit, raw = garden.store.rows(query)[0]
    header = heads.decode(raw)
    assert header is not None
    changed = {field: FIELDS[field](getattr(header, field))}
    forged = msgspec.structs.replace(header, **changed)
    _put_header(garden.store, commit, forged, columns=column_too)
    assert not garden.verify().sound


def _put_header(store: Store, commit: int, header: Header, *, columns: bool) -> None:
    raw = heads.encode(header)
    store.sql("UPDATE journal_commit SET header=? WHERE id=?", (raw, commit))
    if columns:
        store.sql(
            "UPDATE journal_commit SET hash=?, feed=?, seq=?, clock=?, actor=?"
            " WHERE id=?",
            (
                heads.commit_hash(raw),
                header.feed,
                header.seq,
                header.clock,
                header.actor,
                commit,
            ),
        )


def test_a_header_signed_again_by_a_colleague_is_found(garden: Garden):
    """A guest takes over a keeper's commit: name, columns and signature."""
    guest = garden.admit(GUEST)
    painted = garden.write([GatePainted(subject=new_id(), colour="白")])
    head = painted.position.previous.hash
    query = "SELECT id, header FROM journal_commit WHERE hash=?"
    commit, raw = garden.store.sql(query, (head,))[0]
    header = heads.decode(raw)
    assert header is not None
    forged = msgspec.structs.replace(header, actor=guest.id)
    _put_header(garden.store, commit, forged, columns=True)
    signature = heads.sign(heads.encode(forged), guest.keys.signing)
    garden.store.sql(
        "UPDATE journal_commit SET signature=? WHERE id=?", (signature, commit)
    )
    found = {problem.fault for problem in garden.verify().problems}
    assert found == {Fault.CAPABILITY, Fault.COLUMN}


def test_an_admission_forged_into_the_chain_is_found(garden: Garden):
    """With the database's key alone, nobody gets onto the staff."""
    intruder = gardener()
    event = garden.admission(intruder, "keeper")
    facts, personal = garden.folder.vocabulary.encode(event)
    stored = commit_to(0, PersonAdmitted.kind, 1, event.subject, facts, personal)
    position = garden.journal.position
    forged = Header(
        vault=garden.vault,
        feed=position.feed,
        seq=position.previous.seq + 1,
        prev=position.previous.hash,
        seen=(),
        staff_head=position.authority.head,
        clock=position.clock + 1,
        wall=garden.wall,
        actor=intruder.id,
        schema=1,
        count=1,
        leaves=_leaves_of(stored),
    )
    raw = heads.encode(forged)
    columns = [getattr(stored, name) for name in stored.__struct_fields__]
    garden.store.sql(
        "INSERT INTO journal_event VALUES(?,?,?,?,?,?,?,?,?,?,?)", (99, *columns)
    )
    garden.store.sql(
        "INSERT INTO journal_commit VALUES(99,?,?,?,?,?,?,?,1,'accepted','',NULL)",
        (
            heads.commit_hash(raw),
            raw,
            heads.sign(raw, intruder.keys.signing),
            forged.feed,
            forged.seq,
            forged.clock,
            forged.actor,
        ),
    )
    found = {problem.fault for problem in garden.verify().problems}
    assert {Fault.AUTHOR, Fault.CAPABILITY} <= found


def _leaves_of(stored: StoredEvent) -> bytes:
    leaves = Leaves()
    leaves.add(stored)
    return leaves.digest()


COPY_EVENT = (
    "INSERT INTO journal_event SELECT {}, kind, version, subject, facts, facts_salt,"
    " facts_leaf, personal, personal_salt, personal_leaf FROM journal_event"
)
TAKE_OUT_WORDS = (
    "INSERT INTO search_words(search_words, rowid, tokens)"
    " SELECT 'delete', n, tokens FROM search_record WHERE n=1"
)
STATEMENTS: dict[str, tuple[str, ...]] = {
    "a commit deleted": ("DELETE FROM journal_commit WHERE id=4",),
    "a commit deleted with its events": (
        "DELETE FROM journal_event WHERE commit_id=4",
        "DELETE FROM journal_wrap WHERE commit_id=4",
        "DELETE FROM journal_commit WHERE id=4",
    ),
    "the last commit deleted": (
        "DELETE FROM journal_event WHERE commit_id=9",
        "DELETE FROM journal_commit WHERE id=9",
    ),
    "the founding deleted": (
        "DELETE FROM journal_event WHERE commit_id=1",
        "DELETE FROM journal_commit WHERE id=1",
    ),
    "a commit's events deleted": ("DELETE FROM journal_event WHERE commit_id=4",),
    "an event deleted": ("DELETE FROM journal_event WHERE commit_id=7 AND n=1",),
    "all events deleted": ("DELETE FROM journal_event",),
    "an event inserted": (
        COPY_EVENT.format("commit_id, 2") + " WHERE commit_id=7 AND n=1",
    ),
    "an event of no commit": (COPY_EVENT.format("77, n") + " WHERE commit_id=7",),
    "events swapped in a commit": (
        "UPDATE journal_event SET n=9 WHERE commit_id=7 AND n=0",
        "UPDATE journal_event SET n=0 WHERE commit_id=7 AND n=1",
        "UPDATE journal_event SET n=1 WHERE commit_id=7 AND n=9",
    ),
    "events swapped between commits": (
        "UPDATE journal_event SET commit_id=99 WHERE commit_id=2",
        "UPDATE journal_event SET commit_id=2 WHERE commit_id=3",
        "UPDATE journal_event SET commit_id=3 WHERE commit_id=99",
    ),
    "a commit twice": (
        "CREATE TEMP TABLE twice AS SELECT * FROM journal_commit WHERE id=4",
        "UPDATE twice SET id=99, hash=zeroblob(32)",
        "INSERT INTO journal_commit SELECT * FROM twice",
    ),
    "a wrap removed": ("DELETE FROM journal_wrap WHERE commit_id=2",),
    "all wraps removed": ("DELETE FROM journal_wrap",),
    "a wrap of no commit": ("UPDATE journal_wrap SET commit_id=77",),
    "a wrap nobody needs": (
        "CREATE TEMP TABLE more AS SELECT * FROM journal_wrap WHERE commit_id=2",
        "UPDATE more SET id=zeroblob(16)",
        "INSERT INTO journal_wrap SELECT * FROM more",
    ),
    "wraps swapped": (
        "UPDATE journal_wrap SET commit_id=99 WHERE commit_id=2",
        "UPDATE journal_wrap SET commit_id=2 WHERE commit_id=3",
        "UPDATE journal_wrap SET commit_id=3 WHERE commit_id=99",
    ),
    "held back": ("UPDATE journal_commit SET standing='held' WHERE id=9",),
    "all held back": ("UPDATE journal_commit SET standing='held'",),
    "the present state dropped": ("DROP TABLE garden_plant",),
    "the index dropped": ("DROP TABLE search_words",),
    "the index emptied": ("DELETE FROM search_words_data",),
    "the index off by one": ("DELETE FROM search_words_docsize WHERE id=1",),
    "a word more": ("INSERT INTO search_words(rowid, tokens) VALUES(1000, '谣')",),
    "a word in another's place": (
        TAKE_OUT_WORDS,
        "INSERT INTO search_words(rowid, tokens) VALUES(1, '谣')",
    ),
}


@pytest.mark.parametrize("case", STATEMENTS)
def test_what_was_done_behind_its_back_is_found(case: str, garden: Garden):
    for statement in STATEMENTS[case]:
        garden.store.sql(statement)
    assert not garden.verify().sound
