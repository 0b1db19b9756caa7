"""What happens to the review calendar; the subject is the entry itself."""

from datetime import date
from typing import ClassVar

from app.ids import RulebookId
from app.journal.event import Event, Personal
from app.revision.model.calendar import Verdict
from app.staff.roles import Capability


class ReviewDateSet(Event, frozen=True, kw_only=True):
    """Somebody chose by which day a clause is looked at again.

    Attributes:
        clause: its number.
        due_on: the day.
    """

    kind: ClassVar[str] = "revision.review_date_set"
    requires: ClassVar[str | None] = Capability.DECIDE_REVISION

    clause: str
    due_on: date


class ClauseReviewed(Event, frozen=True, kw_only=True):
    """Somebody looked at a clause again.

    Attributes:
        clause: its number.
        book: the version it was read in.
        verdict: what it came to.
        due_on: by when it is looked at once more.
        seen: what was seen in it.
    """

    kind: ClassVar[str] = "revision.clause_reviewed"
    requires: ClassVar[str | None] = Capability.DECIDE_REVISION

    clause: str
    book: RulebookId
    verdict: Verdict
    due_on: date
    seen: Personal[str] = None


CALENDAR_EVENTS: tuple[type[Event], ...] = (ReviewDateSet, ClauseReviewed)
