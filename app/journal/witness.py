"""What the journal shows of itself: heads of feeds, keys of the staff, anchors."""

import hashlib
from collections.abc import Iterable

import peewee

from app.journal import header as heads
from app.journal.anchor import (
    SCHEMA,
    Anchor,
    AnchorReport,
    Keys,
    Known,
    SignedAnchor,
    compare,
    sign_anchor,
)
from app.journal.event import Event, Vocabulary
from app.journal.fold import Progress
from app.journal.header import FeedHead
from app.journal.history import staff_commits
from app.journal.journal import Author
from app.journal.past import ABSENT
from app.journal.tables import ACCEPTED, ORDER, CommitTable
from app.vault.store import Store

_TOLD_EVERY = 1_000
_THERE = CommitTable.fault.not_in(ABSENT)


class JournalGround:
    """The journal of a vault, as anchors are compared with it."""

    def __init__(self, store: Store) -> None:
        """Take a connected store, within one snapshot."""
        self._store = store

    def find(self, name: bytes) -> Known | None:
        """Return the commit of this hash, if its bytes give it."""
        query = CommitTable.select(CommitTable.header).where(CommitTable.hash == name)
        found = self._store.rows(query.where(_THERE))
        raw = bytes(found[0][0]) if found else b""
        header = heads.decode(raw)
        if header is None or heads.commit_hash(raw) != name:
            return None
        return Known(header.prev, header.seq, header.count)

    def newest(self, feed: str) -> int:
        """Return the highest place that is taken in a feed; 0 for none."""
        query = CommitTable.select(peewee.fn.MAX(CommitTable.seq))
        return self._store.rows(query.where(CommitTable.feed == feed))[0][0] or 0


def staff_keys(events: Iterable[Event]) -> Keys:
    """Return every signing key the staff's events give somebody."""
    found: dict[str, frozenset[bytes]] = {}
    for event in events:
        key = getattr(event, "sign_key", None)
        if isinstance(key, bytes):
            found[event.subject] = found.get(event.subject, frozenset()) | {key}
    return found


class Ends:
    """The newest commits of each feed, told from those that another names."""

    def __init__(self) -> None:
        """Begin with no commit."""
        self._ends: dict[bytes, FeedHead] = {}
        self._held = hashlib.blake2b(digest_size=32, person=b"gongdao/held")
        self.commits = self.events = 0

    def take(self, name: bytes, header: heads.Header) -> None:
        """Take the next commit in the journal's order."""
        self._ends.pop(header.prev, None)
        self._ends[name] = FeedHead(header.feed, header.seq, name)
        self.commits += 1
        self.events += header.count

    def hold(self, name: bytes) -> None:
        """Take note of a commit that does not count."""
        self._held.update(name)

    def held(self) -> bytes:
        """Return a hash over what does not count."""
        return self._held.digest()

    def heads(self) -> tuple[FeedHead, ...]:
        """Return them by feed, place and hash."""
        ends = self._ends.values()
        return tuple(sorted(ends, key=lambda end: (end.feed, end.seq, end.commit)))


def take_anchor(
    store: Store,
    *,
    vault: str,
    author: Author,
    at: int,
    progress: Progress | None = None,
) -> SignedAnchor:
    """Sign where the journal stands."""
    ends = Ends()
    total = count_commits(store)
    query = CommitTable.select(CommitTable.hash, CommitTable.header, CommitTable.fault)
    ordered = query.order_by(*ORDER)
    for done, (name, raw, fault) in enumerate(store.each(ordered), start=1):
        header = heads.decode(raw)
        if fault:
            ends.hold(name)
        if header is not None and fault not in ABSENT:
            ends.take(name, header)
        if progress is not None and done % _TOLD_EVERY == 0:
            progress(done, total)
    anchor = Anchor(
        schema=SCHEMA,
        vault=vault,
        at=at,
        heads=ends.heads(),
        commits=ends.commits,
        events=ends.events,
        held=ends.held(),
        staff_head=_staff_head(store),
        actor=author.person,
        sign_key=author.key.public,
    )
    return sign_anchor(anchor, author.key)


def compare_anchor(
    store: Store,
    vocabulary: Vocabulary,
    signed: SignedAnchor,
    *,
    vault: str,
    progress: Progress | None = None,
) -> AnchorReport:
    """Tell whether the journal holds all that an anchor knows.

    Raises:
        Corrupt: the staff chain cannot be read.
    """
    chain = staff_commits(store, vocabulary)
    total = count_commits(store)
    return compare(
        signed,
        JournalGround(store),
        vault=vault,
        keys=staff_keys(event for _, events in chain for event in events),
        total=total,
        tell=None if progress is None else lambda done: progress(done, total),
    )


def count_commits(store: Store) -> int:
    """Return how many commits are there, held ones as well."""
    count = CommitTable.select(peewee.fn.COUNT(CommitTable.id)).where(_THERE)
    return store.rows(count)[0][0]


def _staff_head(store: Store) -> bytes:
    query = CommitTable.select(CommitTable.hash).where(
        CommitTable.staff, CommitTable.standing == ACCEPTED
    )
    newest = store.rows(query.order_by(CommitTable.clock.desc()).limit(1))
    return bytes(newest[0][0]) if newest else b""
