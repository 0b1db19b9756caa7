"""What a person may do about ballots: open, close and cancel them, enter votes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.chunks import chunks
from app.conflicts.queries.involvement import refuse_member
from app.errors import Conflict, InputError, NotPermitted
from app.ids import BallotId, MemberId, MotionId, VoteId, new_id
from app.journal.event import Event
from app.members.queries import handles, refuse_erased
from app.revision.commands.parts import refuse_part
from app.revision.events.ballots import (
    BallotCancelled,
    BallotClosed,
    BallotOpened,
    RollFixed,
    VoteRecorded,
    VoteStruck,
)
from app.revision.model.ballots import Choice, Entitlement, Outcome, Terms
from app.revision.model.feedback import Way
from app.revision.model.motions import AmendmentState, Stage
from app.revision.queries.ballots import (
    BallotLine,
    ballot_of,
    cast_votes,
    tally_of,
    vote_place,
)
from app.revision.queries.motions import MotionDetail, MotionView, motion_detail
from app.revision.queries.roll import RollPreview, roll_of, roll_preview
from app.revision.rules import ballots as rules
from app.revision.rules.calendar import check_day
from app.revision.rules.feedback import check_reason
from app.revision.rules.motions import refuse_stage
from app.staff.roles import Capability
from app.times import local_day
from app.work import Act, Command, Handler, Intent, found

REVIEW_AFTER = timedelta(days=180)
"""When an outcome is looked at again, unless another day is named."""

_PART = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBallot(Command[BallotId]):
    """Have members vote on a question from now on, under these terms for good.

    Attributes:
        question: may be empty where a motion says it.
        listed: platform ids of those who may vote, where a list decides.
        motion: what is voted on, with the words it has now.
    """

    question: str
    terms: Terms
    listed: tuple[str, ...] = ()
    motion: MotionId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordVote(Command[VoteId]):
    """Enter a vote that was witnessed; a later one of the same member counts instead.

    Attributes:
        cast_at: when it was cast; None for now.
        reason: why; needed for a block alone.
    """

    ballot: BallotId
    member: MemberId
    choice: Choice
    way: Way
    cast_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeVote(Command[None]):
    """Take out a vote that was entered by mistake."""

    vote: VoteId


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseBallot(Command[Outcome]):
    """Count the votes, after the last day or once everybody has voted.

    Attributes:
        review_on: when the outcome is looked at again; None for `REVIEW_AFTER`.
    """

    ballot: BallotId
    review_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelBallot(Command[None]):
    """Have a ballot come to nothing, since its terms were wrong."""

    ballot: BallotId
    reason: str


def open_ballot(command: OpenBallot, act: Act) -> Intent[BallotId]:
    """Handle `OpenBallot`.

    Raises:
        Conflict: the motion is not open for discussion, or an amendment waits.
        InputError: nothing is asked, the terms do not do, or nobody may vote.
        NotFound: there is no such motion.
        NotPermitted: the role does not allow it, or the person has a part in the
            motion.
    """
    act.require(Capability.DECIDE_REVISION)
    view = _motion(command.motion, act) if command.motion else None
    asked = command.question.strip() or (view.line.title if view else "")
    question = rules.check_question(asked)
    terms = command.terms
    rules.check_terms(terms, local_day(act.now))
    if terms.entitled_by is Entitlement.LISTED and not command.listed:
        raise InputError("ballot_list_missing")
    rule = RollPreview(
        entitled_by=terms.entitled_by,
        joined_before=terms.joined_before,
        listed=command.listed,
    )
    roll = roll_preview(rule, act)
    if not roll.members:
        raise InputError("ballot_nobody")
    ballot = BallotId(new_id())
    opened = BallotOpened(
        subject=ballot,
        question=question,
        terms=terms,
        entitled=len(roll.members),
        motion=command.motion,
        wording=view.wordings[0].ref if view else "",
    )
    return Intent(value=ballot, events=_with_roll(opened, roll.members))


def _motion(motion: MotionId, act: Act) -> MotionView:
    view = motion_detail(MotionDetail(motion=motion), act)
    refuse_part(act, motion, view.line.drafter)
    # Too few voted: nothing was decided, so it can be asked again.
    refuse_stage(view.line.stage, Stage.DISCUSSION, Stage.BELOW_QUORUM)
    if any(each.state is AmendmentState.EVALUATING for each in view.amendments):
        raise Conflict("motion_amendments_wait")
    return view


def _with_roll(opened: BallotOpened, members: tuple[MemberId, ...]) -> Iterator[Event]:
    yield opened
    for part in chunks(members, _PART):
        yield RollFixed(subject=opened.subject, members=tuple(part))


def record_vote(command: RecordVote, act: Act) -> Intent[VoteId]:
    """Handle `RecordVote`.

    Raises:
        Conflict: the ballot is closed or cancelled, the very same vote is entered
            already, or the member was erased.
        InputError: the moment lies outside the ballot's time, or a block has no reason.
        NotFound: there is no such ballot or member.
        NotPermitted: the member may not vote in it, the role does not allow it, or the
            person is, or is involved with, the member.
    """
    act.require(Capability.WRITE_REVISION)
    line = ballot_of(act, command.ballot)
    rules.check_open(line.state)
    member = command.member
    found(handles(act, [member]).get(member), "member_not_found")
    # A witness of one's own vote would be none.
    refuse_member(act, member)
    refuse_erased(act, member)
    if member not in roll_of(act, command.ballot):
        raise NotPermitted("vote_not_entitled")
    cast_at = command.cast_at or act.now
    rules.check_cast(cast_at, opened_at=line.opened_at, terms=line.terms, now=act.now)
    reason = rules.check_reason(command.choice, command.reason)
    earlier = cast_votes(act, line, [member])
    if any((v.choice, v.cast_at) == (command.choice, cast_at) for v in earlier):
        raise Conflict("vote_known")
    vote = VoteId(new_id())
    event = VoteRecorded(
        subject=vote,
        ballot=command.ballot,
        member=member,
        choice=command.choice,
        way=command.way,
        cast_at=cast_at,
        reason=reason or None,
    )
    return Intent(value=vote, events=[event], undo=StrikeVote(vote=vote))


def strike_vote(command: StrikeVote, act: Act) -> Intent[None]:
    """Handle `StrikeVote`.

    Raises:
        Conflict: the ballot is closed or cancelled, or it was struck before.
        NotFound: there is no such vote.
        NotPermitted: the role does not allow it, or the person is, or is involved with,
            the member.
    """
    act.require(Capability.WRITE_REVISION)
    place = vote_place(act, command.vote)
    refuse_member(act, place.member)
    rules.check_open(ballot_of(act, place.ballot).state)
    if place.struck:
        raise Conflict("vote_struck")
    return Intent(value=None, events=[VoteStruck(subject=command.vote)])


def close_ballot(command: CloseBallot, act: Act) -> Intent[Outcome]:
    """Handle `CloseBallot`: what it comes to follows from the votes alone.

    Raises:
        Conflict: votes can still be cast, or it is closed or cancelled already.
        InputError: the day of the review is over or too far away.
        NotFound: there is no such ballot.
        NotPermitted: the role does not allow it.
    """
    act.require(Capability.DECIDE_REVISION)
    line = ballot_of(act, command.ballot)
    rules.check_open(line.state)
    count = tally_of(act, line)
    rules.check_closing(line.terms, count, act.now)
    today = local_day(act.now)
    review_on = command.review_on or today + REVIEW_AFTER
    check_day(review_on, today)
    came_to = rules.result(line.terms, count).outcome
    event = BallotClosed(
        subject=command.ballot, came_to=came_to, tally=count, review_on=review_on
    )
    return Intent(value=came_to, events=[event])


def cancel_ballot(command: CancelBallot, act: Act) -> Intent[None]:
    """Handle `CancelBallot`; once votes can no longer be cast it is too late.

    Raises:
        Conflict: its time is over, so that it is to be counted, or it is closed or
            cancelled already.
        InputError: the reason says too little.
        NotFound: there is no such ballot.
        NotPermitted: the role does not allow it, or the person has a part in the
            motion: who is about to lose does not stop the counting.
    """
    act.require(Capability.DECIDE_REVISION)
    line: BallotLine = ballot_of(act, command.ballot)
    rules.check_open(line.state)
    if line.motion is not None:
        view = motion_detail(MotionDetail(motion=line.motion), act)
        refuse_part(act, line.motion, view.line.drafter)
    if act.now >= rules.closes_at(line.terms):
        raise Conflict("ballot_to_count")
    reason = check_reason(command.reason)
    event = BallotCancelled(subject=command.ballot, reason=reason)
    return Intent(value=None, events=[event])


HANDLERS: dict[type, Handler] = {
    OpenBallot: open_ballot,
    RecordVote: record_vote,
    StrikeVote: strike_vote,
    CloseBallot: close_ballot,
    CancelBallot: cancel_ballot,
}
