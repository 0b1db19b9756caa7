"""Pure decisions about cases: states, clocks, labels, who may decide what."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.cases.model import CaseAction, CaseState
from app.errors import Conflict, InputError, NotPermitted
from app.ids import MemberId
from app.rulebook.checks import LONGEST_DAYS, ProblemCode, step_problem
from app.rulebook.model import Severity, Step
from app.rulebook.rules import Proposal
from app.times import DEFAULT_ZONE, local_day

HOLDING_WINDOW = timedelta(minutes=5)
"""How long a decision can be undone before its sanction takes effect."""

REASON_LEAST = 10
"""Fewest characters of a reason; less explains nothing."""

DEADLINE_HOURS = {Severity.HIGH: 6, Severity.MEDIUM: 24, Severity.LOW: 48}
"""Hours from opening within which a case should be decided."""

_TRANSITIONS: dict[CaseAction, tuple[frozenset[CaseState], CaseState]] = {
    CaseAction.TRIAGE: (frozenset({CaseState.TRIAGE}), CaseState.DECIDING),
    CaseAction.UNTRIAGE: (frozenset({CaseState.DECIDING}), CaseState.TRIAGE),
    # A decision names clause and severity itself, so triage may be passed over.
    CaseAction.DECIDE: (
        frozenset({CaseState.TRIAGE, CaseState.DECIDING}),
        CaseState.DECIDED,
    ),
    CaseAction.RETRACT: (frozenset({CaseState.DECIDED}), CaseState.DECIDING),
    CaseAction.REMAND: (frozenset({CaseState.DECIDED}), CaseState.DECIDING),
    CaseAction.RETURN: (frozenset({CaseState.DECIDED}), CaseState.DECIDING),
}


class AlreadyInState(Conflict):
    """The case is where the action would bring it: somebody came first."""

    def __init__(self) -> None:
        super().__init__("case_already_in_state")


class InvalidTransition(InputError):
    """The action does not apply to a case in this state."""

    def __init__(self) -> None:
        super().__init__("case_transition_invalid")


def transition(state: CaseState, action: CaseAction) -> CaseState:
    """Return the state an action leads to; every move of a case passes here.

    Raises:
        AlreadyInState: the case is already there.
        InvalidTransition: the action cannot be taken in this state.
    """
    sources, target = _TRANSITIONS[action]
    if state in sources:
        return target
    if state is target:
        raise AlreadyInState
    raise InvalidTransition


def due_at(opened_at: datetime, severity: Severity | None) -> datetime:
    """Return when a case should be decided; before triage it counts as medium."""
    return opened_at + timedelta(hours=DEADLINE_HOURS[severity or Severity.MEDIUM])


def feed_letter(index: int) -> str:
    """Return the letters of a feed in case numbers: none, then B to Z, then AA.

    Args:
        index: place of the feed in the vault's history, 0 for the first.
    """
    letters = ""
    rest = index + 1 if index else 0
    while rest:
        rest, place = divmod(rest - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def case_number(
    opened_at: datetime,
    letters: str,
    sequence: int,
    zone: ZoneInfo = DEFAULT_ZONE,
) -> str:
    """Return a case's label, `GD-2611-0417`; later feeds carry a letter.

    Args:
        opened_at: when it was opened; year and month are the community's.
        letters: `feed_letter` of the feed that opened it.
        sequence: its place among that feed's cases of that month, from 1.
        zone: where the community lives.
    """
    day = local_day(opened_at, zone)
    return f"GD-{day:%y%m}-{letters}{sequence:04d}"


def conduct_at(
    occurred_at: datetime | None, reported_at: datetime | None, opened_at: datetime
) -> datetime:
    """Return the moment whose rules apply: of the conduct, else of its report.

    Nothing happened after its case was opened: a date beyond that is a slip of the
    pen, and must not bring rules to bear that are not yet in force.
    """
    return min(occurred_at or reported_at or opened_at, opened_at)


class Part(StrEnum):
    """Why a person has no say in a case; the value is the error's code."""

    OWN = "case_own_part"
    RECUSED = "case_recused"
    CONFLICT = "case_conflict"
    SET_ASIDE = "case_set_aside"


