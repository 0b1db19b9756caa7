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
    AudienceKey,
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
from app.vault.keys import can_receive, can_sign


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
    if event.subject in authority.people or not _is_keyed(event):
        return False
    founding = not authority.head
    return founding or may_give(authority, actor, event.role, event.duties)


def _change(authority: Authority, actor: str, event: PersonChanged) -> bool:
    return (
        may_give(authority, actor, event.role, event.duties)
        and is_over(authority, actor, event.subject)
        and _seals_fit(authority, event)
    )


def _suspend(authority: Authority, actor: str, event: PersonSuspended) -> bool:
    active = authority.is_active(event.subject)
    return active and is_over(authority, actor, event.subject)


def _reinstate(authority: Authority, actor: str, event: PersonReinstated) -> bool:
    active = authority.is_active(event.subject)
    return not active and is_over(authority, actor, event.subject)


def _remove(authority: Authority, actor: str, event: PersonRemoved) -> bool:
    return is_over(authority, actor, event.subject) and _seals_fit(authority, event)


def _reissue(authority: Authority, actor: str, event: KeysReissued) -> bool:
    return is_over(authority, actor, event.subject) and _is_keyed(event)


def _rotate(_: Authority, actor: str, event: KeysRotated) -> bool:
    return event.subject == actor and _is_keyed(event)


def _change_roles(authority: Authority, actor: str, event: RolesChanged) -> bool:
    held = authority.capabilities_of(actor)
    old = _capabilities(authority.roles, authority.duties)
    new = _capabilities(event.roles, event.duties)
    # What nobody may do yet is given by whoever changes the table.
    theirs = {capability for _, capability in old} - held
    turned = {capability for _, capability in old ^ new}
    return may_change_roles(authority, actor) and not turned & theirs


def _capabilities(
    *tables: Mapping[str, Iterable[str]],
) -> set[tuple[tuple[int, str], str]]:
    return {
        ((n, name), capability)
        for n, table in enumerate(tables)
        for name, held in table.items()
        for capability in held
    }


def _is_keyed(event: PersonAdmitted | KeysRotated) -> bool:
    """Tell whether one can seal to these keys, and nobody else's seeds are replaced.

    A key that nothing can be sealed to would stop every re-keying.
    """
    return (
        can_sign(event.sign_key)
        and can_receive(event.receive_key)
        and all(grant.person == event.subject for grant in event.grants)
    )


def _seals_fit(authority: Authority, event: PersonChanged | PersonRemoved) -> bool:
    """Tell whether audiences get their next keys, and nobody's former seeds go."""
    new = {(key.audience, key.generation) for key in event.audiences}
    return all(_follows(authority, key) for key in event.audiences) and all(
        (grant.audience, grant.generation) in new or grant.person == event.subject
        for grant in event.grants
    )


def _follows(authority: Authority, key: AudienceKey) -> bool:
    former = authority.audiences.get(key.name)
    return (
        former is not None
        and (key.audience, key.generation) == (former.audience, former.generation + 1)
        and can_receive(key.public)
    )


_RULES: Mapping[type[Event], Callable[[Authority, str, Any], bool]] = {
    VaultFounded: _found,
    PersonAdmitted: _admit,
    PersonChanged: _change,
    PersonSuspended: _suspend,
    PersonReinstated: _reinstate,
    PersonRemoved: _remove,
    KeysReissued: _reissue,
    KeysRotated: _rotate,
    RolesChanged: _change_roles,
}
