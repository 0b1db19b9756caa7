"""What happens among the staff beyond the chain's own events."""

from typing import ClassVar

from app.ids import MemberId
from app.journal.event import Event
from app.staff.roles import Capability


class StaffLinked(Event, frozen=True, kw_only=True):
    """A person of the staff is also this member; the subject is the person."""

    kind: ClassVar[str] = "staff.linked"
    requires: ClassVar[str | None] = Capability.LINK_STAFF

    member: MemberId
