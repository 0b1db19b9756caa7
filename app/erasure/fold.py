"""How events change the tables of holds and of what was erased."""

from app.erasure.events import EVENTS, HoldLifted, HoldPlaced
from app.erasure.tables import ErasedTable, HoldTable
from app.journal.erasure import SubjectErased
from app.journal.fold import Feature, Stamp
from app.journal.rows import Rows
from app.times import to_ms


def _placed(stamp: Stamp, event: HoldPlaced, rows: Rows) -> None:
    rows.put(
        HoldTable,
        {
            "id": event.subject,
            "member": event.member,
            "reason": event.reason,
            "placed_by": stamp.actor,
            "placed_at": to_ms(stamp.at),
            "lifted_by": None,
            "lifted_at": None,
        },
    )


def _lifted(stamp: Stamp, event: HoldLifted, rows: Rows) -> None:
    at = to_ms(stamp.at)
    rows.change(HoldTable, event.subject, lifted_by=stamp.actor, lifted_at=at)


def _erased(stamp: Stamp, event: SubjectErased, rows: Rows) -> None:
    if rows.get(ErasedTable, event.subject) is not None:
        return  # it was erased the first time
    rows.put(
        ErasedTable,
        {
            "id": event.subject,
            "whole": event.whole,
            "because": event.because,
            "at": to_ms(stamp.at),
            "actor": stamp.actor,
        },
    )


FEATURE = Feature(
    events=EVENTS,
    folds={HoldPlaced: _placed, HoldLifted: _lifted, SubjectErased: _erased},
    tables=(HoldTable, ErasedTable),
)
