"""What is held about members in the revision: what they said of the rules, and voted.

That something was said or voted, and how, stays; figures do not move.
"""

from collections.abc import Iterable

from app.holdings import Holding
from app.revision.events.ballots import BallotCancelled, VoteRecorded
from app.revision.events.calendar import ClauseReviewed
from app.revision.events.feedback import FeedbackAnswered, FeedbackRecorded
from app.revision.queries.ballots import votes_by_members
from app.revision.queries.feedback import said_by_members
from app.work import Reader


def _about(reader: Reader, subjects: frozenset[str]) -> Iterable[str]:
    yield from said_by_members(reader, subjects)
    yield from votes_by_members(reader, subjects)


HOLDING = Holding(
    feature="revision",
    events=(FeedbackRecorded, FeedbackAnswered, VoteRecorded),
    about=_about,
    apart={
        ClauseReviewed: "what the staff saw in a clause, not in a member",
        BallotCancelled: "what was wrong with a ballot's terms",
    },
)
