"""What a decision leaves behind, and what its undoing takes back."""

import msgspec

from app.cases.events import CaseDecided, DecisionRetracted
from app.cases.fold.columns import (
    LIST_MARK,
    UNDECIDED,
    decided_by,
    is_foreign,
    ms,
    tell,
    within,
)
from app.cases.model import CaseState, Outcome
from app.cases.tables import CaseTable, DecisionTable, SanctionTable
from app.cases.timeline import What
from app.journal.fold import Stamp
from app.journal.rows import Rows
from app.rulebook.model import Step
from app.times import to_ms


def decided(stamp: Stamp, event: CaseDecided, rows: Rows) -> None:
    """Fold `CaseDecided`."""
    if is_foreign(rows, DecisionTable, event.decision, event.subject):
        return
    if is_foreign(rows, SanctionTable, event.sanction, event.subject):
        return
    kind = event.step.kind if event.step else None
    days = event.step.days if event.step else 0
    rows.change(
        CaseTable,
        event.subject,
        state=CaseState.DECIDED.value,
        decision=event.decision,
        decided_at=to_ms(stamp.at),
        outcome=Outcome.of(kind).value,
        holder=None,
    )
    if event.clause is not None and event.severity is not None:
        # Where nothing was found broken, the case stays under what it was about.
        rows.change(
            CaseTable,
            event.subject,
            clause=event.clause,
            severity=event.severity.value,
        )
    rows.put(
        DecisionTable,
        {
            "id": event.decision,
            "case": event.subject,
            "decider": stamp.actor,
            "proposer": event.proposed_by,
            "at": to_ms(stamp.at),
            "clause": event.clause,
            "rulebook": event.rulebook,
            "version": event.version,
            "severity": event.severity.value if event.severity else None,
            "proposed": _pack(event.proposed),
            "step": _pack(event.step),
            "ordinal": event.ordinal,
            "window_days": event.window_days,
            "counted": LIST_MARK.join(event.counted),
            "sanction": event.sanction,
            "reason": event.reason or "",
            "deviation_reason": event.deviation_reason or "",
            "retracted_at": None,
            "returned_at": None,
        },
    )
    _impose(event, rows)
    tell(
        stamp,
        rows,
        event.subject,
        What.DECIDED,
        f"{event.clause or ''} {Outcome.of(kind).value} {days}",
        event.reason or "",
    )


def _pack(step: Step | None) -> bytes | None:
    return None if step is None else msgspec.msgpack.encode(step)


def _impose(event: CaseDecided, rows: Rows) -> None:
    if event.sanction is None or event.step is None or event.effective_at is None:
        return
    rows.put(
        SanctionTable,
        {
            "id": event.sanction,
            "case": event.subject,
            "member": event.member,
            "clause": event.clause or "",
            "offence_class": event.offence_class,
            "kind": event.step.kind.value,
            "days": event.step.days,
            "points": event.step.points,
            "effective_at": to_ms(event.effective_at),
            "ends_at": ms(event.ends_at),
            "expires_at": ms(event.points_expire_at) or to_ms(event.effective_at),
            "reversed_at": None,
        },
    )


def retracted(stamp: Stamp, event: DecisionRetracted, rows: Rows) -> None:
    """Fold `DecisionRetracted`."""
    decision = within(rows, DecisionTable, event.decision, event.subject)
    if decision is None or decision["retracted_at"] is not None:
        return
    at = to_ms(stamp.at)
    rows.put(DecisionTable, decision | {"retracted_at": at})
    sanction = within(rows, SanctionTable, decision["sanction"], event.subject)
    if sanction is not None and sanction["reversed_at"] is None:
        rows.put(SanctionTable, sanction | {"reversed_at": at})
    case = decided_by(event.decision, event.subject, rows)
    if case is not None:
        rows.put(CaseTable, case | UNDECIDED | {"holder": stamp.actor})
    tell(stamp, rows, event.subject, What.RETRACTED)
