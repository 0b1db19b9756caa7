"""How far a journal goes, and what of it another copy lacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import peewee

from app.journal.authority import PersonAdmitted, VaultFounded
from app.journal.clock import wall_of
from app.journal.event import Vocabulary
from app.journal.history import check_tables, read_authority
from app.journal.tables import CommitTable, EventTable
from app.times import from_ms
from app.vault.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """What a copy of the journal holds.

    Attributes:
        commits: how many there are, held ones among them.
        events: how many there are.
        newest_at: moment of the newest commit; None if there is none.
        community: whom the vault is for; empty where that is not known.
        people: names of everybody on the staff, by id; suspended people too.
    """

    commits: int
    events: int
    newest_at: datetime | None
    community: str
    people: Mapping[str, str]


def extent(store: Store, vocabulary: Vocabulary) -> Extent:
    """Return how far a journal goes; its tables of the present state are not read.

    Raises:
        Corrupt: there is no journal, or its staff chain cannot be read.
    """
    check_tables(store)
    clock = store.rows(CommitTable.select(peewee.fn.MAX(CommitTable.clock)))[0][0]
    authority = read_authority(store, vocabulary)
    community, names = _names(store, vocabulary)
    return Extent(
        commits=_count(store, CommitTable),
        events=_count(store, EventTable),
        newest_at=None if clock is None else from_ms(wall_of(clock)),
        community=community,
        people={p.id: names.get(p.id, "") for p in authority.staying()},
    )


def lacking(store: Store, other: Store) -> int:
    """Return how many commits of a journal another copy of it lacks."""
    hashes = CommitTable.select(CommitTable.hash)
    known = {bytes(row[0]) for row in other.each(hashes)}
    return sum(bytes(row[0]) not in known for row in store.each(hashes))


def _count(store: Store, table: type[peewee.Model]) -> int:
    query = table.select(peewee.fn.COUNT(peewee.SQL("*")))
    return store.rows(query)[0][0]


def _names(store: Store, vocabulary: Vocabulary) -> tuple[str, dict[str, str]]:
    kinds = (VaultFounded.kind, PersonAdmitted.kind)
    query = EventTable.select(
        EventTable.kind,
        EventTable.version,
        EventTable.subject,
        EventTable.facts,
        EventTable.personal,
    ).where(EventTable.kind.in_(kinds))
    community, names = "", dict[str, str]()
    for record in store.rows(query):
        match vocabulary.decode(*record):
            case VaultFounded() as founded:
                community = founded.community or ""
            case PersonAdmitted() as admitted:
                names[admitted.subject] = admitted.name or ""
            case _:
                pass
    return community, names
