"""How events change the register's table.

An entry belongs to itself alone; what it bars is answered by queries, so that no
order of entries and cases can let one slip through.
"""

from app.conflicts.events import (
    EVENTS,
    ConflictDeclared,
    ConflictEnded,
    ConflictStated,
    ConflictWithdrawn,
)
from app.conflicts.rules import may_end
from app.conflicts.tables import ConflictTable
from app.journal.fold import Feature, Stamp
from app.journal.rows import Rows
from app.times import to_ms


def _stated(stamp: Stamp, event: ConflictStated, rows: Rows) -> None:
    _enter(stamp, event, stamp.actor, rows)


def _declared(stamp: Stamp, event: ConflictDeclared, rows: Rows) -> None:
    _enter(stamp, event, event.person, rows)


def _enter(
    stamp: Stamp, event: ConflictStated | ConflictDeclared, person: str, rows: Rows
) -> None:
    if rows.get(ConflictTable, event.subject) is not None:
        return  # entering it anew would put another person in the place of the first
    rows.put(
        ConflictTable,
        {
            "id": event.subject,
            "person": person,
            "about": event.about.value,
            "target": event.target,
            "reason": event.reason,
            "entered_by": stamp.actor,
            "entered_at": to_ms(stamp.at),
            "ended_by": None,
            "ended_at": None,
        },
    )


def _withdrawn(stamp: Stamp, event: ConflictWithdrawn, rows: Rows) -> None:
    _end(stamp, event.subject, rows, keeper=False)


def _ended(stamp: Stamp, event: ConflictEnded, rows: Rows) -> None:
    _end(stamp, event.subject, rows, keeper=True)


def _end(stamp: Stamp, entry: str, rows: Rows, *, keeper: bool) -> None:
    row = rows.get(ConflictTable, entry)
    if row is None or row["ended_at"] is not None:
        return
    if may_end(
        actor=stamp.actor,
        person=row["person"],
        entered_by=row["entered_by"],
        keeper=keeper,
    ):
        ended = {"ended_by": stamp.actor, "ended_at": to_ms(stamp.at)}
        rows.put(ConflictTable, row | ended)


FEATURE = Feature(
    events=EVENTS,
    folds={
        ConflictStated: _stated,
        ConflictDeclared: _declared,
        ConflictWithdrawn: _withdrawn,
        ConflictEnded: _ended,
    },
    tables=(ConflictTable,),
)
