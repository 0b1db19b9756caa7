"""What can happen to the staff: the events of the staff chain.

An event that limits somebody carries a frontier: the newest commit of every feed
that its author knew. What the limited person signed outside it is judged by the
limit as well, so that a date put back brings nothing in (see `judge`).
"""

from typing import ClassVar

import msgspec

from app.journal.event import Event, Personal
from app.journal.header import FeedHead

ADMIT_STAFF = "staff.admit"
"""Capability to add people to the staff chain, and to give them new keys."""

CHANGE_STAFF = "staff.change"
"""Capability to change roles and duties, to suspend and to reinstate."""

REMOVE_STAFF = "staff.remove"
"""Capability to remove people."""

CHANGE_ROLES = "staff.roles"
"""Capability to change what roles and duties may do."""

ADMIT_HELD = "journal.admit"
"""Capability to let commits count that were held back."""

Frontier = tuple[FeedHead, ...]
"""The newest commits known, one a feed (more where a feed has forked)."""


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
    duties: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    community: Personal[str] = None


class PersonAdmitted(Event, frozen=True, kw_only=True):
    """Somebody joined the staff; the subject is the person."""

    kind: ClassVar[str] = "staff.admitted"
    requires: ClassVar[str | None] = ADMIT_STAFF

    role: str
    sign_key: bytes
    receive_key: bytes
    grants: tuple[Grant, ...]
    duties: tuple[str, ...] = ()
    name: Personal[str] = None


class PersonChanged(Event, frozen=True, kw_only=True):
    """Somebody has another role or other duties now; the subject is the person.

    Attributes:
        role: from now on.
        duties: from now on.
        frontier: what its author knew.
        audiences: new keys of audiences the person may open no more.
        grants: seeds for whoever may open; of new keys, or for the person alone.
    """

    kind: ClassVar[str] = "staff.changed"
    requires: ClassVar[str | None] = CHANGE_STAFF

    role: str
    duties: tuple[str, ...]
    frontier: Frontier
    audiences: tuple[AudienceKey, ...] = ()
    grants: tuple[Grant, ...] = ()


class PersonSuspended(Event, frozen=True, kw_only=True):
    """Somebody may do nothing until further notice; the subject is the person."""

    kind: ClassVar[str] = "staff.suspended"
    requires: ClassVar[str | None] = CHANGE_STAFF

    frontier: Frontier


class PersonReinstated(Event, frozen=True, kw_only=True):
    """A suspension is over; the subject is the person."""

    kind: ClassVar[str] = "staff.reinstated"
    requires: ClassVar[str | None] = CHANGE_STAFF


class PersonRemoved(Event, frozen=True, kw_only=True):
    """Somebody left the staff for good; the subject is the person.

    Attributes:
        frontier: what its author knew.
        audiences: new keys of every audience the person could open.
        grants: their seeds, for those who stay.
    """

    kind: ClassVar[str] = "staff.removed"
    requires: ClassVar[str | None] = REMOVE_STAFF

    frontier: Frontier
    audiences: tuple[AudienceKey, ...] = ()
    grants: tuple[Grant, ...] = ()


class KeysRotated(Event, frozen=True, kw_only=True):
    """Somebody has new keys, signed for with the old ones; the subject is the person.

    Attributes:
        sign_key: Ed25519 public key from now on.
        receive_key: public key to seal to from now on.
        frontier: what the person knew; the old key signs nothing outside it.
        grants: every seed the person had, sealed to the new key.
    """

    kind: ClassVar[str] = "staff.keys_rotated"

    sign_key: bytes
    receive_key: bytes
    frontier: Frontier
    grants: tuple[Grant, ...] = ()


class KeysReissued(KeysRotated, frozen=True, kw_only=True):
    """An owner gave new keys to somebody who lost theirs, who is the subject."""

    kind: ClassVar[str] = "staff.keys_reissued"
    requires: ClassVar[str | None] = ADMIT_STAFF


class RolesChanged(Event, frozen=True, kw_only=True):
    """What roles and duties may do; the subject is the vault.

    Attributes:
        roles: capabilities by role, all of them.
        duties: capabilities by duty, all of them.
        frontier: what its author knew.
    """

    kind: ClassVar[str] = "staff.roles_changed"

    roles: dict[str, tuple[str, ...]]
    duties: dict[str, tuple[str, ...]]
    frontier: Frontier


class CommitsAdmitted(Event, frozen=True, kw_only=True):
    """Commits that lay outside a frontier may count; the subject is the vault.

    Attributes:
        commits: their hashes.
    """

    kind: ClassVar[str] = "staff.commits_admitted"
    requires: ClassVar[str | None] = ADMIT_HELD

    commits: tuple[bytes, ...]


KERNEL: tuple[type[Event], ...] = (
    VaultFounded,
    PersonAdmitted,
    PersonChanged,
    PersonSuspended,
    PersonReinstated,
    PersonRemoved,
    KeysRotated,
    KeysReissued,
    RolesChanged,
    CommitsAdmitted,
)
"""Events of the staff chain; a commit that has one belongs to the chain."""

STAFF_KINDS = frozenset(event.kind for event in KERNEL)


def audiences_in(event: Event) -> tuple[AudienceKey, ...]:
    """Return the keys of audiences that a staff event brings."""
    if isinstance(event, VaultFounded | PersonChanged | PersonRemoved):
        return event.audiences
    return ()


def grants_in(event: Event) -> tuple[Grant, ...]:
    """Return the seeds that a staff event grants."""
    return getattr(event, "grants", ())
