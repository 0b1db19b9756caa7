"""What is held about members in the revision: what they said about the rules.

That something was said, about which clause and what for, stays; figures do not move.
"""

from collections.abc import Iterable

from app.holdings import Holding
from app.revision.events.calendar import ClauseReviewed
from app.revision.events.feedback import FeedbackAnswered, FeedbackRecorded
from app.revision.queries.feedback import said_by_members
from app.work import Reader


def _about(reader: Reader, subjects: frozenset[str]) -> Iterable[str]:
    return said_by_members(reader, subjects)


HOLDING = Holding(
    feature="revision",
    events=(FeedbackRecorded, FeedbackAnswered),
    about=_about,
    apart={ClauseReviewed: "what the staff saw in a clause, not in a member"},
)
