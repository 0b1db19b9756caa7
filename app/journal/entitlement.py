"""What the staff chain lets somebody say about the staff.

Beyond the capability an event's kind requires: a vault is founded once, nobody is
admitted twice, and nobody gives or takes more than they may do themselves.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.journal.authority import Authority, State
from app.journal.event import Event
from app.journal.staff_events import (
    ADMIT_STAFF,
    CHANGE_ROLES,
    KeysReissued,
    KeysRotated,
    PersonAdmitted,
    PersonChanged,
    PersonReinstated,
    PersonRemoved,
    PersonSuspended,
    RolesChanged,
    VaultFounded,
)


def allows(authority: Authority, actor: str, events: Iterable[Event]) -> bool:
    """Tell whether somebody may say these staff events, in this order."""
    for event in events:
        rule = _RULES.get(type(event))
        if rule is not None and not rule(authority, actor, event):
            return False
        authority = authority.after(authority.head, [event])
    return True


def may_change_roles(authority: Authority, actor: str) -> bool:
    """Tell whether somebody may change what roles and duties may do.

    In chains from before there was a capability for it, whoever admits people may.
    """
    there = any(CHANGE_ROLES in held for held in authority.roles.values())
    return authority.may(actor, CHANGE_ROLES if there else ADMIT_STAFF)


def is_over(authority: Authority, actor: str, person: str) -> bool:
    """Tell whether somebody may do all that another, not removed, may do."""
    known = authority.people.get(person)
    if known is None or known.state is State.REMOVED:
        return False
    held = authority.capabilities(known.role, known.duties)
    return held <= authority.capabilities_of(actor)


def may_give(
    authority: Authority, actor: str, role: str, duties: Iterable[str]
) -> bool:
    """Tell whether somebody may do all that a role with these duties may do."""
    given = authority.capabilities(role, duties)
    return given <= authority.capabilities_of(actor)


def _found(authority: Authority, _: str, __: VaultFounded) -> bool:
    # A later founding would hand out every role.
    return not authority.head


def _admit(authority: Authority, actor: str, event: PersonAdmitted) -> bool:
    # Admitting somebody again would put another's key in place of theirs.
    if event.subject in authority.people:
        return False
    founding = not authority.head
    return founding or may_give(authority, actor, event.role, event.duties)


def _change(authority: Authority, actor: str, event: PersonChanged) -> bool:
    return may_give(authority, actor, event.role, event.duties) and is_over(
        authority, actor, event.subject
    )


def _suspend(authority: Authority, actor: str, event: PersonSuspended) -> bool:
    active = authority.is_active(event.subject)
    return active and is_over(authority, actor, event.subject)


def _reinstate(authority: Authority, actor: str, event: PersonReinstated) -> bool:
    active = authority.is_active(event.subject)
    return not active and is_over(authority, actor, event.subject)


def _remove_or_reissue(
    authority: Authority, actor: str, event: PersonRemoved | KeysReissued
) -> bool:
    return is_over(authority, actor, event.subject)


def _rotate(_: Authority, actor: str, event: KeysRotated) -> bool:
    return event.subject == actor


def _change_roles(authority: Authority, actor: str, _: RolesChanged) -> bool:
    return may_change_roles(authority, actor)


_RULES: Mapping[type[Event], Callable[[Authority, str, Any], bool]] = {
    VaultFounded: _found,
    PersonAdmitted: _admit,
    PersonChanged: _change,
    PersonSuspended: _suspend,
    PersonReinstated: _reinstate,
    PersonRemoved: _remove_or_reissue,
    KeysReissued: _remove_or_reissue,
    KeysRotated: _rotate,
    RolesChanged: _change_roles,
}
