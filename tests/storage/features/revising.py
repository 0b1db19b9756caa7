"""The revision's part of the lists of every question and every command."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from app.ids import AppealId, FeedbackId
from app.revision.commands.amendments import (
    DecideAmendment,
    DraftAmendment,
    EditAmendment,
    PromoteAmendment,
    SubmitAmendment,
    WithdrawAmendment,
)
from app.revision.commands.ballots import (
    CancelBallot,
    CloseBallot,
    OpenBallot,
    RecordVote,
    StrikeVote,
)
from app.revision.commands.calendar import ReviewClause, SetReviewDate
from app.revision.commands.feedback import (
    AnswerFeedback,
    FileAppealAsFeedback,
    RecordFeedback,
    SortFeedback,
    StrikeFeedback,
    WithdrawAnswers,
)
from app.revision.commands.motions import (
    DraftMotion,
    EditMotion,
    OpenMotion,
    WithdrawMotion,
)
from app.revision.commands.surveys import ImportFeedback
from app.revision.commands.takeover import GiveBack, TakeOver
from app.revision.commands.votes import ImportVotes
from app.revision.model.ballots import Choice, Entitlement, Terms
from app.revision.model.calendar import Verdict
from app.revision.model.feedback import Reply, Stance, Way
from app.revision.queries.ballots import (
    BallotByStart,
    BallotDetail,
    BallotList,
    VotesOf,
)
from app.revision.queries.calendar import (
    ReviewCalendar,
    ReviewsDue,
    ReviewsOfClause,
)
from app.revision.queries.feedback import (
    FeedbackByClause,
    FeedbackByStart,
    FeedbackDetail,
    FeedbackFileKnown,
    FeedbackKnown,
    FeedbackPage,
    FeedbackQueue,
)
from app.revision.queries.intake import VotesPreview
from app.revision.queries.motions import MotionByStart, MotionDetail, MotionList
from app.revision.queries.outcomes import AwaitingDraft, RevisionLog
from app.revision.queries.roll import RollPreview
from app.staff.roles import Capability
from app.work import Command, Query
from tests.polled import polled, star_row
from tests.revised import CHANGED, SEEN, Revised

APART = {
    "ReviewCalendar": "clauses",
    "ReviewsDue": "clauses",
    "ReviewsOfClause": "clauses",
    "FeedbackByClause": "figures of the whole community",
    "FeedbackPage": "nobody said anything here; see test_revision_feedback",
    "FeedbackDetail": "nobody said anything here; see test_revision_feedback",
    "FeedbackByStart": "nobody said anything here; see test_revision_feedback",
    "FeedbackFileKnown": "a file",
    "FeedbackKnown": "a file",
    "BallotList": "ballots and figures of the whole community",
    "BallotDetail": "a ballot and figures of the whole community",
    "BallotByStart": "a ballot",
    "VotesPreview": "a file; see test_revision_votes",
    "VotesOf": "nobody voted here; see test_revision_ballots",
    "MotionList": "motions; see test_revision_motions for their authors",
    "MotionDetail": "a motion; see test_revision_motions for its author",
    "MotionByStart": "a motion",
    "AwaitingDraft": "motions",
    "RevisionLog": "answers and figures for everybody",
    "RollPreview": "who may vote is fixed of everybody",
}
"""Questions that lead to no member, case, appeal or note, and why."""


def questions(about: Revised) -> Iterator[Query[Any]]:
    """Yield what is asked about the revision."""
    yield from (ReviewCalendar(), ReviewsDue(), ReviewsOfClause(clause="3.2"))
    yield from (FeedbackPage(queue=queue) for queue in FeedbackQueue)
    yield from (FeedbackByClause(), FeedbackFileKnown(sha256="0" * 64))
    yield FeedbackKnown(keys=("0" * 32,))
    yield FeedbackDetail(feedback=FeedbackId(about.open))
    yield FeedbackByStart(start=about.open)
    yield from (BallotList(), BallotDetail(ballot=about.ballot))
    yield from (BallotByStart(start=about.ballot), VotesOf(ballot=about.ballot))
    yield VotesPreview(ballot=about.ballot, file=polled(star_row(1, "", "3.2", "太严")))
    yield RollPreview(entitled_by=Entitlement.ALL)
    yield from (MotionList(), MotionDetail(motion=about.motion))
    yield MotionByStart(start=about.motion)
    yield from (AwaitingDraft(), RevisionLog())


ANSWERED: Mapping[type[Query[Any]], Capability | None] = {
    type(each): None for each in questions(Revised())
} | {VotesPreview: Capability.WRITE_REVISION}
"""What a question needs: nearly all are for everybody on the staff."""

NEEDED: Mapping[type[Command[Any]], Capability | None] = {
    SetReviewDate: Capability.DECIDE_REVISION,
    ReviewClause: Capability.DECIDE_REVISION,
    RecordFeedback: Capability.WRITE_REVISION,
    FileAppealAsFeedback: Capability.WRITE_REVISION,
    ImportFeedback: Capability.WRITE_REVISION,
    SortFeedback: Capability.WRITE_REVISION,
    StrikeFeedback: Capability.WRITE_REVISION,
    AnswerFeedback: Capability.DECIDE_REVISION,
    WithdrawAnswers: Capability.DECIDE_REVISION,
    OpenBallot: Capability.DECIDE_REVISION,
    CloseBallot: Capability.DECIDE_REVISION,
    CancelBallot: Capability.DECIDE_REVISION,
    RecordVote: Capability.WRITE_REVISION,
    StrikeVote: Capability.WRITE_REVISION,
    ImportVotes: Capability.WRITE_REVISION,
    DraftMotion: Capability.WRITE_REVISION,
    EditMotion: Capability.WRITE_REVISION,
    OpenMotion: Capability.WRITE_REVISION,
    WithdrawMotion: Capability.WRITE_REVISION,
    DraftAmendment: Capability.WRITE_REVISION,
    EditAmendment: Capability.WRITE_REVISION,
    SubmitAmendment: Capability.WRITE_REVISION,
    DecideAmendment: Capability.DECIDE_REVISION,
    WithdrawAmendment: Capability.WRITE_REVISION,
    PromoteAmendment: Capability.WRITE_REVISION,
    TakeOver: Capability.DECIDE_REVISION,
    GiveBack: Capability.DECIDE_REVISION,
}
"""What a command needs."""


def _motions(about: Revised) -> Iterator[Command[Any]]:
    words, draft = CHANGED, about.draft
    yield DraftMotion(title="改", clauses=words, why="太严")
    yield EditMotion(motion=draft, title="改", clauses=words, why="太严")
    yield from (OpenMotion(motion=draft), WithdrawMotion(motion=draft))
    yield DraftAmendment(motion=about.motion, clauses=words, why="更短")
    yield EditAmendment(amendment=about.amending, clauses=words, why="最短")
    yield SubmitAmendment(amendment=about.amending)
    yield DecideAmendment(amendment=about.waiting, is_accepted=True, reason=SEEN)
    yield WithdrawAmendment(amendment=about.amending)
    yield PromoteAmendment(amendment=about.rejected, title="另一份")
    yield TakeOver(motion=about.passed, draft=about.rules)
    yield GiveBack(motion=about.taken)


def _terms(closes_on: date) -> Terms:
    return Terms(
        quorum=50,
        threshold=50,
        blocks=0,
        closes_on=closes_on,
        hidden=False,
        entitled_by=Entitlement.ALL,
    )


def commands(
    about: Revised, appeal: AppealId, tomorrow: date, voter: str
) -> dict[type[Command[Any]], Command[Any]]:
    """Return commands that would succeed for whoever may.

    Args:
        about: what is under way.
        appeal: any.
        tomorrow: the community's.
        voter: platform id of who may vote.
    """
    one = about.open
    made: tuple[Command[Any], ...] = (
        SetReviewDate(clause="3.2", due_on=tomorrow),
        ReviewClause(clause="3.2", verdict=Verdict.KEEP, note=SEEN),
        RecordFeedback(clause="3.2", way=Way.MEETING, stance=Stance.FOR, words="赞成"),
        FileAppealAsFeedback(appeal=appeal, stance=Stance.AGAINST),
        ImportFeedback(file=polled(star_row(1, "", "3.2", "太严"))),
        SortFeedback(feedback=one, clause="3.1", stance=Stance.FOR),
        StrikeFeedback(feedback=(one,)),
        AnswerFeedback(feedback=(one,), answer=Reply.ADOPTED, reason=SEEN),
        WithdrawAnswers(feedback=(about.answered,)),
        OpenBallot(question="加一档提醒", terms=_terms(tomorrow)),
        CloseBallot(ballot=about.counted),
        CancelBallot(ballot=about.ballot, reason=SEEN),
        RecordVote(
            ballot=about.ballot,
            member=about.voter,
            choice=Choice.FOR,
            way=Way.MEETING,
        ),
        StrikeVote(vote=about.vote),
        ImportVotes(
            ballot=about.ballot,
            file=polled((voter, "赞成"), header=("微信号", "1、你的选择")),
        ),
        *_motions(about),
    )
    return {type(command): command for command in made}
