"""How events change the cases' tables."""

from datetime import datetime

import msgspec

from app.appeals.events import AppealFiled, AppealRuled
from app.appeals.rules import effect
from app.cases.events import (
    EVENTS,
    CaseDecided,
    CaseOpened,
    CaseReleased,
    CasesImported,
    CaseTaken,
    CaseTriaged,
    DecisionRetracted,
)
from app.cases.model import CaseState, Outcome
from app.cases.tables import (
    CaseImportTable,
    CaseTable,
    DecisionTable,
    SanctionTable,
    TimelineTable,
)
from app.cases.timeline import What
from app.journal.fold import Feature, Stamp
from app.journal.rows import Row, Rows
from app.notes.events import NoteAdded
from app.rulebook.model import Step
from app.times import to_ms

AREA = "cases"
"""Where cases are found in the search index."""

LIST_MARK = "\n"
"""Stands between ids in a column that holds several."""


def _ms(moment: datetime | None) -> int | None:
    return None if moment is None else to_ms(moment)


def _pack(step: Step | None) -> bytes | None:
    return None if step is None else msgspec.msgpack.encode(step)


def _tell(
    stamp: Stamp, rows: Rows, case: str, what: What, detail: str = "", text: str = ""
) -> None:
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


def _opened(stamp: Stamp, event: CaseOpened, rows: Rows) -> None:
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
            "reported_at": _ms(event.reported_at),
            "occurred_at": _ms(event.occurred_at),
            "due_at": to_ms(event.due_at),
            "decision": None,
            "decided_at": None,
            "outcome": None,
        },
    )
    words = (event.number, event.quote, event.complaint, event.subject_id)
    rows.index(AREA, event.subject, " ".join(w for w in words if w))
    _tell(stamp, rows, event.subject, What.OPENED, event.channel.value)


def _imported(stamp: Stamp, event: CasesImported, rows: Rows) -> None:
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


def _taken(stamp: Stamp, event: CaseTaken, rows: Rows) -> None:
    rows.change(CaseTable, event.subject, holder=stamp.actor)
    _tell(stamp, rows, event.subject, What.TAKEN)


def _released(stamp: Stamp, event: CaseReleased, rows: Rows) -> None:
    rows.change(CaseTable, event.subject, holder=None)
    _tell(stamp, rows, event.subject, What.RELEASED)


def _triaged(stamp: Stamp, event: CaseTriaged, rows: Rows) -> None:
    rows.change(
        CaseTable,
        event.subject,
        state=CaseState.DECIDING.value,
        clause=event.clause,
        severity=event.severity.value,
        due_at=to_ms(event.due_at),
    )
    detail = f"{event.clause} {event.severity.value}"
    _tell(stamp, rows, event.subject, What.TRIAGED, detail)


def _decided(stamp: Stamp, event: CaseDecided, rows: Rows) -> None:
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
        },
    )
    _impose(event, rows)
    _tell(
        stamp,
        rows,
        event.subject,
        What.DECIDED,
        f"{event.clause or ''} {Outcome.of(kind).value} {days}",
        event.reason or "",
    )


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
            "ends_at": _ms(event.ends_at),
            "expires_at": _ms(event.points_expire_at) or to_ms(event.effective_at),
            "reversed_at": None,
        },
    )


def _retracted(stamp: Stamp, event: DecisionRetracted, rows: Rows) -> None:
    decision = rows.get(DecisionTable, event.decision)
    if decision is None or decision["retracted_at"] is not None:
        return
    at = to_ms(stamp.at)
    rows.put(DecisionTable, decision | {"retracted_at": at})
    if decision["sanction"]:
        rows.change(SanctionTable, decision["sanction"], reversed_at=at)
    rows.change(
        CaseTable,
        event.subject,
        state=CaseState.DECIDING.value,
        decision=None,
        decided_at=None,
        outcome=None,
        holder=stamp.actor,
    )
    _tell(stamp, rows, event.subject, What.RETRACTED)


def _appealed(stamp: Stamp, event: AppealFiled, rows: Rows) -> None:
    _tell(stamp, rows, event.subject, What.APPEALED, event.number)


def _ruled(stamp: Stamp, event: AppealRuled, rows: Rows) -> None:
    done = effect(event.ruling)
    old = rows.get(SanctionTable, event.sanction)
    if done.reverses and old is not None:
        rows.put(SanctionTable, old | {"reversed_at": to_ms(stamp.at)})
    if done.replaces and old is not None:
        _replace(event, old, rows)
    elif done.reverses and not done.reopens:
        rows.change(CaseTable, event.subject, outcome=Outcome.OVERTURNED.value)
    if done.reopens:
        _reopen(event, rows)
    _tell(stamp, rows, event.subject, What.RULED, event.ruling.value, event.reply or "")


def _replace(event: AppealRuled, old: Row, rows: Rows) -> None:
    if event.replacement is None or event.step is None:
        return
    rows.put(
        SanctionTable,
        old
        | {
            "id": event.replacement,
            "kind": event.step.kind.value,
            "days": event.step.days,
            "points": event.step.points,
            "ends_at": _ms(event.ends_at),
            "expires_at": _ms(event.points_expire_at) or old["expires_at"],
            "reversed_at": None,
        },
    )
    outcome = Outcome.of(event.step.kind).value
    rows.change(CaseTable, event.subject, outcome=outcome)


def _reopen(event: AppealRuled, rows: Rows) -> None:
    case = rows.get(CaseTable, event.subject)
    decision = rows.get(DecisionTable, event.decision)
    if case is None or decision is None:
        return
    aside = [*filter(None, case["set_aside"].split(LIST_MARK)), decision["decider"]]
    rows.put(
        CaseTable,
        case
        | {
            "state": CaseState.DECIDING.value,
            "set_aside": LIST_MARK.join(aside),
            "decision": None,
            "decided_at": None,
            "outcome": None,
        },
    )


def _noted(stamp: Stamp, event: NoteAdded, rows: Rows) -> None:
    if rows.get(CaseTable, event.subject) is not None:
        _tell(stamp, rows, event.subject, What.NOTED, event.note, event.text or "")


FEATURE = Feature(
    events=EVENTS,
    folds={
        CaseOpened: _opened,
        CasesImported: _imported,
        CaseTaken: _taken,
        CaseReleased: _released,
        CaseTriaged: _triaged,
        CaseDecided: _decided,
        DecisionRetracted: _retracted,
        AppealFiled: _appealed,
        AppealRuled: _ruled,
        NoteAdded: _noted,
    },
    tables=(
        CaseTable,
        DecisionTable,
        SanctionTable,
        TimelineTable,
        CaseImportTable,
    ),
)
