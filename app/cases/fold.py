"""How events change the cases' tables."""

from datetime import datetime

import msgspec

from app.appeals.events import AppealFiled, AppealRuled
from app.appeals.rules import effect
from app.cases.events import (
    EVENTS,
    CaseDecided,
    CaseOpened,
    CaseRecused,
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
from app.journal.rows import Row, Rows, Table
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


def _recused(_: Stamp, event: CaseRecused, rows: Rows) -> None:
    # The timeline is silent: who stands aside is enforced, not announced.
    case = rows.get(CaseTable, event.subject)
    if case is None:
        return
    aside = _people(case["recused"])
    if event.person not in aside:
        aside.append(event.person)
    holder = None if case["holder"] == event.person else case["holder"]
    rows.put(CaseTable, case | {"recused": LIST_MARK.join(aside), "holder": holder})


def _people(column: str) -> list[str]:
    return [*filter(None, column.split(LIST_MARK))]


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
    decision = _within(rows, DecisionTable, event.decision, event.subject)
    if decision is None or decision["retracted_at"] is not None:
        return
    at = to_ms(stamp.at)
    rows.put(DecisionTable, decision | {"retracted_at": at})
    sanction = _in_force(rows, decision["sanction"], event.subject)
    if sanction is not None:
        rows.put(SanctionTable, sanction | {"reversed_at": at})
    case = _decided_by(event.decision, event.subject, rows)
    if case is not None:
        rows.put(CaseTable, case | _UNDECIDED | {"holder": stamp.actor})
    _tell(stamp, rows, event.subject, What.RETRACTED)


_UNDECIDED: Row = {
    "state": CaseState.DECIDING.value,
    "decision": None,
    "decided_at": None,
    "outcome": None,
}


def _decided_by(decision: str, case: str, rows: Rows) -> Row | None:
    """Return the case, if this decision is the one that stands in it."""
    row = rows.get(CaseTable, case)
    return row if row is not None and row["decision"] == decision else None


def _within(rows: Rows, table: Table, row_id: str, case: str) -> Row | None:
    """Return a row of this case; an event has no say in another's."""
    row = rows.get(table, row_id)
    return row if row is not None and row["case"] == case else None


def _in_force(rows: Rows, sanction: str | None, case: str) -> Row | None:
    """Return a sanction of this case that has not been taken back."""
    row = _within(rows, SanctionTable, sanction or "", case)
    return row if row is not None and row["reversed_at"] is None else None


def _appealed(stamp: Stamp, event: AppealFiled, rows: Rows) -> None:
    _tell(stamp, rows, event.subject, What.APPEALED, event.number)


def _ruled(stamp: Stamp, event: AppealRuled, rows: Rows) -> None:
    done = effect(event.ruling)
    old = _in_force(rows, event.sanction, event.subject)
    if done.reverses and old is not None:
        rows.put(SanctionTable, old | {"reversed_at": to_ms(stamp.at)})
        if done.replaces:
            _replace(event, old, rows)
        elif done.reopens:
            _reopen(event, rows)
        else:
            _end_as(Outcome.OVERTURNED, event, rows)
    _tell(stamp, rows, event.subject, What.RULED, event.ruling.value, event.reply or "")


def _end_as(outcome: Outcome, event: AppealRuled, rows: Rows) -> None:
    case = _decided_by(event.decision, event.subject, rows)
    if case is not None:
        rows.put(CaseTable, case | {"outcome": outcome.value})


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
        },
    )
    _end_as(Outcome.of(event.step.kind), event, rows)


def _reopen(event: AppealRuled, rows: Rows) -> None:
    case = _decided_by(event.decision, event.subject, rows)
    decision = _within(rows, DecisionTable, event.decision, event.subject)
    if case is None or decision is None:
        return
    aside = LIST_MARK.join([*_people(case["set_aside"]), decision["decider"]])
    rows.put(CaseTable, case | _UNDECIDED | {"set_aside": aside})


def _noted(stamp: Stamp, event: NoteAdded, rows: Rows) -> None:
    if rows.get(CaseTable, event.subject) is not None:
        _tell(stamp, rows, event.subject, What.NOTED, event.note, event.text or "")


FEATURE = Feature(
    events=EVENTS,
    folds={
        CaseOpened: _opened,
        CasesImported: _imported,
        CaseRecused: _recused,
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
