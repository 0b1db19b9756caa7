"""A vault whose team has somebody in every state, for the team screen."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from app.approvals.commands import Propose
from app.conflicts.commands import DeclareConflict
from app.conflicts.model import About
from app.ids import PersonId
from app.members.commands import ImportMembers
from app.members.queries import MemberPage
from app.staff.commands import (
    ChangePerson,
    LinkStaff,
    MakeRecoverySheet,
    RemovePerson,
    SuspendPerson,
)
from app.staff.queries import StaffList
from app.staff.roles import Duty, Role
from app.workspace import Workspace
from tests.builders import OWNER, Site, enrol
from tests.screens.hearing import HANDLES, member_file

SECOND_OWNER = "严岚"
LEAD = "许知行"
MODERATOR = "周叙"
OBSERVER = "方远"
LEAVING = "阿木"
GONE = "北门老陈"
STAFF = {
    LEAD: Role.LEAD,
    MODERATOR: Role.MODERATOR,
    OBSERVER: Role.OBSERVER,
    LEAVING: Role.MODERATOR,
    GONE: Role.MODERATOR,
}


@dataclass(slots=True)
class Room:
    """The vault, closed.

    Attributes:
        site: the computer, with its clock.
    """

    site: Site

    def opened(self, name: str = OWNER) -> AbstractContextManager[Workspace]:
        """Open the vault as one of its people."""
        return self.site.opened(name)


def person(workspace: Workspace, name: str) -> PersonId:
    """Return somebody of the staff."""
    return next(row.id for row in workspace.query(StaffList()) if row.name == name)


def furnish(root: Path) -> Room:
    """Make the vault: two owners, one of each role, one suspended, one gone, one whose
    removal waits."""
    site = Site(root=root)
    with site.created() as workspace:
        ids = {name: enrol(workspace, name, role) for name, role in STAFF.items()}
        # While nobody else is an owner, one removes alone.
        workspace.execute(RemovePerson(person=ids[GONE]))
        enrol(workspace, SECOND_OWNER, Role.OWNER)
        workspace.execute(ImportMembers(file=member_file()))
        members = {r.handle: r.id for r in workspace.query(MemberPage()).rows}
        duties = (Duty.CONTENT, Duty.MEMBERS)
        changed = ChangePerson(
            person=ids[MODERATOR], role=Role.MODERATOR, duties=duties
        )
        workspace.execute(changed)
        workspace.execute(LinkStaff(person=ids[MODERATOR], member=members[HANDLES[2]]))
        workspace.execute(
            DeclareConflict(
                person=ids[MODERATOR],
                about=About.MEMBER,
                target=members[HANDLES[0]],
                reason="合租的室友",
            )
        )
        workspace.execute(SuspendPerson(person=ids[OBSERVER]))
        workspace.execute(MakeRecoverySheet())
        proposed = RemovePerson(person=ids[LEAVING])
        workspace.execute(Propose(command=proposed))
    return Room(site)
