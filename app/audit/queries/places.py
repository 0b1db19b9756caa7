"""Where and how far: installations, the journal's span, the last check."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.audit.model import Installation, LastCheck
from app.cases.rules import feed_letter
from app.journal import clock as clocks
from app.journal.history import get_state
from app.journal.reading import feeds, span
from app.journal.verdict import last_verdict
from app.times import from_ms
from app.work import Answer, Query, Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Installations(Query[Sequence[Installation]]):
    """Every installation that has written here, the first to write first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastVerdict(Query[LastCheck | None]):
    """What the last check of everything found; None where there was none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistorySpan(Query[tuple[datetime, datetime] | None]):
    """The moments of the first and the newest accepted commit."""


def installations(_: Installations, reader: Reader) -> Sequence[Installation]:
    """Answer `Installations`."""
    return list(by_feed(reader).values())


def by_feed(reader: Reader) -> Mapping[str, Installation]:
    """Return every installation by its feed."""
    return {
        feed: Installation(
            feed=feed,
            letter=get_state(reader.store, f"feed_letter:{feed}") or _letter(at),
        )
        for at, feed in enumerate(feeds(reader.store))
    }


def _letter(at: int) -> str:
    # Case numbers of the first have none; a list has to call it something.
    return feed_letter(at) or "A"


def last_check(_: LastVerdict, reader: Reader) -> LastCheck | None:
    """Answer `LastVerdict`."""
    verdict = last_verdict(reader.store)
    if verdict is None:
        return None
    return LastCheck(
        at=from_ms(verdict.at), commits=verdict.commits, problems=verdict.problems
    )


def history_span(_: HistorySpan, reader: Reader) -> tuple[datetime, datetime] | None:
    """Answer `HistorySpan`."""
    ends = span(reader.store)
    if ends is None:
        return None
    first, newest = (from_ms(clocks.wall_of(clock)) for clock in ends)
    return first, newest


ANSWERS: dict[type, Answer] = {
    Installations: installations,
    LastVerdict: last_check,
    HistorySpan: history_span,
}
