"""What happens to holds; their subject is the hold."""

from typing import ClassVar

from app.ids import MemberId
from app.journal.event import Event, Personal
from app.staff.roles import Capability


class HoldPlaced(Event, frozen=True, kw_only=True):
    """Nothing about a member is erased until the hold is lifted.

    Attributes:
        member: who.
        reason: why; sealed to leads.
    """

    kind: ClassVar[str] = "hold.placed"
    requires: ClassVar[str | None] = Capability.ERASE

    member: MemberId
    reason: Personal[bytes] = None


class HoldLifted(Event, frozen=True, kw_only=True):
    """A hold is over."""

    kind: ClassVar[str] = "hold.lifted"
    requires: ClassVar[str | None] = Capability.ERASE


EVENTS: tuple[type[Event], ...] = (HoldPlaced, HoldLifted)
