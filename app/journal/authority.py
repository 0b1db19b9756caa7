"""Who may say what: the staff chain, folded.

Roles, duties and their capabilities are data of the chain, so that a changed table
is a signed act and not a new version of the program. Audiences are key pairs whose
private seed is sealed to each person who may open.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from app.journal.event import Event
from app.journal.staff_events import (
    AudienceKey,
    CommitsAdmitted,
    Grant,
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

Table = Mapping[str, frozenset[str]]
"""Capabilities by role or duty."""


class State(StrEnum):
    """Whether somebody is on the staff."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member of staff as the chain has it.

    Attributes:
        id: random id.
        rank: order of admission, from 0; the lower is senior.
        role: code of the role.
        duties: codes of duties.
        sign_key: Ed25519 public key.
        receive_key: public key to seal to.
        state: whether on the staff.
    """

    id: str
    rank: int
    role: str
    duties: frozenset[str]
    sign_key: bytes
    receive_key: bytes
    state: State = State.ACTIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Who is on the staff, and what they may do, at one head of the chain.

    Attributes:
        head: hash of the staff commit this follows from; empty before founding.
        people: by id; those who were removed as well.
        roles: capabilities by role.
        duties: capabilities by duty.
        audience_roles: roles that may open, by audience name.
        audiences: current public keys by audience name.
        known_keys: every key of an audience so far, by (audience, generation).
        grants: every sealed seed so far, by (audience, generation, person).
        admitted: hashes of commits that count although they lie outside a frontier.
        exposed: hash of the newest commit since which somebody knows the vault key who
            should not (any more); empty for none.
    """

    head: bytes = b""
    people: Mapping[str, Person] = field(default_factory=dict[str, Person])
    roles: Table = field(default_factory=dict[str, frozenset[str]])
    duties: Table = field(default_factory=dict[str, frozenset[str]])
    audience_roles: Table = field(default_factory=dict[str, frozenset[str]])
    audiences: Mapping[str, AudienceKey] = field(default_factory=dict[str, AudienceKey])
    known_keys: Mapping[tuple[str, int], AudienceKey] = field(
        default_factory=dict[tuple[str, int], AudienceKey]
    )
    grants: Mapping[tuple[str, int, str], bytes] = field(
        default_factory=dict[tuple[str, int, str], bytes]
    )
    admitted: frozenset[bytes] = frozenset()
    exposed: bytes = b""

    def is_active(self, person: str) -> bool:
        """Tell whether somebody is on the staff and not suspended."""
        known = self.people.get(person)
        return known is not None and known.state is State.ACTIVE

    def active(self) -> list[Person]:
        """Return everybody who may do something, the senior first."""
        return [p for p in self.people.values() if p.state is State.ACTIVE]

    def staying(self) -> list[Person]:
        """Return everybody who was not removed."""
        return [p for p in self.people.values() if p.state is not State.REMOVED]

    def capabilities(self, role: str, duties: Iterable[str]) -> frozenset[str]:
        """Return what a role with these duties may do."""
        held = self.roles.get(role, frozenset())
        return held.union(*(self.duties.get(d, frozenset()) for d in duties))

    def capabilities_of(self, person: str) -> frozenset[str]:
        """Return what somebody may do, if they are active."""
        known = self.people.get(person)
        if known is None or known.state is not State.ACTIVE:
            return frozenset()
        return self.capabilities(known.role, known.duties)

    def may(self, person: str, capability: str | None) -> bool:
        """Tell whether a person is active and holds a capability."""
        if capability is None:
            return self.is_active(person)
        return capability in self.capabilities_of(person)

    def entitled(self, role: str) -> list[AudienceKey]:
        """Return the audiences that a role may open."""
        return [
            key
            for name, key in self.audiences.items()
            if role in self.audience_roles.get(name, frozenset())
        ]

    def openers(self, name: str) -> list[Person]:
        """Return the active people who may open an audience."""
        roles = self.audience_roles.get(name, frozenset())
        return [p for p in self.active() if p.role in roles]

    def after(self, head: bytes, events: Iterable[Event]) -> "Authority":
        """Return the authority once a staff commit is accepted."""
        authority = replace(self, head=head)
        for event in events:
            if isinstance(event, PersonRemoved) or type(event) is KeysRotated:
                authority = replace(authority, exposed=head)
            effect = _EFFECTS.get(type(event))
            if effect is not None:
                authority = effect(authority, event)
        return authority


