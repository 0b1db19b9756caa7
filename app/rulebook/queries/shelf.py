"""The versions of the rules, and the draft of the next one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from functools import cached_property
from typing import Any

import msgspec
import peewee

from app.ids import DraftId, RulebookId
from app.rulebook.model import Bilingual, ClauseLabel, Closed, Rulebook
from app.rulebook.rules import version_in_force
from app.rulebook.tables import DraftTable, RulebookTable
from app.staff.queries import staff_names
from app.times import from_ms, local_day
from app.work import Answer, Query, Reader, found

_unpack = msgspec.msgpack.decode


class _Mark(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Of a clause's label what tells whether the clause changed."""

    number: str
    digest: bytes = b""


@dataclass(frozen=True, kw_only=True)
class VersionLine:
    """A published version of the rules, without its text.

    Attributes:
        effective_on: the first day on which it applies.
        publisher: name of who published it.
        title: the rulebook's.
        changes: what was new in it, in words for members.
        packed: `labels` as they are stored; of most versions nobody reads them.
        in_force: whether it is the one that applies today.
    """

    id: RulebookId
    version: int
    effective_on: date
    published_at: datetime
    publisher: str
    title: Bilingual
    changes: Bilingual
    packed: bytes = field(repr=False)
    in_force: bool

    @property
    def labels(self) -> tuple[ClauseLabel, ...]:
        """Its clauses' numbers and names, in order."""
        return self._labels

    @cached_property
    def _labels(self) -> tuple[ClauseLabel, ...]:
        return _unpack(self.packed, type=tuple[ClauseLabel, ...])

    @cached_property
    def digests(self) -> Mapping[str, bytes]:
        """Digest of every clause, by number, in order."""
        marks = _unpack(self.packed, type=tuple[_Mark, ...])
        return {mark.number: mark.digest for mark in marks}

    def label(self, number: str) -> ClauseLabel | None:
        """Return the name of a clause, or None."""
        return next((each for each in self.labels if each.number == number), None)


@dataclass(frozen=True, kw_only=True)
class Version(VersionLine):
    """A published version of the rules, with its text."""

    book: Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions(Query[Sequence[VersionLine]]):
    """Every version, the newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionText(Query[Version | None]):
    """One version with its text; None if it is not here."""

    version: RulebookId


@dataclass(frozen=True, slots=True, kw_only=True)
class BookInForce(Query[Version | None]):
    """The version that applied at a moment; None before the first."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A version that is being written.

    Attributes:
        base: id of the version it began from; empty where it was none.
        begun_by, changed_by: names of who began it and who wrote last.
    """

    id: DraftId
    base: str
    book: Rulebook
    begun_at: datetime
    begun_by: str
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDrafts(Query[Sequence[Draft]]):
    """The drafts that are being written, the oldest first.

    There is one at most, unless two copies of the vault each began one: all but one
    are let go then.
    """


_LINE = (
    RulebookTable.id,
    RulebookTable.version,
    RulebookTable.effective_on,
    RulebookTable.published_at,
    RulebookTable.publisher,
    RulebookTable.title,
    RulebookTable.changes,
    RulebookTable.labels,
)
_NEWEST_FIRST = (RulebookTable.version.desc(), RulebookTable.id.desc())


def versions(_: Versions, reader: Reader) -> Sequence[VersionLine]:
    """Answer `Versions`."""
    return Shelf(reader).lines


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A version on the shelf; its names and its text are read when they are wanted."""

    id: str
    effective_on: date


