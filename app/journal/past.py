"""What stands in the journal, looked up by hash: who came before whom."""

from dataclasses import dataclass

import peewee

from app.journal import header as heads
from app.journal.header import FeedHead, Header
from app.journal.ingress import Fault
from app.journal.lineage import Span, spans
from app.journal.staff_events import Frontier
from app.journal.tables import CommitTable
from app.vault.store import Record, Store

WAITING = (Fault.PAST, Fault.FUTURE)
"""Faults that time mends."""

ABSENT = (*WAITING, Fault.CHAIN, Fault.CLOCK)
"""Faults of what is as good as not there: nothing can follow upon it.

So the places of a feed have no gaps, and whatever a commit names lies before it in
the journal's order.
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a commit stands in its feed."""

    feed: str
    seq: int
    clock: int


class Past:
    """Looks commits up, held ones as well; remembers the ends of feeds.

    What waits for its own past, or for its time to come, is as good as not there; so
    is what does not follow upon what it names.
    """

    def __init__(self, store: Store) -> None:
        """Take a connected store."""
        self._store = store
        self._ends: dict[str, tuple[bytes, Place]] = {}
        self._forked: frozenset[str] | None = None
        self._trees: dict[str, dict[bytes, Span]] = {}
        self._staff: dict[bytes, Place] = {}

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
            ).where(CommitTable.hash == head, CommitTable.fault.not_in(ABSENT))
        )
        return _as_place(found[0]) if found else None

    def staff_place(self, head: bytes) -> Place | None:
        """Return where a head of the staff chain stands; many commits name the same."""
        known = self._staff.get(head) or self.place("", head)
        if known is not None:
            self._staff[head] = known
        return known

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
        tree = self._tree(header.feed)
        return end in tree and head in tree and tree[head].holds(tree[end])

    def _tree(self, feed: str) -> dict[bytes, Span]:
        if feed not in self._trees:
            read = _read_feed(self._store, feed, placed=False)
            self._trees[feed] = spans({head: h.prev for head, h in read.items()})
        return self._trees[feed]

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
    """Return the newest commit of every feed; all ends of one that has forked.

    What is as good as not there is not named: who planted it would have the rest of
    the feed lie outside.
    """
    feeds = CommitTable.select(CommitTable.feed.distinct()).order_by(CommitTable.feed)
    forked = forked_feeds(store)
    found: list[FeedHead] = []
    for (feed,) in store.rows(feeds):
        if isinstance(feed, str):
            found += (_ends if feed in forked else _newest)(store, feed)
    return tuple(found)


def _newest(store: Store, feed: str) -> list[FeedHead]:
    query = (
        CommitTable.select(CommitTable.seq, CommitTable.hash)
        .where(CommitTable.feed == feed, CommitTable.fault.not_in(ABSENT))
        .order_by(CommitTable.seq.desc())
        .limit(1)
    )
    found = store.rows(query)
    return [FeedHead(feed, n, head) for n, head in found if isinstance(head, bytes)]


def _ends(store: Store, feed: str) -> list[FeedHead]:
    read = _read_feed(store, feed, placed=True)
    named = {header.prev for header in read.values()}
    return [
        FeedHead(feed, header.seq, head)
        for head, header in sorted(read.items())
        if head not in named
    ]


def _read_feed(store: Store, feed: str, *, placed: bool) -> dict[bytes, Header]:
    query = CommitTable.select(CommitTable.header).where(CommitTable.feed == feed)
    if placed:
        query = query.where(CommitTable.fault.not_in(ABSENT))
    raw = [r for (r,) in store.each(query) if isinstance(r, bytes)]
    read = {heads.commit_hash(r): heads.decode(r) for r in raw}
    return {head: header for head, header in read.items() if header is not None}
