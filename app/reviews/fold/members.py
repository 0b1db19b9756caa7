"""How events change the reviews of members."""

from collections.abc import Mapping
from typing import Any

from app.journal.fold import Fold, Stamp
from app.journal.rows import Row, Rows
from app.reviews.events import MemberReviewed, MemberReviewUndone
from app.reviews.tables import MemberReviewTable
from app.times import to_ms


def _reviewed(stamp: Stamp, event: MemberReviewed, rows: Rows) -> None:
    if rows.get(MemberReviewTable, event.review) is not None:
        return  # an id is given once, and by whoever came first
    rows.put(
        MemberReviewTable,
        {
            "id": event.review,
            "member": event.subject,
            "reviewer": stamp.actor,
            "at": to_ms(stamp.at),
            "points": event.points,
            "note": event.note or "",
            "undone_at": None,
        },
    )


def _undone(stamp: Stamp, event: MemberReviewUndone, rows: Rows) -> None:
    review: Row | None = rows.get(MemberReviewTable, event.review)
    if review is None or review["member"] != event.subject:
        return
    # Whoever else signs that, it is not theirs to take back.
    if review["reviewer"] == stamp.actor and review["undone_at"] is None:
        rows.put(MemberReviewTable, review | {"undone_at": to_ms(stamp.at)})


FOLDS: Mapping[type[Any], Fold] = {
    MemberReviewed: _reviewed,
    MemberReviewUndone: _undone,
}
