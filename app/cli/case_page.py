"""One case with everything that belongs to it, and how it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.appeals.queries import AppealLine, AppealsOf
from app.appeals.wording import ruling_text
from app.appeals.wording import state_text as appeal_state
from app.approvals.queries import ProposalAbout, ProposalLine
from app.approvals.wording import state_text as proposal_state_text
from app.cases.model import CaseState
from app.cases.queries.cases import CaseByNumber, CaseDetail, CaseView
from app.cases.queries.decisions import DecisionOf, DecisionView
from app.cases.queries.sanctions import (
    LadderView,
    MemberRecord,
    ProposalFor,
    RecordOf,
    SanctionRow,
)
from app.cases.timeline import What
from app.cases.wording import channel_text, outcome_text, state_text
from app.cli.output import Column, Output
from app.cli.wording import (
    moment,
    severity,
    short_moment,
    step_code,
    step_with_points,
    what_text,
)
from app.errors import NotFound
from app.ids import CaseId
from app.notes.queries import NoteRow, Notes
from app.rulebook.model import Severity
from app.rulebook.wording import proposal_reason, step_text
from app.words import ERRORS, language, tr
from app.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSeen:
    """One case with everything that belongs to it.

    Attributes:
        record: the member's sanctions and points; None for an unknown subject.
        ladder: what the ladder proposes; None once decided, or without a clause.
        decision: the one that stands.
        waiting: what a second person has to approve.
    """

    case: CaseView
    record: MemberRecord | None
    ladder: LadderView | None
    decision: DecisionView | None
    appeals: Sequence[AppealLine]
    notes: Sequence[NoteRow]
    waiting: ProposalLine | None


def label(number: str) -> str:
    """Return a case's number as it is written, however it was typed."""
    return number.strip().upper()


def case_id(workspace: Workspace, number: str) -> CaseId:
    """Return the case of a number, as people write it.

    Raises:
        NotFound: no case has this number.
    """
    return workspace.query(CaseByNumber(number=number))


def look(workspace: Workspace, case: CaseId) -> CaseSeen:
    """Ask for a case with everything that belongs to it.

    Raises:
        NotFound: there is no such case.
    """
    view = workspace.query(CaseDetail(case=case))
    decided = view.state is CaseState.DECIDED
    return CaseSeen(
        case=view,
        record=workspace.query(RecordOf(member=view.member)) if view.member else None,
        ladder=None
        if decided or view.clause is None
        else proposed(workspace, case, view.clause, view.severity),
        decision=workspace.query(DecisionOf(case=case)) if decided else None,
        appeals=workspace.query(AppealsOf(case=case)),
        notes=workspace.query(Notes(subject=case)),
        waiting=workspace.query(ProposalAbout(about=case)),
    )


def proposed(
    workspace: Workspace, case: CaseId, clause: str, grade: Severity | None
) -> LadderView | None:
    """Return what the ladder proposes, or None where there are no such rules."""
    try:
        return workspace.query(ProposalFor(case=case, clause=clause, severity=grade))
    except NotFound:
        return None


def tell_case(seen: CaseSeen, out: Output) -> None:
    """Show a case."""
    case = seen.case
    out.heading(f"{case.number} · {state_text(case.state)}")
    out.facts(
        [
            (tr("Member"), case.handle if case.member else _stranger(case.handle)),
            (tr("In the group since"), case.joined_on or ""),
            (tr("Points now"), _points(seen.record)),
            (tr("Clause"), _clause(seen)),
            (tr("Severity"), severity(case.severity)),
            (tr("Outcome"), outcome_text(case.outcome) if case.outcome else ""),
            (tr("Looked after by"), case.holder_name or ""),
            (tr("Channel"), channel_text(case.channel)),
            (tr("Written at"), moment(case.occurred_at)),
            (tr("Reported at"), moment(case.reported_at)),
            (tr("Opened at"), moment(case.opened_at)),
            (tr("Due at"), "" if seen.decision else moment(case.due_at)),
            (tr("Not for you"), tr(ERRORS[case.bar.value]) if case.bar else ""),
            (tr("Second person"), _waiting(seen.waiting)),
        ]
    )
    _words(tr("Words reported"), case.quote, out)
    _words(tr("Reason given"), case.complaint, out)
    if seen.record and seen.record.sanctions:
        out.heading(tr("Sanctions of this member"))
        _sanctions(seen.record.sanctions, out)
    if seen.ladder:
        tell_proposal(seen.ladder, out)
    if seen.decision:
        tell_decision(seen.decision, out)
    _appeals(seen.appeals, out)
    for row in seen.notes:
        _words(" · ".join((tr("Note"), row.author, moment(row.at))), row.text, out)
    for entry in case.timeline:
        if entry.what is What.RETURNED:
            title = " · ".join((what_text(entry), entry.actor, moment(entry.at)))
            _words(title, entry.text, out)
    _timeline(case, out)


