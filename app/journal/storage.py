"""Putting commits, events and wraps into the journal's tables."""

from collections.abc import Iterable

import msgspec
import peewee

from app.journal.commitment import StoredEvent
from app.journal.ingress import Signed
from app.journal.kinds import note_kinds
from app.journal.sealing import Wrap
from app.journal.tables import CommitTable
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


def next_commit_id(store: Store) -> int:
    """Return the number under which the next commit is kept in this copy."""
    top = peewee.fn.COALESCE(peewee.fn.MAX(CommitTable.id), 0)
    return store.rows(CommitTable.select(top))[0][0] + 1


def insert_events(store: Store, commit: int, events: Iterable[StoredEvent]) -> None:
    """Store a commit's events."""
    rows = [(commit, *msgspec.structs.astuple(event)) for event in events]
    store.many(_INSERT_EVENT, rows)


def insert_wraps(store: Store, commit: int, wraps: Iterable[Wrap]) -> None:
    """Store a commit's sealed data keys."""
    rows = [(w.id, commit, w.audience, w.generation, w.sealed) for w in wraps]
    store.many(_INSERT_WRAP, rows)


def insert_commit(
    store: Store,
    commit: int,
    signed: Signed,
    *,
    standing: str,
    fault: str = "",
    signer: bytes | None = None,
) -> None:
    """Store a commit's head.

    Args:
        store: where to.
        commit: its number in this copy.
        signed: the commit.
        standing: whether it counts.
        fault: why it does not.
        signer: public key under which its signature is known to hold.
    """
    header = signed.header
    store.run(
        CommitTable.insert(
            {
                CommitTable.id: commit,
                CommitTable.hash: signed.hash,
                CommitTable.header: signed.raw,
                CommitTable.signature: signed.signature,
                CommitTable.feed: header.feed,
                CommitTable.seq: header.seq,
                CommitTable.clock: header.clock,
                CommitTable.actor: header.actor,
                CommitTable.staff: signed.in_chain,
                CommitTable.standing: standing,
                CommitTable.fault: fault,
                CommitTable.signer: signer,
            }
        )
    )
    note_kinds(store, commit, header.clock, signed.kinds)
