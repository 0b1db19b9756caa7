"""How events change the notes' table."""

from app.journal.fold import Feature, Stamp
from app.journal.rows import Rows
from app.notes.events import EVENTS, NoteAdded
from app.notes.tables import NoteTable
from app.times import to_ms

AREA = "notes"
"""Where notes are found in the search index."""


def _added(stamp: Stamp, event: NoteAdded, rows: Rows) -> None:
    there = rows.get(NoteTable, event.note)
    if there is not None and there["subject"] != event.subject:
        return  # an event has no say in another subject's rows
    text = event.text or ""
    rows.put(
        NoteTable,
        {
            "id": event.note,
            "subject": event.subject,
            "author": stamp.actor,
            "at": to_ms(stamp.at),
            "text": text,
        },
    )
    rows.index(AREA, event.note, text, subject=event.subject)


FEATURE = Feature(
    events=EVENTS,
    folds={NoteAdded: _added},
    tables=(NoteTable,),
    owned={NoteTable: "subject"},
)
