"""Erasing what is personal, and seeing to it that it stays erased.

A subject's personal bodies and their salts go; facts and leaves stay, so that no
balance or published figure changes and every signature still holds. The commit
that erased is kept as a tombstone: it tells any older copy what to forget, and
proves who said so.
"""

from collections import Counter
from collections.abc import Iterable
from typing import ClassVar

import msgspec
import peewee

from app.chunks import chunks
from app.journal import header as heads
from app.journal.authority import Authority
from app.journal.commitment import Leaves, StoredEvent, bodies_hold, without_words
from app.journal.event import Event
from app.journal.sealing import wraps_named
from app.journal.tables import ACCEPTED, CommitTable, EventTable, TombstoneTable
from app.vault.packed import UNREADABLE
from app.vault.store import Store

ERASE = "journal.erase"
"""Capability to erase what is kept about a person."""

_PART = 500


class SubjectErased(Event, frozen=True, kw_only=True):
    """What was personal about the subject is gone.

    Attributes:
        because: code of the reason, such as `request` or `retention`.
        whole: the subject for whose sake this one goes as well, or itself.
    """

    kind: ClassVar[str] = "journal.erased"
    requires: ClassVar[str | None] = ERASE

    because: str
    whole: str


class Proof(msgspec.Struct, frozen=True, array_like=True):
    """The commit that erased, without anything personal.

    Attributes:
        raw: its header's bytes.
        signature: of the header.
        events: all its events.
    """

    raw: bytes
    signature: bytes
    events: tuple[StoredEvent, ...]


def erased_among(store: Store, subjects: Iterable[str]) -> frozenset[str]:
    """Return which of these subjects have been erased."""
    found: set[str] = set()
    for part in chunks(subjects, _PART):
        query = TombstoneTable.select(TombstoneTable.subject).where(
            TombstoneTable.subject.in_(part)
        )
        found.update(subject for (subject,) in store.rows(query))
    return frozenset(found)


def erase(store: Store, proof: Proof, subjects: Iterable[str]) -> None:
    """Take the personal bodies of subjects away, and put up their tombstones.

    The present state is not folded here.
    """
    kept = msgspec.msgpack.encode(proof)
    head = heads.commit_hash(proof.raw)
    for part in chunks(subjects, _PART):
        _forget(store, part)
        _put_up(store, head, kept, part)


def _put_up(store: Store, head: bytes, kept: bytes, subjects: list[str]) -> None:
    # A proof names all its commit's events: one of its tombstones keeps it for all.
    marks = ",".join("?" for _ in subjects)
    handed_on = store.sql(
        "SELECT proof, commit_hash FROM journal_tombstone"
        f" WHERE subject IN ({marks}) AND proof <> x''",
        subjects,
    )
    store.many(
        "INSERT OR REPLACE INTO journal_tombstone(subject, commit_hash, proof)"
        " VALUES(?,?,x'')",
        [(subject, head) for subject in subjects],
    )
    store.many(
        "UPDATE journal_tombstone SET proof=? WHERE subject="
        "(SELECT min(subject) FROM journal_tombstone WHERE commit_hash=?)",
        [*handed_on, (kept, head)],
    )


def count_tombstones(store: Store) -> int:
    """Return how many subjects have been erased."""
    return store.count(TombstoneTable.select(TombstoneTable.subject), 2**62)


def personal_kinds(store: Store, subjects: Iterable[str]) -> Counter[str]:
    """Return how many events of each kind still hold something personal of these."""
    counted: Counter[str] = Counter()
    for part in chunks(subjects, _PART):
        query = (
            EventTable.select(EventTable.kind, peewee.fn.COUNT(EventTable.n))
            .where(
                EventTable.subject.in_(part), EventTable.personal.is_null(is_null=False)
            )
            .group_by(EventTable.kind)
        )
        counted.update(dict(store.rows(query)))
    return counted


