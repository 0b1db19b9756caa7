"""The journal of one vault: what stands in it, and writing to it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import peewee

from app.chunks import chunks
from app.errors import Conflict, NotPermitted, VaultLocked
from app.ids import new_id
from app.journal import clock as clocks
from app.journal import header as heads
from app.journal.authority import Authority
from app.journal.bundle import Travelling, events_of
from app.journal.commitment import Leaves, StoredEvent, commit_to
from app.journal.erasure import SubjectErased, erase, erased_among, proof_of
from app.journal.event import Event, Vocabulary
from app.journal.fold import CHUNK, Folder, Progress, Stamp
from app.journal.history import has_come_due, newest_in, read_authority, read_fallen
from app.journal.ingress import Previous, Signed, faults
from app.journal.judge import Changed
from app.journal.layout import create_layout
from app.journal.merge import Merged, judge_and_fold, merge
from app.journal.rows import Rows
from app.journal.sealing import Fallen, Sealer, Wrap, wraps_named
from app.journal.staff_events import STAFF_KINDS, CommitsAdmitted
from app.journal.storage import (
    insert_commit,
    insert_events,
    insert_wraps,
    next_commit_id,
)
from app.journal.tables import ACCEPTED, CommitTable
from app.times import from_ms
from app.vault.keys import SigningKey
from app.vault.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who signs."""

    person: str
    key: SigningKey = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a feed and the vault stand after a commit.

    Attributes:
        feed: the installation's chain.
        previous: its newest commit.
        clock: the newest clock of any feed.
        authority: the staff chain at its head.
        fallen: keys of audiences that staff commits brought which do not count.
    """

    feed: str
    previous: Previous = field(default_factory=Previous)
    clock: int = 0
    authority: Authority = field(default_factory=Authority)
    fallen: Fallen = field(default_factory=Fallen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A commit that has been written but perhaps not yet stored for good.

    Attributes:
        position: where the journal stands once it is.
        tables: names of the tables it changed.
        subjects: whom it was about; capped at `CHUNK`, beyond that all may be.
        erased: whose personal bodies it took away.
    """

    position: Position
    tables: frozenset[str]
    subjects: frozenset[str]
    erased: frozenset[str] = frozenset()


