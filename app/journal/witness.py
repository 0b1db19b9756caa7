"""What the journal shows of itself: accepted headers, keys of the staff, anchors."""

from collections.abc import Iterable, Iterator

from app.journal import header as heads
from app.journal.anchor import (
    SCHEMA,
    Anchor,
    AnchorReport,
    AnchorTrial,
    Keys,
    SignedAnchor,
    sign_anchor,
)
from app.journal.event import Event, Vocabulary
from app.journal.fold import Progress
from app.journal.header import FeedHead, Header
from app.journal.history import staff_commits
from app.journal.journal import Author
from app.journal.tables import ACCEPTED, ORDER, CommitTable
from app.vault.store import Store

_TOLD_EVERY = 1_000


def accepted_headers(
    store: Store, progress: Progress | None = None
) -> Iterator[tuple[Header, bytes]]:
    """Yield every accepted header with the hash of its bytes, in order."""
    total = store.sql("SELECT COUNT(*) FROM journal_commit")[0][0]
    query = CommitTable.select(CommitTable.header).where(
        CommitTable.standing == ACCEPTED
    )
    for done, (raw,) in enumerate(store.each(query.order_by(*ORDER)), start=1):
        header = heads.decode(raw)
        if header is not None:
            yield header, heads.commit_hash(raw)
        if progress is not None and done % _TOLD_EVERY == 0:
            progress(done, total)


def staff_keys(events: Iterable[Event]) -> Keys:
    """Return every signing key the staff's events give somebody."""
    found: dict[str, frozenset[bytes]] = {}
    for event in events:
        key = getattr(event, "sign_key", None)
        if isinstance(key, bytes):
            found[event.subject] = found.get(event.subject, frozenset()) | {key}
    return found


def take_anchor(
    store: Store,
    *,
    vault: str,
    author: Author,
    at: int,
    progress: Progress | None = None,
) -> SignedAnchor:
    """Sign where the journal stands."""
    newest: dict[str, FeedHead] = {}
    commits = events = 0
    for header, name in accepted_headers(store, progress):
        newest[header.feed] = FeedHead(header.feed, header.seq, name)
        commits += 1
        events += header.count
    anchor = Anchor(
        schema=SCHEMA,
        vault=vault,
        at=at,
        heads=tuple(newest[feed] for feed in sorted(newest)),
        commits=commits,
        events=events,
        staff_head=_staff_head(store),
        actor=author.person,
        sign_key=author.key.public,
    )
    return sign_anchor(anchor, author.key)


def _staff_head(store: Store) -> bytes:
    query = CommitTable.select(CommitTable.hash).where(
        CommitTable.staff, CommitTable.standing == ACCEPTED
    )
    newest = store.rows(query.order_by(CommitTable.clock.desc()).limit(1))
    return bytes(newest[0][0]) if newest else b""


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
    trial = AnchorTrial(signed)
    for header, name in accepted_headers(store, progress):
        trial.take(header, name)
    chain = staff_commits(store, vocabulary)
    keys = staff_keys(event for _, events in chain for event in events)
    return trial.report(vault, keys)
