"""Commits as they travel from one copy of a vault to another."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from app.journal.commitment import StoredEvent, read_stored
from app.journal.header import FeedHead
from app.journal.sealing import Wrap
from app.journal.tables import ORDER, CommitTable, EventTable, WrapTable
from app.vault.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Travelling:
    """A commit with all that belongs to it.

    Attributes:
        raw: the header's bytes.
        signature: of the header, by its actor.
        events: all of them, in order.
        wraps: sealed data keys of its sealed values.
    """

    raw: bytes
    signature: bytes
    events: tuple[StoredEvent, ...]
    wraps: tuple[Wrap, ...] = ()


def commits_beyond(
    store: Store, known: Collection[FeedHead] = ()
) -> Iterator[Travelling]:
    """Yield the commits that a copy with these heads lacks, in the journal's order.

    Held commits travel as well: whoever receives them judges for themselves.
    """
    query = CommitTable.select(
        CommitTable.id, CommitTable.header, CommitTable.signature
    ).order_by(*ORDER)
    for head in known:
        beyond = (CommitTable.feed != head.feed) | (CommitTable.seq > head.seq)
        query = query.where(beyond)
    for commit, raw, signature in store.rows(query):
        yield Travelling(
            raw=bytes(raw),
            signature=bytes(signature),
            events=events_of(store, commit),
            wraps=_wraps(store, commit),
        )


def events_of(store: Store, commit: int) -> tuple[StoredEvent, ...]:
    """Return a commit's events as they are stored."""
    columns = [getattr(EventTable, name) for name in StoredEvent.__struct_fields__]
    query = (
        EventTable.select(*columns)
        .where(EventTable.commit == commit)
        .order_by(EventTable.n)
    )
    read = [read_stored(record) for record in store.rows(query)]
    return tuple(event for event in read if event is not None)


def _wraps(store: Store, commit: int) -> tuple[Wrap, ...]:
    query = WrapTable.select(
        WrapTable.id, WrapTable.audience, WrapTable.generation, WrapTable.sealed
    ).where(WrapTable.commit == commit)
    return tuple(
        Wrap(id=bytes(i), audience=a, generation=g, sealed=bytes(s))
        for i, a, g, s in store.rows(query)
    )
