"""What the folds of cases share: columns of a kind, the timeline, whose row it is."""

from datetime import datetime

from app.cases.model import CaseState
from app.cases.tables import CaseTable, TimelineTable
from app.cases.timeline import What
from app.journal.fold import Stamp
from app.journal.rows import Row, Rows, Table
from app.times import to_ms

LIST_MARK = "\n"
"""Stands between ids in a column that holds several."""

UNDECIDED: Row = {
    "state": CaseState.DECIDING.value,
    "decision": None,
    "decided_at": None,
    "outcome": None,
}
"""What a case is once its decision no longer stands."""


def ms(moment: datetime | None) -> int | None:
    """Return a moment as a column holds it."""
    return None if moment is None else to_ms(moment)


def people(column: str) -> list[str]:
    """Return the ids in a column that holds several."""
    return [*filter(None, column.split(LIST_MARK))]


def tell(
    stamp: Stamp, rows: Rows, case: str, what: What, detail: str = "", text: str = ""
) -> None:
    """Enter something in a case's timeline."""
    rows.put(
        TimelineTable,
        {
            "id": stamp.ref,
            "case": case,
            "at": to_ms(stamp.at),
            "place": stamp.seq * 1_000_000 + stamp.n,
            "actor": stamp.actor,
            "what": what.value,
            "detail": detail,
            "text": text,
        },
    )


def deciders(decision: Row) -> list[str]:
    """Return who made a decision: one person, or who proposed and who approved."""
    return [*filter(None, (decision["decider"], decision["proposer"]))]


def within(rows: Rows, table: Table, row_id: str | None, case: str) -> Row | None:
    """Return a row that belongs to this case, or None."""
    row = rows.get(table, row_id) if row_id else None
    return row if row is not None and row["case"] == case else None


def is_foreign(rows: Rows, table: Table, row_id: str | None, case: str) -> bool:
    """Tell whether a row of this id belongs to another case already."""
    row = rows.get(table, row_id) if row_id else None
    return row is not None and row["case"] != case


def decided_by(decision: str, case: str, rows: Rows) -> Row | None:
    """Return the case, if this decision is the one that stands in it."""
    row = rows.get(CaseTable, case)
    return row if row is not None and row["decision"] == decision else None
