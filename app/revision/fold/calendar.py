"""How the review calendar comes about: each entry is a row of its own."""

from app.journal.fold import Stamp
from app.journal.rows import Row, Rows
from app.revision.events.calendar import ClauseReviewed, ReviewDateSet
from app.revision.tables import ReviewTable
from app.times import to_ms


def date_set(stamp: Stamp, event: ReviewDateSet, rows: Rows) -> None:
    """Fold `ReviewDateSet`."""
    nothing = {"verdict": None, "book": None, "note": ""}
    rows.put(ReviewTable, _entry(stamp, event) | nothing)


def reviewed(stamp: Stamp, event: ClauseReviewed, rows: Rows) -> None:
    """Fold `ClauseReviewed`."""
    seen = {
        "verdict": event.verdict.value,
        "book": event.book,
        "note": event.seen or "",
    }
    rows.put(ReviewTable, _entry(stamp, event) | seen)


def _entry(stamp: Stamp, event: ReviewDateSet | ClauseReviewed) -> Row:
    return {
        "id": event.subject,
        "clause": event.clause,
        "at": to_ms(stamp.at),
        "actor": stamp.actor,
        "due_on": event.due_on.isoformat(),
    }
