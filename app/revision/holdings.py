"""What is held about members in the revision: what they say, propose and vote.

That something was said or voted, and how, stays, and so do the words proposed for
clauses; figures do not move.
"""

from collections.abc import Iterable

from app.holdings import Holding
from app.revision.events.ballots import BallotCancelled, VoteRecorded
from app.revision.events.calendar import ClauseReviewed
from app.revision.events.feedback import FeedbackAnswered, FeedbackRecorded
from app.revision.events.motions import (
    AmendmentDecided,
    AmendmentDrafted,
    AmendmentEdited,
    MotionDrafted,
    MotionEdited,
)
from app.revision.queries.ballots import votes_by_members
from app.revision.queries.feedback import said_by_members
from app.revision.queries.motions import proposed_by
from app.work import Reader


def _about(reader: Reader, subjects: frozenset[str]) -> Iterable[str]:
    yield from said_by_members(reader, subjects)
    yield from votes_by_members(reader, subjects)
    yield from proposed_by(reader, subjects)


HOLDING = Holding(
    feature="revision",
    events=(
        *(FeedbackRecorded, FeedbackAnswered, VoteRecorded),
        *(MotionDrafted, MotionEdited),
        *(AmendmentDrafted, AmendmentEdited, AmendmentDecided),
    ),
    about=_about,
    apart={
        ClauseReviewed: "what the staff saw in a clause, not in a member",
        BallotCancelled: "what was wrong with a ballot's terms",
    },
)
