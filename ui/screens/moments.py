"""Moments, spans and clocks in words; pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from app.times import DEFAULT_ZONE, local_day
from app.words import tr

RELATIVE: Final = timedelta(hours=48)
"""Nearer than this a clock counts down; beyond it a date stands."""

_LATE: Final = timedelta(hours=1)
_SOON: Final = timedelta(hours=3)
_MINUTE: Final = timedelta(minutes=1)


class Urgency(StrEnum):
    """How near a deadline is; `DONE` where none runs any more."""

    CALM = "calm"
    SOON = "soon"
    LATE = "late"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockShown:
    """A deadline as a row shows it.

    Attributes:
        text: what is left, or what is over.
        urgency: its tone.
        exact: the moment itself, for a tooltip.
    """

    text: str
    urgency: Urgency
    exact: str


def clock(due_at: datetime, now: datetime) -> ClockShown:
    """Return a deadline's clock: relative under 48 hours, a date beyond."""
    left = due_at - now
    return ClockShown(
        text=_clock_text(due_at, now),
        urgency=_urgency(left),
        exact=tr("Due {moment}", moment=exact(due_at)),
    )


def _clock_text(due_at: datetime, now: datetime) -> str:
    left = due_at - now
    if abs(left) >= RELATIVE:
        return tr("Due {moment}", moment=day_text(due_at, now))
    if left < timedelta(0):
        return tr("{span} overdue", span=span(-left))
    return tr("{span} left", span=span(left))


def _urgency(left: timedelta) -> Urgency:
    if left <= _LATE:
        return Urgency.LATE
    return Urgency.SOON if left <= _SOON else Urgency.CALM


def span(length: timedelta) -> str:
    """Return a length of time in its two largest units, minutes at the least."""
    minutes = max(length // _MINUTE, 0)
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    if days:
        told = tr("{days} d {hours} h", days=days, hours=hours)
        return told if hours else tr("{days} d", days=days)
    if hours:
        told = tr("{hours} h {minutes} min", hours=hours, minutes=minutes)
        return told if minutes else tr("{hours} h", hours=hours)
    return tr("{minutes} min", minutes=minutes)


def day_text(at: datetime, now: datetime, zone: ZoneInfo = DEFAULT_ZONE) -> str:
    """Return a day as 11-22, with its year where that is not this year."""
    day = local_day(at, zone)
    same = day.year == local_day(now, zone).year
    return f"{day:%m-%d}" if same else f"{day:%Y-%m-%d}"


def moment_text(at: datetime, now: datetime, zone: ZoneInfo = DEFAULT_ZONE) -> str:
    """Return a moment as 11-22 09:14, with its year where that is not this year."""
    return f"{day_text(at, now, zone)} {at.astimezone(zone):%H:%M}"


def exact(at: datetime, zone: ZoneInfo = DEFAULT_ZONE) -> str:
    """Return a moment with its year, to the minute."""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def time_text(at: datetime, zone: ZoneInfo = DEFAULT_ZONE) -> str:
    """Return the time of day alone."""
    return f"{at.astimezone(zone):%H:%M}"
