"""What stands in the journal, looked up by hash: who came before whom."""

from dataclasses import dataclass

import peewee

from app.journal import header as heads
from app.journal.header import FeedHead, Header
from app.journal.ingress import Fault
from app.journal.staff_events import Frontier
from app.journal.tables import CommitTable
from app.vault.store import Record, Store

WAITING = (Fault.PAST, Fault.FUTURE)
"""Faults that time mends."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a commit stands in its feed."""

    feed: str
    seq: int
    clock: int


class Past:
    """Looks commits up, held ones as well; remembers the ends of feeds.

    What waits for its own past, or for its time to come, is as good as not there.
    """

    def __init__(self, store: Store) -> None:
        """Take a connected store."""
        self._store = store
        self._ends: dict[str, tuple[bytes, Place]] = {}
        self._forked: frozenset[str] | None = None

    def note(self, head: bytes, header: Header) -> None:
        """Remember a commit that was just read: the next of its feed names it."""
        place = Place(header.feed, header.seq, header.clock)
        self._ends[header.feed] = (head, place)

    def place(self, feed: str, head: bytes) -> Place | None:
        """Return where a commit stands, or None if it is not there."""
        end = self._ends.get(feed)
        if end is not None and end[0] == head:
            return end[1]
        found = self._store.rows(
            CommitTable.select(
                CommitTable.feed, CommitTable.seq, CommitTable.clock
            ).where(CommitTable.hash == head, CommitTable.fault.not_in(WAITING))
        )
        return _as_place(found[0]) if found else None

    def covers(self, frontier: Frontier, header: Header, head: bytes) -> bool:
        """Tell whether a commit is one of those a frontier names, or lies before.

        A number alone proves nothing: whoever holds an installation can sign its
        places once more. So where a feed has forked, its way back is followed.
        """
        return any(
            self._leads_to(known.commit, known.seq, header, head)
            for known in frontier
            if known.feed == header.feed and known.seq >= header.seq
        )

    def _leads_to(self, end: bytes, seq: int, header: Header, head: bytes) -> bool:
        place = self.place(header.feed, end)
        if place is None or (place.feed, place.seq) != (header.feed, seq):
            return False
        if header.feed not in self._forks():
            return seq > header.seq or end == head
        while seq > header.seq:
            before = self._before(end)
            if before is None:
                return False
            end, seq = before, seq - 1
        return end == head

    def _before(self, head: bytes) -> bytes | None:
        query = CommitTable.select(CommitTable.header).where(CommitTable.hash == head)
        found = self._store.rows(query)
        header = heads.decode(bytes(found[0][0])) if found else None
        return header.prev if header is not None else None

    def _forks(self) -> frozenset[str]:
        if self._forked is None:
            self._forked = forked_feeds(self._store)
        return self._forked


def _as_place(record: Record) -> Place | None:
    feed, seq, clock = record
    whole = isinstance(seq, int) and isinstance(clock, int) and isinstance(feed, str)
    return Place(feed, seq, clock) if whole else None


def forked_feeds(store: Store) -> frozenset[str]:
    """Return the feeds in which one place was signed more than once."""
    query = (
        CommitTable.select(CommitTable.feed)
        .group_by(CommitTable.feed, CommitTable.seq)
        .having(peewee.fn.COUNT(CommitTable.id) > 1)
    )
    return frozenset(feed for (feed,) in store.rows(query))


def feed_heads(store: Store) -> Frontier:
    """Return the newest commit of every feed; all ends of one that has forked."""
    newest = peewee.fn.MAX(CommitTable.seq)
    query = CommitTable.select(CommitTable.feed, newest).group_by(CommitTable.feed)
    forked = forked_feeds(store)
    found: list[FeedHead] = []
    for feed, seq in store.rows(query.order_by(CommitTable.feed)):
        if feed in forked:
            found += _ends(store, feed)
            continue
        end = CommitTable.select(CommitTable.hash).where(
            CommitTable.feed == feed, CommitTable.seq == seq
        )
        found.append(FeedHead(feed, seq, bytes(store.rows(end)[0][0])))
    return tuple(found)


def _ends(store: Store, feed: str) -> list[FeedHead]:
    query = CommitTable.select(CommitTable.header, CommitTable.hash).where(
        CommitTable.feed == feed
    )
    read = [(heads.decode(bytes(raw)), bytes(head)) for raw, head in store.rows(query)]
    named = {header.prev for header, _ in read if header is not None}
    return sorted(
        (
            FeedHead(feed, header.seq, head)
            for header, head in read
            if header is not None and head not in named
        ),
        key=lambda end: end.commit,
    )
