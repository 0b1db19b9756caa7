"""The revision's part of the lists of every question and every command."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from app.ids import AppealId, FeedbackId
from app.revision.commands.calendar import ReviewClause, SetReviewDate
from app.revision.commands.feedback import (
    AnswerFeedback,
    FileAppealAsFeedback,
    RecordFeedback,
    SortFeedback,
    StrikeFeedback,
    WithdrawAnswers,
)
from app.revision.commands.surveys import ImportFeedback
from app.revision.model.calendar import Verdict
from app.revision.model.feedback import Reply, Stance, Way
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
    FeedbackPage,
    FeedbackQueue,
)
from app.staff.roles import Capability
from app.work import Command, Query
from tests.polled import polled, star_row
from tests.revised import SEEN, Revised

APART = {
    "ReviewCalendar": "clauses",
    "ReviewsDue": "clauses",
    "ReviewsOfClause": "clauses",
    "FeedbackByClause": "figures of the whole community",
    "FeedbackPage": "nobody said anything here; see test_revision_feedback",
    "FeedbackDetail": "nobody said anything here; see test_revision_feedback",
    "FeedbackByStart": "nobody said anything here; see test_revision_feedback",
    "FeedbackFileKnown": "a file",
}
"""Questions that lead to no member, case, appeal or note, and why."""


def questions(about: Revised) -> Iterator[Query[Any]]:
    """Yield what is asked about the revision."""
    yield from (ReviewCalendar(), ReviewsDue(), ReviewsOfClause(clause="3.2"))
    yield from (FeedbackPage(queue=queue) for queue in FeedbackQueue)
    yield from (FeedbackByClause(), FeedbackFileKnown(sha256="0" * 64))
    yield FeedbackDetail(feedback=FeedbackId(about.open))
    yield FeedbackByStart(start=about.open)


ANSWERED: Mapping[type[Query[Any]], Capability | None] = {
    type(each): None for each in questions(Revised())
}
"""What a question needs: everybody on the staff is answered."""

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
}
"""What a command needs."""


def commands(
    about: Revised, appeal: AppealId, tomorrow: date
) -> dict[type[Command[Any]], Command[Any]]:
    """Return commands that would succeed for whoever may."""
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
    )
    return {type(command): command for command in made}
