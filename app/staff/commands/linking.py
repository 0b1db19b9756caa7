"""Saying that a person of the staff is also a member, or is not after all."""

from dataclasses import dataclass

from app.errors import Conflict, NotFound, NotPermitted
from app.ids import MemberId, PersonId
from app.staff.events import StaffLinked, StaffUnlinked
from app.staff.queries import StaffList, members_of, staff_list
from app.staff.roles import Capability
from app.work import Act, Command, Intent, found


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkStaff(Command[None]):
    """Say that a person of the staff is also this member."""

    person: PersonId
    member: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlinkStaff(Command[None]):
    """Say that a person of the staff is not this member after all."""

    person: PersonId
    member: MemberId


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
    # Nobody takes away a link of their own, not even the one they have just made.
    own = command.person == act.person
    undo = UnlinkStaff(person=command.person, member=command.member)
    return Intent(
        value=None,
        events=[StaffLinked(subject=command.person, member=command.member)],
        undo=None if own else undo,
    )


def unlink_staff(command: UnlinkStaff, act: Act) -> Intent[None]:
    """Return the staff's part of unlinking; the cases handle `UnlinkStaff` with it.

    Raises:
        NotFound: there is no such person, or the two are not linked.
        NotPermitted: the role does not allow it, or the link is the person's own.
    """
    act.require(Capability.LINK_STAFF)
    people = {row.id: row for row in staff_list(StaffList(), act)}
    found(people.get(command.person), "person_not_found")
    if command.member not in members_of(act, command.person):
        raise NotFound("not_linked")
    if command.person == act.person:
        raise NotPermitted("unlink_own")
    return Intent(
        value=None,
        events=[StaffUnlinked(subject=command.person, member=command.member)],
        undo=LinkStaff(person=command.person, member=command.member),
    )
