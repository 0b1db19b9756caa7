"""Proof that the journal is whole and the tables are what it gives."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import peewee

from app.errors import Corrupt, NotPermitted
from app.journal import header as heads
from app.journal.authority import STAFF_KINDS, Authority, VaultFounded, admitted
from app.journal.commitment import Leaves, StoredEvent, bodies_hold, read_stored
from app.journal.event import Event, Vocabulary
from app.journal.fold import ACCEPTED, HELD, Folder, Progress
from app.journal.ingress import Fault, Previous, Signed, faults
from app.journal.sealing import Opener, wraps_named
from app.journal.tables import ORDER, CommitTable, EventTable, WrapTable
from app.vault.keys import SEALED_KEY_BYTES
from app.vault.store import Record, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that is not as it was written.

    Attributes:
        fault: what is wrong.
        where: `feed-seq` of a commit, `feed-seq-n` of an event, a table's name, or
            nothing for the file as a whole.
    """

    fault: Fault
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What `verify` found.

    Attributes:
        commits: commits read.
        events: events read.
        held: commits that wait outside and are not folded.
        wraps: sealed data keys that this person could open and did.
        problems: empty if everything holds.
        digest: hash of each table, as stored.
    """

    commits: int
    events: int
    held: int
    wraps: int
    problems: tuple[Problem, ...]
    digest: dict[str, str]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(
    store: Store,
    folder: Folder,
    *,
    vault: str,
    opener: Opener,
    progress: Progress | None = None,
) -> Report:
    """Check every commit, body, wrap and table; change nothing."""
    with store.snapshot():
        reading = _Reading(store, folder, vault, progress)
        reading.file()
        reading.commits_all()
        reading.orphans()
        wraps = reading.wraps(opener)
        stored = folder.digests(store)
        reading.tables(stored)
    return Report(
        commits=reading.commits,
        events=reading.events,
        held=reading.held,
        wraps=wraps,
        problems=tuple(reading.problems),
        digest={name: digest.hex() for name, digest in stored.items()},
    )


@dataclass(slots=True)
class _Events:
    """What a commit's events are, without keeping their bodies."""

    count: int = 0
    leaves: Leaves = field(default_factory=Leaves)
    kinds: set[str] = field(default_factory=set[str])
    staff: list[Event] = field(default_factory=list[Event])
    wraps: set[bytes] = field(default_factory=set[bytes])
    wrong: list[object] = field(default_factory=list[object])

    def take(self, record: Record, vocabulary: Vocabulary) -> None:
        stored = read_stored(record)
        if stored is None or stored.n != self.count or not bodies_hold(stored):
            self.wrong.append(record[0])
        self.count += 1
        if stored is None:
            return
        self.leaves.add(stored)
        self.kinds.add(stored.kind)
        if stored.personal is not None:
            self.wraps.update(wraps_named(stored.personal))
        if stored.kind in STAFF_KINDS and (event := _read(stored, vocabulary)):
            self.staff.append(event)


