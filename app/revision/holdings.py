"""What is held about members in the revision."""

from app.holdings import Holding
from app.revision.events.calendar import ClauseReviewed

HOLDING = Holding(
    feature="revision",
    apart={ClauseReviewed: "what the staff saw in a clause, not in a member"},
)
