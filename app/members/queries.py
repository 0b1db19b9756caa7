"""Questions about members."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.conflicts.queries.involvement import barred_members, refuse_member
from app.errors import Conflict
from app.files.cells import id_key
from app.ids import MemberId
from app.members.fold import AREA, TAG_MARK
from app.members.tables import MemberImportTable, MemberTable
from app.members.wording import erased_member
from app.staff.queries import staff_names
from app.times import from_ms
from app.vault.store import Record
from app.work import Answer, Page, Query, Reader, found

SEARCH_LIMIT = 200
COUNT_CAP = 100_000
_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """A member in a list.

    Attributes:
        role: on the platform, as the list has it.
    """

    id: MemberId
    handle: str
    platform_id: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPage(Query[Page[MemberLine]]):
    """Members by handle, or those that match some words; not who was erased.

    Members with whom the person asking is involved are left out.

    Attributes:
        words: part of a handle, platform id or tag; empty for all.
        after: where the page before ended.
        limit: rows at most.
    """

    words: str = ""
    after: tuple[str, str] | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberProfile:
    """What the staff may see of a member without revealing anything.

    Attributes:
        sealed: names of the sealed fields that have a value.
        doubtful: fields whose text on the list was damaged and not taken, or is of an
            unusual form.
        revealed_by: who last read sealed fields, by name.
        erased: whether what was personal is gone; the handle says so then.
    """

    id: MemberId
    handle: str
    platform_id: str
    role: str
    joined_on: date | None
    tags: tuple[str, ...]
    sealed: tuple[str, ...]
    doubtful: tuple[str, ...]
    revealed_by: str | None
    revealed_at: datetime | None
    erased: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberDetail(Query[MemberProfile]):
    """One member."""

    member: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberCount(Query[int]):
    """How many members are on the list, at most `COUNT_CAP`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKnown(Query[datetime | None]):
    """When a list with this hash was taken in, if it was."""

    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCount(Query[int]):
    """How many of these platform ids are on the list already, each counted once."""

    platform_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersNamed(Query[Mapping[str, MemberId]]):
    """Which of these platform ids are members, by the id as it was asked."""

    platform_ids: tuple[str, ...]


_LINE = (
    MemberTable.id,
    MemberTable.handle,
    MemberTable.platform_id,
    MemberTable.role,
)


def member_page(query: MemberPage, reader: Reader) -> Page[MemberLine]:
    """Answer `MemberPage`."""
    barred = barred_members(reader)
    if query.words.strip():
        ids = reader.find(AREA, query.words, SEARCH_LIMIT, without=barred)
        chosen = MemberTable.select(*_LINE).where(MemberTable.id.in_(ids))
        rows = reader.rows(chosen.order_by(MemberTable.handle, MemberTable.id))
        return Page(rows=[_line(r) for r in rows])
    # Everybody on a list has a platform id; who was erased has none any more.
    listed = MemberTable.select(*_LINE).where(
        MemberTable.platform_id != "", MemberTable.id.not_in(barred)
    )
    listed = listed.order_by(MemberTable.handle, MemberTable.id)
    if query.after is not None:
        handle, member = query.after
        listed = listed.where(
            (MemberTable.handle > handle)
            | ((MemberTable.handle == handle) & (MemberTable.id > member))
        )
    rows = [_line(r) for r in reader.rows(listed.limit(query.limit))]
    more = len(rows) == query.limit
    return Page(rows=rows, after=(rows[-1].handle, rows[-1].id) if more else None)


def _line(row: Record) -> MemberLine:
    member, handle, platform_id, role = row
    return MemberLine(
        id=MemberId(member), handle=handle, platform_id=platform_id, role=role
    )


def member_detail(query: MemberDetail, reader: Reader) -> MemberProfile:
    """Answer `MemberDetail`.

    Raises:
        NotFound: there is no such member.
        NotPermitted: the person asking is involved with the member.
    """
    refuse_member(reader, query.member)
    chosen = MemberTable.select(
        MemberTable.handle,
        MemberTable.platform_id,
        MemberTable.role,
        MemberTable.joined_on,
        MemberTable.tags,
        MemberTable.doubtful,
        MemberTable.phone,
        MemberTable.remark,
        MemberTable.revealed_by,
        MemberTable.revealed_at,
    ).where(MemberTable.id == query.member)
    row = found(reader.one(chosen), "member_not_found")
    handle, platform_id, role, joined, tags, doubtful, phone, remark, by, at = row
    erased = bool(reader.erased([query.member]))
    return MemberProfile(
        id=query.member,
        handle=erased_member() if erased else handle,
        platform_id=platform_id,
        role=role,
        joined_on=date.fromisoformat(joined) if joined else None,
        tags=_split(tags),
        sealed=tuple(
            name for name, v in (("phone", phone), ("remark", remark)) if v is not None
        ),
        doubtful=_split(doubtful),
        revealed_by=staff_names(reader).get(by) if by else None,
        revealed_at=from_ms(at) if at is not None else None,
        erased=erased,
    )


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split(TAG_MARK)) if text else ()


