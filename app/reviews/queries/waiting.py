"""Decisions nobody has looked at again, and which of them are drawn."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

import peewee

from app.cases.queries.cases import bar_of
from app.cases.rules import HOLDING_WINDOW
from app.errors import Corrupt, NotPermitted
from app.ids import CaseId
from app.reviews.model import ReviewState
from app.reviews.rules import WHOLE, Lot, is_drawn
from app.reviews.tables import ReviewTable
from app.settings.model import LOT, Setting
from app.settings.queries import Change, changes_of
from app.staff.queries import StaffList, staff_list, vault_id
from app.staff.roles import Capability
from app.times import from_ms, to_ms
from app.work import Reader, found

SCAN = 2_000
"""Decisions looked through for one page; the page ends there, the list goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A decision nobody has looked at yet.

    Attributes:
        is_due: whether it is a moderator's and was drawn.
        people: who had a part in it.
    """

    id: str
    case: CaseId
    key: tuple[int, str]
    people: frozenset[str]
    is_due: bool


def waiting_reviews(
    reader: Reader,
    after: tuple[int, str] | None,
    before: tuple[int, str] | None = None,
) -> Iterator[Waiting]:
    """Yield decisions nobody has looked at, oldest first, drawn or not."""
    here = peewee.Tuple(ReviewTable.at, ReviewTable.id)
    past = to_ms(reader.now - HOLDING_WINDOW)
    chosen = ReviewTable.select(
        ReviewTable.id,
        ReviewTable.case,
        ReviewTable.at,
        ReviewTable.decider,
        ReviewTable.proposer,
    ).where(ReviewTable.state == ReviewState.OPEN.value, ReviewTable.at <= past)
    if after is not None:
        chosen = chosen.where(here > peewee.Tuple(*after))
    if before is not None:
        chosen = chosen.where(here < peewee.Tuple(*before))
    lots, leads = _lots(reader), _leads(reader)
    ordered = chosen.order_by(ReviewTable.at, ReviewTable.id).limit(SCAN)
    for decision, case, at, decider, proposer in reader.rows(ordered):
        yield Waiting(
            id=decision,
            case=CaseId(case),
            key=(at, decision),
            people=frozenset(filter(None, (decider, proposer))),
            is_due=decider not in leads and is_drawn(lots, decision, from_ms(at)),
        )


def has_part(reader: Reader, waiting: Waiting) -> bool:
    """Tell whether the person asking has a part in a decision or its case."""
    if reader.person in waiting.people:
        return True
    return bar_of(reader, waiting.case) is not None


def waiting_review(reader: Reader, decision: str) -> tuple[Waiting, ReviewState]:
    """Return a decision with where its review stands.

    Raises:
        NotFound: there is no such decision.
    """
    chosen = ReviewTable.select(
        ReviewTable.case,
        ReviewTable.at,
        ReviewTable.decider,
        ReviewTable.proposer,
        ReviewTable.state,
    ).where(ReviewTable.id == decision)
    case, at, *people, state = found(reader.one(chosen), "review_not_found")
    waiting = Waiting(
        id=decision,
        case=CaseId(case),
        key=(at, decision),
        people=frozenset(filter(None, people)),
        is_due=people[0] not in _leads(reader)
        and is_drawn(_lots(reader), decision, from_ms(at)),
    )
    return waiting, ReviewState(state)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A review somebody made: by whom, when."""

    reviewer: str
    at: datetime


def review_made(reader: Reader, decision: str) -> Made | None:
    """Return the review of a decision, if there is one."""
    chosen = ReviewTable.select(ReviewTable.reviewer, ReviewTable.reviewed_at)
    row = reader.one(chosen.where(ReviewTable.id == decision))
    if row is None or row[0] is None:
        return None
    return Made(reviewer=row[0], at=from_ms(row[1]))


def _leads(reader: Reader) -> AbstractSet[str]:
    return {
        person.id
        for person in staff_list(StaffList(), reader)
        if Capability.REVIEW_DECISIONS in person.capabilities
    }


def _lots(reader: Reader) -> list[Lot]:
    vault = vault_id(reader)
    changes = changes_of(reader, Setting.REVIEW_SHARE)
    return [_lot(reader, vault, change) for change in changes]


def _lot(reader: Reader, vault: str, change: Change) -> Lot:
    # Where nothing can be drawn, everything is looked at.
    whole = Lot(since=change.at, share=WHOLE, secret="")
    if change.lot is None or change.value is None:
        return whole
    try:
        secret = reader.open(change.lot, LOT, subject=vault)
    except (Corrupt, NotPermitted):
        return whole
    return Lot(since=change.at, share=change.value, secret=secret)
