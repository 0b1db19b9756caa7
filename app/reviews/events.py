"""What happens to reviews.

The subject of those of decisions is the decision's case, of those of members the
member.
"""

from typing import ClassVar

from app.ids import MemberReviewId
from app.journal.event import Event, Personal
from app.staff.roles import Capability


class DecisionAgreed(Event, frozen=True, kw_only=True):
    """A lead looked at a decision again and agrees."""

    kind: ClassVar[str] = "review.agreed"
    requires: ClassVar[str | None] = Capability.REVIEW_DECISIONS

    decision: str


class DecisionReturned(Event, frozen=True, kw_only=True):
    """A lead gave a decision back: its sanction is reversed, it is decided again.

    Attributes:
        decision: which.
        note: what to look at, for whoever decides.
    """

    kind: ClassVar[str] = "review.returned"
    requires: ClassVar[str | None] = Capability.REVIEW_DECISIONS

    decision: str
    note: Personal[str] = None


class DecisionPassed(Event, frozen=True, kw_only=True):
    """A decision was not drawn, and leads have gone on to later ones."""

    kind: ClassVar[str] = "review.passed"
    requires: ClassVar[str | None] = Capability.REVIEW_DECISIONS

    decision: str


class ReviewUndone(Event, frozen=True, kw_only=True):
    """The lead who agreed or returned took that back within the holding window."""

    kind: ClassVar[str] = "review.undone"
    requires: ClassVar[str | None] = Capability.REVIEW_DECISIONS

    decision: str


class MemberReviewed(Event, frozen=True, kw_only=True):
    """A lead reviewed a member whose points called for it.

    Attributes:
        review: its id.
        points: that counted then.
        note: what it found and what follows.
    """

    kind: ClassVar[str] = "review.member_reviewed"
    requires: ClassVar[str | None] = Capability.REVIEW_DECISIONS

    review: MemberReviewId
    points: int
    note: Personal[str] = None


class MemberReviewUndone(Event, frozen=True, kw_only=True):
    """The lead who reviewed a member took that back within the holding window."""

    kind: ClassVar[str] = "review.member_undone"
    requires: ClassVar[str | None] = Capability.REVIEW_DECISIONS

    review: MemberReviewId


EVENTS: tuple[type[Event], ...] = (
    DecisionAgreed,
    DecisionReturned,
    DecisionPassed,
    ReviewUndone,
    MemberReviewed,
    MemberReviewUndone,
)