def _forget(store: Store, subjects: list[str]) -> None:
    marks = ",".join("?" for _ in subjects)
    where = f"subject IN ({marks}) AND personal IS NOT NULL"
    named = {
        (commit, wrap)
        for commit, body in store.sql(
            f"SELECT commit_id, personal FROM journal_event WHERE {where}", subjects
        )
        for wrap in wraps_named(bytes(body))
    }
    store.sql(
        f"UPDATE journal_event SET personal=NULL, personal_salt=NULL WHERE {where}",
        subjects,
    )
    # A data key serves a whole commit; it goes with the last value under it.
    needed = (
        "SELECT 1 FROM journal_event WHERE commit_id=? AND personal IS NOT NULL"
        " AND instr(personal, ?) LIMIT 1"
    )
    idle = [(at, wrap) for at, wrap in named if not store.sql(needed, (at, wrap))]
    store.many("DELETE FROM journal_wrap WHERE commit_id=? AND id=?", idle)


def proofs(store: Store) -> list[bytes]:
    """Return the proofs of all tombstones, each once, as they are kept."""
    found = store.sql(
        "SELECT max(proof) FROM journal_tombstone GROUP BY commit_hash"
        " ORDER BY commit_hash"
    )
    return [row[0] for row in found if isinstance(row[0], bytes)]


def tombstones(store: Store) -> list[tuple[str, bytes, bytes]]:
    """Return subject, commit and proof of every tombstone; what is garbage is empty."""
    query = TombstoneTable.select(TombstoneTable.subject, TombstoneTable.commit)
    kept = dict(
        store.sql("SELECT commit_hash, max(proof) FROM journal_tombstone GROUP BY 1")
    )
    return [
        (str(subject), _bytes(head), _bytes(kept[head]))
        for subject, head in store.rows(query)
    ]


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else b""


def erased_by_commits(store: Store, *, accepted: bool = False) -> frozenset[str]:
    """Return whom commits have erased; by default those that are held as well."""
    query = (
        EventTable.select(EventTable.subject.distinct())
        .join(CommitTable, on=(EventTable.commit == CommitTable.id))
        .where(EventTable.kind == SubjectErased.kind)
    )
    if accepted:
        query = query.where(CommitTable.standing == ACCEPTED)
    return frozenset(subject for (subject,) in store.rows(query))


def read_proof(kept: bytes) -> Proof | None:
    """Return a proof, or None if the bytes are not one."""
    try:
        return msgspec.msgpack.decode(kept, type=Proof)
    except UNREADABLE:
        return None


def proved_subjects(proof: Proof, vault: str, authority: Authority) -> frozenset[str]:
    """Return whom a proof lets be forgotten; nobody if it does not hold.

    It holds if it is whole, of this vault, and signed by somebody who may erase as
    far as this copy's staff chain tells.
    """
    header = heads.decode(proof.raw)
    if header is None or header.vault != vault or not _is_whole(header, proof):
        return frozenset()
    author = authority.people.get(header.actor)
    # Somebody who was removed could go on signing for the past.
    if author is None or not authority.may(author.id, ERASE):
        return frozenset()
    if not heads.signed_by(proof.raw, proof.signature, author.sign_key):
        return frozenset()
    return subjects_of(proof)


def subjects_of(proof: Proof) -> frozenset[str]:
    """Return whom the commit erased."""
    return frozenset(e.subject for e in proof.events if e.kind == SubjectErased.kind)


def proof_of(raw: bytes, signature: bytes, events: Iterable[StoredEvent]) -> Proof:
    """Return the proof that an erasing commit gives."""
    return Proof(raw, signature, tuple(without_words(event) for event in events))


def _is_whole(header: heads.Header, proof: Proof) -> bool:
    leaves = Leaves()
    for event in proof.events:
        if event.n != leaves.count or not bodies_hold(event, erased=True):
            return False
        leaves.add(event)
    return leaves.count == header.count and leaves.digest() == header.leaves
