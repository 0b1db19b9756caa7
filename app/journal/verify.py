"""Proof that the journal is whole and the tables are what it gives."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import peewee

from app.errors import Corrupt, NotPermitted
from app.journal import header as heads
from app.journal.authority import Authority
from app.journal.commitment import Leaves, StoredEvent, bodies_hold, read_stored
from app.journal.erasure import (
    Proof,
    erased_by_commits,
    proved_subjects,
    read_proof,
    subjects_of,
    tombstones,
)
from app.journal.event import Event, Vocabulary
from app.journal.fold import Folder, Progress
from app.journal.history import read_fallen
from app.journal.ingress import Fault, Signed
from app.journal.judge import Judge
from app.journal.kinds import kinds_astray
from app.journal.past import ABSENT
from app.journal.sealing import Opener, wraps_named
from app.journal.staff_events import STAFF_KINDS
from app.journal.tables import ACCEPTED, HELD, ORDER, CommitTable, EventTable, WrapTable
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
    # Before the snapshot: it may have to write the log into the file first.
    whole = store.is_whole()
    with store.snapshot():
        reading = _Reading(store, folder, vault, progress)
        reading.file(whole=whole)
        reading.commits_all()
        reading.orphans()
        reading.tombstones()
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
    lingering: dict[object, str] = field(default_factory=dict[object, str])

    def take(
        self, record: Record, vocabulary: Vocabulary, erased: Collection[str]
    ) -> None:
        stored = read_stored(record)
        gone = stored is not None and stored.subject in erased
        holds = stored is not None and bodies_hold(stored, erased=gone)
        if stored is None or stored.n != self.count or not holds:
            self.wrong.append(record[0])
        self.count += 1
        if stored is None:
            return
        if gone and stored.personal is not None:
            self.lingering[record[0]] = stored.subject
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
    _judge: Judge = field(init=False)
    _erased: frozenset[str] = field(init=False)
    _perhaps: frozenset[str] = field(init=False)
    _known_keys: frozenset[tuple[str, int]] = field(init=False)
    _named: dict[object, set[bytes]] = field(default_factory=dict[object, set[bytes]])

    def __post_init__(self) -> None:
        """Build the staff chain, and learn who was erased."""
        vocabulary = self.folder.vocabulary
        self._judge = Judge(self.store, vocabulary, self.vault)
        fallen = read_fallen(self.store, vocabulary)
        self._known_keys = fallen.keys.union(self._judge.chain.authority.known_keys)
        # A held erasure has taken nothing here, but perhaps where commits came from.
        self._erased = frozenset(subject for subject, _, _ in tombstones(self.store))
        self._perhaps = self._erased | erased_by_commits(self.store)

    def file(self, *, whole: bool) -> None:
        """Note what the database found when it looked at itself."""
        if not whole:
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
        for commit in kinds_astray(self.store):
            self._wrong(Fault.COLUMN, f"?-{commit}")

    def tombstones(self) -> None:
        """Find erasures that nobody entitled signed, and ones without a tombstone."""
        told = erased_by_commits(self.store, accepted=True)
        there = tombstones(self.store)
        proved: dict[bytes, frozenset[str]] = {}
        for subject, head, kept in there:
            if head not in proved:
                proved[head] = self._proved(head, kept, told)
            if subject not in proved[head]:
                self._wrong(Fault.ERASED, subject)
        for subject in told - {subject for subject, _, _ in there}:
            self._wrong(Fault.ERASED, subject)

    def _proved(self, head: bytes, kept: bytes, told: frozenset[str]) -> frozenset[str]:
        proof = read_proof(kept)
        if proof is None or heads.commit_hash(proof.raw) != head:
            return frozenset()
        # A copy that was restored knows of the erasure by its proof alone.
        elsewhere = proved_subjects(proof, self.vault, self._authority_at(proof))
        return subjects_of(proof) & (told | elsewhere)

    def _authority_at(self, proof: Proof) -> Authority:
        # Whoever erased may have left since.
        chain = self._judge.chain
        header = heads.decode(proof.raw)
        at = chain.governing(header.staff_head) if header else None
        return chain.authority if at is None else chain.steps[at].authority

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
        return (
            isinstance(sealed, bytes)
            and len(sealed) == SEALED_KEY_BYTES
            and (audience, generation) in self._known_keys
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
        where = _where(header)
        events = self._bodies(header, commit_id, where)
        signed = Signed(
            raw=raw,
            header=header,
            signature=signature if isinstance(signature, bytes) else b"",
            kinds=frozenset(events.kinds),
            staff=tuple(events.staff),
        )
        expected = [
            heads.commit_hash(raw),
            header.feed,
            header.seq,
            header.clock,
            header.actor,
            int(signed.in_chain),
        ]
        if [head, *columns] != expected or not _is_standing(standing, fault):
            self._wrong(Fault.COLUMN, where)
        if signer is not None and not self._proved_by(signed, signer, standing):
            self._wrong(Fault.COLUMN, where)
        self._verdict(signed, standing, fault)

    def _proved_by(self, signed: Signed, signer: object, standing: object) -> bool:
        if signer == self._judge.key_of(signed):
            return True
        # Its author may no longer be anybody; that the key signed is true all the same.
        return (
            standing == HELD
            and isinstance(signer, bytes)
            and heads.signed_by(signed.raw, signed.signature, signer)
        )

    def _verdict(self, signed: Signed, standing: object, fault: object) -> None:
        where = _where(signed.header)
        found = self._judge.faults(signed)
        if not {*found} & {*ABSENT}:
            self._judge.past.note(signed.hash, signed.header)
        if standing == HELD:
            self.held += 1
            if not found and fault != Fault.FUTURE:
                # What may count is not held back.
                self._wrong(Fault.COLUMN, where)
            return
        for wrong in found:
            self._wrong(wrong, where)

    def _bodies(self, header: heads.Header, commit_id: object, where: str) -> _Events:
        events = _Events()
        for record in _events(self.store, commit_id):
            events.take(record, self.folder.vocabulary, self._perhaps)
        self.events += events.count
        if events.wraps:
            self._named[commit_id] = events.wraps
        for n in events.wrong:
            self._wrong(Fault.BODY, f"{where}-{n}")
        for n, subject in events.lingering.items():
            if subject in self._erased:
                self._wrong(Fault.ERASED, f"{where}-{n}")
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


def _where(header: heads.Header) -> str:
    return f"{header.feed}-{header.seq}"


def _is_standing(standing: object, fault: object) -> bool:
    # A commit says why it is held exactly where it is.
    if standing == ACCEPTED:
        return fault == ""
    return standing == HELD and fault in set(Fault)


def _hex(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else "?"
