"""Reading the journal: heads of feeds, the staff chain, this copy's state."""

from collections.abc import Iterable

import peewee

from app.errors import Corrupt
from app.journal.authority import Authority
from app.journal.event import Event, Vocabulary
from app.journal.fold import ACCEPTED
from app.journal.ingress import Previous
from app.journal.layout import is_older, upgrade
from app.journal.tables import (
    FIRST_TABLES,
    JOURNAL_TABLES,
    ORDER,
    CommitTable,
    EventTable,
    StateTable,
)
from app.vault.store import Store


def check_tables(store: Store) -> None:
    """Stop before reading where there is no journal; bring an older one up.

    Raises:
        Corrupt: a table of the journal is missing: the file was emptied, or the
            computer stopped while the vault was being made; or the journal is that
            of a newer version.
    """
    _require(store, FIRST_TABLES)
    if is_older(store):
        upgrade(store)
    _require(store, JOURNAL_TABLES)


def _require(store: Store, tables: Iterable[type[peewee.Model]]) -> None:
    needed = {table._meta.table_name for table in tables}  # pyright: ignore[reportAttributeAccessIssue]
    if not needed <= store.table_names():
        raise Corrupt("vault_damaged")


def newest_in(store: Store, feed: str) -> Previous:
    """Return the newest commit of a feed, or that of an empty one."""
    found = store.rows(
        CommitTable.select(CommitTable.hash, CommitTable.seq, CommitTable.clock)
        .where(CommitTable.feed == feed)
        .order_by(CommitTable.seq.desc())
        .limit(1)
    )
    if not found:
        return Previous()
    head, seq, clock = found[0]
    return Previous(hash=bytes(head), seq=seq, clock=clock)


def has_commit(store: Store, head: bytes) -> bool:
    """Tell whether a commit is in the journal."""
    query = CommitTable.select(CommitTable.id).where(CommitTable.hash == head)
    return bool(store.rows(query))


def count_feeds(store: Store) -> int:
    """Return how many installations have written here."""
    query = CommitTable.select(peewee.fn.COUNT(CommitTable.feed.distinct()))
    return store.rows(query)[0][0]


def read_authority(store: Store, vocabulary: Vocabulary) -> Authority:
    """Return the staff chain, folded up to its head.

    Raises:
        Corrupt: one of its events cannot be read.
    """
    commits = store.rows(
        CommitTable.select(CommitTable.id, CommitTable.hash)
        .where(CommitTable.staff, CommitTable.standing == ACCEPTED)
        .order_by(*ORDER)
    )
    authority = Authority()
    for commit_id, head in commits:
        authority = authority.after(
            bytes(head), _events_of(store, commit_id, vocabulary)
        )
    return authority


def _events_of(store: Store, commit_id: int, vocabulary: Vocabulary) -> list[Event]:
    records = store.rows(
        EventTable.select(
            EventTable.kind,
            EventTable.version,
            EventTable.subject,
            EventTable.facts,
            EventTable.personal,
        )
        .where(EventTable.commit == commit_id)
        .order_by(EventTable.n)
    )
    events = [vocabulary.decode(*record) for record in records]
    if any(event is None for event in events):
        raise Corrupt("vault_damaged")
    return [event for event in events if event is not None]


def get_state(store: Store, name: str) -> str | None:
    """Return a small fact about this copy."""
    found = store.rows(
        StateTable.select(StateTable.value).where(StateTable.name == name)
    )
    return found[0][0] if found else None


def set_state(store: Store, name: str, value: str) -> None:
    """Keep a small fact about this copy."""
    store.sql("REPLACE INTO journal_state(name, value) VALUES(?, ?)", (name, value))
