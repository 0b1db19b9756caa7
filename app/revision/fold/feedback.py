"""How feedback comes, is sorted, answered and struck."""

from app.journal.fold import Stamp
from app.journal.rows import Rows
from app.revision.events.feedback import (
    AnswerWithdrawn,
    FeedbackAnswered,
    FeedbackImported,
    FeedbackRecorded,
    FeedbackSorted,
    FeedbackStruck,
)
from app.revision.model.feedback import FeedbackState
from app.revision.tables import FeedbackImportTable, FeedbackTable
from app.times import to_ms

_UNANSWERED = {
    "state": FeedbackState.OPEN.value,
    "answer": None,
    "motion": None,
    "reason": "",
    "answered_at": None,
    "answered_by": None,
}


def recorded(stamp: Stamp, event: FeedbackRecorded, rows: Rows) -> None:
    """Fold `FeedbackRecorded`."""
    rows.put(
        FeedbackTable,
        {
            "id": event.subject,
            "clause": event.clause,
            "book": event.book,
            "way": event.way.value,
            "stance": event.stance.value,
            "received_on": event.received_on.isoformat(),
            "member": event.member,
            "case": event.case,
            "appeal": event.appeal,
            "source": event.source,
            "key": event.key,
            "words": event.words or "",
            "said_by": event.said_by or "",
            "at": to_ms(stamp.at),
            "actor": stamp.actor,
            **_UNANSWERED,
        },
    )


def imported(stamp: Stamp, event: FeedbackImported, rows: Rows) -> None:
    """Fold `FeedbackImported`."""
    rows.put(
        FeedbackImportTable,
        {
            "id": event.subject,
            "sha256": event.sha256,
            "at": to_ms(stamp.at),
            "actor": stamp.actor,
            "added": event.added,
            "unchanged": event.unchanged,
        },
    )


def sorted_(_: Stamp, event: FeedbackSorted, rows: Rows) -> None:
    """Fold `FeedbackSorted`."""
    rows.change(
        FeedbackTable, event.subject, clause=event.clause, stance=event.stance.value
    )


def struck(_: Stamp, event: FeedbackStruck, rows: Rows) -> None:
    """Fold `FeedbackStruck`."""
    rows.change(FeedbackTable, event.subject, state=FeedbackState.STRUCK.value)


def answered(stamp: Stamp, event: FeedbackAnswered, rows: Rows) -> None:
    """Fold `FeedbackAnswered`; what was struck stays struck."""
    row = rows.get(FeedbackTable, event.subject)
    if row is None or row["state"] == FeedbackState.STRUCK.value:
        return
    given = {
        "state": FeedbackState.ANSWERED.value,
        "answer": event.answer.value,
        "motion": event.motion,
        "reason": event.reason or "",
        "answered_at": to_ms(stamp.at),
        "answered_by": stamp.actor,
    }
    rows.put(FeedbackTable, row | given)


def withdrawn(_: Stamp, event: AnswerWithdrawn, rows: Rows) -> None:
    """Fold `AnswerWithdrawn`."""
    row = rows.get(FeedbackTable, event.subject)
    if row is not None and row["state"] == FeedbackState.ANSWERED.value:
        rows.put(FeedbackTable, row | _UNANSWERED)
