"""What happens to the rulebook."""

from datetime import date
from typing import ClassVar

from app.journal.event import Event
from app.rulebook.model import Rulebook
from app.staff.roles import Capability


class RulebookPublished(Event, frozen=True, kw_only=True):
    """A version of the rules was published; the subject is the version.

    Attributes:
        version: its number, from 1.
        effective_on: the first day on which it applies.
        book: all of it; rules are public and stay as they were.
    """

    kind: ClassVar[str] = "rulebook.published"
    requires: ClassVar[str | None] = Capability.PUBLISH_RULES

    version: int
    effective_on: date
    book: Rulebook


EVENTS: tuple[type[Event], ...] = (RulebookPublished,)