INVOLVED = frozenset({Part.OWN, Part.RECUSED, Part.CONFLICT})
"""Parts that are an interest in the case: it is not even seen. Whose decision was set
aside has none; they may read on, and only decide no more."""


def part_in_case(
    *,
    actor_members: AbstractSet[str],
    case_members: AbstractSet[MemberId],
    recused: bool = False,
    conflicted: bool = False,
    set_aside: bool = False,
) -> Part | None:
    """Return why somebody may not act in a case, or None if they may.

    Args:
        actor_members: members linked to the person, merged profiles included.
        case_members: members of the case known to this vault: whom it is about,
            and who reported it where that can be read.
        recused: whether the person stands aside in this case.
        conflicted: whether the register of conflicts names it for the person.
        set_aside: whether a ruling set aside this person's decision in it; only
            somebody else may then decide anew.
    """
    if actor_members & case_members:
        return Part.OWN
    if recused:
        return Part.RECUSED
    if conflicted:
        return Part.CONFLICT
    return Part.SET_ASIDE if set_aside else None


def refuse_part(part: Part | None) -> None:
    """Let pass a person who has no part.

    Raises:
        NotPermitted: there is a part.
    """
    if part is not None:
        raise NotPermitted(part.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionTimes:
    """When a sanction begins and ends.

    Attributes:
        effective_at: when it takes effect.
        ends_at: when a mute, restriction or suspension ends; None for everything else.
        points_expire_at: from this moment on its points count no longer.
    """

    effective_at: datetime
    ends_at: datetime | None
    points_expire_at: datetime


def sanction_times(
    decided_at: datetime, step: Step, points_expire_days: int
) -> SanctionTimes:
    """Return a new sanction's times; it takes effect after the holding window."""
    return times_from(decided_at + HOLDING_WINDOW, step, points_expire_days)


def times_from(
    effective_at: datetime, step: Step, points_expire_days: int
) -> SanctionTimes:
    """Return the times of a sanction that takes effect at this moment."""
    timed = step.kind.is_timed
    return SanctionTimes(
        effective_at=effective_at,
        ends_at=effective_at + timedelta(days=step.days) if timed else None,
        points_expire_at=effective_at + timedelta(days=points_expire_days),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDraft:
    """What somebody is about to decide.

    Attributes:
        clause_number: the clause found broken; None where none was.
        step: what is imposed; None for no violation.
        reason: why, as the member may read it.
        deviation_reason: why the step is not the proposed one, if it is not.
    """

    clause_number: str | None
    step: Step | None
    reason: str
    deviation_reason: str = ""


def deviates(step: Step, proposed: Step) -> bool:
    """Return whether a step is another than the proposed one, points included."""
    return step != proposed


def check_decision(draft: DecisionDraft, proposal: Proposal | None) -> None:
    """Let pass a decision that is complete and reasoned.

    Args:
        draft: the decision.
        proposal: what the ladder proposed; needed for a violation.

    Raises:
        InputError: what is missing, or does not fit together.
    """
    check_reason(draft.reason, "decision_reason_too_short")
    if draft.step is None:
        return
    if not (draft.clause_number or "").strip():
        raise InputError("decision_clause_missing")
    if proposal is None:
        raise InputError("decision_subject_unknown")
    check_step(draft.step)
    if deviates(draft.step, proposal.step):
        check_reason(draft.deviation_reason, "decision_deviation_reason_too_short")


def check_reason(reason: str, code: str) -> None:
    """Let pass a reason of enough characters, spaces apart.

    Raises:
        InputError: with this code; `{least}` tells how many are needed.
    """
    if len("".join(reason.split())) < REASON_LEAST:
        raise InputError(code, least=REASON_LEAST)


def check_step(step: Step) -> None:
    """Let pass a step that can be imposed.

    Raises:
        InputError: days are missing or out of place, points negative.
    """
    match step_problem(step):
        case None:
            return
        case ProblemCode.DAYS_MISSING:
            raise InputError("step_days_missing", most=LONGEST_DAYS)
        case ProblemCode.DAYS_WITHOUT_TERM:
            raise InputError("step_days_without_term")
        case _:
            raise InputError("step_points_negative")
