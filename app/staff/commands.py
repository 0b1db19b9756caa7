"""What a person may do about the staff."""

from dataclasses import dataclass, field

from app.errors import Conflict
from app.ids import MemberId, PersonId, new_id
from app.journal.authority import Authority, PersonAdmitted, VaultFounded
from app.journal.event import Event
from app.journal.sealing import grant, new_audience
from app.staff.events import StaffLinked
from app.staff.queries import StaffList, members_of, name_is_taken, staff_list
from app.staff.roles import (
    AUDIENCE_ROLES,
    SHIPPED_ROLES,
    Audience,
    Capability,
    Role,
)
from app.vault.keyring import Credentials
from app.vault.keys import PersonalKeys, new_personal_keys
from app.work import Act, Command, Handler, Intent, found


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmitPerson(Command[PersonId]):
    """Enrol somebody, who types name and passphrase on this computer."""

    name: str
    passphrase: str = field(repr=False)
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkStaff(Command[None]):
    """Say that a person of the staff is also this member."""

    person: PersonId
    member: MemberId


def found_vault(
    vault: str, *, community: str, zone: str, person: str, name: str, keys: PersonalKeys
) -> list[Event]:
    """Return the founding events: roles, audiences and the first owner."""
    made = [new_audience(a, new_id()) for a in Audience]
    public = keys.receiving.public
    return [
        VaultFounded(
            subject=vault,
            zone=zone,
            roles=dict(SHIPPED_ROLES),
            audience_roles=dict(AUDIENCE_ROLES),
            audiences=tuple(key for key, _ in made),
            community=community,
        ),
        PersonAdmitted(
            subject=person,
            role=Role.OWNER,
            sign_key=keys.signing.public,
            receive_key=public,
            grants=tuple(grant(key, seed, person, public) for key, seed in made),
            name=name,
        ),
    ]


def admit_person(command: AdmitPerson, act: Act) -> Intent[PersonId]:
    """Handle `AdmitPerson`.

    Raises:
        InputError: the name is empty or the passphrase too short.
        Conflict: the name is taken.
    """
    act.require(Capability.ADMIT_STAFF)
    credentials = Credentials(
        name=command.name, passphrase=command.passphrase
    ).checked()
    if name_is_taken(act, command.name):
        raise Conflict("name_taken")
    person = PersonId(new_id())
    keys = new_personal_keys()
    return Intent(
        value=person,
        events=[
            PersonAdmitted(
                subject=person,
                role=command.role,
                sign_key=keys.signing.public,
                receive_key=keys.receiving.public,
                grants=_grants(act, person, command.role, keys),
                name=command.name.strip(),
            )
        ],
        attach=lambda: act.enrol(credentials, person, keys),
    )


def _grants(act: Act, person: str, role: Role, keys: PersonalKeys):
    authority: Authority = act.authority
    return tuple(
        grant(
            key,
            act.opener.seed_of(key.audience, key.generation),
            person,
            keys.receiving.public,
        )
        for key in authority.entitled(role)
    )


def link_staff(command: LinkStaff, act: Act) -> Intent[None]:
    """Return the staff's part of linking; the cases handle `LinkStaff` with it.

    Raises:
        NotFound: there is no such person.
        NotPermitted: the role does not allow it.
        Conflict: the two are linked already.
    """
    act.require(Capability.LINK_STAFF)
    people = {row.id: row for row in staff_list(StaffList(), act)}
    found(people.get(command.person), "person_not_found")
    if command.member in members_of(act, command.person):
        raise Conflict("already_linked")
    return Intent(
        value=None,
        events=[StaffLinked(subject=command.person, member=command.member)],
    )


HANDLERS: dict[type, Handler] = {AdmitPerson: admit_person}