@dataclass(slots=True)
class _Reading:
    store: Store
    folder: Folder
    vault: str
    progress: Progress | None
    commits: int = 0
    events: int = 0
    held: int = 0
    problems: list[Problem] = field(default_factory=list[Problem])
    _feeds: dict[str, Previous] = field(default_factory=dict[str, Previous])
    _authority: dict[bytes, Authority] = field(
        default_factory=lambda: {b"": Authority()}
    )
    _staff_head: bytes = b""
    _named: dict[object, set[bytes]] = field(default_factory=dict[object, set[bytes]])

    def file(self) -> None:
        """Have the database look at itself."""
        if not self.store.is_whole():
            self._wrong(Fault.FILE, "")

    def commits_all(self) -> None:
        count = CommitTable.select(peewee.fn.COUNT(CommitTable.id))
        total: int = self.store.rows(count)[0][0]
        query = CommitTable.select().order_by(*ORDER)
        for record in self.store.each(query.tuples()):
            self._commit(record)
            self.commits += 1
            if self.progress is not None and self.commits % 100 == 0:
                self.progress(self.commits, total)

    def orphans(self) -> None:
        """Find events and wraps of no commit: nobody signed them."""
        known = CommitTable.select(CommitTable.id)
        for table, fault in ((EventTable, Fault.COUNT), (WrapTable, Fault.WRAP)):
            stray = table.select(table.commit).where(table.commit.not_in(known))
            found = {str(row[0]) for row in self.store.rows(stray)}
            self.problems += [
                Problem(fault=fault, where=f"?-{c}") for c in sorted(found)
            ]

    def wraps(self, opener: Opener) -> int:
        """Find sealed values without a key, and keys that are not what was sealed."""
        opened = 0
        there: set[bytes] = set()
        query = WrapTable.select(
            WrapTable.id,
            WrapTable.commit,
            WrapTable.audience,
            WrapTable.generation,
            WrapTable.sealed,
        )
        for wrap_id, commit, *rest in self.store.rows(query):
            there.add(wrap_id)
            if wrap_id in self._named.get(commit, ()) and self._known_audience(*rest):
                opened += self._opens(opener, wrap_id)
            else:
                self._wrong(Fault.WRAP, _hex(wrap_id))
        for commit, named in self._named.items():
            if not named <= there:
                self._wrong(Fault.WRAP, f"?-{commit}")
        return opened

    def tables(self, stored: dict[str, bytes]) -> None:
        """Compare the present state with a fresh fold in memory."""
        fresh = Store(None)
        fresh.connect()
        try:
            # One transaction: without it every row would be one of its own.
            with fresh.transaction():
                self.folder.create_tables(fresh)
                self.folder.replay(self.store, fresh)
            for name, digest in self.folder.digests(fresh).items():
                if stored.get(name) != digest:
                    self._wrong(Fault.TABLE, name)
        finally:
            fresh.close()

    def _known_audience(
        self, audience: object, generation: object, sealed: object
    ) -> bool:
        known = self._authority[self._staff_head].audiences.values()
        return (
            isinstance(sealed, bytes)
            and len(sealed) == SEALED_KEY_BYTES
            and (audience, generation) in {(k.audience, k.generation) for k in known}
        )

    def _opens(self, opener: Opener, wrap_id: bytes) -> bool:
        try:
            opener.check(wrap_id)
        except NotPermitted:
            return False
        except Corrupt:
            self._wrong(Fault.WRAP, wrap_id.hex())
        return True

    def _commit(self, record: Record) -> None:
        commit_id, head, raw, signature, *columns, standing, fault, signer = record
        header = heads.decode(raw) if isinstance(raw, bytes) else None
        if header is None:
            self._wrong(Fault.HEADER, f"?-{commit_id}")
            return
        where = f"{header.feed}-{header.seq}"
        events = self._bodies(header, commit_id, where)
        signed = Signed(
            raw=raw,
            header=header,
            signature=signature if isinstance(signature, bytes) else b"",
            kinds=frozenset(events.kinds),
            admitted=admitted(events.staff),
        )
        expected = [
            heads.commit_hash(raw),
            header.feed,
            header.seq,
            header.clock,
            header.actor,
            int(signed.staff),
        ]
        if [head, *columns] != expected or not _is_standing(standing, fault):
            self._wrong(Fault.COLUMN, where)
        self._verdict(signed, events, standing, where)
        author = self._authority[self._staff_head].people.get(header.actor)
        if signer is not None and (author is None or signer != author.sign_key):
            self._wrong(Fault.COLUMN, where)

    def _verdict(
        self, signed: Signed, events: _Events, standing: object, where: str
    ) -> None:
        header = signed.header
        authority = self._authority.get(header.staff_head, Authority())
        if not self._staff_head and VaultFounded.kind in signed.kinds:
            authority = authority.after(b"", events.staff)
        found = self._faults(signed, authority)
        if standing == HELD:
            self.held += 1
            if not found:
                # What may count is not held back.
                self._wrong(Fault.COLUMN, where)
            return
        for fault in found:
            self._wrong(fault, where)
        head = heads.commit_hash(signed.raw)
        self._feeds[header.feed] = Previous(
            hash=head, seq=header.seq, clock=header.clock
        )
        if signed.staff:
            self._authority[head] = authority.after(head, events.staff)
            self._staff_head = head

    def _faults(self, signed: Signed, authority: Authority) -> list[Fault]:
        header = signed.header
        found = faults(
            signed,
            vault=self.vault,
            previous=self._feeds.get(header.feed, Previous()),
            authority=authority,
            vocabulary=self.folder.vocabulary,
        )
        followed = header.staff_head in self._authority
        if not followed or (signed.staff and header.staff_head != self._staff_head):
            found.append(Fault.STAFF_HEAD)
        return found

    def _bodies(self, header: heads.Header, commit_id: object, where: str) -> _Events:
        events = _Events()
        for record in _events(self.store, commit_id):
            events.take(record, self.folder.vocabulary)
        self.events += events.count
        if events.wraps:
            self._named[commit_id] = events.wraps
        for n in events.wrong:
            self._wrong(Fault.BODY, f"{where}-{n}")
        if events.count != header.count:
            self._wrong(Fault.COUNT, where)
        if events.leaves.digest() != header.leaves:
            self._wrong(Fault.LEAVES, where)
        return events

    def _wrong(self, fault: Fault, where: str) -> None:
        self.problems.append(Problem(fault=fault, where=where))


def _events(store: Store, commit_id: object) -> Iterator[Record]:
    query = (
        EventTable.select(
            EventTable.n,
            EventTable.kind,
            EventTable.version,
            EventTable.subject,
            EventTable.facts,
            EventTable.facts_salt,
            EventTable.facts_leaf,
            EventTable.personal,
            EventTable.personal_salt,
            EventTable.personal_leaf,
        )
        .where(EventTable.commit == commit_id)
        .order_by(EventTable.n)
    )
    return store.each(query)


def _read(stored: StoredEvent, vocabulary: Vocabulary) -> Event | None:
    return vocabulary.decode(
        stored.kind, stored.version, stored.subject, stored.facts, stored.personal
    )


def _is_standing(standing: object, fault: object) -> bool:
    # A commit says why it is held exactly where it is.
    if standing == ACCEPTED:
        return fault == ""
    return standing == HELD and fault in set(Fault)


def _hex(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else "?"
