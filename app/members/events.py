"""What happens to members and their lists."""

from datetime import date
from typing import ClassVar

from app.ids import ImportId
from app.journal.event import Event, Personal
from app.staff.roles import Capability


class MemberAdded(Event, frozen=True, kw_only=True):
    """Somebody is on the list; the subject is the member.

    Attributes:
        source: the import it came with.
        joined_on: when the member joined the community.
        doubtful: fields whose text was damaged and not taken, or is of an unusual
            form, such as `phone`.
        role: the member's role on the platform, in the list's own words.
        handle: name shown in the group.
        platform_id: the platform's own name for the account.
        tags: words the list gives the member.
        phone: sealed to the identity audience.
        remark: sealed to the identity audience.
    """

    kind: ClassVar[str] = "member.added"
    requires: ClassVar[str | None] = Capability.IMPORT_MEMBERS

    source: ImportId
    joined_on: date | None = None
    doubtful: tuple[str, ...] = ()
    role: Personal[str] = None
    handle: Personal[str] = None
    platform_id: Personal[str] = None
    tags: Personal[tuple[str, ...]] = None
    phone: Personal[bytes] = None
    remark: Personal[bytes] = None


class MemberUpdated(MemberAdded, frozen=True, kw_only=True):
    """A later list says something else; absent sealed values stay as they are."""

    kind: ClassVar[str] = "member.updated"


class MembersImported(Event, frozen=True, kw_only=True):
    """A list was taken in; the subject is the import."""

    kind: ClassVar[str] = "members.imported"
    requires: ClassVar[str | None] = Capability.IMPORT_MEMBERS

    sha256: str
    added: int
    updated: int
    unchanged: int
    repeats: int


class IdentityRevealed(Event, frozen=True, kw_only=True):
    """Somebody read sealed fields of a member, and said why."""

    kind: ClassVar[str] = "member.revealed"
    requires: ClassVar[str | None] = Capability.REVEAL

    fields: tuple[str, ...]
    reason: Personal[str] = None


EVENTS: tuple[type[Event], ...] = (
    MemberAdded,
    MemberUpdated,
    MembersImported,
    IdentityRevealed,
)
