"""What happens to notes."""

from typing import ClassVar

from app.ids import NoteId
from app.journal.event import Event, Personal
from app.staff.roles import Capability


class NoteAdded(Event, frozen=True, kw_only=True):
    """Somebody wrote a note; the subject is the member or case it is on."""

    kind: ClassVar[str] = "note.added"
    requires: ClassVar[str | None] = Capability.WRITE_NOTES

    note: NoteId
    text: Personal[str] = None


EVENTS: tuple[type[Event], ...] = (NoteAdded,)
