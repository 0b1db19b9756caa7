"""How cases come in, and what happens to them until somebody decides."""

from app.cases.events import (
    CaseOpened,
    CaseRecused,
    CaseReleased,
    CasesImported,
    CaseTaken,
    CaseTriaged,
    CaseWithdrawn,
    CaseYielded,
    RecusalLifted,
)
from app.cases.fold.columns import is_foreign, ms, tell, within
from app.cases.model import CaseState
from app.cases.tables import AsideTable, CaseImportTable, CaseTable
from app.cases.timeline import What
from app.files.cells import id_key
from app.journal.erasure import SubjectErased
from app.journal.fold import Stamp
from app.journal.rows import Rows
from app.notes.events import NoteAdded
from app.times import to_ms

AREA = "cases"
"""Where cases are found in the search index."""


def opened(stamp: Stamp, event: CaseOpened, rows: Rows) -> None:
    """Fold `CaseOpened`."""
    rows.put(
        CaseTable,
        {
            "id": event.subject,
            "number": event.number,
            "state": CaseState.TRIAGE.value,
            "channel": event.channel.value,
            "member": event.member,
            "subject_id": event.subject_id or "",
            "subject_key": _key(event),
            "quote": event.quote or "",
            "complaint": event.complaint or "",
            "reporter": event.reporter,
            "set_aside": "",
            "clause": event.clause,
            "severity": event.severity.value if event.severity else None,
            "holder": None,
            "opened_at": to_ms(stamp.at),
            "reported_at": ms(event.reported_at),
            "occurred_at": ms(event.occurred_at),
            "due_at": to_ms(event.due_at),
            "decision": None,
            "decided_at": None,
            "outcome": None,
        },
    )
    for person in event.recused:
        _stand_aside(event.subject, person, rows)
    words = (event.number, event.quote, event.complaint, event.subject_id)
    rows.index(AREA, event.subject, " ".join(w for w in words if w))
    tell(stamp, rows, event.subject, What.OPENED, event.channel.value)


def _key(event: CaseOpened) -> str | None:
    # Only where nobody on the list is named; it finds the case once somebody is.
    return None if event.member else id_key(event.subject_id or "") or None


def _stand_aside(case: str, person: str, rows: Rows) -> None:
    row_id = f"{case}:{person}"
    if not is_foreign(rows, AsideTable, row_id, case):
        rows.put(AsideTable, {"id": row_id, "case": case, "person": person})


def imported(stamp: Stamp, event: CasesImported, rows: Rows) -> None:
    """Fold `CasesImported`."""
    rows.put(
        CaseImportTable,
        {
            "id": event.subject,
            "sha256": event.sha256,
            "at": to_ms(stamp.at),
            "opened": event.opened,
            "unknown": event.unknown,
        },
    )


def recused(_: Stamp, event: CaseRecused, rows: Rows) -> None:
    """Fold `CaseRecused`."""
    # The timeline is silent: who stands aside is enforced, not announced.
    case = rows.get(CaseTable, event.subject)
    if case is None:
        return
    _stand_aside(event.subject, event.person, rows)
    if case["holder"] == event.person:
        rows.put(CaseTable, case | {"holder": None})


def recusal_lifted(_: Stamp, event: RecusalLifted, rows: Rows) -> None:
    """Fold `RecusalLifted`."""
    row_id = f"{event.subject}:{event.person}"
    if within(rows, AsideTable, row_id, event.subject) is not None:
        rows.drop(AsideTable, row_id)


def yielded(stamp: Stamp, event: CaseYielded, rows: Rows) -> None:
    """Fold `CaseYielded`."""
    _give_back(stamp, event.subject, stamp.actor, rows)


def withdrawn(stamp: Stamp, event: CaseWithdrawn, rows: Rows) -> None:
    """Fold `CaseWithdrawn`."""
    _give_back(stamp, event.subject, event.person, rows)


def _give_back(stamp: Stamp, case: str, person: str, rows: Rows) -> None:
    row = rows.get(CaseTable, case)
    if row is not None and row["holder"] == person:
        rows.put(CaseTable, row | {"holder": None})
        # That it was given back is told; why is the register's.
        tell(stamp, rows, case, What.RELEASED)


def taken(stamp: Stamp, event: CaseTaken, rows: Rows) -> None:
    """Fold `CaseTaken`."""
    rows.change(CaseTable, event.subject, holder=stamp.actor)
    tell(stamp, rows, event.subject, What.TAKEN)


def released(stamp: Stamp, event: CaseReleased, rows: Rows) -> None:
    """Fold `CaseReleased`."""
    rows.change(CaseTable, event.subject, holder=None)
    tell(stamp, rows, event.subject, What.RELEASED)


def triaged(stamp: Stamp, event: CaseTriaged, rows: Rows) -> None:
    """Fold `CaseTriaged`."""
    rows.change(
        CaseTable,
        event.subject,
        state=CaseState.DECIDING.value,
        clause=event.clause,
        severity=event.severity.value,
        due_at=to_ms(event.due_at),
    )
    detail = f"{event.clause} {event.severity.value}"
    tell(stamp, rows, event.subject, What.TRIAGED, detail)


def noted(stamp: Stamp, event: NoteAdded, rows: Rows) -> None:
    """Fold `NoteAdded`; notes on members are no concern of cases."""
    if rows.get(CaseTable, event.subject) is not None:
        tell(stamp, rows, event.subject, What.NOTED, event.note, event.text or "")


def erased(_: Stamp, event: SubjectErased, rows: Rows) -> None:
    """Fold `SubjectErased`: a case that named the account alone stays the member's.

    Otherwise figures that count people would change with it.
    """
    case = rows.get(CaseTable, event.subject)
    if case is not None and case["member"] is None and event.whole != event.subject:
        rows.put(CaseTable, case | {"member": event.whole})
