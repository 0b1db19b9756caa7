"""Questions about who read the rules."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import peewee

from app.acknowledgements.model import Way
from app.acknowledgements.tables import AcknowledgementTable
from app.conflicts.queries.involvement import barred_members
from app.files.cells import id_key
from app.ids import MemberId, RulebookId
from app.members.fold import AREA
from app.members.queries import SEARCH_LIMIT, known_by_platform
from app.members.tables import MemberTable
from app.staff.queries import staff_names
from app.vault.store import Selection
from app.work import Answer, Page, Query, Reader

COUNT_CAP = 1_000
"""More than that is told as "1000+"."""

_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementRow:
    """A member, and whether they said that they read a version.

    Attributes:
        way, on: where and when they did; None where they did not.
        recorded_by: name of who entered it; empty where nobody did.
    """

    member: MemberId
    handle: str
    platform_id: str
    way: Way | None
    on: date | None
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementPage(Query[Page[AcknowledgementRow]]):
    """Members by handle who did, or did not, say that they read a version.

    Members with whom the person asking is involved are left out.

    Attributes:
        missing: whether those are wanted who did not.
        words: part of a handle, platform id or tag; empty for all.
        after: where the page before ended.
        limit: rows at most.
    """

    version: RulebookId
    missing: bool = True
    words: str = ""
    after: tuple[str, str] | None = None
    limit: int = 50


class Standing(StrEnum):
    """What is known of somebody whom a file names by a platform id.

    Members:
        NEW: a member who did not say so yet.
        KNOWN: a member of whom it is entered.
        UNKNOWN: nobody on the member list.
        INVOLVED: a member with whom the person asking is involved.
    """

    NEW = "new"
    KNOWN = "known"
    UNKNOWN = "unknown"
    INVOLVED = "involved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised(Query[Mapping[str, Standing]]):
    """What is known of people about a version, by the platform id as it was asked."""

    version: RulebookId
    platform_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """How many members did, and how many did not; each at most `COUNT_CAP`."""

    done: int
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementCounts(Query[Acknowledged]):
    """How many members said that they read a version."""

    version: RulebookId


def acknowledgement_page(
    query: AcknowledgementPage, reader: Reader
) -> Page[AcknowledgementRow]:
    """Answer `AcknowledgementPage`."""
    mine = AcknowledgementTable.version == query.version
    joined = (AcknowledgementTable.member == MemberTable.id) & mine
    listed = (
        MemberTable.select(
            MemberTable.id,
            MemberTable.handle,
            MemberTable.platform_id,
            AcknowledgementTable.way,
            AcknowledgementTable.day,
            AcknowledgementTable.actor,
        )
        .join(AcknowledgementTable, peewee.JOIN.LEFT_OUTER, on=joined)
        .where(_listed(reader))
        .where(AcknowledgementTable.id.is_null(query.missing))
        .order_by(MemberTable.handle, MemberTable.id)
    )
    if query.words.strip():
        barred = barred_members(reader)
        ids = reader.find(AREA, query.words, SEARCH_LIMIT, without=barred)
        listed = listed.where(MemberTable.id.in_(ids))
    if query.after is not None:
        handle, member = query.after
        listed = listed.where(
            (MemberTable.handle > handle)
            | ((MemberTable.handle == handle) & (MemberTable.id > member))
        )
    names = staff_names(reader)
    rows = [
        AcknowledgementRow(
            member=MemberId(member),
            handle=handle,
            platform_id=platform_id,
            way=Way(way) if way else None,
            on=date.fromisoformat(on) if on else None,
            recorded_by=names.get(actor, "") if actor else "",
        )
        for member, handle, platform_id, way, on, actor in reader.rows(
            listed.limit(query.limit)
        )
    ]
    more = len(rows) == query.limit
    return Page(rows=rows, after=(rows[-1].handle, rows[-1].member) if more else None)


def acknowledgement_counts(
    query: AcknowledgementCounts, reader: Reader
) -> Acknowledged:
    """Answer `AcknowledgementCounts`."""
    members = MemberTable.select(MemberTable.id).where(_listed(reader))
    done = _members_of(query.version)
    return Acknowledged(
        done=reader.count(members.where(MemberTable.id.in_(done)), COUNT_CAP),
        missing=reader.count(members.where(MemberTable.id.not_in(done)), COUNT_CAP),
    )


def recognised(query: Recognised, reader: Reader) -> Mapping[str, Standing]:
    """Answer `Recognised`."""
    there = known_by_platform(reader, query.platform_ids)
    barred = frozenset(barred_members(reader))
    members = {key: member.id for key, member in there.items()}
    known = acknowledged_among(reader, query.version, set(members.values()))

    def standing(platform_id: str) -> Standing:
        member = members.get(id_key(platform_id))
        if member is None:
            return Standing.UNKNOWN
        if member in barred:
            return Standing.INVOLVED
        return Standing.KNOWN if member in known else Standing.NEW

    return {each: standing(each) for each in query.platform_ids}


def acknowledged_among(
    reader: Reader, version: str, members: Collection[str]
) -> dict[str, tuple[Way, date]]:
    """Return which of these members read a version, and where and when they said so."""
    found: dict[str, tuple[Way, date]] = {}
    for part in _parts(sorted(members)):
        query = AcknowledgementTable.select(
            AcknowledgementTable.member,
            AcknowledgementTable.way,
            AcknowledgementTable.day,
        ).where(
            AcknowledgementTable.version == version,
            AcknowledgementTable.member.in_(part),
        )
        for member, way, on in reader.rows(query):
            found[member] = Way(way), date.fromisoformat(on)
    return found


def members_among(reader: Reader, members: Collection[str]) -> frozenset[str]:
    """Return which of these are members who were not erased."""
    found: set[str] = set()
    for part in _parts(sorted(members)):
        query = MemberTable.select(MemberTable.id).where(
            MemberTable.id.in_(part), MemberTable.platform_id != ""
        )
        found.update(member for (member,) in reader.rows(query))
    return frozenset(found)


def _listed(reader: Reader) -> peewee.Expression:
    # Who was erased has no platform id any more.
    barred = barred_members(reader)
    return (MemberTable.platform_id != "") & MemberTable.id.not_in(barred)


def _members_of(version: str) -> Selection:
    return AcknowledgementTable.select(AcknowledgementTable.member).where(
        AcknowledgementTable.version == version
    )


def _parts(items: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), _BATCH):
        yield items[start : start + _BATCH]


ANSWERS: dict[type, Answer] = {
    AcknowledgementPage: acknowledgement_page,
    AcknowledgementCounts: acknowledgement_counts,
    Recognised: recognised,
}
