"""What is held about members in holds, and that holds make erasing wait."""

from collections.abc import Iterable, Sequence

from app.chunks import chunks
from app.erasure.events import HoldPlaced
from app.erasure.model import Wait
from app.erasure.tables import HoldTable
from app.holdings import Holding
from app.ids import MemberId
from app.work import Reader

_PART = 500


def _about(reader: Reader, subjects: frozenset[str]) -> Iterable[str]:
    query = HoldTable.select(HoldTable.id)
    for part in chunks(sorted(subjects), _PART):
        rows = reader.rows(query.where(HoldTable.member.in_(part)))
        yield from (hold for (hold,) in rows)


def _waits(reader: Reader, member: MemberId) -> Sequence[Wait]:
    query = HoldTable.select(HoldTable.id).where(
        HoldTable.member == member, HoldTable.lifted_at.is_null()
    )
    return [Wait(code="erasure_waits_hold")] if reader.rows(query.limit(1)) else []


HOLDING = Holding(feature="erasure", events=(HoldPlaced,), about=_about, waits=_waits)
