"""How cases come in, and what happens to them until somebody decides."""

from app.cases.events import (
    CaseOpened,
    CaseRecused,
    CaseReleased,
    CasesImported,
    CaseTaken,
    CaseTriaged,
)
from app.cases.fold.columns import LIST_MARK, ms, people, tell
from app.cases.model import CaseState
from app.cases.tables import CaseImportTable, CaseTable
from app.cases.timeline import What
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
            "quote": event.quote or "",
            "complaint": event.complaint or "",
            "reporter": event.reporter,
            "recused": LIST_MARK.join(event.recused),
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
    words = (event.number, event.quote, event.complaint, event.subject_id)
    rows.index(AREA, event.subject, " ".join(w for w in words if w))
    tell(stamp, rows, event.subject, What.OPENED, event.channel.value)


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
    aside = people(case["recused"])
    if event.person not in aside:
        aside.append(event.person)
    holder = None if case["holder"] == event.person else case["holder"]
    rows.put(CaseTable, case | {"recused": LIST_MARK.join(aside), "holder": holder})


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
