"""Pure decisions about the review calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.errors import InputError
from app.revision.model.calendar import Because, Due
from app.revision.rules.words import refuse_long

NOTE_LEAST = 4
"""Fewest characters of a review's note; enough to say what was seen."""

LATEST = timedelta(days=3650)
"""Nothing is put off for longer; ten years keep dates within range."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySet:
    """One act that gave a clause a day.

    Attributes:
        at: when it was done.
        ref: orders acts of the same moment.
        due_on: the day it gave.
        because: what it was.
    """

    at: datetime
    ref: str
    due_on: date
    because: Because


def due_by(published: DaySet, later: Iterable[DaySet]) -> DaySet:
    """Return the act that counts: the last one, whatever their order.

    A new wording counts as an act too: what was set for the old one says nothing of it.
    """
    return max((published, *later), key=lambda act: (act.at, act.ref))


def days_after(day: date, days: int) -> date:
    """Return a later day; the last there is where the calendar ends before."""
    left = (date.max - day).days
    return day + timedelta(days=min(days, left))


def standing(due_on: date, today: date, soon_days: int) -> Due:
    """Return how near a day is.

    Args:
        due_on: the day by which the clause should be reviewed; on it, it is not late.
        today: the community's day.
        soon_days: how many days ahead count as soon.
    """
    left = (due_on - today).days
    if left < 0:
        return Due.OVERDUE
    return Due.SOON if left <= soon_days else Due.LATER


def check_day(due_on: date, today: date) -> None:
    """Let pass a day from today on, within `LATEST`.

    Raises:
        InputError: it is over, or too far away.
    """
    if due_on < today:
        raise InputError("review_day_over")
    if due_on - today > LATEST:
        raise InputError("review_day_far", days=LATEST.days)


def check_note(note: str) -> str:
    """Return a review's note without its margins.

    Raises:
        InputError: it says too little, or is too long.
    """
    trimmed = note.strip()
    if len(trimmed) < NOTE_LEAST:
        raise InputError("review_words_missing", least=NOTE_LEAST)
    refuse_long(trimmed)
    return trimmed
