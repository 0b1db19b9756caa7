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


class StaffUnlinked(Event, frozen=True, kw_only=True):
    """A person of the staff is not this member after all; the subject is the person."""

    kind: ClassVar[str] = "staff.unlinked"
    requires: ClassVar[str | None] = Capability.LINK_STAFF

    member: MemberId


class PassphraseChanged(Event, frozen=True, kw_only=True):
    """Somebody signs in with another passphrase; the subject is the person.

    Attributes:
        rotated: whether the personal keys are others as well.
    """

    kind: ClassVar[str] = "staff.passphrase_changed"

    rotated: bool


class PersonRecovered(Event, frozen=True, kw_only=True):
    """Somebody signed in with a recovery sheet; the subject is the person."""

    kind: ClassVar[str] = "staff.recovered"


class RecoverySheetMade(Event, frozen=True, kw_only=True):
    """Somebody made a recovery sheet for themselves; the subject is the person."""

    kind: ClassVar[str] = "staff.recovery_made"
    requires: ClassVar[str | None] = Capability.RECOVER


EVENTS: tuple[type[Event], ...] = (
    StaffLinked,
    StaffUnlinked,
    PassphraseChanged,
    PersonRecovered,
    RecoverySheetMade,
)
