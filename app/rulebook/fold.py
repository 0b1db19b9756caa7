"""How events change the rulebook's tables."""

import hashlib

import msgspec

from app.journal.fold import Feature, Stamp
from app.journal.rows import Row, Rows
from app.rulebook.events import (
    EVENTS,
    UPCASTERS,
    DraftBegun,
    DraftChanged,
    DraftClosed,
    DraftReopened,
    RulebookPublished,
)
from app.rulebook.model import Clause, ClauseLabel, Closed, Rulebook, changed
from app.rulebook.tables import DraftTable, RulebookTable
from app.times import to_ms

_pack = msgspec.msgpack.encode
_DIGEST_BYTES = 8


def _published(stamp: Stamp, event: RulebookPublished, rows: Rows) -> None:
    rows.put(
        RulebookTable,
        {
            "id": event.subject,
            "version": event.version,
            "effective_on": event.effective_on.isoformat(),
            "published_at": to_ms(stamp.at),
            "publisher": stamp.actor,
            "changes": _pack(event.changes),
            "title": _pack(event.book.title),
            "labels": _pack([_label(clause) for clause in event.book.clauses]),
            "book": _pack(event.book),
        },
    )


def _label(clause: Clause) -> ClauseLabel:
    digest = hashlib.blake2b(_pack(clause), digest_size=_DIGEST_BYTES).digest()
    return ClauseLabel(
        number=clause.number, title=clause.title, names=clause.names, digest=digest
    )


def _begun(stamp: Stamp, event: DraftBegun, rows: Rows) -> None:
    at = to_ms(stamp.at)
    rows.put(
        DraftTable,
        {
            "id": event.subject,
            "base": event.base,
            "begun_at": at,
            "begun_by": stamp.actor,
            "changed_at": at,
            "changed_by": stamp.actor,
            "closed": Closed.OPEN.value,
            "version": "",
            "book": _pack(event.book),
        },
    )


def _changed(stamp: Stamp, event: DraftChanged, rows: Rows) -> None:
    row = _open(event.subject, rows)
    if row is not None:
        book = msgspec.msgpack.decode(row["book"], type=Rulebook)
        row["book"] = _pack(changed(book, event.change))
        _write(stamp, row, rows)


def _closed(stamp: Stamp, event: DraftClosed, rows: Rows) -> None:
    row = _open(event.subject, rows)
    if row is not None:
        why = Closed.PUBLISHED if event.version else Closed.LET_GO
        row["closed"], row["version"] = why.value, event.version
        _write(stamp, row, rows)


def _reopened(stamp: Stamp, event: DraftReopened, rows: Rows) -> None:
    row = rows.get(DraftTable, event.subject)
    if row is not None and row["closed"] == Closed.LET_GO:
        row["closed"] = Closed.OPEN.value
        _write(stamp, row, rows)


def _open(draft: str, rows: Rows) -> Row | None:
    """Return the row of a draft that is written in; a late edit finds none."""
    row = rows.get(DraftTable, draft)
    return row if row is not None and row["closed"] == Closed.OPEN else None


def _write(stamp: Stamp, row: Row, rows: Rows) -> None:
    row["changed_at"], row["changed_by"] = to_ms(stamp.at), stamp.actor
    rows.put(DraftTable, row)


FEATURE = Feature(
    events=EVENTS,
    folds={
        RulebookPublished: _published,
        DraftBegun: _begun,
        DraftChanged: _changed,
        DraftClosed: _closed,
        DraftReopened: _reopened,
    },
    tables=(RulebookTable, DraftTable),
    upcasters=UPCASTERS,
)
