"""What a person may do about notes."""

from dataclasses import dataclass

from app.conflicts.queries.involvement import refuse_subject
from app.errors import InputError
from app.ids import NoteId, new_id
from app.notes.events import NoteAdded
from app.staff.roles import Capability
from app.work import Act, Command, Handler, Intent

LONGEST_NOTE = 10_000
"""Characters; longer texts are evidence, not a note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote(Command[NoteId]):
    """Write a note on a member or a case."""

    subject: str
    text: str


def add_note(command: AddNote, act: Act) -> Intent[NoteId]:
    """Handle `AddNote`.

    Raises:
        InputError: the note is empty or too long.
        NotPermitted: the person is involved with the member or case.
    """
    act.require(Capability.WRITE_NOTES)
    refuse_subject(act, command.subject)
    text = command.text.strip()
    if not text:
        raise InputError("note_empty")
    if len(text) > LONGEST_NOTE:
        raise InputError("note_too_long", most=LONGEST_NOTE)
    note = NoteId(new_id())
    return Intent(
        value=note, events=[NoteAdded(subject=command.subject, note=note, text=text)]
    )


HANDLERS: dict[type, Handler] = {AddNote: add_note}