def member_count(_: MemberCount, reader: Reader) -> int:
    """Answer `MemberCount`."""
    listed = MemberTable.select(MemberTable.id).where(
        MemberTable.platform_id != "", MemberTable.id.not_in(barred_members(reader))
    )
    return reader.count(listed, COUNT_CAP)


def file_known(query: FileKnown, reader: Reader) -> datetime | None:
    """Answer `FileKnown`."""
    row = reader.one(
        MemberImportTable.select(MemberImportTable.at)
        .where(MemberImportTable.sha256 == query.sha256)
        .order_by(MemberImportTable.at)
        .limit(1)
    )
    return from_ms(row[0]) if row else None


def known_count(query: KnownCount, reader: Reader) -> int:
    """Answer `KnownCount`."""
    keys = sorted({id_key(each) for each in query.platform_ids if each})
    distinct = MemberTable.select(MemberTable.platform_key).distinct()
    return sum(
        len(reader.rows(distinct.where(MemberTable.platform_key.in_(part))))
        for part in _parts(keys)
    )


def members_named(query: MembersNamed, reader: Reader) -> Mapping[str, MemberId]:
    """Answer `MembersNamed`."""
    known = known_by_platform(reader, query.platform_ids)
    keyed = ((asked, known.get(id_key(asked))) for asked in query.platform_ids)
    return {asked: there.id for asked, there in keyed if there is not None}


def sealed_fields(reader: Reader, member: str) -> Mapping[str, bytes]:
    """Return a member's sealed values by field, as ciphertext.

    Raises:
        NotFound: there is no such member.
    """
    query = MemberTable.select(MemberTable.phone, MemberTable.remark)
    row = found(reader.one(query.where(MemberTable.id == member)), "member_not_found")
    named = zip(("phone", "remark"), row, strict=True)
    return {name: bytes(value) for name, value in named if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownMember:
    """What an import compares a row with.

    Attributes:
        has: sealed fields that have a value already.
    """

    id: MemberId
    handle: str
    role: str
    joined_on: date | None
    tags: tuple[str, ...]
    has: frozenset[str]


def known_by_platform(
    reader: Reader, platform_ids: Iterable[str]
) -> dict[str, KnownMember]:
    """Return the members of these platform ids, by `id_key`."""
    keys = sorted({id_key(p) for p in platform_ids if p})
    known: dict[str, KnownMember] = {}
    for part in _parts(keys):
        query = MemberTable.select(
            MemberTable.platform_key,
            MemberTable.id,
            MemberTable.handle,
            MemberTable.role,
            MemberTable.joined_on,
            MemberTable.tags,
            MemberTable.phone.is_null(is_null=False),
            MemberTable.remark.is_null(is_null=False),
        ).where(MemberTable.platform_key.in_(part))
        for key, member, handle, role, joined, tags, phone, remark in reader.rows(
            query
        ):
            known[key] = KnownMember(
                id=MemberId(member),
                handle=handle,
                role=role,
                joined_on=date.fromisoformat(joined) if joined else None,
                tags=_split(tags),
                has=frozenset(
                    name
                    for name, there in (("phone", phone), ("remark", remark))
                    if there
                ),
            )
    return known


def handles(reader: Reader, members: Iterable[str]) -> Mapping[str, str]:
    """Return the handles of members by id; of who was erased, that they were."""
    by_id: dict[str, str] = {}
    asked = sorted(set(members))
    for part in _parts(asked):
        query = MemberTable.select(MemberTable.id, MemberTable.handle)
        by_id.update(reader.rows(query.where(MemberTable.id.in_(part))))
    gone = reader.erased(asked) & by_id.keys()
    return by_id | dict.fromkeys(gone, erased_member())


def refuse_erased(reader: Reader, member: str) -> None:
    """Let pass a member who was not erased.

    Raises:
        Conflict: what was personal about the member is gone, and stays so.
    """
    if reader.erased([member]):
        raise Conflict("member_erased")


def platform_keys(reader: Reader, members: Iterable[str]) -> frozenset[str]:
    """Return the accounts of members, as `id_key` compares them."""
    found: set[str] = set()
    for part in _parts(sorted(set(members))):
        query = MemberTable.select(MemberTable.platform_key)
        found.update(k for (k,) in reader.rows(query.where(MemberTable.id.in_(part))))
    return frozenset(found - {""})


def identifiers(reader: Reader) -> Iterator[tuple[str, str]]:
    """Yield every member's handle and platform id, for the leak scan."""
    query = MemberTable.select(MemberTable.handle, MemberTable.platform_id)
    yield from reader.store.each(query)


def _parts(items: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), _BATCH):
        yield items[start : start + _BATCH]


ANSWERS: dict[type, Answer] = {
    MemberPage: member_page,
    MemberDetail: member_detail,
    MemberCount: member_count,
    FileKnown: file_known,
    MembersNamed: members_named,
    KnownCount: known_count,
}
