"""Questions about the rules."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import msgspec

from app.ids import RulebookId
from app.rulebook.model import Rulebook
from app.rulebook.rules import version_in_force
from app.rulebook.tables import RulebookTable
from app.staff.queries import staff_names
from app.times import from_ms, local_day
from app.work import Answer, Query, Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A published version of the rules, with its text.

    Attributes:
        in_force: whether it is the one that applies today.
    """

    id: RulebookId
    version: int
    effective_on: date
    published_at: datetime
    publisher: str
    book: Rulebook
    in_force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions(Query[Sequence[Version]]):
    """Every version, the newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookInForce(Query[Version | None]):
    """The version that applied at a moment; None before the first."""

    at: datetime


def versions(_: Versions, reader: Reader) -> Sequence[Version]:
    """Answer `Versions`."""
    names = staff_names(reader)
    read = [
        Version(
            id=RulebookId(book_id),
            version=number,
            effective_on=date.fromisoformat(effective),
            published_at=from_ms(published),
            publisher=names.get(publisher, ""),
            book=msgspec.msgpack.decode(book, type=Rulebook),
            in_force=False,
        )
        for book_id, number, effective, published, publisher, book in reader.rows(
            RulebookTable.select(
                RulebookTable.id,
                RulebookTable.version,
                RulebookTable.effective_on,
                RulebookTable.published_at,
                RulebookTable.publisher,
                RulebookTable.book,
            ).order_by(RulebookTable.version, RulebookTable.id)
        )
    ]
    today = version_in_force(read, local_day(reader.now))
    return [replace(v, in_force=v is today) for v in reversed(read)]


def book_in_force(query: BookInForce, reader: Reader) -> Version | None:
    """Answer `BookInForce`."""
    oldest_first = list(reversed(versions(Versions(), reader)))
    return version_in_force(oldest_first, local_day(query.at))


def version_of(reader: Reader, book: str) -> Version | None:
    """Return a certain version, or None if it is not here."""
    every = versions(Versions(), reader)
    return next((version for version in every if version.id == book), None)


ANSWERS: dict[type, Answer] = {Versions: versions, BookInForce: book_in_force}
