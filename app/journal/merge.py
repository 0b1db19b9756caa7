"""Taking in commits of another copy: the union of both, judged and folded.

Nothing a commit says is believed before its bytes agree with one another; one that
is whole is kept, and counts or waits by what the whole set of commits says of it.
So the order in which copies meet never matters.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.chunks import chunks
from app.errors import Corrupt
from app.journal import header as heads
from app.journal.authority import Authority
from app.journal.bundle import Travelling, events_of
from app.journal.commitment import Leaves, StoredEvent, bodies_hold, without_words
from app.journal.erasure import (
    SubjectErased,
    erase,
    erased_among,
    proof_of,
    subjects_of,
)
from app.journal.event import Vocabulary
from app.journal.fold import Folder
from app.journal.history import has_commit
from app.journal.ingress import Fault, Signed
from app.journal.judge import Changed, judge_anew
from app.journal.sealing import Wrap, wraps_named
from app.journal.staff_events import STAFF_KINDS
from app.journal.storage import (
    insert_commit,
    insert_events,
    insert_wraps,
    next_commit_id,
)
from app.journal.tables import ACCEPTED, HELD, CommitTable, EventTable
from app.vault.keys import SEALED_KEY_BYTES
from app.vault.store import Store

_PART = 500
_WRAPS_THERE = "SELECT id FROM journal_wrap WHERE commit_id=?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A commit that was not taken in.

    Attributes:
        commit: its hash.
        fault: what is wrong.
    """

    commit: bytes
    fault: Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What came of taking commits in.

    Attributes:
        taken: how many are new here.
        known: how many were here already.
        refused: those whose bytes do not agree with one another.
        accepted: how many commits count now that did not before.
        held: how many no longer count.
        authority: the staff chain as it is now.
        subjects: whose rows were folded anew.
    """

    taken: int
    known: int
    refused: tuple[Refused, ...]
    accepted: int
    held: int
    authority: Authority
    subjects: frozenset[str]


def merge(
    store: Store,
    folder: Folder,
    vault: str,
    commits: Iterable[Travelling],
    now_ms: int,
) -> Merged:
    """Take in commits, judge what is affected, fold what changed.

    Within the caller's transaction; nothing is kept where it is not carried through.

    Args:
        store: this copy's.
        folder: all features' folds.
        vault: this vault's id.
        commits: of another copy, in any order, any of them more than once.
        now_ms: the present; commits from further ahead than is tolerated wait.

    Raises:
        Corrupt: words were left out that nobody erased.
    """
    taken = known = 0
    refused: list[Refused] = []
    chain_changed = False
    bare: set[str] = set()
    given_back: set[str] = set()
    for commit in commits:
        signed = _signed(commit, folder.vocabulary)
        wrong = Fault.HEADER if signed is None else _damage(signed, commit, vault)
        if signed is None or wrong is not None:
            head = heads.commit_hash(commit.raw)
            refused.append(Refused(commit=head, fault=wrong or Fault.HEADER))
        elif has_commit(store, signed.hash):
            known += 1
            given_back |= _give_back(store, signed.hash, commit)
        else:
            taken += 1
            _keep(store, signed, commit)
            bare.update(e.subject for e in commit.events if _is_bare(e))
            chain_changed = chain_changed or signed.in_chain
    _check_bodies(store, bare)
    changed = judge_and_fold(store, folder, vault, now_ms, everything=chain_changed)
    folder.refold(store, given_back - changed.subjects)
    return Merged(
        taken=taken,
        known=known,
        refused=tuple(refused),
        accepted=changed.accepted,
        held=changed.held,
        authority=changed.chain.authority,
        subjects=changed.subjects | given_back,
    )


def judge_and_fold(
    store: Store, folder: Folder, vault: str, now_ms: int, *, everything: bool
) -> Changed:
    """Judge held commits, or all, anew; erase and fold what follows from it.

    Within the caller's transaction.
    """
    changed = judge_anew(store, folder.vocabulary, vault, now_ms, everything=everything)
    _erase_what_counts(store, changed.subjects)
    folder.refold(store, changed.subjects)
    return changed


def _signed(commit: Travelling, vocabulary: Vocabulary) -> Signed | None:
    header = heads.decode(commit.raw)
    if header is None:
        return None
    staff = [
        vocabulary.decode(e.kind, e.version, e.subject, e.facts, e.personal)
        for e in commit.events
        if e.kind in STAFF_KINDS
    ]
    if None in staff:
        return None
    return Signed(
        raw=commit.raw,
        header=header,
        signature=commit.signature,
        kinds=frozenset(event.kind for event in commit.events),
        staff=tuple(event for event in staff if event is not None),
    )


def _damage(signed: Signed, commit: Travelling, vault: str) -> Fault | None:
    """Return what keeps a commit from being kept at all."""
    if signed.header.vault != vault:
        return Fault.VAULT
    leaves = Leaves()
    for event in commit.events:
        # A body may have been erased where the commit comes from.
        if event.n != leaves.count or not bodies_hold(event, erased=True):
            return Fault.BODY
        leaves.add(event)
    if leaves.count != signed.header.count:
        return Fault.COUNT
    return None if leaves.digest() == signed.header.leaves else Fault.LEAVES


def _keep(store: Store, signed: Signed, commit: Travelling) -> None:
    number = next_commit_id(store)
    gone = erased_among(store, {event.subject for event in commit.events})
    events = [without_words(e) if e.subject in gone else e for e in commit.events]
    insert_events(store, number, events)
    insert_commit(store, number, signed, standing=HELD, fault=Fault.PAST)
    named = _wraps_of(events)
    _keep_wraps(store, number, commit, named)


def _keep_wraps(
    store: Store, number: int, commit: Travelling, named: set[bytes]
) -> None:
    # They lie outside what is signed: whoever carried them may have changed them.
    there = {row[0] for row in store.sql(_WRAPS_THERE, (number,))}
    wraps = {w.id: w for w in commit.wraps if w.id in named - there and _is_sane(w)}
    insert_wraps(store, number, wraps.values())


def _is_sane(wrap: Wrap) -> bool:
    return len(wrap.sealed) == SEALED_KEY_BYTES and 0 < wrap.generation < 1 << 32


def _give_back(store: Store, head: bytes, commit: Travelling) -> set[str]:
    """Store words that came without, though nobody erased them; return whose.

    Whoever carried a commit here may have left them out; another copy has them.
    """
    missing = {
        n: number
        for number, n in store.sql(
            "SELECT e.commit_id, e.n FROM journal_event e JOIN journal_commit c"
            " ON c.id=e.commit_id WHERE c.hash=? AND e.personal IS NULL"
            " AND e.personal_leaf IS NOT NULL",
            (head,),
        )
    }
    told = [e for e in commit.events if e.n in missing and e.personal is not None]
    gone = erased_among(store, {event.subject for event in told})
    back = [event for event in told if event.subject not in gone]
    store.many(
        "UPDATE journal_event SET personal=?, personal_salt=?"
        " WHERE commit_id=? AND n=?",
        [(e.personal, e.personal_salt, missing[e.n], e.n) for e in back],
    )
    named = _wraps_of(back)
    for number in {missing[event.n] for event in back}:
        _keep_wraps(store, number, commit, named)
    return {event.subject for event in back}


def _is_bare(event: StoredEvent) -> bool:
    return event.personal is None and event.personal_leaf is not None


def _wraps_of(events: Iterable[StoredEvent]) -> set[bytes]:
    return {
        wrap
        for event in events
        if event.personal is not None
        for wrap in wraps_named(event.personal)
    }


def _erase_what_counts(store: Store, subjects: Iterable[str]) -> None:
    for part in chunks(subjects, _PART):
        query = (
            EventTable.select(CommitTable.id, CommitTable.header, CommitTable.signature)
            .join(CommitTable, on=(EventTable.commit == CommitTable.id))
            .where(
                EventTable.subject.in_(part),
                EventTable.kind == SubjectErased.kind,
                CommitTable.standing == ACCEPTED,
            )
            .distinct()
        )
        for number, raw, signature in store.rows(query):
            events = events_of(store, number)
            proof = proof_of(bytes(raw), bytes(signature), events)
            erase(store, proof, subjects_of(proof))


def _check_bodies(store: Store, bare: set[str]) -> None:
    """Stop where a body was left out although nobody erased its subject.

    Raises:
        Corrupt: `bundle_incomplete`.
    """
    for part in chunks(bare - erased_among(store, bare), _PART):
        query = EventTable.select(EventTable.subject.distinct()).where(
            EventTable.subject.in_(part), EventTable.kind == SubjectErased.kind
        )
        if {subject for (subject,) in store.rows(query)} != set(part):
            raise Corrupt("bundle_incomplete")
