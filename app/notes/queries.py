"""Questions about notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.conflicts.queries.involvement import barred_subjects, refuse_subject
from app.ids import NoteId
from app.members.wording import erased_words
from app.notes.fold import AREA
from app.notes.tables import NoteTable
from app.staff.queries import staff_names
from app.times import from_ms
from app.work import Answer, Query, Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """A note, with its author's name."""

    id: NoteId
    author: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes(Query[Sequence[NoteRow]]):
    """The notes on a member or a case, oldest first."""

    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFound(NoteRow):
    """A note that was searched for.

    Attributes:
        subject: id of the member or case it is on.
    """

    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSearch(Query[Sequence[NoteFound]]):
    """Notes that hold these words, newest first, at most `limit`."""

    words: str
    limit: int = 50


def notes(query: Notes, reader: Reader) -> Sequence[NoteRow]:
    """Answer `Notes`.

    Raises:
        NotPermitted: the person asking is involved with the member or case.
    """
    refuse_subject(reader, query.subject)
    names = staff_names(reader)
    chosen = NoteTable.select(
        NoteTable.id, NoteTable.author, NoteTable.at, NoteTable.text
    ).where(NoteTable.subject == query.subject)
    gone = erased_words() if reader.erased([query.subject]) else None
    return [
        NoteRow(
            id=NoteId(note),
            author=names.get(author, ""),
            at=from_ms(at),
            text=gone or text,
        )
        for note, author, at, text in reader.rows(
            chosen.order_by(NoteTable.at, NoteTable.id)
        )
    ]


def note_search(query: NoteSearch, reader: Reader) -> Sequence[NoteFound]:
    """Answer `NoteSearch`."""
    names = staff_names(reader)
    ids = reader.find(AREA, query.words, query.limit, without=barred_subjects(reader))
    chosen = NoteTable.select(
        NoteTable.id, NoteTable.subject, NoteTable.author, NoteTable.at, NoteTable.text
    ).where(NoteTable.id.in_(ids))
    return [
        NoteFound(
            id=NoteId(note),
            subject=subject,
            author=names.get(author, ""),
            at=from_ms(at),
            text=text,
        )
        for note, subject, author, at, text in reader.rows(
            chosen.order_by(NoteTable.at.desc(), NoteTable.id)
        )
    ]


ANSWERS: dict[type, Answer] = {Notes: notes, NoteSearch: note_search}
