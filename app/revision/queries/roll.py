"""Who may vote, by rule; figures of the whole community, whoever asks."""

from dataclasses import dataclass
from datetime import date

from app.cases.tables import SanctionTable
from app.files.cells import id_key
from app.ids import MemberId
from app.members.queries import known_by_platform
from app.members.tables import MemberTable
from app.revision.model.ballots import Entitlement
from app.revision.tables import RollTable
from app.rulebook.model import SanctionKind
from app.times import to_ms
from app.work import Answer, Query, Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """Those who may vote by a rule.

    Attributes:
        members: who they are.
        removed: how many are left out since a removal of theirs is in force.
        undated: how many are left out since the list does not say when they joined.
        unknown: platform ids of a list that are nobody's.
    """

    members: tuple[MemberId, ...]
    removed: int
    undated: int
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RollPreview(Query[Roll]):
    """Who could vote if a ballot opened now.

    Attributes:
        joined_before: the day, where that decides.
        listed: platform ids, where a list decides.
    """

    entitled_by: Entitlement
    joined_before: date | None = None
    listed: tuple[str, ...] = ()


def roll_preview(query: RollPreview, reader: Reader) -> Roll:
    """Answer `RollPreview`."""
    on_list = MemberTable.select(MemberTable.id, MemberTable.joined_on).where(
        MemberTable.platform_id != ""
    )
    present: dict[str, str | None] = dict(reader.rows(on_list.order_by(MemberTable.id)))
    unknown: tuple[str, ...] = ()
    undated = 0
    if query.entitled_by is Entitlement.LISTED:
        known = known_by_platform(reader, query.listed)
        named = dict.fromkeys(each.strip() for each in query.listed)
        unknown = tuple(each for each in named if each and id_key(each) not in known)
        listed = {each.id for each in known.values()}
        present = {m: joined for m, joined in present.items() if m in listed}
    elif query.entitled_by is Entitlement.JOINED_BEFORE and query.joined_before:
        before = query.joined_before.isoformat()
        undated = sum(not joined for joined in present.values())
        present = {m: j for m, j in present.items() if j and j < before}
    removed = _removed(reader) & present.keys()
    return Roll(
        members=tuple(MemberId(m) for m in present if m not in removed),
        removed=len(removed),
        undated=undated,
        unknown=unknown,
    )


def _removed(reader: Reader) -> frozenset[str]:
    kinds = [kind.value for kind in SanctionKind if kind.is_removal]
    chosen = SanctionTable.select(SanctionTable.member).where(
        SanctionTable.kind.in_(kinds),
        SanctionTable.reversed_at.is_null(),
        SanctionTable.effective_at <= to_ms(reader.now),
    )
    return frozenset(member for (member,) in reader.rows(chosen) if member)


def roll_of(reader: Reader, ballot: str) -> frozenset[str]:
    """Return who may vote in a ballot."""
    chosen = RollTable.select(RollTable.member).where(RollTable.ballot == ballot)
    return frozenset(member for (member,) in reader.rows(chosen))


ANSWERS: dict[type, Answer] = {RollPreview: roll_preview}
