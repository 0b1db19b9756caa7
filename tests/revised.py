"""A revision of the rules in which some of everything has happened."""

from dataclasses import dataclass

from app.ids import FeedbackId
from app.revision.commands.calendar import ReviewClause, SetReviewDate
from app.revision.commands.feedback import AnswerFeedback, RecordFeedback
from app.revision.commands.surveys import ImportFeedback
from app.revision.model.calendar import Verdict
from app.revision.model.feedback import Reply, Stance, Way
from app.times import local_day
from app.workspace import Workspace
from tests.polled import polled, star_row

NO_FEEDBACK = FeedbackId("")
SEEN = "有人问过，没有争议。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """What was begun; empty ids where nothing was.

    Attributes:
        open: feedback that waits for an answer.
        answered: feedback that has one.
    """

    open: FeedbackId = NO_FEEDBACK
    answered: FeedbackId = NO_FEEDBACK


def discussed(workspace: Workspace) -> FeedbackId:
    """Have feedback recorded by somebody nobody knows."""
    command = RecordFeedback(
        clause="3.2", way=Way.DISCUSSION, stance=Stance.AGAINST, words="例子太少"
    )
    return workspace.execute(command).value


def revised(workspace: Workspace) -> Revised:
    """Have whoever is signed in begin some of everything there is."""
    answered = discussed(workspace)
    answer = AnswerFeedback(feedback=(answered,), answer=Reply.PARTLY, reason=SEEN)
    workspace.execute(answer)
    return Revised(open=discussed(workspace), answered=answered)


def settle_revision(workspace: Workspace) -> None:
    """Have whoever is signed in do so much that every table has rows."""
    today = local_day(workspace._session.surroundings.clock())
    workspace.execute(SetReviewDate(clause="3.1", due_on=today))
    for clause in ("3.1", "3.2"):
        kept = ReviewClause(clause=clause, verdict=Verdict.KEEP, note=SEEN)
        workspace.execute(kept)
    revised(workspace)
    workspace.execute(ImportFeedback(file=polled(star_row(1, "", "3.2", "太严"))))
