"""The staff chain itself: what roles may do, and what was held back."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.errors import Conflict, InputError, NotPermitted
from app.journal.entitlement import may_change_roles
from app.journal.past import feed_heads
from app.journal.staff_events import CommitsAdmitted, RolesChanged
from app.staff.queries import HeldCommits, held_commits, vault_id
from app.staff.roles import Capability, Duty, Role
from app.work import Act, Command, Handler, Intent


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRoles(Command[None]):
    """Say anew what every role and duty may do.

    Attributes:
        roles: capabilities by role.
        duties: capabilities by duty.
    """

    roles: Mapping[str, tuple[str, ...]]
    duties: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmitHeld(Command[None]):
    """Let commits count that lay outside what was known when their author was limited.

    Attributes:
        commits: their hashes.
    """

    commits: tuple[bytes, ...]


def change_roles(command: ChangeRoles, act: Act) -> Intent[None]:
    """Handle `ChangeRoles`.

    Raises:
        InputError: a role is missing, or what it may do is unknown here.
        NotPermitted: the role does not allow it.
        Conflict: nothing would change, or nobody could look after the staff any more.
    """
    if not may_change_roles(act.authority, act.person):
        raise NotPermitted("not_permitted")
    known = {*Capability}
    named = (*command.roles.values(), *command.duties.values())
    if {*Role} - command.roles.keys() or not {
        c for held in named for c in held
    } <= known:
        raise InputError("roles_incomplete")
    changed = RolesChanged(
        subject=vault_id(act),
        roles=dict(command.roles),
        duties={duty: tuple(command.duties.get(duty, ())) for duty in Duty},
        frontier=feed_heads(act.store),
    )
    after = act.authority.after(act.authority.head, [changed])
    if (after.roles, after.duties) == (act.authority.roles, act.authority.duties):
        raise Conflict("nothing_changes")
    needed = (Capability.CHANGE_STAFF, Capability.CHANGE_ROLES)
    if not any(all(after.may(p.id, c) for c in needed) for p in after.active()):
        raise Conflict("last_owner")
    return Intent(value=None, events=[changed])


def admit_held(command: AdmitHeld, act: Act) -> Intent[None]:
    """Handle `AdmitHeld`.

    Raises:
        Conflict: one of them does not wait for that.
    """
    act.require(Capability.ADMIT_HELD)
    waiting = {row.commit for row in held_commits(HeldCommits(), act) if row.admissible}
    if not command.commits or not waiting >= {*command.commits}:
        raise Conflict("not_admissible")
    admitted = CommitsAdmitted(subject=vault_id(act), commits=command.commits)
    return Intent(value=None, events=[admitted])


HANDLERS: dict[type, Handler] = {ChangeRoles: change_roles, AdmitHeld: admit_held}
