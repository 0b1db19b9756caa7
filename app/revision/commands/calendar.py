"""What a person may do about the review calendar."""

from dataclasses import dataclass
from datetime import date

from app.ids import new_id
from app.revision.events.calendar import ClauseReviewed, ReviewDateSet
from app.revision.model.calendar import Verdict
from app.revision.queries.books import clause_of, present_version
from app.revision.queries.calendar import next_review
from app.revision.rules.calendar import check_day, check_note
from app.staff.roles import Capability
from app.times import local_day
from app.work import Act, Command, Handler, Intent


@dataclass(frozen=True, slots=True, kw_only=True)
class SetReviewDate(Command[None]):
    """Choose by which day a clause is looked at again."""

    clause: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewClause(Command[date]):
    """Record that a clause was looked at again; the value is its next day.

    Attributes:
        note: what was seen.
        next_on: by when it is looked at once more; None for the vault's setting.
    """

    clause: str
    verdict: Verdict
    note: str
    next_on: date | None = None


def set_review_date(command: SetReviewDate, act: Act) -> Intent[None]:
    """Handle `SetReviewDate`.

    Raises:
        InputError: the day is over or too far away, or there are no rules.
        NotFound: the rules have no such clause.
        NotPermitted: the role does not allow it.
    """
    act.require(Capability.DECIDE_REVISION)
    clause = clause_of(present_version(act), command.clause)
    check_day(command.due_on, local_day(act.now))
    event = ReviewDateSet(subject=new_id(), clause=clause.number, due_on=command.due_on)
    return Intent(value=None, events=[event])


def review_clause(command: ReviewClause, act: Act) -> Intent[date]:
    """Handle `ReviewClause`.

    Raises:
        InputError: the note says too little, the next day is over or too far away, or
            there are no rules.
        NotFound: the rules have no such clause.
        NotPermitted: the role does not allow it.
    """
    act.require(Capability.DECIDE_REVISION)
    version = present_version(act)
    clause = clause_of(version, command.clause)
    note = check_note(command.note)
    due_on = command.next_on or next_review(act)
    check_day(due_on, local_day(act.now))
    event = ClauseReviewed(
        subject=new_id(),
        clause=clause.number,
        book=version.id,
        verdict=command.verdict,
        due_on=due_on,
        seen=note,
    )
    return Intent(value=due_on, events=[event])


HANDLERS: dict[type, Handler] = {
    SetReviewDate: set_review_date,
    ReviewClause: review_clause,
}
