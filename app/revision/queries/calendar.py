"""Which clauses are due to be looked at again, and what came of it before."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.revision.model.calendar import Because, Due, Verdict
from app.revision.rules.calendar import DaySet, days_after, due_by, standing
from app.revision.tables import ReviewTable
from app.rulebook.model import Bilingual, ClauseLabel
from app.rulebook.queries import VersionLine, Versions, version_numbers, versions
from app.settings.model import SETTINGS, Setting
from app.settings.queries import setting_value
from app.staff.queries import staff_names
from app.times import from_ms, local_day
from app.vault.store import Record
from app.work import Answer, Query, Reader

_LEAST_DAYS = SETTINGS[Setting.REVIEW_DAYS].least

SOON_DAYS = 30
"""Days ahead from which a clause is shown as soon to be reviewed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """A day that was set for a clause.

    Attributes:
        actor: name of who set it.
        verdict: what a review came to; None where a day alone was set.
        version: number of the version that was read; 0 where a day alone was set.
        note: what was seen.
    """

    at: datetime
    actor: str
    due_on: date
    verdict: Verdict | None
    version: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLine:
    """A clause in the calendar.

    Attributes:
        clause: its number.
        due_on: the day by which it should be reviewed.
        days: how many days are left; below zero once it is late.
        due: how near that is.
        because: what gave it the day.
        last: the latest review; None if there was none.
    """

    clause: str
    title: Bilingual
    due_on: date
    days: int
    due: Due
    because: Because
    last: ReviewRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCalendar(Query[Sequence[CalendarLine]]):
    """Every clause of the rules in force, the first due first.

    Attributes:
        soon_days: how many days ahead count as soon.
    """

    soon_days: int = SOON_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewsDue(Query[Mapping[Due, int]]):
    """How many clauses are late, soon due, and not yet due."""

    soon_days: int = SOON_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewsOfClause(Query[Sequence[ReviewRow]]):
    """Every day that was set for a clause, the latest first."""

    clause: str


def review_calendar(query: ReviewCalendar, reader: Reader) -> Sequence[CalendarLine]:
    """Answer `ReviewCalendar`; there is nothing before the first rules."""
    every = versions(Versions(), reader)
    present = next((version for version in every if version.in_force), None)
    if present is None:
        return ()
    earlier = [v for v in every if v.version <= present.version]
    since = _wordings(list(reversed(earlier)))
    days = _review_days(reader)
    today = local_day(reader.now)
    set_for = _entries(reader)
    lines = [
        _line(clause, since[clause.number], days, set_for[clause.number], today, query)
        for clause in present.labels
    ]
    # Clauses of one day keep the book's order.
    return sorted(lines, key=lambda line: line.due_on)


def _review_days(reader: Reader) -> int:
    # It cannot be off, so the least is never read.
    return setting_value(reader, Setting.REVIEW_DAYS) or _LEAST_DAYS


def next_review(reader: Reader) -> date:
    """Return by when a clause reviewed today is looked at once more."""
    return days_after(local_day(reader.now), _review_days(reader))


def _wordings(oldest_first: Sequence[VersionLine]) -> Mapping[str, VersionLine]:
    """Return for each clause the version from which on it reads as it does."""
    since: dict[str, VersionLine] = {}
    before: Mapping[str, bytes] = {}
    for version in oldest_first:
        changed = version.digests.items() - before.items()
        since.update((number, version) for number, _ in changed)
        before = version.digests
    return since


def _line(
    clause: ClauseLabel,
    since: VersionLine,
    review_days: int,
    entries: Sequence[tuple[str, ReviewRow]],
    today: date,
    query: ReviewCalendar,
) -> CalendarLine:
    published = DaySet(
        at=since.published_at,
        ref="",
        due_on=days_after(since.effective_on, review_days),
        because=Because.PUBLISHED,
    )
    act = due_by(published, map(_setting, entries))
    return CalendarLine(
        clause=clause.number,
        title=clause.title,
        due_on=act.due_on,
        days=(act.due_on - today).days,
        due=standing(act.due_on, today, query.soon_days),
        because=act.because,
        last=next((row for _, row in entries if row.verdict), None),
    )


def _setting(entry: tuple[str, ReviewRow]) -> DaySet:
    ref, row = entry
    because = Because.REVIEWED if row.verdict else Because.BY_HAND
    return DaySet(at=row.at, ref=ref, due_on=row.due_on, because=because)


def _entries(
    reader: Reader, clause: str | None = None
) -> Mapping[str, list[tuple[str, ReviewRow]]]:
    """Return what was set for each clause, the latest first, with its id."""
    chosen = ReviewTable.select(
        ReviewTable.clause,
        ReviewTable.id,
        ReviewTable.at,
        ReviewTable.actor,
        ReviewTable.due_on,
        ReviewTable.verdict,
        ReviewTable.book,
        ReviewTable.note,
    )
    if clause is not None:
        chosen = chosen.where(ReviewTable.clause == clause)
    newest_first = (ReviewTable.at.desc(), ReviewTable.id.desc())
    found: defaultdict[str, list[tuple[str, ReviewRow]]] = defaultdict(list)
    for number, ref, row in _rows(reader, reader.rows(chosen.order_by(*newest_first))):
        found[number].append((ref, row))
    return found


def _rows(
    reader: Reader, records: Sequence[Record]
) -> Iterator[tuple[str, str, ReviewRow]]:
    names = staff_names(reader)
    numbers = version_numbers(reader)
    for number, ref, at, actor, due_on, verdict, book, note in records:
        row = ReviewRow(
            at=from_ms(at),
            actor=names.get(actor, ""),
            due_on=date.fromisoformat(due_on),
            verdict=Verdict(verdict) if verdict else None,
            version=numbers.get(book, 0),
            note=note,
        )
        yield number, ref, row


def reviews_due(query: ReviewsDue, reader: Reader) -> Mapping[Due, int]:
    """Answer `ReviewsDue`."""
    asked = ReviewCalendar(soon_days=query.soon_days)
    counts = dict.fromkeys(Due, 0)
    for line in review_calendar(asked, reader):
        counts[line.due] += 1
    return counts


def reviews_of_clause(query: ReviewsOfClause, reader: Reader) -> Sequence[ReviewRow]:
    """Answer `ReviewsOfClause`."""
    clause = query.clause.strip()
    return [row for _, row in _entries(reader, clause)[clause]]


ANSWERS: dict[type, Answer] = {
    ReviewCalendar: review_calendar,
    ReviewsDue: reviews_due,
    ReviewsOfClause: reviews_of_clause,
}