class Journal:
    """The writing side of one vault's journal; lives on the writer's thread."""

    def __init__(self, store: Store, folder: Folder, vault: str) -> None:
        """Take a connected store and all features' folds."""
        self._store = store
        self._folder = folder
        self.vault = vault
        self._clock_confirmed = False
        self.position = Position(feed=new_id())

    @property
    def vocabulary(self) -> Vocabulary:
        """Every kind of event that is known."""
        return self._folder.vocabulary

    def create(self) -> None:
        """Create the journal's tables and those of the present state."""
        create_layout(self._store)
        self._folder.create_tables(self._store)
        self._folder.index_tables(self._store)

    def load(self, feed: str) -> None:
        """Read where the journal stands; go on in this feed.

        Raises:
            Corrupt: the staff chain cannot be followed.
        """
        previous = newest_in(self._store, feed)
        self.position = Position(
            feed=feed,
            previous=previous,
            clock=max(self._newest_clock(), previous.clock),
            authority=read_authority(self._store, self.vocabulary),
            fallen=read_fallen(self._store, self.vocabulary),
        )

    def doubts_clock(self, wall_ms: int) -> bool:
        """Tell whether commands wait until a person has confirmed the clock."""
        return not self._clock_confirmed and clocks.jumped(wall_ms, self.position.clock)

    def confirm_clock(self) -> None:
        """Write under this computer's clock in spite of doubts, until closed.

        The hybrid clock goes on from the newest commit all the same.
        """
        self._clock_confirmed = True

    def sealer(self) -> Sealer:
        """Return a sealer for the next commit."""
        return Sealer(self.position.authority.audiences)

    def write(
        self,
        author: Author,
        events: Iterable[Event],
        wraps: list[Wrap],
        wall_ms: int,
    ) -> Written:
        """Sign and store events as one commit, and fold them.

        Within the caller's transaction; once that has ended well, `adopt` the
        result. Events are taken in chunks, so a long import is never held whole.
        Without any event there is no commit, and the journal stands where it stood.

        Raises:
            Conflict: the computer's clock cannot be right.
            NotPermitted: the author lacks a capability the events require.
            VaultLocked: somebody wrote to this feed in spite of the vault's lock.
        """
        position = self.position
        if newest_in(self._store, position.feed) != position.previous:
            raise VaultLocked("vault_open_elsewhere")
        if self.doubts_clock(wall_ms):
            raise Conflict("clock_jumped")
        commit_id = next_commit_id(self._store)
        seq = position.previous.seq + 1
        rows = Rows(self._store)
        leaves = Leaves()
        seen = _Seen()
        for chunk in chunks(events, CHUNK):
            first = leaves.count
            stored = [self._stored(event, leaves, seen) for event in chunk]
            self._refuse_words_about_erased(stored)
            insert_events(self._store, commit_id, (kept for _, kept in stored))
            at = from_ms(wall_ms)
            for n, (event, _) in enumerate(stored, start=first):
                stamp = Stamp(position.feed, seq, n, author.person, at)
                self._folder.apply(stamp, event, rows)
            rows.flush()
        if not leaves.count:
            return Written(position=position, tables=frozenset(), subjects=frozenset())
        signed = self._signed(author, leaves, seen, wall_ms)
        key = author.key.public
        insert_commit(self._store, commit_id, signed, standing=ACCEPTED, signer=key)
        insert_wraps(self._store, commit_id, [w for w in wraps if w.id in seen.wraps])
        authority, fallen = position.authority, position.fallen
        if signed.in_chain:
            authority = self._follow_staff(signed, wall_ms)
            fallen = read_fallen(self._store, self.vocabulary)
        if seen.erased:
            rows.touched |= self._erase(commit_id, signed, seen.erased)
        return Written(
            position=Position(
                feed=position.feed,
                previous=Previous(hash=signed.hash, seq=seq, clock=signed.header.clock),
                clock=signed.header.clock,
                authority=authority,
                fallen=fallen,
            ),
            tables=frozenset(rows.touched),
            subjects=frozenset(seen.subjects),
            erased=frozenset(seen.erased),
        )

    def adopt(self, written: Written) -> None:
        """Go on from a commit that is stored for good."""
        self.position = written.position

    def merge(self, commits: Iterable[Travelling], now_ms: int) -> Merged:
        """Take in commits of another copy; see `merge.merge`.

        Within the caller's transaction; once that has ended well, `load` again.
        """
        return merge(self._store, self._folder, self.vault, commits, now_ms)

    def look_again(self, now_ms: int) -> Changed | None:
        """Judge what waits anew, if some of it waited for its time to come.

        Within the caller's transaction; once that has ended well, `load` again.
        """
        if not has_come_due(self._store, now_ms):
            return None
        return judge_and_fold(
            self._store, self._folder, self.vault, now_ms, everything=True
        )

    def rebuild(self, progress: Progress | None = None) -> int:
        """Drop the present state and fold the journal anew, all or nothing."""
        with self._store.with_room(), self._store.transaction():
            return self._folder.rebuild(self._store, progress)

    def _follow_staff(self, signed: Signed, now_ms: int) -> Authority:
        after = self.position.authority.after(signed.hash, signed.staff)
        if any(isinstance(event, CommitsAdmitted) for event in signed.staff):
            judge_and_fold(
                self._store, self._folder, self.vault, now_ms, everything=False
            )
        return after

    def _erase(
        self, commit_id: int, signed: Signed, subjects: set[str]
    ) -> frozenset[str]:
        events = events_of(self._store, commit_id)
        proof = proof_of(signed.raw, signed.signature, events)
        erase(self._store, proof, subjects)
        return self._folder.refold(self._store, subjects)

    def _refuse_words_about_erased(
        self, stored: list[tuple[Event, StoredEvent]]
    ) -> None:
        about = {kept.subject for _, kept in stored if kept.personal is not None}
        if erased_among(self._store, about):
            raise Conflict("subject_erased")

    def _stored(
        self, event: Event, leaves: Leaves, seen: "_Seen"
    ) -> tuple[Event, StoredEvent]:
        facts, personal = self.vocabulary.encode(event)
        place = (event.kind, event.layout, event.subject, facts, personal)
        # What is folded now is what a rebuild will read, whatever types the command
        # has put into the event; and nothing is signed that cannot be read.
        read = self.vocabulary.decode(*place)
        if read is None:
            raise TypeError(f"an event of kind {event.kind} cannot be read back")
        kept = commit_to(leaves.count, *place)
        leaves.add(kept)
        seen.note(read, personal)
        return read, kept

    def _signed(
        self, author: Author, leaves: Leaves, seen: "_Seen", wall_ms: int
    ) -> Signed:
        position = self.position
        clock = clocks.tick(wall_ms, position.clock)
        header = heads.Header(
            vault=self.vault,
            feed=position.feed,
            seq=position.previous.seq + 1,
            prev=position.previous.hash,
            seen=self._seen_feeds(),
            staff_head=position.authority.head,
            clock=clock,
            wall=wall_ms,
            actor=author.person,
            schema=heads.SCHEMA,
            count=leaves.count,
            leaves=leaves.digest(),
        )
        raw = heads.encode(header)
        signed = Signed(
            raw=raw,
            header=header,
            signature=heads.sign(raw, author.key),
            kinds=frozenset(seen.kinds),
            staff=tuple(seen.staff),
        )
        authority = position.authority
        if not authority.head:
            authority = authority.after(b"", seen.staff)
        wrong = faults(
            signed,
            vault=self.vault,
            previous=position.previous,
            authority=authority,
            vocabulary=self.vocabulary,
        )
        if wrong:
            raise NotPermitted("not_permitted")
        return signed

    def _seen_feeds(self) -> tuple[heads.FeedHead, ...]:
        # Heads of other feeds that came in after the own last commit: what it builds
        # upon. What waits outside is not built upon.
        newest = peewee.fn.MAX(CommitTable.seq)
        own = CommitTable.select(peewee.fn.COALESCE(peewee.fn.MAX(CommitTable.id), 0))
        last = own.where(CommitTable.hash == self.position.previous.hash)
        query = (
            CommitTable.select(CommitTable.feed, newest, CommitTable.hash)
            .where(CommitTable.feed != self.position.feed)
            .where(CommitTable.id > self._store.rows(last)[0][0])
            .where(CommitTable.standing == ACCEPTED)
            .group_by(CommitTable.feed)
            .order_by(CommitTable.feed)
        )
        return tuple(
            heads.FeedHead(feed, seq, bytes(head))
            for feed, seq, head in self._store.rows(query)
        )

    def _newest_clock(self) -> int:
        # What waits outside because it is of the future has no say in the present.
        top = peewee.fn.COALESCE(peewee.fn.MAX(CommitTable.clock), 0)
        counted = CommitTable.select(top).where(CommitTable.standing == ACCEPTED)
        return self._store.rows(counted)[0][0]


class _Seen:
    """What a commit's events were, without keeping them."""

    def __init__(self) -> None:
        self.kinds: set[str] = set()
        self.subjects: set[str] = set()
        self.staff: list[Event] = []
        self.wraps: set[bytes] = set()
        self.erased: set[str] = set()

    def note(self, event: Event, personal: bytes | None) -> None:
        self.kinds.add(event.kind)
        if len(self.subjects) < CHUNK:
            self.subjects.add(event.subject)
        if event.kind in STAFF_KINDS:
            self.staff.append(event)
        if isinstance(event, SubjectErased):
            self.erased.add(event.subject)
        if personal is not None:
            self.wraps.update(wraps_named(personal))