def _waiting(line: ProposalLine | None) -> str:
    if line is None:
        return ""
    return " · ".join((line.title, proposal_state_text(line.state), line.proposer))


def tell_proposal(ladder: LadderView, out: Output) -> None:
    """Say what the ladder proposes, and why."""
    proposal = ladder.proposal
    review = ladder.version.book.ladder.review_at_points
    out.heading(tr("The ladder proposes"))
    out.say(f"{step_text(proposal.step)} ({step_code(proposal.step)})")
    out.say(proposal_reason(proposal, ladder.balance.points, review))
    other = [*reversed(proposal.lighter), *proposal.heavier]
    if other:
        out.say(tr("Other steps: {steps}", steps=", ".join(map(step_code, other))))


def tell_decision(decision: DecisionView, out: Output) -> None:
    """Show a decision and the notice that goes to the member."""
    out.heading(tr("Decision"))
    clause = decision.clause
    out.facts(
        [
            (tr("Proposed by"), decision.proposer_name),
            (tr("Decided by"), decision.decider_name),
            (tr("Decided at"), moment(decision.at)),
            (tr("Clause"), f"{clause.number} {clause.title.text()}" if clause else ""),
            (tr("Sanction"), _imposed(decision)),
            (tr("The ladder proposed"), _departure(decision)),
            (tr("Earlier sanctions counted"), _counted(decision)),
            (tr("Takes effect at"), moment(decision.ready_at)),
            (tr("Reason"), decision.reason),
            (tr("Why not as proposed"), decision.deviation_reason),
        ]
    )
    notice = decision.notice.get(language(), "")
    sanction = decision.sanction
    if notice and sanction is not None and sanction.reversed_at is None:
        _words(tr("Notice to the member"), notice, out)


def _imposed(decision: DecisionView) -> str:
    if decision.step is None:
        return tr("No violation")
    words = step_with_points(decision.step)
    sanction = decision.sanction
    if sanction is not None and sanction.reversed_at is not None:
        when = moment(sanction.reversed_at)
        return " · ".join((words, tr("reversed {when}", when=when)))
    return words


def _departure(decision: DecisionView) -> str:
    if decision.proposed is None or decision.proposed == decision.step:
        return ""
    return step_with_points(decision.proposed)


def _counted(decision: DecisionView) -> str:
    return ", ".join(row.case_number for row in decision.counted)


def _points(record: MemberRecord | None) -> str:
    if record is None:
        return ""
    if not record.review_at_points:
        return str(record.balance.points)
    return tr(
        "{points} of {review}",
        points=record.balance.points,
        review=record.review_at_points,
    )


def _stranger(handle: str) -> str:
    return tr("{handle} (not on the member list)", handle=handle or "?")


def _clause(seen: CaseSeen) -> str:
    if seen.ladder:
        return f"{seen.ladder.clause.number} {seen.ladder.clause.title.text()}"
    return seen.case.clause or ""


def _words(title: str, text: str, out: Output) -> None:
    if text:
        out.heading(title)
        out.say(text)


def _sanctions(rows: Sequence[SanctionRow], out: Output) -> None:
    out.table(
        [
            Column(title=tr("Case")),
            Column(title=tr("Clause")),
            Column(title=tr("Sanction")),
            Column(title=tr("Points"), right=True),
            Column(title=tr("Takes effect at")),
            Column(title=tr("Reversed"), rest=True),
        ],
        [
            (
                row.case_number,
                row.clause,
                step_text(row.step),
                str(row.step.points),
                moment(row.effective_at),
                short_moment(row.reversed_at),
            )
            for row in rows
        ],
    )


def _appeals(lines: Sequence[AppealLine], out: Output) -> None:
    for line in lines:
        ruled = ruling_text(line.ruling) if line.ruling else appeal_state(line.state)
        out.heading(tr("Appeal {number}: {state}", number=line.number, state=ruled))
        out.facts(
            [
                (tr("Recorded at"), moment(line.filed_at)),
                (tr("Ruled at"), moment(line.ruled_at)),
            ]
        )


def _timeline(case: CaseView, out: Output) -> None:
    out.heading(tr("What happened"))
    out.table(
        [
            Column(title=tr("When")),
            Column(title=tr("Who"), widest=16),
            Column(title=tr("What"), rest=True),
        ],
        [(moment(e.at), e.actor, what_text(e)) for e in case.timeline],
    )
