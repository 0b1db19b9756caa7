"""What happens to the log of who read the rules."""

from datetime import date
from typing import ClassVar

from app.acknowledgements.model import Way
from app.ids import RulebookId
from app.journal.event import Event
from app.staff.roles import Capability


class RulesAcknowledged(Event, frozen=True, kw_only=True):
    """A member said that they read a version; the subject is the member.

    Nothing in it is personal: a random id, a version, a day.

    Attributes:
        version: which one.
        where: where they said so.
        on: the day they did.
        source: the file it came with; empty where it was entered by hand.
    """

    kind: ClassVar[str] = "acknowledgement.recorded"
    requires: ClassVar[str | None] = Capability.IMPORT_MEMBERS

    version: RulebookId
    where: Way
    on: date
    source: str = ""


class AcknowledgementWithdrawn(Event, frozen=True, kw_only=True):
    """It was entered by mistake; the subject is the member."""

    kind: ClassVar[str] = "acknowledgement.withdrawn"
    requires: ClassVar[str | None] = Capability.IMPORT_MEMBERS

    version: RulebookId


EVENTS: tuple[type[Event], ...] = (RulesAcknowledged, AcknowledgementWithdrawn)
