"""What a person may do about cases: open, take, triage, decide."""

from dataclasses import dataclass
from datetime import datetime

from app.cases.events import (
    CaseDecided,
    CaseReleased,
    CaseTaken,
    CaseTriaged,
    DecisionRetracted,
)
from app.cases.model import CaseAction, CaseState
from app.cases.queries.cases import CaseDetail, CaseView, case_detail, case_view
from app.cases.queries.decisions import decision_view, is_appealed
from app.cases.queries.sanctions import LadderView, ProposalFor, proposal_for
from app.cases.rules import (
    HOLDING_WINDOW,
    INVOLVED,
    DecisionDraft,
    check_decision,
    due_at,
    refuse_part,
    sanction_times,
    transition,
)
from app.conflicts.queries.involvement import refuse_case
from app.errors import Conflict, NotPermitted
from app.ids import CaseId, SanctionId, new_id
from app.rulebook.model import Severity, Step
from app.staff.roles import Capability
from app.work import Act, Command, Handler, Intent


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeCase(Command[None]):
    """Look after a case."""

    case: CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseCase(Command[None]):
    """Give a case back to the queue."""

    case: CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageCase(Command[None]):
    """Say which clause a case is about, and how grave it is.

    Attributes:
        severity: None for the clause's own.
    """

    case: CaseId
    clause: str
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What came of `DecideCase`.

    Attributes:
        sanction: id of what was imposed; None for no violation.
        ready_at: when it takes effect and the notice may go out.
        undo_until: until when it can be undone.
    """

    id: str
    case: CaseId
    sanction: SanctionId | None
    ready_at: datetime | None
    undo_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideCase(Command[Decision]):
    """Decide a case.

    Attributes:
        clause: number of the clause broken; None for no violation.
        severity: None for the clause's own.
        step: what to impose; None, with a clause, for what the ladder proposes.
        reason: why, as the member reads it.
        deviation_reason: why it is not what the ladder proposes.
    """

    case: CaseId
    clause: str | None
    reason: str
    severity: Severity | None = None
    step: Step | None = None
    deviation_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetractDecision(Command[None]):
    """Undo one's own decision within the holding window."""

    case: CaseId
    decision: str


def _case(case: CaseId, act: Act) -> CaseView:
    act.require(Capability.DECIDE_CASES)
    view = case_detail(CaseDetail(case=case), act)
    refuse_part(view.bar)
    # Who approves a proposal finds the case with whoever proposed it.
    if view.holder not in {None, act.person, act.proposer}:
        raise Conflict("case_taken")
    return view


def take_case(command: TakeCase, act: Act) -> Intent[None]:
    """Handle `TakeCase`.

    Raises:
        Conflict: it is decided, or somebody looks after it already.
        NotPermitted: the person has a part in it.
    """
    view = _case(command.case, act)
    if view.state is CaseState.DECIDED:
        raise Conflict("case_already_decided")
    if view.holder is not None:
        raise Conflict("case_taken")
    return Intent(
        value=None,
        events=[CaseTaken(subject=command.case)],
        undo=ReleaseCase(case=command.case),
    )


def release_case(command: ReleaseCase, act: Act) -> Intent[None]:
    """Handle `ReleaseCase`.

    Raises:
        Conflict: nobody looks after it, or somebody else does and the person is
            not entitled to give it back for them.
        NotPermitted: the person is involved with it, and somebody else looks after it.
    """
    act.require(Capability.DECIDE_CASES)
    view = case_view(act, command.case)
    if view.holder != act.person:
        refuse_case(act, command.case)
        if view.holder is None or not act.may(Capability.ASSIGN_CASES):
            raise Conflict("case_not_yours")
    return Intent(value=None, events=[CaseReleased(subject=command.case)])


def triage_case(command: TriageCase, act: Act) -> Intent[None]:
    """Handle `TriageCase`; also for correcting an earlier triage.

    Raises:
        NotFound: the rules of that day have no such clause.
        NotPermitted: the person has a part in it.
    """
    view = _case(command.case, act)
    if view.state is not CaseState.DECIDING:
        transition(view.state, CaseAction.TRIAGE)
    ladder = _ladder(command.case, command.clause, command.severity, act)
    severity = ladder.proposal.severity
    event = CaseTriaged(
        subject=command.case,
        clause=command.clause,
        severity=severity,
        due_at=due_at(view.opened_at, severity),
    )
    return Intent(value=None, events=[event])