def _founded(authority: Authority, event: VaultFounded) -> Authority:
    begun = replace(
        authority,
        roles=_table(event.roles),
        duties=_table(event.duties),
        audience_roles=_table(event.audience_roles),
    )
    return _opened(begun, event.audiences, ())


def _admitted(authority: Authority, event: PersonAdmitted) -> Authority:
    person = Person(
        id=event.subject,
        rank=len(authority.people),
        role=event.role,
        duties=frozenset(event.duties),
        sign_key=event.sign_key,
        receive_key=event.receive_key,
    )
    people = {**authority.people, person.id: person}
    return _opened(replace(authority, people=people), (), event.grants)


def _changed(authority: Authority, event: PersonChanged) -> Authority:
    duties = frozenset(event.duties)
    changed = _person(authority, event, role=event.role, duties=duties)
    return _opened(changed, event.audiences, event.grants)


def _suspended(authority: Authority, event: PersonSuspended) -> Authority:
    return _person(authority, event, state=State.SUSPENDED)


def _reinstated(authority: Authority, event: PersonReinstated) -> Authority:
    return _person(authority, event, state=State.ACTIVE)


def _removed(authority: Authority, event: PersonRemoved) -> Authority:
    gone = _person(authority, event, state=State.REMOVED)
    return _opened(gone, event.audiences, event.grants)


def _keyed(authority: Authority, event: KeysRotated) -> Authority:
    keyed = _person(
        authority, event, sign_key=event.sign_key, receive_key=event.receive_key
    )
    return _opened(keyed, (), event.grants)


def _roles_changed(authority: Authority, event: RolesChanged) -> Authority:
    return replace(authority, roles=_table(event.roles), duties=_table(event.duties))


def _commits_admitted(authority: Authority, event: CommitsAdmitted) -> Authority:
    return replace(authority, admitted=authority.admitted | {*event.commits})


_EFFECTS: Mapping[type[Event], Callable[[Authority, Any], Authority]] = {
    VaultFounded: _founded,
    PersonAdmitted: _admitted,
    PersonChanged: _changed,
    PersonSuspended: _suspended,
    PersonReinstated: _reinstated,
    PersonRemoved: _removed,
    KeysRotated: _keyed,
    KeysReissued: _keyed,
    RolesChanged: _roles_changed,
    CommitsAdmitted: _commits_admitted,
}


def _table(given: Mapping[str, Iterable[str]]) -> Table:
    return {name: frozenset(held) for name, held in given.items()}


def _person(authority: Authority, event: Event, **changes: object) -> Authority:
    known = authority.people.get(event.subject)
    if known is None:
        return authority
    changed = replace(known, **changes)  # pyright: ignore[reportArgumentType] (by name)
    return replace(authority, people={**authority.people, known.id: changed})


def _opened(
    authority: Authority, audiences: Iterable[AudienceKey], grants: Iterable[Grant]
) -> Authority:
    keys, grants = list(audiences), list(grants)
    if not keys and not grants:
        return authority  # a long chain shares what has not changed
    sealed = {(g.audience, g.generation, g.person): g.sealed for g in grants}
    return replace(
        authority,
        audiences={**authority.audiences, **{key.name: key for key in keys}},
        known_keys={
            **authority.known_keys,
            **{(key.audience, key.generation): key for key in keys},
        },
        grants={**authority.grants, **sealed},
    )
