"""Who may say what: one linear chain of staff commits, folded.

Roles and their capabilities are data of the chain, so that a changed table is a
signed act and not a new version of the program. Audiences are key pairs whose
private seed is sealed to each person who may open.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

import msgspec

from app.journal.event import Event, Personal

ADMIT_STAFF = "staff.admit"
"""Capability to add people to the staff chain."""


class Grant(msgspec.Struct, frozen=True, array_like=True):
    """An audience's seed, sealed to one person.

    Attributes:
        audience: random id of the audience.
        generation: which of its keys.
        person: to whom.
        sealed: HPKE ciphertext of the 32-byte seed.
    """

    audience: str
    generation: int
    person: str
    sealed: bytes


class AudienceKey(msgspec.Struct, frozen=True, array_like=True):
    """An audience's public key.

    Attributes:
        audience: random id.
        name: what it is for: `identity` or `leads`.
        generation: which of its keys, from 1.
        public: to seal to.
    """

    audience: str
    name: str
    generation: int
    public: bytes


class VaultFounded(Event, frozen=True, kw_only=True):
    """The vault exists; its first person vouches for herself."""

    kind: ClassVar[str] = "vault.founded"

    zone: str
    roles: dict[str, tuple[str, ...]]
    audience_roles: dict[str, tuple[str, ...]]
    audiences: tuple[AudienceKey, ...]
    community: Personal[str] = None


class PersonAdmitted(Event, frozen=True, kw_only=True):
    """Somebody joined the staff; the subject is the person."""

    kind: ClassVar[str] = "staff.admitted"
    requires: ClassVar[str | None] = ADMIT_STAFF

    role: str
    sign_key: bytes
    receive_key: bytes
    grants: tuple[Grant, ...]
    name: Personal[str] = None


KERNEL: tuple[type[Event], ...] = (VaultFounded, PersonAdmitted)
"""Events of the staff chain; a commit has these alone or none of them."""

STAFF_KINDS = frozenset(event.kind for event in KERNEL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member of staff as the chain has it.

    Attributes:
        id: random id.
        role: code of the role.
        sign_key: Ed25519 public key.
        receive_key: public key to seal to.
    """

    id: str
    role: str
    sign_key: bytes
    receive_key: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Who is on the staff, and what they may do, at one head of the chain.

    Attributes:
        head: hash of the staff commit this follows from; empty before founding.
        people: by id.
        roles: capabilities by role.
        audience_roles: roles that may open, by audience name.
        audiences: current public keys by audience name.
        grants: every sealed seed so far, by (audience, generation, person).
    """

    head: bytes = b""
    people: Mapping[str, Person] = field(default_factory=dict[str, Person])
    roles: Mapping[str, frozenset[str]] = field(
        default_factory=dict[str, frozenset[str]]
    )
    audience_roles: Mapping[str, frozenset[str]] = field(
        default_factory=dict[str, frozenset[str]]
    )
    audiences: Mapping[str, AudienceKey] = field(default_factory=dict[str, AudienceKey])
    grants: Mapping[tuple[str, int, str], bytes] = field(
        default_factory=dict[tuple[str, int, str], bytes]
    )

    def may(self, person: str, capability: str | None) -> bool:
        """Tell whether a person is on the staff and holds a capability."""
        known = self.people.get(person)
        if known is None:
            return False
        return capability is None or capability in self.roles.get(
            known.role, frozenset()
        )

    def entitled(self, role: str) -> list[AudienceKey]:
        """Return the audiences that a role may open."""
        return [
            key
            for name, key in self.audiences.items()
            if role in self.audience_roles.get(name, frozenset())
        ]

    def after(self, head: bytes, events: Iterable[Event]) -> "Authority":
        """Return the authority once a staff commit is accepted."""
        authority = replace(self, head=head)
        for event in events:
            authority = _with(authority, event)
        return authority


def admitted(events: Iterable[Event]) -> frozenset[str]:
    """Return the ids of everybody these events bring onto the staff."""
    return frozenset(e.subject for e in events if isinstance(e, PersonAdmitted))


def _with(authority: Authority, event: Event) -> Authority:
    match event:
        case VaultFounded():
            return replace(
                authority,
                roles={r: frozenset(c) for r, c in event.roles.items()},
                audience_roles={
                    a: frozenset(r) for a, r in event.audience_roles.items()
                },
                audiences={key.name: key for key in event.audiences},
            )
        case PersonAdmitted():
            person = Person(
                id=event.subject,
                role=event.role,
                sign_key=event.sign_key,
                receive_key=event.receive_key,
            )
            sealed = {
                (g.audience, g.generation, g.person): g.sealed for g in event.grants
            }
            return replace(
                authority,
                people={**authority.people, person.id: person},
                grants={**authority.grants, **sealed},
            )
        case _:
            return authority