def _ladder(
    case: CaseId, clause: str, severity: Severity | None, act: Act
) -> LadderView:
    return proposal_for(ProposalFor(case=case, clause=clause, severity=severity), act)


def decide_case(command: DecideCase, act: Act) -> Intent[Decision]:
    """Handle `DecideCase`.

    Raises:
        Conflict: it is decided already.
        InputError: a reason is missing.
        NotFound: the rules of that day have no such clause.
        NotPermitted: the person has a part in it.
    """
    view = _case(command.case, act)
    if view.state is CaseState.DECIDED:
        raise Conflict("case_already_decided")
    transition(view.state, CaseAction.DECIDE)
    ladder = (
        _ladder(command.case, command.clause, command.severity, act)
        if command.clause is not None
        else None
    )
    step = command.step or (ladder.proposal.step if ladder else None)
    check_decision(
        DecisionDraft(
            clause_number=command.clause,
            step=step,
            reason=command.reason,
            deviation_reason=command.deviation_reason,
        ),
        ladder.proposal if ladder else None,
    )
    event = _decided(command, view, ladder, step, act)
    value = Decision(
        id=event.decision,
        case=command.case,
        sanction=event.sanction,
        ready_at=event.effective_at,
        undo_until=act.now + HOLDING_WINDOW,
    )
    undo = RetractDecision(case=command.case, decision=event.decision)
    return Intent(value=value, events=[event], undo=undo)


def _decided(
    command: DecideCase,
    view: CaseView,
    ladder: LadderView | None,
    step: Step | None,
    act: Act,
) -> CaseDecided:
    decision = new_id()
    reason = command.reason.strip()
    if ladder is None or step is None:
        return CaseDecided(
            subject=command.case,
            decision=decision,
            member=view.member,
            proposed_by=act.proposer,
            reason=reason,
        )
    times = sanction_times(act.now, step, ladder.version.book.ladder.points_expire_days)
    proposal = ladder.proposal
    return CaseDecided(
        subject=command.case,
        decision=decision,
        clause=ladder.clause.number,
        offence_class=ladder.clause.offence_class,
        rulebook=ladder.version.id,
        version=ladder.version.version,
        severity=proposal.severity,
        proposed=proposal.step,
        step=step,
        ordinal=proposal.ordinal,
        window_days=proposal.window_days,
        counted=tuple(prior.sanction_id for prior in proposal.counted),
        member=view.member,
        sanction=SanctionId(new_id()),
        effective_at=times.effective_at,
        ends_at=times.ends_at,
        points_expire_at=times.points_expire_at,
        proposed_by=act.proposer,
        reason=reason,
        deviation_reason=command.deviation_reason.strip() or None,
    )


def retract_decision(command: RetractDecision, act: Act) -> Intent[None]:
    """Handle `RetractDecision`; whoever is involved no longer looks after the case.

    Raises:
        Conflict: the holding window is over, it no longer stands, or an appeal has
            come.
        NotPermitted: somebody else decided.
    """
    act.require(Capability.DECIDE_CASES)
    view = case_view(act, command.case)
    decision = decision_view(act, command.case)
    if decision is None or view.decision != command.decision:
        raise Conflict("undo_no_longer_possible")
    if is_appealed(act, decision.id):
        # Whoever appealed is owed a ruling, not silence.
        raise Conflict("undo_no_longer_possible")
    if act.person not in {decision.decider, decision.proposer}:
        raise NotPermitted("undo_only_own")
    if act.now >= decision.at + HOLDING_WINDOW:
        raise Conflict("undo_window_over")
    transition(view.state, CaseAction.RETRACT)
    event = DecisionRetracted(subject=command.case, decision=command.decision)
    given_back = [CaseReleased(subject=command.case)] if view.bar in INVOLVED else []
    return Intent(value=None, events=[event, *given_back])


HANDLERS: dict[type, Handler] = {
    TakeCase: take_case,
    ReleaseCase: release_case,
    TriageCase: triage_case,
    DecideCase: decide_case,
    RetractDecision: retract_decision,
}
