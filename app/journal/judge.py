"""Which commits of a set may count, and why the others wait.

A commit is judged under the staff chain at the head it names. Where its author was
limited later (suspended, removed, given another role or other keys) and it lies
outside the frontier of that limit, it is judged under the limit as well: else a
person who was removed could go on signing for the past. A lead can admit it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from app.chunks import chunks
from app.journal import clock as clocks
from app.journal import header as heads
from app.journal.chain import Chain, Step, build_chain
from app.journal.contest import may_still
from app.journal.event import Event, Vocabulary
from app.journal.ingress import (
    Fault,
    Previous,
    Signed,
    author_faults,
    chain_faults,
    right_faults,
    vault_faults,
)
from app.journal.past import ABSENT, WAITING, Past, Place
from app.journal.staff_events import STAFF_KINDS
from app.journal.tables import ACCEPTED, HELD, ORDER, CommitTable, EventTable
from app.vault.store import Record, Selection, Store

_PART = 500

T = TypeVar("T")


class Judge:
    """Judges single commits against everything that stands in the journal."""

    def __init__(
        self,
        store: Store,
        vocabulary: Vocabulary,
        vault: str,
        now_ms: int | None = None,
    ) -> None:
        """Build the staff chain of all commits that are there.

        Args:
            store: connected.
            vocabulary: kinds of events and what they require.
            vault: this vault's id.
            now_ms: the present, to hold commits from the future; None takes them.
        """
        self.past = Past(store)
        self._store = store
        self._vocabulary = vocabulary
        self._vault = vault
        self._now_ms = now_ms
        self.chain = self.follow()

    def follow(self) -> Chain:
        """Build the staff chain of the commits that are there now."""
        commits = [*_staff_commits(self._store, self._vocabulary)]
        standing = [c.signed for c in commits if c.row.standing == ACCEPTED]
        self.stood = frozenset(signed.hash for signed in standing)
        self.chain = build_chain(
            [commit.signed for commit in commits],
            past=self.past,
            vocabulary=self._vocabulary,
            check=self.place_faults,
            root=next((s.hash for s in standing if not s.header.staff_head), None),
        )
        return self.chain

    def faults(self, signed: Signed, proved_by: object = None) -> list[Fault]:
        """Return everything wrong with a commit; empty if it may count.

        Args:
            signed: the commit; it stands in the journal already.
            proved_by: public key under which its signature is known to hold.
        """
        head = signed.hash
        if signed.in_chain:
            if head in self.chain.places:
                return []
            return self.place_faults(signed) or [*self._refused(head)]
        found = [*self.place_faults(signed)]
        at = self.chain.governing(signed.header.staff_head)
        if at is None:
            return [*found, Fault.STAFF_HEAD]
        authority = self.chain.steps[at].authority
        found += author_faults(signed, authority, proved_by=proved_by)
        found += right_faults(signed, authority, self._vocabulary)
        if not found and head not in self.chain.authority.admitted:
            found += self._limit_faults(signed, head, self.chain.steps[at + 1 :])
        return found

    def key_of(self, signed: Signed) -> bytes | None:
        """Return the key that a commit's author had where it was made."""
        at = self.chain.governing(signed.header.staff_head)
        # The founder vouches for herself.
        step = at if at is not None else 0
        if step >= len(self.chain.steps):
            return None
        author = self.chain.steps[step].authority.people.get(signed.header.actor)
        return author.sign_key if author is not None else None

    def _refused(self, head: bytes) -> Sequence[Fault]:
        return self.chain.refused.get(head, (Fault.STAFF_HEAD,))

    def _limit_faults(
        self, signed: Signed, head: bytes, later: Sequence[Step]
    ) -> Iterator[Fault]:
        for step in later:
            outside = any(
                limit.concerns(signed.header.actor)
                and not self.past.covers(limit.frontier, signed.header, head)
                for limit in step.limits
            )
            if outside and not may_still(signed, step.authority, self._vocabulary):
                yield Fault.FRONTIER
                return

    def place_faults(self, signed: Signed) -> list[Fault]:
        """Return what is wrong with a commit's place, whoever signed it."""
        header = signed.header
        before = self._named_by(header)
        if None in before:
            return [Fault.PAST]
        if self._is_of_the_future(signed):
            return [Fault.FUTURE]
        previous = Previous()
        place = before[0] if header.prev else None
        if place is not None and place.feed == header.feed:
            previous = Previous(hash=header.prev, seq=place.seq, clock=place.clock)
        late = any(p is not None and p.clock >= header.clock for p in before)
        return [
            *chain_faults(header, previous),
            *([Fault.CLOCK] if late else []),
            *vault_faults(signed, self._vault),
        ]

    def _named_by(self, header: heads.Header) -> list[Place | None]:
        """Return where everything stands that a commit names, the one before first."""
        found = [self.past.place(s.feed, s.commit) for s in header.seen]
        if header.staff_head:
            found.append(self.past.staff_place(header.staff_head))
        if header.prev:
            found.insert(0, self.past.place(header.feed, header.prev))
        return found

    def _is_of_the_future(self, signed: Signed) -> bool:
        header = signed.header
        if self._now_ms is None or not clocks.too_far_ahead(header.clock, self._now_ms):
            return False
        # What has once been of the present stays so, where a clock is put back.
        return self.past.place(header.feed, signed.hash) is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What a new judgement changed.

    Attributes:
        chain: the staff chain as it is now.
        subjects: of the commits whose standing is another now.
        accepted: how many of those count now.
        held: how many do not any more.
    """

    chain: Chain
    subjects: frozenset[str]
    accepted: int
    held: int


def judge_anew(
    store: Store, vocabulary: Vocabulary, vault: str, now_ms: int, *, everything: bool
) -> Changed:
    """Judge held commits, or all; store each verdict that is another one now.

    Within the caller's transaction. The present state is not folded here.
    """
    judge = Judge(store, vocabulary, vault, now_ms)
    if _let_past_arrive(store, judge, vocabulary):
        judge.follow()
    # Whatever moved the chain, all is judged by where it leads now.
    everything = everything or judge.stood != frozenset(judge.chain.places)
    query = CommitTable.select(*_COLUMNS).order_by(*ORDER)
    if not everything:
        query = query.where(CommitTable.standing == HELD)
    turned: dict[str, list[int]] = {ACCEPTED: [], HELD: []}
    for commit in _commits(store, query, vocabulary):
        row = commit.row
        wrong = judge.faults(commit.signed, proved_by=row.signer)
        verdict = (HELD, wrong[0].value) if wrong else (ACCEPTED, "")
        if not {*wrong} & {*ABSENT}:
            judge.past.note(commit.signed.hash, commit.signed.header)
        if verdict == (row.standing, row.fault):
            continue
        _store_verdict(store, row.id, verdict)
        if not wrong:
            _store_signer(store, row.id, judge.key_of(commit.signed))
        if verdict[0] != row.standing:
            turned[verdict[0]].append(row.id)
    return Changed(
        chain=judge.chain,
        subjects=_subjects(store, turned[ACCEPTED] + turned[HELD]),
        accepted=len(turned[ACCEPTED]),
        held=len(turned[HELD]),
    )


def _let_past_arrive(store: Store, judge: Judge, vocabulary: Vocabulary) -> bool:
    """Find what waits no more for its past; tell whether any of it was in the chain.

    Whose turn has come depends on places alone, and must be known before it is
    judged who may have signed what.
    """
    found = False
    query = CommitTable.select(*_COLUMNS).where(
        CommitTable.standing == HELD, CommitTable.fault.in_(WAITING)
    )
    for commit in _commits(store, query.order_by(*ORDER), vocabulary):
        # In the journal's order, in which all that a commit names lies before it.
        wrong = judge.place_faults(commit.signed)
        if {*wrong} & {*WAITING}:
            continue
        # Why it is held, if it is, is yet to be found.
        fault = wrong[0] if wrong else Fault.STAFF_HEAD
        _store_verdict(store, commit.row.id, (HELD, fault))
        found = found or commit.signed.in_chain
        if not {*wrong} & {*ABSENT}:
            judge.past.note(commit.signed.hash, commit.signed.header)
    return found


def _staff_commits(store: Store, vocabulary: Vocabulary) -> Iterator["_Commit"]:
    query = CommitTable.select(*_COLUMNS).where(CommitTable.staff).order_by(*ORDER)
    return _commits(store, query, vocabulary)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Commit:
    signed: Signed
    row: "_Row"


_COLUMNS = (
    CommitTable.id,
    CommitTable.header,
    CommitTable.signature,
    CommitTable.staff,
    CommitTable.standing,
    CommitTable.fault,
    CommitTable.signer,
)


class _Row(msgspec.Struct, array_like=True):
    id: int
    header: bytes
    signature: bytes
    staff: int
    standing: str
    fault: str
    signer: bytes | None


def _commits(
    store: Store, query: Selection, vocabulary: Vocabulary
) -> Iterator[_Commit]:
    for part in chunks(store.each(query), _PART):
        rows = [row for record in part if (row := _read(record, _Row)) is not None]
        kinds = _kinds(store, [row.id for row in rows])
        for row in rows:
            header = heads.decode(row.header)
            if header is None:
                continue  # `verify` tells; it is neither folded nor followed
            signed = Signed(
                raw=row.header,
                header=header,
                signature=row.signature,
                kinds=frozenset(kinds.get(row.id, ())),
                staff=_staff_events(store, row.id, vocabulary) if row.staff else (),
            )
            yield _Commit(signed=signed, row=row)


def _read(record: Record, shape: type[T]) -> T | None:
    # A column takes any type; what is not such as is written cannot be read.
    try:
        return msgspec.convert(record, shape, builtin_types=(bytes,))
    except msgspec.ValidationError:
        return None


def _kinds(store: Store, commits: Sequence[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    query = (
        EventTable.select(EventTable.commit, EventTable.kind)
        .where(EventTable.commit.in_(commits))
        .distinct()
    )
    for commit, kind in store.rows(query):
        found.setdefault(commit, set()).add(kind)
    return found


class _EventRow(msgspec.Struct, array_like=True):
    kind: str
    version: int
    subject: str
    facts: bytes
    personal: bytes | None


def _staff_events(
    store: Store, commit: int, vocabulary: Vocabulary
) -> tuple[Event, ...]:
    columns = [getattr(EventTable, name) for name in _EventRow.__struct_fields__]
    query = (
        EventTable.select(*columns)
        .where(EventTable.commit == commit, EventTable.kind.in_([*STAFF_KINDS]))
        .order_by(EventTable.n)
    )
    rows = [_read(record, _EventRow) for record in store.rows(query)]
    events = [vocabulary.decode(*msgspec.structs.astuple(row)) for row in rows if row]
    return tuple(event for event in events if event is not None)


def _store_verdict(store: Store, commit: int, verdict: tuple[str, str]) -> None:
    standing, fault = verdict
    store.run(
        CommitTable.update(
            {CommitTable.standing: standing, CommitTable.fault: fault}
        ).where(CommitTable.id == commit)
    )


def _store_signer(store: Store, commit: int, key: bytes | None) -> None:
    store.run(
        CommitTable.update({CommitTable.signer: key}).where(CommitTable.id == commit)
    )


def _subjects(store: Store, commits: Sequence[int]) -> frozenset[str]:
    found: set[str] = set()
    for part in chunks(commits, _PART):
        query = EventTable.select(EventTable.subject.distinct()).where(
            EventTable.commit.in_(part)
        )
        found.update(subject for (subject,) in store.rows(query))
    return frozenset(found)
