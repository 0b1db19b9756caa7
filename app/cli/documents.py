"""What machines are told: plain mappings with stable keys.

Keys are written out here and not taken from the dataclasses, so that a renamed field
does not break somebody's script. Moments are ISO 8601 in UTC, days ISO dates.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import msgspec

from app.appeals.queries import AppealLine, AppealView
from app.cases.queries.cases import CaseView
from app.cases.queries.decisions import DecisionView
from app.cases.queries.queues import CaseLine
from app.cases.queries.sanctions import LadderView, MemberRecord, SanctionRow
from app.cases.timeline import Entry
from app.conflicts.queries.register import ConflictEntry
from app.files.problems import LineProblem
from app.files.profiles import Repeat
from app.members.queries import MemberLine
from app.notes.queries import NoteRow
from app.rulebook.model import Step
from app.rulebook.queries import Version
from app.staff.queries import StaffRow

Document = dict[str, object]


def when(at: datetime | date | None) -> str | None:
    """Return a moment or a day as ISO 8601."""
    return at.isoformat() if at else None


def person(row: StaffRow) -> Document:
    """Return somebody on the staff."""
    return {
        "id": row.id,
        "name": row.name,
        "role": row.role,
        "duties": list(row.duties),
        "state": row.state.value,
        "admitted_at": when(row.admitted_at),
        "capabilities": sorted(row.capabilities),
        "members": list(row.members),
    }


def conflict(entry: ConflictEntry) -> Document:
    """Return an entry of the register of conflicts."""
    return {
        "id": entry.id,
        "person": entry.person,
        "name": entry.person_name,
        "about": entry.about.value,
        "target": entry.target,
        "label": entry.label,
        "reason": entry.reason,
        "entered_by": entry.entered_by_name,
        "entered_at": when(entry.entered_at),
        "ended_by": entry.ended_by,
        "ended_at": when(entry.ended_at),
        "endable": entry.endable,
    }


def member(line: MemberLine) -> Document:
    """Return a member in a list."""
    return {
        "id": line.id,
        "handle": line.handle,
        "platform_id": line.platform_id,
        "role": line.role,
    }


def repeats(of: Iterable[Repeat]) -> list[list[int]]:
    """Return the lines that are one and the same."""
    return [list(each.lines) for each in of]


def problems(of: Iterable[LineProblem]) -> list[Document]:
    """Return what is wrong in which line of a file."""
    return [
        {"line": each.line, "field": each.field, "problem": each.code.value}
        for each in of
    ]


def step(of: Step | None) -> Document | None:
    """Return a step of the ladder."""
    if of is None:
        return None
    return {"kind": of.kind.value, "days": of.days, "points": of.points}


def case_line(line: CaseLine) -> Document:
    """Return a case in a queue."""
    return {
        "id": line.id,
        "number": line.number,
        "state": line.state.value,
        "clause": line.clause,
        "severity": line.severity.value if line.severity else None,
        "outcome": line.outcome.value if line.outcome else None,
        "handle": line.handle,
        "known": line.known,
        "excerpt": line.excerpt,
        "holder": line.holder,
        "mine": line.mine,
        "notes": line.notes,
        "opened_at": when(line.opened_at),
        "due_at": when(line.due_at),
        "decided_at": when(line.decided_at),
    }


def case(view: CaseView) -> Document:
    """Return one case."""
    return {
        "id": view.id,
        "number": view.number,
        "state": view.state.value,
        "channel": view.channel.value,
        "member": view.member,
        "handle": view.handle,
        "quote": view.quote,
        "complaint": view.complaint,
        "clause": view.clause,
        "severity": view.severity.value if view.severity else None,
        "outcome": view.outcome.value if view.outcome else None,
        "holder": view.holder_name,
        "opened_at": when(view.opened_at),
        "reported_at": when(view.reported_at),
        "occurred_at": when(view.occurred_at),
        "due_at": when(view.due_at),
        "decided_at": when(view.decided_at),
        "has_reporter": view.has_reporter,
        "refused": view.bar.value if view.bar else None,
        "timeline": [_entry(entry) for entry in view.timeline],
    }


def _entry(entry: Entry) -> Document:
    return {
        "what": entry.what.value,
        "actor": entry.actor,
        "at": when(entry.at),
        "detail": entry.detail,
        "text": entry.text,
    }


def note(row: NoteRow) -> Document:
    """Return a note."""
    return {
        "id": row.id,
        "author": row.author,
        "at": when(row.at),
        "text": row.text,
    }


def sanction(row: SanctionRow | None) -> Document | None:
    """Return a sanction as it stands."""
    if row is None:
        return None
    return {
        "id": row.id,
        "case": row.case_number,
        "clause": row.clause,
        "step": step(row.step),
        "effective_at": when(row.effective_at),
        "ends_at": when(row.ends_at),
        "points_expire_at": when(row.expires_at),
        "reversed_at": when(row.reversed_at),
    }


def record(of: MemberRecord | None) -> Document | None:
    """Return a member's sanctions and points."""
    if of is None:
        return None
    return {
        "points": of.balance.points,
        "review_at_points": of.review_at_points,
        "sanctions": [sanction(row) for row in of.sanctions],
    }


