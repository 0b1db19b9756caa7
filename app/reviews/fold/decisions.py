"""How events change the reviews of decisions."""

from collections.abc import Mapping
from typing import Any

from app.appeals.events import AppealFiled
from app.cases.events import CaseDecided, DecisionRetracted
from app.journal.fold import Fold, Stamp
from app.journal.rows import Row, Rows
from app.reviews.events import (
    DecisionAgreed,
    DecisionPassed,
    DecisionReturned,
    ReviewUndone,
)
from app.reviews.model import ReviewState
from app.reviews.tables import ReviewTable
from app.times import to_ms


def _decided(stamp: Stamp, event: CaseDecided, rows: Rows) -> None:
    there = rows.get(ReviewTable, event.decision)
    if there is not None and there["case"] != event.subject:
        return
    rows.put(
        ReviewTable,
        {
            "id": event.decision,
            "case": event.subject,
            "decider": stamp.actor,
            "proposer": event.proposed_by,
            "at": to_ms(stamp.at),
            "state": ReviewState.OPEN.value,
            "reviewer": None,
            "reviewed_at": None,
            "note": "",
        },
    )


def _closed(_: Stamp, event: DecisionRetracted | AppealFiled, rows: Rows) -> None:
    review = _open(rows, event.decision, event.subject)
    if review is not None:
        rows.put(ReviewTable, review | {"state": ReviewState.CLOSED.value})


def _agreed(stamp: Stamp, event: DecisionAgreed, rows: Rows) -> None:
    _reviewed(stamp, event, ReviewState.AGREED, "", rows)


def _returned(stamp: Stamp, event: DecisionReturned, rows: Rows) -> None:
    _reviewed(stamp, event, ReviewState.RETURNED, event.note or "", rows)


def _reviewed(
    stamp: Stamp,
    event: DecisionAgreed | DecisionReturned,
    state: ReviewState,
    note: str,
    rows: Rows,
) -> None:
    review = _open(rows, event.decision, event.subject)
    if review is None:
        return
    done = {
        "state": state.value,
        "reviewer": stamp.actor,
        "reviewed_at": to_ms(stamp.at),
        "note": note,
    }
    rows.put(ReviewTable, review | done)


def _passed(_: Stamp, event: DecisionPassed, rows: Rows) -> None:
    review = _of_case(rows, event.decision, event.subject)
    if review is not None and review["state"] == ReviewState.OPEN.value:
        rows.put(ReviewTable, review | {"state": ReviewState.PASSED.value})


def _undone(_: Stamp, event: ReviewUndone, rows: Rows) -> None:
    review = _of_case(rows, event.decision, event.subject)
    if review is None or review["reviewer"] is None:
        return
    again = {
        "state": ReviewState.OPEN.value,
        "reviewer": None,
        "reviewed_at": None,
        "note": "",
    }
    rows.put(ReviewTable, review | again)


def _of_case(rows: Rows, decision: str, case: str) -> Row | None:
    review = rows.get(ReviewTable, decision)
    return review if review is not None and review["case"] == case else None


def _open(rows: Rows, decision: str, case: str) -> Row | None:
    """Return a review that nobody has made yet; what was passed over can be."""
    review = _of_case(rows, decision, case)
    free = {ReviewState.OPEN.value, ReviewState.PASSED.value}
    return review if review is not None and review["state"] in free else None


FOLDS: Mapping[type[Any], Fold] = {
    CaseDecided: _decided,
    DecisionRetracted: _closed,
    AppealFiled: _closed,
    DecisionAgreed: _agreed,
    DecisionReturned: _returned,
    DecisionPassed: _passed,
    ReviewUndone: _undone,
}
