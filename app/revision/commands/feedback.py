"""What a person may do about feedback: record, sort, strike and answer it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.appeals.queries import AppealDetail, appeal_detail
from app.errors import Conflict, InputError
from app.ids import AppealId, FeedbackId, MemberId, MotionId, new_id
from app.members.queries import handles, refuse_erased
from app.revision.events.feedback import (
    AnswerWithdrawn,
    FeedbackAnswered,
    FeedbackRecorded,
    FeedbackSorted,
    FeedbackStruck,
)
from app.revision.model.feedback import FeedbackState, Reply, Stance, Way
from app.revision.queries.books import clause_of, present_version
from app.revision.queries.feedback import FeedbackLine, appeal_known, feedback_of
from app.revision.queries.motions import MotionDetail, motion_detail
from app.revision.rules.feedback import (
    check_reason,
    check_received,
    check_words,
    refuse_unless,
)
from app.rulebook.queries import Versions, versions
from app.rulebook.rules import version_in_force
from app.staff.roles import Capability
from app.times import local_day
from app.work import Act, Command, Handler, Intent, found


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFeedback(Command[FeedbackId]):
    """Record by hand what somebody said about a clause.

    Attributes:
        received_on: the community's day; None for today.
        member: who said it, where they are on the list.
        said_by: account or name of who is not; may be empty.
    """

    clause: str
    way: Way
    stance: Stance
    words: str
    received_on: date | None = None
    member: MemberId | None = None
    said_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAppealAsFeedback(Command[FeedbackId]):
    """Count what an appeal says as feedback; its statement is not copied.

    Attributes:
        clause: which it is about; empty for the one the decision cited.
    """

    appeal: AppealId
    stance: Stance
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SortFeedback(Command[None]):
    """Say which clause feedback is about, and what it says of it."""

    feedback: FeedbackId
    clause: str
    stance: Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeFeedback(Command[None]):
    """Take out feedback that was entered by mistake; it counts nowhere."""

    feedback: tuple[FeedbackId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFeedback(Command[None]):
    """Answer feedback, one piece or several that say the same.

    Attributes:
        reason: why, as members read it.
        motion: which it led to, if to any.
    """

    feedback: tuple[FeedbackId, ...]
    answer: Reply
    reason: str
    motion: MotionId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAnswers(Command[None]):
    """Take answers back; the feedback waits for others."""

    feedback: tuple[FeedbackId, ...]


def record_feedback(command: RecordFeedback, act: Act) -> Intent[FeedbackId]:
    """Handle `RecordFeedback`; whoever is involved can take in, as a report.

    Raises:
        Conflict: the member was erased.
        InputError: nothing is said, the day lies ahead, or there are no rules.
        NotFound: the rules have no such clause, or the list no such member.
        NotPermitted: the role does not allow it.
    """
    act.require(Capability.WRITE_REVISION)
    clause = clause_of(present_version(act), command.clause)
    words = check_words(command.words)
    day = command.received_on or local_day(act.now)
    check_received(day, local_day(act.now))
    if command.member is not None:
        found(handles(act, [command.member]).get(command.member), "member_not_found")
        refuse_erased(act, command.member)
    version = version_in_force([*reversed(versions(Versions(), act))], day)
    event = FeedbackRecorded(
        subject=new_id(),
        clause=clause.number,
        way=command.way,
        stance=command.stance,
        received_on=day,
        book=version.id if version else None,
        member=command.member,
        words=words,
        said_by=command.said_by.strip() or None if command.member is None else None,
    )
    return _recorded(event)


def _recorded(event: FeedbackRecorded) -> Intent[FeedbackId]:
    feedback = FeedbackId(event.subject)
    undo = StrikeFeedback(feedback=(feedback,))
    return Intent(value=feedback, events=[event], undo=undo)


def file_appeal_as_feedback(
    command: FileAppealAsFeedback, act: Act
) -> Intent[FeedbackId]:
    """Handle `FileAppealAsFeedback`.

    Raises:
        Conflict: it counts as feedback on this clause already.
        InputError: there are no rules.
        NotFound: there is no such appeal, or the rules have no such clause.
        NotPermitted: the role does not allow it, or the person is involved with the
            case.
    """
    act.require(Capability.WRITE_REVISION)
    view = appeal_detail(AppealDetail(appeal=command.appeal), act)
    named = command.clause.strip() or view.line.clause
    clause = clause_of(present_version(act), named).number
    if appeal_known(act, command.appeal, clause):
        raise Conflict("feedback_known")
    cited = view.decision.clause is not None and named == view.line.clause
    event = FeedbackRecorded(
        subject=new_id(),
        clause=clause,
        way=Way.APPEAL,
        stance=command.stance,
        received_on=local_day(view.received_at),
        book=view.decision.rulebook if cited else present_version(act).id,
        case=view.line.case,
        appeal=command.appeal,
    )
    return _recorded(event)


def sort_feedback(command: SortFeedback, act: Act) -> Intent[None]:
    """Handle `SortFeedback`; what it says already is no change.

    Raises:
        Conflict: it was answered or struck.
        InputError: there are no rules.
        NotFound: there is no such feedback, or the rules have no such clause.
        NotPermitted: the role does not allow it, or the person is involved with who
            said it.
    """
    act.require(Capability.WRITE_REVISION)
    (line,) = feedback_of(act, [command.feedback])
    refuse_unless(line.state, FeedbackState.OPEN)
    clause = clause_of(present_version(act), command.clause).number
    if (line.clause, line.stance) == (clause, command.stance):
        return Intent(value=None, events=[])
    event = FeedbackSorted(
        subject=command.feedback, clause=clause, stance=command.stance
    )
    return Intent(value=None, events=[event])


def strike_feedback(command: StrikeFeedback, act: Act) -> Intent[None]:
    """Handle `StrikeFeedback`.

    Raises:
        Conflict: it was answered or struck.
        InputError: none is named.
        NotFound: there is no such feedback.
        NotPermitted: the role does not allow it, or the person is involved with who
            said it.
    """
    act.require(Capability.WRITE_REVISION)
    lines = _chosen(command.feedback, FeedbackState.OPEN, act)
    return Intent(value=None, events=[FeedbackStruck(subject=e.id) for e in lines])


def answer_feedback(command: AnswerFeedback, act: Act) -> Intent[None]:
    """Handle `AnswerFeedback`: all of them in one commit, or none.

    Raises:
        Conflict: one was answered, struck or erased.
        InputError: none is named, or the reason says too little.
        NotFound: there is no such feedback or motion.
        NotPermitted: the role does not allow it, or the person is involved with who
            said it.
    """
    act.require(Capability.DECIDE_REVISION)
    lines = _chosen(command.feedback, FeedbackState.OPEN, act)
    reason = check_reason(command.reason)
    if act.erased(command.feedback):
        raise Conflict("feedback_erased")
    if command.motion is not None:
        motion_detail(MotionDetail(motion=command.motion), act)
    return Intent(
        value=None,
        events=[
            FeedbackAnswered(
                subject=line.id,
                answer=command.answer,
                motion=command.motion,
                reason=reason,
            )
            for line in lines
        ],
        undo=WithdrawAnswers(feedback=command.feedback),
    )


def withdraw_answers(command: WithdrawAnswers, act: Act) -> Intent[None]:
    """Handle `WithdrawAnswers`.

    Raises:
        Conflict: one has no answer, or was struck.
        InputError: none is named.
        NotFound: there is no such feedback.
        NotPermitted: the role does not allow it, or the person is involved with who
            said it.
    """
    act.require(Capability.DECIDE_REVISION)
    lines = _chosen(command.feedback, FeedbackState.ANSWERED, act)
    return Intent(value=None, events=[AnswerWithdrawn(subject=e.id) for e in lines])


def _chosen(
    feedback: Sequence[FeedbackId], state: FeedbackState, act: Act
) -> Sequence[FeedbackLine]:
    """Return several pieces of feedback, each once, that stand where they should."""
    if not feedback:
        raise InputError("feedback_none_chosen")
    lines = feedback_of(act, [*dict.fromkeys(feedback)])
    for line in lines:
        refuse_unless(line.state, state)
    return lines


HANDLERS: dict[type, Handler] = {
    RecordFeedback: record_feedback,
    FileAppealAsFeedback: file_appeal_as_feedback,
    SortFeedback: sort_feedback,
    StrikeFeedback: strike_feedback,
    AnswerFeedback: answer_feedback,
    WithdrawAnswers: withdraw_answers,
}
