"""A copy of the journal for strangers: headers, signatures and leaf hashes alone.

Of the staff chain the facts are in it too: public keys, roles and sealed grants,
without which nobody could tell whose signature counts. Names and words are personal
bodies, and no personal body is in it. `docs/journal-format.md` describes the lines.
"""

import base64
from collections.abc import Iterator
from typing import Any

import msgspec

from app.journal.anchor import SignedAnchor
from app.journal.commitment import HASH_BYTES
from app.journal.fold import Progress
from app.journal.staff_events import STAFF_KINDS
from app.journal.tables import ORDER, CommitTable, EventTable
from app.vault.store import Store

FORMAT = "gongdao-journal/1"
LEAVES_A_LINE = 1_000
_NO_LEAF = bytes(HASH_BYTES)
_TOLD_EVERY = 1_000


def transcript(
    store: Store, vault: str, anchor: SignedAnchor, progress: Progress | None = None
) -> Iterator[bytes]:
    """Yield the lines of the journal's copy, each with its end.

    Args:
        store: the journal, within one snapshot.
        vault: the vault's random id.
        anchor: where the journal stands in this snapshot.
        progress: told how many commits are done.
    """
    yield _line({"format": FORMAT, "vault": vault})
    total = store.sql("SELECT COUNT(*) FROM journal_commit")[0][0]
    query = CommitTable.select(
        CommitTable.id,
        CommitTable.header,
        CommitTable.signature,
        CommitTable.staff,
        CommitTable.fault,
    ).order_by(*ORDER)
    for done, record in enumerate(store.each(query), start=1):
        yield from _commit(store, record)
        if progress is not None and done % _TOLD_EVERY == 0:
            progress(done, total)
    yield _line({"anchor": _text(msgspec.msgpack.encode(anchor))})


def _commit(store: Store, record: tuple[Any, ...]) -> Iterator[bytes]:
    commit, header, signature, staff, fault = record
    line = {"header": _text(header), "signature": _text(signature)}
    if fault:
        line["held"] = fault
    yield _line(line)
    if staff:
        yield _line({"staff": list(_staff(store, commit))})
    part: list[bytes] = []
    query = EventTable.select(EventTable.facts_leaf, EventTable.personal_leaf)
    chosen = query.where(EventTable.commit == commit).order_by(EventTable.n)
    for facts, personal in store.each(chosen):
        part.append(facts + (personal or _NO_LEAF))
        if len(part) == LEAVES_A_LINE:
            yield _line({"leaves": _text(b"".join(part))})
            part.clear()
    if part:
        yield _line({"leaves": _text(b"".join(part))})


def _staff(store: Store, commit: int) -> Iterator[dict[str, Any]]:
    query = EventTable.select(
        EventTable.n,
        EventTable.kind,
        EventTable.version,
        EventTable.subject,
        EventTable.facts,
        EventTable.facts_salt,
    )
    chosen = query.where(
        EventTable.commit == commit, EventTable.kind.in_(sorted(STAFF_KINDS))
    )
    for n, kind, version, subject, facts, salt in store.each(
        chosen.order_by(EventTable.n)
    ):
        yield {
            "n": n,
            "kind": kind,
            "version": version,
            "subject": subject,
            "facts": _text(facts),
            "salt": _text(salt),
        }


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _line(document: dict[str, Any]) -> bytes:
    return msgspec.json.encode(document) + b"\n"
