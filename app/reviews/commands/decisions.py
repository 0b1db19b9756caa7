"""What a lead may do about moderators' decisions: agree, or give them back."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from app.cases.model import CaseAction
from app.cases.queries.cases import CaseDetail, case_detail, case_view
from app.cases.queries.decisions import is_appealed
from app.cases.rules import HOLDING_WINDOW, transition
from app.conflicts.queries.involvement import refuse_case
from app.errors import Conflict, NotPermitted
from app.journal.event import Event
from app.reviews.events import (
    DecisionAgreed,
    DecisionPassed,
    DecisionReturned,
    ReviewUndone,
)
from app.reviews.model import ReviewState
from app.reviews.queries import (
    Waiting,
    has_part,
    review_made,
    waiting_review,
    waiting_reviews,
)
from app.reviews.rules import check_note, check_review
from app.staff.roles import Capability
from app.work import Act, Command, Handler, Intent

PASSED_AT_ONCE = 500
"""Decisions that were not drawn and are closed with one that was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeWithDecision(Command[None]):
    """Say that a moderator's decision is right."""

    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnDecision(Command[None]):
    """Give a decision back: its sanction is reversed, its decider decides again.

    Attributes:
        note: what to look at; it stands in the case's timeline.
    """

    decision: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoReview(Command[None]):
    """Take back one's own agreement or return within the holding window."""

    decision: str


def agree_with_decision(command: AgreeWithDecision, act: Act) -> Intent[None]:
    """Handle `AgreeWithDecision`.

    Raises:
        Conflict: somebody has looked at it, it was undone, or an appeal came.
        NotFound: there is no such decision.
        NotPermitted: the role does not allow it, or the person has a part in it.
    """
    waiting = _reviewed(command.decision, act)
    agreed = DecisionAgreed(subject=waiting.case, decision=waiting.id)
    return _intent(waiting, agreed, act)


def return_decision(command: ReturnDecision, act: Act) -> Intent[None]:
    """Handle `ReturnDecision`.

    Raises:
        Conflict: somebody has looked at it, it no longer stands, or an appeal came.
        InputError: the note is too short.
        NotFound: there is no such decision.
        NotPermitted: the role does not allow it, or the person has a part in it.
    """
    waiting = _reviewed(command.decision, act)
    check_note(command.note)
    case = case_detail(CaseDetail(case=waiting.case), act)
    if case.decision != waiting.id:
        raise Conflict("review_closed")
    transition(case.state, CaseAction.RETURN)
    returned = DecisionReturned(
        subject=waiting.case, decision=waiting.id, note=command.note.strip()
    )
    return _intent(waiting, returned, act)


def _reviewed(decision: str, act: Act) -> Waiting:
    act.require(Capability.REVIEW_DECISIONS)
    waiting, state = waiting_review(act, decision)
    refuse_case(act, waiting.case)
    if has_part(act, waiting):
        raise NotPermitted("review_own_part")
    check_review(state, is_appealed=is_appealed(act, decision))
    return waiting


def _intent(waiting: Waiting, event: Event, act: Act) -> Intent[None]:
    return Intent(
        value=None,
        events=[event, *islice(_passed(waiting, act), PASSED_AT_ONCE)],
        undo=UndoReview(decision=waiting.id),
    )


def _passed(waiting: Waiting, act: Act) -> Iterator[DecisionPassed]:
    """Yield older decisions that were not drawn, so that lists need not skip them."""
    for older in waiting_reviews(act, None, waiting.key):
        if not older.is_due:
            yield DecisionPassed(subject=older.case, decision=older.id)


def undo_review(command: UndoReview, act: Act) -> Intent[None]:
    """Handle `UndoReview`; who became involved since can still take it back.

    Raises:
        Conflict: there is no review, the holding window is over, or the case has
            gone on since.
        NotPermitted: somebody else made it.
    """
    act.require(Capability.REVIEW_DECISIONS)
    made = review_made(act, command.decision)
    if made is None:
        raise Conflict("undo_no_longer_possible")
    if made.reviewer != act.person:
        raise NotPermitted("undo_only_own_review")
    if act.now >= made.at + HOLDING_WINDOW:
        raise Conflict("undo_no_longer_possible")
    waiting, state = waiting_review(act, command.decision)
    if state is ReviewState.RETURNED and _went_on(waiting, act):
        raise Conflict("undo_no_longer_possible")
    return Intent(
        value=None,
        events=[ReviewUndone(subject=waiting.case, decision=waiting.id)],
    )


def _went_on(waiting: Waiting, act: Act) -> bool:
    return case_view(act, waiting.case).decision is not None


HANDLERS: dict[type, Handler] = {
    AgreeWithDecision: agree_with_decision,
    ReturnDecision: return_decision,
    UndoReview: undo_review,
}
