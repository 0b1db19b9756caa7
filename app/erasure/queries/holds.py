"""Questions about holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.chunks import chunks
from app.conflicts.queries.involvement import refuse_member
from app.erasure.model import HoldRow
from app.erasure.tables import HoldTable
from app.ids import HoldId, MemberId
from app.staff.queries import staff_names
from app.staff.roles import Capability
from app.times import from_ms, moment_or_none
from app.vault.store import Record
from app.work import Answer, Query, Reader, found


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldsOf(Query[Sequence[HoldRow]]):
    """Every hold there was on a member, newest first."""

    member: MemberId


_PART = 500
_COLUMNS = (
    HoldTable.id,
    HoldTable.member,
    HoldTable.reason,
    HoldTable.placed_by,
    HoldTable.placed_at,
    HoldTable.lifted_by,
    HoldTable.lifted_at,
)


def holds_of(query: HoldsOf, reader: Reader) -> Sequence[HoldRow]:
    """Answer `HoldsOf`.

    Raises:
        NotPermitted: the role does not allow it.
    """
    reader.require(Capability.ERASE)
    refuse_member(reader, query.member)
    names = staff_names(reader)
    chosen = HoldTable.select(*_COLUMNS).where(HoldTable.member == query.member)
    rows = reader.rows(chosen.order_by(HoldTable.placed_at.desc(), HoldTable.id))
    return [_row(row, reader, names) for row in rows]


def hold_of(reader: Reader, hold: HoldId) -> HoldRow:
    """Return one hold.

    Raises:
        NotFound: there is none of this id.
    """
    chosen = HoldTable.select(*_COLUMNS).where(HoldTable.id == hold)
    row = found(reader.one(chosen), "hold_not_found")
    return _row(row, reader, staff_names(reader))


def holds_about(reader: Reader, members: Iterable[str]) -> Iterator[HoldId]:
    """Yield every hold there was on members."""
    query = HoldTable.select(HoldTable.id)
    for part in chunks(members, _PART):
        rows = reader.rows(query.where(HoldTable.member.in_(part)))
        yield from (HoldId(hold) for (hold,) in rows)


def is_held(reader: Reader, member: MemberId) -> bool:
    """Tell whether a hold on a member lasts."""
    query = HoldTable.select(HoldTable.id).where(
        HoldTable.member == member, HoldTable.lifted_at.is_null()
    )
    return bool(reader.rows(query.limit(1)))


def _row(row: Record, reader: Reader, names: Mapping[str, str]) -> HoldRow:
    hold, member, reason, placed_by, placed_at, lifted_by, lifted_at = row
    opened = reader.open(bytes(reason), "reason", subject=hold) if reason else ""
    return HoldRow(
        id=HoldId(hold),
        member=MemberId(member),
        reason=opened,
        placed_by=names.get(placed_by, ""),
        placed_at=from_ms(placed_at),
        lifted_by=names.get(lifted_by, "") if lifted_by else None,
        lifted_at=moment_or_none(lifted_at),
    )


ANSWERS: dict[type, Answer] = {HoldsOf: holds_of}
