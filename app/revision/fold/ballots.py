"""How ballots open and close, and votes come in.

What was fixed when a ballot opened is never changed by a later event, whoever wrote it.
"""

import msgspec

from app.journal.fold import Stamp
from app.journal.rows import Row, Rows
from app.revision.events.ballots import (
    BallotCancelled,
    BallotClosed,
    BallotOpened,
    RollFixed,
    VoteRecorded,
    VoteStruck,
)
from app.revision.model.ballots import BallotState
from app.revision.tables import BallotTable, RollTable, VoteTable
from app.times import to_ms


def opened(stamp: Stamp, event: BallotOpened, rows: Rows) -> None:
    """Fold `BallotOpened`."""
    if rows.get(BallotTable, event.subject) is not None:
        return
    rows.put(
        BallotTable,
        {
            "id": event.subject,
            "question": event.question,
            "terms": msgspec.msgpack.encode(event.terms),
            "entitled": event.entitled,
            "motion": event.motion,
            "wording": event.wording,
            "opened_at": to_ms(stamp.at),
            "opened_by": stamp.actor,
            "commit": _commit(stamp),
            "state": BallotState.OPEN.value,
            "outcome": None,
            "tally": None,
            "review_on": None,
            "closed_at": None,
            "closed_by": None,
            "reason": "",
        },
    )


def roll_fixed(stamp: Stamp, event: RollFixed, rows: Rows) -> None:
    """Fold `RollFixed`; afterwards nobody is added."""
    ballot = rows.get(BallotTable, event.subject)
    if ballot is None or ballot["commit"] != _commit(stamp):
        return
    for member in event.members:
        rows.put(
            RollTable,
            {
                "id": f"{event.subject}-{member}",
                "ballot": event.subject,
                "member": member,
            },
        )


def vote_recorded(stamp: Stamp, event: VoteRecorded, rows: Rows) -> None:
    """Fold `VoteRecorded`; whether it counts is for whoever counts."""
    if rows.get(VoteTable, event.subject) is not None:
        return
    rows.put(
        VoteTable,
        {
            "id": event.subject,
            "ballot": event.ballot,
            "member": event.member,
            "choice": event.choice.value,
            "way": event.way.value,
            "cast_at": to_ms(event.cast_at),
            "at": to_ms(stamp.at),
            "actor": stamp.actor,
            "source": event.source,
            "reason": event.reason or "",
            "struck": False,
        },
    )


def vote_struck(_: Stamp, event: VoteStruck, rows: Rows) -> None:
    """Fold `VoteStruck`."""
    rows.change(VoteTable, event.subject, struck=True)


def closed(stamp: Stamp, event: BallotClosed, rows: Rows) -> None:
    """Fold `BallotClosed`; what is closed or cancelled stays so."""
    ballot = _open(rows, event.subject)
    if ballot is not None:
        came_to = {
            "outcome": event.came_to.value,
            "tally": msgspec.msgpack.encode(event.tally),
            "review_on": event.review_on.isoformat(),
        }
        rows.put(BallotTable, _ended(stamp, ballot, BallotState.CLOSED) | came_to)


def cancelled(stamp: Stamp, event: BallotCancelled, rows: Rows) -> None:
    """Fold `BallotCancelled`."""
    ballot = _open(rows, event.subject)
    if ballot is not None:
        why = {"reason": event.reason or ""}
        rows.put(BallotTable, _ended(stamp, ballot, BallotState.CANCELLED) | why)


def _open(rows: Rows, ballot: str) -> Row | None:
    row = rows.get(BallotTable, ballot)
    return row if row is not None and row["state"] == BallotState.OPEN.value else None


def _ended(stamp: Stamp, ballot: Row, state: BallotState) -> Row:
    return ballot | {
        "state": state.value,
        "closed_at": to_ms(stamp.at),
        "closed_by": stamp.actor,
    }


def _commit(stamp: Stamp) -> str:
    return f"{stamp.feed}-{stamp.seq}"
