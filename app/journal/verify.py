"""Proof that the journal is whole and the tables are what it gives."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import peewee

from app.errors import Corrupt, NotPermitted
from app.journal import header as heads
from app.journal.authority import STAFF_KINDS, Authority, VaultFounded
from app.journal.commitment import Leaves, StoredEvent, bodies_hold
from app.journal.event import Event
from app.journal.fold import ACCEPTED, Folder, Progress
from app.journal.ingress import Fault, Previous, Signed, faults
from app.journal.sealing import Opener
from app.journal.tables import CommitTable, EventTable, WrapTable
from app.vault.store import Record, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that is not as it was written.

    Attributes:
        fault: what is wrong.
        where: `feed-seq` of a commit, `feed-seq-n` of an event, or a table's name.
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
class _Reading:
    store: Store
    folder: Folder
    vault: str
    progress: Progress | None
    commits: int = 0
    events: int = 0
    held: int = 0
    problems: list[Problem] = field(default_factory=list)
    _feeds: dict[str, Previous] = field(default_factory=dict)
    _authority: dict[bytes, Authority] = field(
        default_factory=lambda: {b"": Authority()}
    )
    _staff_head: bytes = b""

    def commits_all(self) -> None:
        total = self.store.rows(CommitTable.select(peewee.fn.COUNT(CommitTable.id)))[0][
            0
        ]
        query = CommitTable.select().order_by(
            CommitTable.clock, CommitTable.feed, CommitTable.seq
        )
        for record in self.store.rows(query.tuples()):
            self._commit(record)
            self.commits += 1
            if self.progress is not None and self.commits % 100 == 0:
                self.progress(self.commits, total)

    def orphans(self) -> None:
        """Events and wraps of no commit were put there by nobody."""
        known = CommitTable.select(CommitTable.id)
        for table, fault in ((EventTable, Fault.COUNT), (WrapTable, Fault.WRAP)):
            stray = table.select(table.commit).where(table.commit.not_in(known))
            found = sorted({row[0] for row in self.store.rows(stray)})
            self.problems += [Problem(fault=fault, where=f"?-{c}") for c in found]

    def wraps(self, opener: Opener) -> int:
        opened = 0
        for (wrap_id,) in self.store.rows(WrapTable.select(WrapTable.id)):
            try:
                opener.check(bytes(wrap_id))
            except NotPermitted:
                continue
            except Corrupt:
                where = bytes(wrap_id).hex()
                self.problems.append(Problem(fault=Fault.WRAP, where=where))
            opened += 1
        return opened

    def tables(self, stored: dict[str, bytes]) -> None:
        fresh = Store(None)
        fresh.connect()
        try:
            self.folder.create_tables(fresh)
            self.folder.replay(self.store, fresh)
            for name, digest in self.folder.digests(fresh).items():
                if stored.get(name) != digest:
                    self.problems.append(Problem(fault=Fault.TABLE, where=name))
        finally:
            fresh.close()

    def _commit(self, record: Record) -> None:
        commit_id, head, raw, signature, *columns = record
        header = heads.decode(bytes(raw))
        if header is None:
            self._wrong(Fault.HEADER, f"?-{commit_id}")
            return
        where = f"{header.feed}-{header.seq}"
        if columns[-1] != ACCEPTED:
            self.held += 1
            return
        events = list(_events(self.store, commit_id))
        self._bodies(header, events, where)
        signed = Signed(
            raw=bytes(raw),
            header=header,
            signature=bytes(signature),
            kinds=frozenset(e.kind for e in events),
        )
        expected = [header.feed, header.seq, header.clock, header.actor, signed.staff]
        if [*columns[:4], bool(columns[4])] != expected or bytes(
            head
        ) != heads.commit_hash(signed.raw):
            self._wrong(Fault.COLUMN, where)
        self._head(signed, events, where)

    def _head(self, signed: Signed, events: list[StoredEvent], where: str) -> None:
        header = signed.header
        authority = self._authority.get(header.staff_head)
        if authority is None:
            self._wrong(Fault.STAFF_HEAD, where)
            authority = self._authority[self._staff_head]
        staff = [e for stored in events if (e := self._staff_event(stored))]
        if not self._staff_head and any(isinstance(e, VaultFounded) for e in staff):
            authority = authority.after(b"", staff)
        for fault in faults(
            signed,
            vault=self.vault,
            previous=self._feeds.get(header.feed, Previous()),
            authority=authority,
            vocabulary=self.folder.vocabulary,
        ):
            self._wrong(fault, where)
        head = heads.commit_hash(signed.raw)
        self._feeds[header.feed] = Previous(
            hash=head, seq=header.seq, clock=header.clock
        )
        if signed.staff:
            if header.staff_head != self._staff_head:
                self._wrong(Fault.STAFF_HEAD, where)
            self._authority[head] = authority.after(head, staff)
            self._staff_head = head

    def _bodies(
        self, header: heads.Header, events: list[StoredEvent], where: str
    ) -> None:
        leaves = Leaves()
        for place, event in enumerate(events):
            leaves.add(event)
            self.events += 1
            if event.n != place or not bodies_hold(event):
                self._wrong(Fault.BODY, f"{where}-{event.n}")
        if len(events) != header.count:
            self._wrong(Fault.COUNT, where)
        if leaves.digest() != header.leaves:
            self._wrong(Fault.LEAVES, where)

    def _staff_event(self, stored: StoredEvent) -> Event | None:
        if stored.kind not in STAFF_KINDS:
            return None
        return self.folder.vocabulary.decode(
            stored.kind, stored.version, stored.subject, stored.facts, stored.personal
        )

    def _wrong(self, fault: Fault, where: str) -> None:
        self.problems.append(Problem(fault=fault, where=where))


def _events(store: Store, commit_id: int) -> Iterator[StoredEvent]:
    fields: list[Any] = [
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
    ]
    query = (
        EventTable.select(*fields)
        .where(EventTable.commit == commit_id)
        .order_by(EventTable.n)
    )
    for record in store.rows(query):
        yield StoredEvent(*record)
