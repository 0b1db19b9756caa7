"""Questions about the staff."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.ids import MemberId, PersonId
from app.staff.fold import name_key
from app.staff.tables import CommunityTable, StaffLinkTable, StaffTable
from app.times import from_ms
from app.work import Answer, Query, Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRow:
    """A person of the staff.

    Attributes:
        capabilities: codes of what the person may do.
        members: member profiles that are this person too.
    """

    id: PersonId
    name: str
    role: str
    admitted_at: datetime
    capabilities: frozenset[str]
    members: tuple[MemberId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffList(Query[Sequence[StaffRow]]):
    """Everybody on the staff, in the order of admission."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who is signed in, and where."""

    me: StaffRow
    community: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoAmI(Query[Identity]):
    """The person signed in and the community's name."""


def staff_list(_: StaffList, reader: Reader) -> Sequence[StaffRow]:
    """Answer `StaffList`."""
    links: dict[str, list[MemberId]] = {}
    query = StaffLinkTable.select(StaffLinkTable.person, StaffLinkTable.member)
    for person, member in reader.rows(query.order_by(StaffLinkTable.member)):
        links.setdefault(person, []).append(MemberId(member))
    people = StaffTable.select(
        StaffTable.id, StaffTable.name, StaffTable.role, StaffTable.admitted_at
    ).order_by(StaffTable.admitted_at, StaffTable.id)
    return [
        StaffRow(
            id=PersonId(person),
            name=name,
            role=role,
            admitted_at=from_ms(admitted),
            capabilities=reader.authority.roles.get(role, frozenset()),
            members=tuple(links.get(person, ())),
        )
        for person, name, role, admitted in reader.rows(people)
    ]


def who_am_i(_: WhoAmI, reader: Reader) -> Identity:
    """Answer `WhoAmI`."""
    me = next(r for r in staff_list(StaffList(), reader) if r.id == reader.person)
    community = reader.one(CommunityTable.select(CommunityTable.name))
    return Identity(me=me, community=community[0] if community else "")


def staff_names(reader: Reader) -> Mapping[str, str]:
    """Return everybody's name by id."""
    return dict(reader.rows(StaffTable.select(StaffTable.id, StaffTable.name)))


def members_of(reader: Reader, person: str) -> frozenset[MemberId]:
    """Return the member profiles that are this person too."""
    query = StaffLinkTable.select(StaffLinkTable.member).where(
        StaffLinkTable.person == person
    )
    return frozenset(MemberId(row[0]) for row in reader.rows(query))


def people_behind(reader: Reader, members: Sequence[str]) -> frozenset[PersonId]:
    """Return the staff who are one of these members."""
    query = StaffLinkTable.select(StaffLinkTable.person).where(
        StaffLinkTable.member.in_(list(members))
    )
    return frozenset(PersonId(row[0]) for row in reader.rows(query))


def name_is_taken(reader: Reader, name: str) -> bool:
    """Tell whether somebody signs in under this name."""
    query = StaffTable.select(StaffTable.id).where(
        StaffTable.name_key == name_key(name)
    )
    return reader.one(query) is not None


ANSWERS: dict[type, Answer] = {StaffList: staff_list, WhoAmI: who_am_i}
