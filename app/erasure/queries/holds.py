"""Questions about holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
