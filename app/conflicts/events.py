"""What happens to the register of conflicts of interest.

A person's own word needs no capability, so the events for it name nobody: they are
about whoever signs. Entering somebody else, and ending that, is the keepers' alone.
"""

from typing import ClassVar

from app.conflicts.model import About
from app.ids import PersonId
from app.journal.event import Event, Personal
from app.staff.roles import Capability


class ConflictStated(Event, frozen=True, kw_only=True):
    """Who signs is involved with this; the subject is the entry.

    Attributes:
        about: whether `target` is a member or a case.
        target: its id.
        reason: what connects them; sealed to leads.
    """

    kind: ClassVar[str] = "conflict.stated"

    about: About
    target: str
    reason: Personal[bytes] = None


class ConflictDeclared(Event, frozen=True, kw_only=True):
    """A keeper of the register enters somebody; the subject is the entry.

    Attributes:
        person: who is involved.
        about: whether `target` is a member or a case.
        target: its id.
        reason: what connects them; sealed to leads.
    """

    kind: ClassVar[str] = "conflict.declared"
    requires: ClassVar[str | None] = Capability.KEEP_CONFLICTS

    person: PersonId
    about: About
    target: str
    reason: Personal[bytes] = None


class ConflictWithdrawn(Event, frozen=True, kw_only=True):
    """Who signs takes back what they stated themselves."""

    kind: ClassVar[str] = "conflict.withdrawn"


class ConflictEnded(Event, frozen=True, kw_only=True):
    """A keeper of the register ends an entry."""

    kind: ClassVar[str] = "conflict.ended"
    requires: ClassVar[str | None] = Capability.KEEP_CONFLICTS


EVENTS: tuple[type[Event], ...] = (
    ConflictStated,
    ConflictDeclared,
    ConflictWithdrawn,
    ConflictEnded,
)
