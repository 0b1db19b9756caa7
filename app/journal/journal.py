"""The journal of one vault: what stands in it, and writing to it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

import msgspec
import peewee

from app.errors import Conflict, NotPermitted, VaultLocked
from app.ids import new_id
from app.journal import clock as clocks
from app.journal import header as heads
from app.journal.authority import STAFF_KINDS, Authority, admitted
from app.journal.commitment import Leaves, StoredEvent, commit_to
from app.journal.event import Event, Vocabulary
from app.journal.fold import ACCEPTED, CHUNK, Folder, Progress, Stamp
from app.journal.history import newest_in, read_authority
from app.journal.ingress import Previous, Signed, faults
from app.journal.layout import create_layout
from app.journal.rows import Rows
from app.journal.sealing import Sealer, Wrap, wraps_named
from app.journal.tables import CommitTable
from app.times import from_ms
from app.vault.keys import SigningKey
from app.vault.store import Store

_INSERT_EVENT = (
    "INSERT INTO journal_event(commit_id, n, kind, version, subject, facts,"
    " facts_salt, facts_leaf, personal, personal_salt, personal_leaf)"
    " VALUES(?,?,?,?,?,?,?,?,?,?,?)"
)
_INSERT_WRAP = (
    "INSERT INTO journal_wrap(id, commit_id, audience, generation, sealed)"
    " VALUES(?,?,?,?,?)"
)


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
    """

    feed: str
    previous: Previous = field(default_factory=Previous)
    clock: int = 0
    authority: Authority = field(default_factory=Authority)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A commit that has been written but perhaps not yet stored for good.

    Attributes:
        position: where the journal stands once it is.
        tables: names of the tables it changed.
        subjects: whom it was about; capped at `CHUNK`, beyond that all may be.
    """

    position: Position
    tables: frozenset[str]
    subjects: frozenset[str]


class Journal:
    """The writing side of one vault's journal; lives on the writer's thread."""

    def __init__(self, store: Store, folder: Folder, vault: str) -> None:
        """Take a connected store and all features' folds."""
        self._store = store
        self._folder = folder
        self._vault = vault
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
        self.position = Position(
            feed=feed,
            previous=newest_in(self._store, feed),
            clock=self._newest_clock(),
            authority=read_authority(self._store, self.vocabulary),
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
        commit_id = self._next_commit_id()
        seq = position.previous.seq + 1
        rows = Rows(self._store)
        leaves = Leaves()
        seen = _Seen()
        stream = iter(events)
        while chunk := list(islice(stream, CHUNK)):
            first = leaves.count
            stored = [self._stored(event, leaves, seen) for event in chunk]
            self._store.many(
                _INSERT_EVENT,
                [(commit_id, *msgspec.structs.astuple(kept)) for _, kept in stored],
            )
            at = from_ms(wall_ms)
            for n, (event, _) in enumerate(stored, start=first):
                stamp = Stamp(position.feed, seq, n, author.person, at)
                self._folder.apply(stamp, event, rows)
            rows.flush()
        if not leaves.count:
            return Written(position=position, tables=frozenset(), subjects=frozenset())
        signed, authority = self._signed(author, leaves, seen, wall_ms)
        self._insert(commit_id, signed, author.key.public)
        self._store.many(
            _INSERT_WRAP,
            [
                (w.id, commit_id, w.audience, w.generation, w.sealed)
                for w in wraps
                if w.id in seen.wraps
            ],
        )
        head = heads.commit_hash(signed.raw)
        if signed.staff:
            authority = authority.after(head, seen.staff)
        return Written(
            position=Position(
                feed=position.feed,
                previous=Previous(hash=head, seq=seq, clock=signed.header.clock),
                clock=signed.header.clock,
                authority=authority,
            ),
            tables=frozenset(rows.touched),
            subjects=frozenset(seen.subjects),
        )

    def adopt(self, written: Written) -> None:
        """Go on from a commit that is stored for good."""
        self.position = written.position

    def rebuild(self, progress: Progress | None = None) -> int:
        """Drop the present state and fold the journal anew, all or nothing."""
        with self._store.with_room(), self._store.transaction():
            return self._folder.rebuild(self._store, progress)

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
    ) -> tuple[Signed, Authority]:
        position = self.position
        clock = clocks.tick(wall_ms, position.clock)
        header = heads.Header(
            vault=self._vault,
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
            admitted=admitted(seen.staff),
        )
        authority = position.authority
        if not authority.head:
            authority = authority.after(b"", seen.staff)
        wrong = faults(
            signed,
            vault=self._vault,
            previous=position.previous,
            authority=authority,
            vocabulary=self.vocabulary,
        )
        if wrong:
            raise NotPermitted("not_permitted")
        return signed, authority

    def _seen_feeds(self) -> tuple[heads.FeedHead, ...]:
        # Heads of other feeds newer than the own last commit: what it builds upon.
        newest = peewee.fn.MAX(CommitTable.seq)
        query = (
            CommitTable.select(CommitTable.feed, newest, CommitTable.hash)
            .where(CommitTable.feed != self.position.feed)
            .where(CommitTable.clock > self.position.previous.clock)
            .group_by(CommitTable.feed)
            .order_by(CommitTable.feed)
        )
        return tuple(
            heads.FeedHead(feed, seq, bytes(head))
            for feed, seq, head in self._store.rows(query)
        )

    def _insert(self, commit_id: int, signed: Signed, signer: bytes) -> None:
        header = signed.header
        self._store.run(
            CommitTable.insert(
                {
                    CommitTable.id: commit_id,
                    CommitTable.hash: heads.commit_hash(signed.raw),
                    CommitTable.header: signed.raw,
                    CommitTable.signature: signed.signature,
                    CommitTable.feed: header.feed,
                    CommitTable.seq: header.seq,
                    CommitTable.clock: header.clock,
                    CommitTable.actor: header.actor,
                    CommitTable.staff: signed.staff,
                    CommitTable.standing: ACCEPTED,
                    CommitTable.fault: "",
                    CommitTable.signer: signer,
                }
            )
        )

    def _next_commit_id(self) -> int:
        top = peewee.fn.COALESCE(peewee.fn.MAX(CommitTable.id), 0)
        return self._store.rows(CommitTable.select(top))[0][0] + 1

    def _newest_clock(self) -> int:
        top = peewee.fn.COALESCE(peewee.fn.MAX(CommitTable.clock), 0)
        return self._store.rows(CommitTable.select(top))[0][0]


class _Seen:
    """What a commit's events were, without keeping them."""

    def __init__(self) -> None:
        self.kinds: set[str] = set()
        self.subjects: set[str] = set()
        self.staff: list[Event] = []
        self.wraps: set[bytes] = set()

    def note(self, event: Event, personal: bytes | None) -> None:
        self.kinds.add(event.kind)
        if len(self.subjects) < CHUNK:
            self.subjects.add(event.subject)
        if event.kind in STAFF_KINDS:
            self.staff.append(event)
        if personal is not None:
            self.wraps.update(wraps_named(personal))
