"""Who is on the staff, and as what."""

from dataclasses import dataclass, field

from app.errors import Conflict, NotFound, NotPermitted
from app.ids import PersonId, new_id
from app.journal.authority import Authority, Person, State
from app.journal.entitlement import is_over, may_give
from app.journal.event import Event
from app.journal.past import feed_heads
from app.journal.staff_events import (
    PersonAdmitted,
    PersonChanged,
    PersonReinstated,
    PersonRemoved,
    PersonSuspended,
)
from app.staff.commands.audiences import gained, rotated, seeds_for
from app.staff.queries import name_is_taken
from app.staff.roles import Capability, Duty, Role
from app.vault.keyring import Credentials
from app.vault.keys import new_personal_keys
from app.work import Act, Command, Handler, Intent


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmitPerson(Command[PersonId]):
    """Enrol somebody, who types name and passphrase on this computer."""

    name: str
    passphrase: str = field(repr=False)
    role: Role
    duties: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePerson(Command[None]):
    """Give somebody another role or other duties."""

    person: PersonId
    role: Role
    duties: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendPerson(Command[None]):
    """Let somebody do nothing until further notice."""

    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReinstatePerson(Command[None]):
    """End a suspension."""

    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovePerson(Command[None]):
    """Remove somebody from the staff for good; the vault is then to be re-keyed."""

    person: PersonId


def admit_person(command: AdmitPerson, act: Act) -> Intent[PersonId]:
    """Handle `AdmitPerson`.

    Raises:
        InputError: the name is empty or the passphrase will not do.
        Conflict: the name is taken.
        NotPermitted: the role may do more than who gives it.
    """
    act.require(Capability.ADMIT_STAFF)
    credentials = Credentials(
        name=command.name, passphrase=command.passphrase
    ).checked()
    if name_is_taken(act, command.name):
        raise Conflict("name_taken")
    _require_giving(act, command.role, command.duties)
    person = PersonId(new_id())
    keys = new_personal_keys()
    public = keys.receiving.public
    admitted = PersonAdmitted(
        subject=person,
        role=command.role,
        duties=command.duties,
        sign_key=keys.signing.public,
        receive_key=public,
        grants=seeds_for(act, person, command.role, public),
        name=command.name.strip(),
    )
    return Intent(
        value=person,
        events=[admitted],
        attach=lambda: act.slots.add(credentials, person, keys),
    )


def change_person(command: ChangePerson, act: Act) -> Intent[None]:
    """Handle `ChangePerson`.

    Raises:
        NotFound: there is no such person.
        NotPermitted: the person, or the new role, may do more than who changes it.
        Conflict: nothing would change, or nobody could look after the staff any more.
    """
    act.require(Capability.CHANGE_STAFF)
    person = staff_person(act, command.person)
    _require_giving(act, command.role, command.duties)
    if (person.role, person.duties) == (command.role, frozenset(command.duties)):
        raise Conflict("nothing_changes")
    audiences, grants = rotated(act.authority, person, command.role)
    changed = PersonChanged(
        subject=person.id,
        role=command.role,
        duties=command.duties,
        frontier=feed_heads(act.store),
        audiences=audiences,
        grants=(*grants, *gained(act, person, command.role)),
    )
    return Intent(value=None, events=[_with_an_owner_left(act, changed)])


def suspend_person(command: SuspendPerson, act: Act) -> Intent[None]:
    """Handle `SuspendPerson`.

    Raises:
        NotFound: there is no such person.
        NotPermitted: the person may do more than who suspends.
        Conflict: they are suspended already, or it is oneself, or nobody could look
            after the staff any more.
    """
    act.require(Capability.CHANGE_STAFF)
    person = staff_person(act, command.person)
    if person.state is State.SUSPENDED:
        raise Conflict("already_suspended")
    _require_other(act, person)
    suspended = PersonSuspended(subject=person.id, frontier=feed_heads(act.store))
    return Intent(
        value=None,
        events=[_with_an_owner_left(act, suspended)],
        undo=ReinstatePerson(person=command.person),
    )


def reinstate_person(command: ReinstatePerson, act: Act) -> Intent[None]:
    """Handle `ReinstatePerson`.

    Raises:
        NotFound: there is no such person.
        NotPermitted: the person may do more than who reinstates.
        Conflict: they are not suspended.
    """
    act.require(Capability.CHANGE_STAFF)
    person = staff_person(act, command.person)
    if person.state is not State.SUSPENDED:
        raise Conflict("not_suspended")
    return Intent(
        value=None,
        events=[PersonReinstated(subject=person.id)],
        undo=SuspendPerson(person=command.person),
    )


def remove_person(command: RemovePerson, act: Act) -> Intent[None]:
    """Handle `RemovePerson`: frontier, new audience keys; the slot goes.

    Raises:
        NotFound: there is no such person.
        NotPermitted: the person may do more than who removes.
        Conflict: it is oneself, or nobody could look after the staff any more.
    """
    act.require(Capability.REMOVE_STAFF)
    person = staff_person(act, command.person)
    _require_other(act, person)
    audiences, grants = rotated(act.authority, person, None)
    removed = PersonRemoved(
        subject=person.id,
        frontier=feed_heads(act.store),
        audiences=audiences,
        grants=grants,
    )
    return Intent(
        value=None,
        events=[_with_an_owner_left(act, removed)],
        settle=lambda: act.slots.drop(person.id),
    )


def staff_person(act: Act, person_id: str) -> Person:
    """Return somebody on the staff whom the acting person is over.

    Raises:
        NotFound: there is nobody of that id, or they were removed.
        NotPermitted: they may do more than the acting person.
    """
    person = act.authority.people.get(person_id)
    if person is None or person.state is State.REMOVED:
        raise NotFound("person_not_found")
    if not is_over(act.authority, act.person, person_id):
        raise NotPermitted("person_above")
    return person


def _require_giving(act: Act, role: Role, duties: tuple[Duty, ...]) -> None:
    if not may_give(act.authority, act.person, role, duties):
        raise NotPermitted("role_above")


def _require_other(act: Act, person: Person) -> None:
    if person.id == act.person:
        raise Conflict("not_oneself")


def _with_an_owner_left(act: Act, event: Event) -> Event:
    after: Authority = act.authority.after(act.authority.head, [event])
    if not any(after.may(p.id, Capability.CHANGE_STAFF) for p in after.active()):
        raise Conflict("last_owner")
    return event


HANDLERS: dict[type, Handler] = {
    AdmitPerson: admit_person,
    ChangePerson: change_person,
    SuspendPerson: suspend_person,
    ReinstatePerson: reinstate_person,
    RemovePerson: remove_person,
}
