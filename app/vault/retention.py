"""Which backups stay: a pure rule over the moments at which they were made."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.times import local_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How many backups are kept.

    Attributes:
        daily: the newest of so many days.
        weekly: the newest of so many weeks, from Monday.
        monthly: the newest of so many months.
        days: none is older than this; personal data must not outlive it.
    """

    daily: int = 7
    weekly: int = 4
    monthly: int = 12
    days: int = 400

    def __post_init__(self) -> None:
        """Let pass only what keeps the newest.

        Raises:
            ValueError: it would keep none.
        """
        if self.daily < 1 or min(self.weekly, self.monthly, self.days) < 0:
            raise ValueError("a policy keeps the newest backup")


def kept(
    stamps: Iterable[datetime], now: datetime, policy: Policy, zone: ZoneInfo
) -> frozenset[datetime]:
    """Return the moments whose backups stay.

    Days, weeks and months are the community's. Those without a backup do not count,
    so a long holiday costs none of the older ones. Moments ahead of `now` come from a
    clock that was or is wrong: they are thinned by themselves, so that they push none
    of the others out, and are not called too old.
    """
    oldest = now - timedelta(days=policy.days)
    young = frozenset(stamp for stamp in stamps if stamp >= oldest)
    ahead = frozenset(stamp for stamp in young if stamp > now)
    return _thinned(young - ahead, policy, zone) | _thinned(ahead, policy, zone)


def _thinned(
    stamps: frozenset[datetime], policy: Policy, zone: ZoneInfo
) -> frozenset[datetime]:
    newest_first = sorted(stamps, reverse=True)
    rules: tuple[tuple[int, Callable[[date], tuple[int, ...]]], ...] = (
        (policy.daily, lambda day: (day.year, day.month, day.day)),
        (policy.weekly, lambda day: day.isocalendar()[:2]),
        (policy.monthly, lambda day: (day.year, day.month)),
    )
    stay: set[datetime] = set()
    for count, period in rules:
        newest: dict[tuple[int, ...], datetime] = {}
        for stamp in newest_first:
            newest.setdefault(period(local_day(stamp, zone)), stamp)
        stay.update(list(newest.values())[:count])
    return frozenset(stay)
