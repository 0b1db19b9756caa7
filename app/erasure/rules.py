"""Pure decisions about erasing: what a reason to wait says."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from app.erasure.model import Wait
from app.errors import Conflict
from app.times import DEFAULT_ZONE


def in_order(waits: Iterable[Wait]) -> list[Wait]:
    """Return reasons to wait: those that somebody must end, then the longest."""
    return sorted(
        waits,
        key=lambda wait: (
            wait.until is not None,
            -wait.until.timestamp() if wait.until else 0,
            wait.number,
        ),
    )


def refuse_waits(waits: Iterable[Wait]) -> None:
    """Let pass where nothing must be waited for.

    Raises:
        Conflict: what must be ended first, or until when.
    """
    for first in in_order(waits):
        raise Conflict(first.code, **context_of(first))


def context_of(wait: Wait, zone: ZoneInfo = DEFAULT_ZONE) -> dict[str, str | int]:
    """Return the values of a reason's sentence."""
    until = day_text(wait.until, zone) if wait.until else ""
    given = {"number": wait.number, "until": until}
    return {name: value for name, value in given.items() if value}


def day_text(moment: datetime, zone: ZoneInfo = DEFAULT_ZONE) -> str:
    """Return a moment where the community lives, to the minute."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
