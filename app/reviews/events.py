"""What happens to reviews; their subject is the case of the decision."""

from typing import ClassVar

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


EVENTS: tuple[type[Event], ...] = (
    DecisionAgreed,
    DecisionReturned,
    DecisionPassed,
    ReviewUndone,
)