def proposal(ladder: LadderView | None) -> Document | None:
    """Return what the ladder proposes, and from what."""
    if ladder is None:
        return None
    proposed = ladder.proposal
    return {
        "clause": ladder.clause.number,
        "version": ladder.version.version,
        "severity": proposed.severity.value,
        "step": step(proposed.step),
        "ordinal": proposed.ordinal,
        "window_days": proposed.window_days,
        "counted": [prior.case_number for prior in proposed.counted],
        "left_out": [
            {"case": prior.case_number, "why": why.value}
            for prior, why in proposed.left_out
        ],
        "points_now": ladder.balance.points,
    }


def decision(view: DecisionView | None) -> Document | None:
    """Return a decision with what it was founded on, and its notice."""
    if view is None:
        return None
    return {
        "id": view.id,
        "decider": view.decider_name,
        "proposer": view.proposer_name or None,
        "decided_at": when(view.at),
        "clause": view.clause.number if view.clause else None,
        "version": view.version if view.clause else None,
        "severity": view.severity.value if view.severity else None,
        "proposed": step(view.proposed),
        "step": step(view.step),
        "ordinal": view.ordinal,
        "window_days": view.window_days,
        "counted": [row.case_number for row in view.counted],
        "reason": view.reason,
        "deviation_reason": view.deviation_reason,
        "sanction": sanction(view.sanction),
        "retracted_at": when(view.retracted_at),
        "returned_at": when(view.returned_at),
        "ready_at": when(view.ready_at),
        "notice": {tongue.value: text for tongue, text in view.notice.items()},
    }


def appeal_line(line: AppealLine) -> Document:
    """Return an appeal in a list."""
    return {
        "id": line.id,
        "number": line.number,
        "case": line.case_number,
        "handle": line.handle,
        "clause": line.clause,
        "outcome": line.outcome,
        "state": line.state.value,
        "ruling": line.ruling.value if line.ruling else None,
        "filed_at": when(line.filed_at),
        "due_at": when(line.due_at),
        "ruled_at": when(line.ruled_at),
        "refused": line.bar.value if line.bar else None,
    }


def appeal(view: AppealView) -> Document:
    """Return one appeal beside the decision it is about."""
    return appeal_line(view.line) | {
        "channel": view.channel.value,
        "received_at": when(view.received_at),
        "filed_by": view.filed_by,
        "statement": view.statement,
        "ruled_by": view.ruled_by,
        "reply": view.reply,
        "decision": decision(view.decision),
    }


def version(of: Version) -> Document:
    """Return a version of the rules, whole."""
    return {
        "id": of.id,
        "version": of.version,
        "effective_on": when(of.effective_on),
        "published_at": when(of.published_at),
        "publisher": of.publisher,
        "in_force": of.in_force,
        "changes": msgspec.to_builtins(of.changes),
        "book": msgspec.to_builtins(of.book),
    }


def appeals(lines: Sequence[AppealLine]) -> list[Document]:
    """Return appeals in a list."""
    return [appeal_line(line) for line in lines]
