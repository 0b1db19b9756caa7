"""The calendar as words, tones and icons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from app.revision.model.calendar import Because, Due
from app.revision.queries.calendar import SOON_DAYS, CalendarLine
from app.revision.wording import because_text, due_text, verdict_text
from app.words import mark, tr
from ui.theme import Tone
from ui.widgets import ChipSpec, TabSpec

DUE_TONES: Final = {
    Due.OVERDUE: Tone.DANGER,
    Due.SOON: Tone.WARN,
    Due.LATER: Tone.NEUTRAL,
}
_ICONS: Final = {Due.OVERDUE: "warning", Due.SOON: "clock", Due.LATER: "clock"}


class Span(StrEnum):
    """The lists: 已逾期, 30 天内, 全部."""

    OVERDUE = "overdue"
    SOON = "soon"
    ALL = "all"


_SPANS: Final = {
    Span.OVERDUE: mark("Overdue"),
    Span.SOON: mark("In {days} days"),
    Span.ALL: mark("All"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRow:
    """A clause in the calendar.

    Attributes:
        id: its number.
        badge: how near its day is.
        facts: what gave it the day, or what the last review came to.
        day: the day itself.
    """

    id: str
    title: str
    badge: ChipSpec
    facts: str
    day: str

    @property
    def said(self) -> str:
        """The row as one sentence, for a screen reader."""
        return ", ".join((self.title, self.badge.text, self.day, self.facts))


def within(lines: Sequence[CalendarLine], span: Span) -> list[CalendarLine]:
    """Return the clauses of a list."""
    match span:
        case Span.OVERDUE:
            return [line for line in lines if line.due is Due.OVERDUE]
        case Span.SOON:
            return [line for line in lines if line.due is not Due.LATER]
        case Span.ALL:
            return list(lines)


def tabs(lines: Sequence[CalendarLine]) -> list[TabSpec]:
    """Return the lists with how many clauses they hold."""
    return [
        TabSpec(
            key=span.value,
            text=tr(words, days=SOON_DAYS) if span is Span.SOON else tr(words),
            count=str(len(within(lines, span))),
        )
        for span, words in _SPANS.items()
    ]


def badge(line: CalendarLine) -> ChipSpec:
    """Return how near a clause's day is as a chip."""
    return ChipSpec(
        text=due_text(line.due, line.days),
        tone=DUE_TONES[line.due],
        icon=_ICONS[line.due],
    )


def row_shown(line: CalendarLine, today: date) -> CalendarRow:
    """Return a clause as the list shows it."""
    last = line.last
    reviewed = line.because is Because.REVIEWED and last is not None and last.verdict
    return CalendarRow(
        id=line.clause,
        title=f"{line.clause} {line.title.text()}",
        badge=badge(line),
        facts=verdict_text(reviewed) if reviewed else because_text(line.because),
        day=short_day(line.due_on, today),
    )


def short_day(day: date, today: date) -> str:
    """Return a day as 11-22, with its year where that is not this year."""
    return f"{day:%m-%d}" if day.year == today.year else f"{day:%Y-%m-%d}"
