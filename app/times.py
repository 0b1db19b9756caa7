"""Moments are aware UTC datetimes; calendar days are the community's."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]

DEFAULT_ZONE = ZoneInfo("Asia/Shanghai")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def system_clock() -> datetime:
    """Return the computer's present moment."""
    return datetime.now(UTC)


def to_ms(moment: datetime) -> int:
    """Return milliseconds since 1970 UTC; tables store and sort by these."""
    return (moment - _EPOCH) // _MILLISECOND


def from_ms(milliseconds: int) -> datetime:
    """Return the aware UTC moment of `to_ms`."""
    return _EPOCH + milliseconds * _MILLISECOND


def moment_or_none(milliseconds: int | None) -> datetime | None:
    """Return the moment a column holds, if it holds one."""
    return None if milliseconds is None else from_ms(milliseconds)


def local_day(moment: datetime, zone: ZoneInfo = DEFAULT_ZONE) -> date:
    """Return the calendar day of a moment where the community lives."""
    return moment.astimezone(zone).date()
