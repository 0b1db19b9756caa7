"""How motions and amendments come about, and what words a motion had when.

A ballot names the wording it is about, so that words which another copy brings later
change nothing that was voted on.
"""

import msgspec

from app.journal.fold import Stamp
from app.journal.rows import Row, Rows
from app.revision.events.motions import (
    AmendmentDecided,
    AmendmentDrafted,
    AmendmentEdited,
    AmendmentSubmitted,
    AmendmentWithdrawn,
    MotionDrafted,
    MotionEdited,
    MotionGivenBack,
    MotionOpened,
    MotionReworded,
    MotionTakenOver,
    MotionWithdrawn,
)
from app.revision.model.motions import AmendmentState, MotionState
from app.revision.tables import AmendmentTable, MotionTable, WordingTable
from app.times import to_ms

_OPEN = (AmendmentState.DRAFT, AmendmentState.EVALUATING)


def drafted(stamp: Stamp, event: MotionDrafted, rows: Rows) -> None:
    """Fold `MotionDrafted`."""
    if rows.get(MotionTable, event.subject) is not None:
        return
    words = {"title": event.title, "why": event.why or "", "amendment": None}
    rows.put(
        MotionTable,
        {
            "id": event.subject,
            "title": event.title,
            "book": event.book,
            "feedback": msgspec.msgpack.encode(event.feedback),
            "author": event.author,
            "amendment": event.amendment,
            "wording": _word(stamp, event, words, rows),
            "draft": None,
            "state": MotionState.DRAFT.value,
            "drafted_at": to_ms(stamp.at),
            "drafted_by": stamp.actor,
        },
    )


def edited(stamp: Stamp, event: MotionEdited, rows: Rows) -> None:
    """Fold `MotionEdited`; only a draft is edited."""
    motion = _motion(rows, event.subject, MotionState.DRAFT)
    if motion is not None:
        words = {"title": event.title, "why": event.why or "", "amendment": None}
        wording = _word(stamp, event, words, rows)
        rows.put(MotionTable, motion | {"title": event.title, "wording": wording})


def opened(_: Stamp, event: MotionOpened, rows: Rows) -> None:
    """Fold `MotionOpened`."""
    motion = _motion(rows, event.subject, MotionState.DRAFT)
    if motion is not None:
        rows.put(MotionTable, motion | {"state": MotionState.DISCUSSION.value})


def reworded(stamp: Stamp, event: MotionReworded, rows: Rows) -> None:
    """Fold `MotionReworded`; title and reasons stay."""
    motion = _motion(rows, event.subject, MotionState.DISCUSSION)
    before = rows.get(WordingTable, motion["wording"]) if motion else None
    if motion is not None and before is not None:
        words = {
            "title": motion["title"],
            "why": before["why"],
            "amendment": event.amendment,
        }
        wording = _word(stamp, event, words, rows)
        rows.put(MotionTable, motion | {"wording": wording})


def withdrawn(_: Stamp, event: MotionWithdrawn, rows: Rows) -> None:
    """Fold `MotionWithdrawn`."""
    rows.change(MotionTable, event.subject, state=MotionState.WITHDRAWN.value)


def taken_over(_: Stamp, event: MotionTakenOver, rows: Rows) -> None:
    """Fold `MotionTakenOver`."""
    rows.change(MotionTable, event.subject, draft=event.draft)


def given_back(_: Stamp, event: MotionGivenBack, rows: Rows) -> None:
    """Fold `MotionGivenBack`."""
    rows.change(MotionTable, event.subject, draft=None)


def _motion(rows: Rows, motion: str, state: MotionState) -> Row | None:
    row = rows.get(MotionTable, motion)
    return row if row is not None and row["state"] == state.value else None


def _word(
    stamp: Stamp,
    event: MotionDrafted | MotionEdited | MotionReworded,
    words: Row,
    rows: Rows,
) -> str:
    rows.put(
        WordingTable,
        {
            "id": stamp.ref,
            "motion": event.subject,
            "clauses": msgspec.msgpack.encode(event.clauses),
            "at": to_ms(stamp.at),
            "actor": stamp.actor,
            **words,
        },
    )
    return stamp.ref


def amendment_drafted(stamp: Stamp, event: AmendmentDrafted, rows: Rows) -> None:
    """Fold `AmendmentDrafted`."""
    if rows.get(AmendmentTable, event.subject) is not None:
        return
    rows.put(
        AmendmentTable,
        {
            "id": event.subject,
            "motion": event.motion,
            "clauses": msgspec.msgpack.encode(event.clauses),
            "author": event.author,
            "why": event.why or "",
            "state": AmendmentState.DRAFT.value,
            "drafted_at": to_ms(stamp.at),
            "drafted_by": stamp.actor,
            "decided_at": None,
            "decided_by": None,
            "reason": "",
        },
    )


def amendment_edited(_: Stamp, event: AmendmentEdited, rows: Rows) -> None:
    """Fold `AmendmentEdited`; only a draft is edited."""
    row = _amendment(rows, event.subject, AmendmentState.DRAFT)
    if row is not None:
        clauses = msgspec.msgpack.encode(event.clauses)
        rows.put(AmendmentTable, row | {"clauses": clauses, "why": event.why or ""})


def amendment_submitted(_: Stamp, event: AmendmentSubmitted, rows: Rows) -> None:
    """Fold `AmendmentSubmitted`."""
    row = _amendment(rows, event.subject, AmendmentState.DRAFT)
    if row is not None:
        rows.put(AmendmentTable, row | {"state": AmendmentState.EVALUATING.value})


def amendment_decided(stamp: Stamp, event: AmendmentDecided, rows: Rows) -> None:
    """Fold `AmendmentDecided`."""
    row = _amendment(rows, event.subject, AmendmentState.EVALUATING)
    if row is None:
        return
    accepted = event.is_accepted
    state = AmendmentState.ACCEPTED if accepted else AmendmentState.REJECTED
    decided = {
        "state": state.value,
        "decided_at": to_ms(stamp.at),
        "decided_by": stamp.actor,
        "reason": event.reason or "",
    }
    rows.put(AmendmentTable, row | decided)


def amendment_withdrawn(_: Stamp, event: AmendmentWithdrawn, rows: Rows) -> None:
    """Fold `AmendmentWithdrawn`."""
    row = _amendment(rows, event.subject, *_OPEN)
    if row is not None:
        rows.put(AmendmentTable, row | {"state": AmendmentState.WITHDRAWN.value})


def _amendment(rows: Rows, amendment: str, *states: AmendmentState) -> Row | None:
    row = rows.get(AmendmentTable, amendment)
    return row if row is not None and row["state"] in set(states) else None
