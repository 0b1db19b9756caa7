"""Questions about the staff."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.ids import MemberId, PersonId
from app.journal.authority import State
from app.journal.entitlement import may_change_roles
from app.journal.history import held_in
from app.journal.ingress import Fault
from app.staff.fold import name_key
from app.staff.roles import Capability
from app.staff.tables import CommunityTable, StaffLinkTable, StaffTable
from app.times import from_ms
from app.work import Answer, Query, Reader, found


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRow:
    """A person of the staff, or one who was.

    Attributes:
        duties: codes of what they look after besides their role.
        state: whether they are on the staff.
        left_at: when they were removed.
        capabilities: codes of what the role and duties may do.
        members: member profiles that are this person too.
    """

    id: PersonId
    name: str
    role: str
    duties: tuple[str, ...] = ()
    state: State = State.ACTIVE
    admitted_at: datetime
    left_at: datetime | None = None
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
        StaffTable.id,
        StaffTable.name,
        StaffTable.role,
        StaffTable.duties,
        StaffTable.state,
        StaffTable.admitted_at,
        StaffTable.left_at,
    ).order_by(StaffTable.admitted_at, StaffTable.id)
    return [
        StaffRow(
            id=PersonId(person),
            name=name,
            role=role,
            duties=tuple(duties.split()),
            state=State(state),
            admitted_at=from_ms(admitted),
            left_at=None if left is None else from_ms(left),
            capabilities=reader.authority.capabilities(role, duties.split()),
            members=tuple(links.get(person, ())),
        )
        for person, name, role, duties, state, admitted, left in reader.rows(people)
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


def name_of(reader: Reader, person: str) -> str:
    """Return the name somebody signs in under.

    Raises:
        NotFound: there is no such person.
    """
    name = StaffTable.select(StaffTable.name).where(StaffTable.id == person)
    return found(reader.one(name), "person_not_found")[0]


def vault_id(reader: Reader) -> str:
    """Return the vault's random id, the subject of what concerns all of it."""
    return found(reader.one(CommunityTable.select(CommunityTable.id)), "no_vault")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRow:
    """A commit that waits outside: kept and shown, but not folded.

    Attributes:
        commit: its hash.
        person: who signed it; perhaps nobody that is known.
        at: when, by that person's clock.
        fault: why it waits.
        events: how many.
        admissible: whether somebody entitled can let it count.
    """

    commit: bytes
    person: PersonId
    at: datetime
    fault: str
    events: int
    admissible: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCommits(Query[Sequence[HeldRow]]):
    """Every commit that waits outside, the oldest first."""


def held_commits(_: HeldCommits, reader: Reader) -> Sequence[HeldRow]:
    """Answer `HeldCommits`."""
    reader.require(Capability.READ_AUDIT)
    return [
        HeldRow(
            commit=held.commit,
            person=PersonId(held.actor),
            at=from_ms(held.wall),
            fault=held.fault,
            events=held.events,
            admissible=held.fault == Fault.FRONTIER,
        )
        for held in held_in(reader.store)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyringState:
    """Who can open the vault.

    Attributes:
        holders: people with name and passphrase.
        recoverable: people with a recovery sheet.
        rekey_owed: whether somebody who left could still open copies made from now
            on, until the vault is re-keyed.
    """

    holders: frozenset[PersonId]
    recoverable: frozenset[PersonId]
    rekey_owed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoCanOpen(Query[KeyringState]):
    """Who can open the vault, as the keyring has it."""


def who_can_open(_: WhoCanOpen, reader: Reader) -> KeyringState:
    """Answer `WhoCanOpen`."""
    return KeyringState(
        holders=frozenset(map(PersonId, reader.slots.holders())),
        recoverable=frozenset(map(PersonId, reader.slots.recoverable())),
        rekey_owed=reader.slots.rekey_owed(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Powers:
    """What every role and duty may do, as the staff chain has it.

    Attributes:
        roles: capabilities by role.
        duties: capabilities by duty.
        changeable: whether the person asking may change it.
    """

    roles: Mapping[str, frozenset[str]]
    duties: Mapping[str, frozenset[str]]
    changeable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatRolesMay(Query[Powers]):
    """What every role and duty may do."""


def what_roles_may(_: WhatRolesMay, reader: Reader) -> Powers:
    """Answer `WhatRolesMay`."""
    return Powers(
        roles=reader.authority.roles,
        duties=reader.authority.duties,
        changeable=may_change_roles(reader.authority, reader.person),
    )


ANSWERS: dict[type, Answer] = {
    StaffList: staff_list,
    WhoAmI: who_am_i,
    HeldCommits: held_commits,
    WhoCanOpen: who_can_open,
    WhatRolesMay: what_roles_may,
}
