"""Saying that a person of the staff is also a member."""

from dataclasses import dataclass

from app.errors import Conflict
from app.ids import MemberId, PersonId
from app.staff.events import StaffLinked
from app.staff.queries import StaffList, members_of, staff_list
from app.staff.roles import Capability
from app.work import Act, Command, Intent, found


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkStaff(Command[None]):
    """Say that a person of the staff is also this member."""

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
    return Intent(
        value=None,
        events=[StaffLinked(subject=command.person, member=command.member)],
    )