@dataclass(slots=True)
class Shelf:
    """The versions as one query or command looks at them; each is read once."""

    reader: Reader
    _places: Sequence[_Place] | None = None
    _lines: Sequence[VersionLine] | None = None
    _read: dict[str, Version] = field(default_factory=dict[str, Version])

    @property
    def lines(self) -> Sequence[VersionLine]:
        """Every version without its text, the newest first."""
        if self._lines is None:
            query = RulebookTable.select(*_LINE).order_by(*_NEWEST_FIRST)
            names = staff_names(self.reader)
            rows = self.reader.rows(query)
            self._lines = [self._line(row, names) for row in rows]
        return self._lines

    def of(self, version: str) -> Version | None:
        """Return a certain version, or None if it is not here."""
        known = any(place.id == version for place in self._shelf)
        return self._text(version) if known else None

    def in_force(self, at: datetime) -> Version | None:
        """Return the version that applied at a moment; None before the first."""
        return self.on(local_day(at))

    def on(self, day: date) -> Version | None:
        """Return the version that applied on a day; None before the first."""
        place = version_in_force(self._shelf, day)
        return self._text(place.id) if place else None

    def newest(self) -> Version | None:
        """Return the version published last, which may not apply yet."""
        return self._text(self._shelf[-1].id) if self._shelf else None

    @property
    def _shelf(self) -> Sequence[_Place]:
        """Every version's place, the oldest first."""
        if self._places is None:
            query = RulebookTable.select(RulebookTable.id, RulebookTable.effective_on)
            rows = self.reader.rows(query.order_by(*_NEWEST_FIRST))
            self._places = [
                _Place(id=version, effective_on=date.fromisoformat(effective))
                for version, effective in reversed(rows)
            ]
        return self._places

    def _text(self, version: str) -> Version:
        if version not in self._read:
            query = RulebookTable.select(*_LINE, RulebookTable.book)
            ((*row, book),) = self.reader.rows(query.where(RulebookTable.id == version))
            line = self._line(row, staff_names(self.reader))
            known = {f.name: getattr(line, f.name) for f in fields(VersionLine)}
            self._read[version] = Version(**known, book=_unpack(book, type=Rulebook))
        return self._read[version]

    def _line(self, row: Sequence[Any], names: Mapping[str, str]) -> VersionLine:
        version, number, effective, published, publisher, title, changes, labels = row
        today = version_in_force(self._shelf, local_day(self.reader.now))
        return VersionLine(
            id=RulebookId(version),
            version=number,
            effective_on=date.fromisoformat(effective),
            published_at=from_ms(published),
            publisher=names.get(publisher, ""),
            title=_unpack(title, type=Bilingual),
            changes=_unpack(changes, type=Bilingual),
            packed=labels,
            in_force=today is not None and today.id == version,
        )


def version_text(query: VersionText, reader: Reader) -> Version | None:
    """Answer `VersionText`."""
    return Shelf(reader).of(query.version)


def book_in_force(query: BookInForce, reader: Reader) -> Version | None:
    """Answer `BookInForce`."""
    return Shelf(reader).in_force(query.at)


def version_numbers(reader: Reader) -> Mapping[str, int]:
    """Return the number of every version, by id."""
    query = RulebookTable.select(RulebookTable.id, RulebookTable.version)
    return {str(version): int(number) for version, number in reader.rows(query)}


def version_of(reader: Reader, book: str) -> Version | None:
    """Return a certain version, or None if it is not here."""
    return Shelf(reader).of(book)


def book_of(reader: Reader, rules: str) -> Rulebook:
    """Return the text of a version, or of a draft that is being written.

    Raises:
        NotFound: there is no such version and no such draft.
    """
    written = version_of(reader, rules) or draft_of(reader, rules)
    return found(written, "rules_version_not_found").book


def open_drafts(_: OpenDrafts, reader: Reader) -> Sequence[Draft]:
    """Answer `OpenDrafts`."""
    return _drafts(reader, DraftTable.closed == Closed.OPEN.value)


def draft_of(reader: Reader, draft: str, closed: Closed = Closed.OPEN) -> Draft | None:
    """Return a draft that stands so, or None."""
    written = _drafts(
        reader, (DraftTable.closed == closed.value) & (DraftTable.id == draft)
    )
    return next(iter(written), None)


def _drafts(reader: Reader, where: peewee.Expression) -> Sequence[Draft]:
    names = staff_names(reader)
    query = DraftTable.select(
        DraftTable.id,
        DraftTable.base,
        DraftTable.book,
        DraftTable.begun_at,
        DraftTable.begun_by,
        DraftTable.changed_at,
        DraftTable.changed_by,
    )
    return [
        Draft(
            id=DraftId(draft),
            base=base,
            book=_unpack(book, type=Rulebook),
            begun_at=from_ms(begun_at),
            begun_by=names.get(begun_by, ""),
            changed_at=from_ms(changed_at),
            changed_by=names.get(changed_by, ""),
        )
        for draft, base, book, begun_at, begun_by, changed_at, changed_by in (
            reader.rows(query.where(where).order_by(DraftTable.begun_at, DraftTable.id))
        )
    ]


ANSWERS: dict[type, Answer] = {
    Versions: versions,
    VersionText: version_text,
    BookInForce: book_in_force,
    OpenDrafts: open_drafts,
}
