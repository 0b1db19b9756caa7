"""What a slot is made of, and the roster that tells whose each one is."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

import msgspec

from app.errors import Corrupt
from app.vault.keyring.format import BOX_BYTES, ID_BYTES, NAMELESS, Contents, Slot
from app.vault.keys import (
    KEY_BYTES,
    SEALED_KEY_BYTES,
    PersonalKeys,
    Receiver,
    box,
    derive,
    unbox,
)

_PADDED_TO = 8
_NOBODY = bytes(ID_BYTES)


class Kind(IntEnum):
    """What opens a slot."""

    DUMMY = 0
    PASSPHRASE = 1
    RECOVERY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What a right name and passphrase give, or a right recovery key.

    Attributes:
        person_id: whose slot it is, 32 hexadecimal digits.
        slot: names the slot.
        keys: that person's keys.
        vault_key: the database's raw key, 32 bytes.
    """

    person_id: str
    slot: bytes = b""
    keys: PersonalKeys = field(repr=False)
    vault_key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A slot that is no dummy.

    Attributes:
        slot: the slot.
        kind: what opens it.
        person: whose it is; empty where an old roster does not tell.
    """

    slot: Slot
    kind: Kind
    person: str


def recovery_secret(contents: Contents, key: bytes) -> bytes:
    """Return what a printed key is to this vault's slots.

    The key has 256 random bits; stretching it would add nothing.
    """
    return derive(key, b"gongdao/recovery/1" + contents.vault_id)


def new_slot(
    contents: Contents,
    secret: bytes,
    *,
    person_id: str,
    keys: PersonalKeys,
    vault_key: bytes,
) -> Slot:
    """Return a slot that this secret opens."""
    slot_id = os.urandom(ID_BYTES)
    inside = keys.seed + bytes.fromhex(person_id)
    return Slot(
        slot_id,
        _check(secret, slot_id),
        box(_slot_key(secret, slot_id), inside, _bound_to(contents, slot_id)),
        _sealed(contents, keys.receiving.public, vault_key),
    )


def resealed(contents: Contents, slot: Slot, public: bytes, vault_key: bytes) -> Slot:
    """Return the slot with another vault key, sealed to its person."""
    return msgspec.structs.replace(slot, vault_key=_sealed(contents, public, vault_key))


def answering(contents: Contents, secret: bytes) -> Slot | None:
    """Return the slot that this secret opens."""
    for slot in contents.slots:
        if _check(secret, slot.id) == slot.check:
            return slot
    return None


def opened(contents: Contents, slot: Slot, secret: bytes) -> Opened:
    """Return what is in a slot.

    Raises:
        Corrupt: its contents were changed.
    """
    inside = unbox(_slot_key(secret, slot.id), slot.box, _bound_to(contents, slot.id))
    keys = PersonalKeys(inside[:KEY_BYTES])
    return Opened(
        person_id=inside[KEY_BYTES:].hex(),
        slot=slot.id,
        keys=keys,
        vault_key=keys.receiving.open(slot.vault_key, _vault_key_info(contents)),
    )


def holdings(contents: Contents, version: int, vault_key: bytes) -> list[Holding]:
    """Return all slots but the dummies.

    Raises:
        Corrupt: the roster was changed, or is not under this key.
    """
    if not contents.slots:
        return []
    try:
        return [
            Holding(slot=slot, kind=kind, person=person)
            for slot, (kind, person) in zip(
                contents.slots, _roster(contents, version, vault_key), strict=True
            )
            if kind is not Kind.DUMMY
        ]
    except ValueError:
        raise Corrupt("vault_damaged") from None


def without(held: Iterable[Holding], person: str, *kinds: Kind) -> list[Holding]:
    """Return the slots but this person's of these kinds, or of every kind."""
    return [h for h in held if h.person != person or (kinds and h.kind not in kinds)]


def _roster(
    contents: Contents, version: int, vault_key: bytes
) -> Iterator[tuple[Kind, str]]:
    if version == NAMELESS:
        key = derive(vault_key, b"gongdao/roster/1")
        flags = unbox(key, contents.roster, contents.vault_id)
        yield from ((Kind(flag), "") for flag in flags)
        return
    whole = unbox(_roster_key(vault_key), contents.roster, _roster_bound_to(contents))
    for at in range(0, len(whole), 1 + ID_BYTES):
        person = whole[at + 1 : at + 1 + ID_BYTES]
        yield Kind(whole[at]), "" if person == _NOBODY else person.hex()


def with_holdings(
    contents: Contents, held: Sequence[Holding], vault_key: bytes
) -> Contents:
    """Return contents with these slots, dummies among them, and their roster."""
    entries = [(h.slot, bytes([h.kind]) + _person_bytes(h.person)) for h in held]
    dummy = bytes([Kind.DUMMY]) + _NOBODY
    entries += [(_dummy(), dummy) for _ in range(-len(held) % _PADDED_TO)]
    entries.sort(key=lambda entry: entry[0].id)
    mixed = msgspec.structs.replace(contents, slots=tuple(slot for slot, _ in entries))
    roster = box(
        _roster_key(vault_key),
        b"".join(told for _, told in entries),
        _roster_bound_to(mixed),
    )
    return msgspec.structs.replace(mixed, roster=roster)


def _person_bytes(person: str) -> bytes:
    return bytes.fromhex(person) if person else _NOBODY


def _dummy() -> Slot:
    return Slot(
        os.urandom(ID_BYTES),
        os.urandom(ID_BYTES),
        os.urandom(BOX_BYTES),
        os.urandom(SEALED_KEY_BYTES),
    )


def _check(secret: bytes, slot_id: bytes) -> bytes:
    return derive(secret, b"gongdao/check/1" + slot_id, ID_BYTES)


def _slot_key(secret: bytes, slot_id: bytes) -> bytes:
    return derive(secret, b"gongdao/slot/1" + slot_id)


def _bound_to(contents: Contents, slot_id: bytes) -> bytes:
    return b"gongdao/slot/1" + contents.vault_id + slot_id


def _sealed(contents: Contents, public: bytes, vault_key: bytes) -> bytes:
    return Receiver(public).seal(vault_key, _vault_key_info(contents))


def _vault_key_info(contents: Contents) -> bytes:
    return b"gongdao/vault-key/1" + contents.vault_id + contents.key_id.encode()


def _roster_key(vault_key: bytes) -> bytes:
    return derive(vault_key, b"gongdao/roster/2")


def _roster_bound_to(contents: Contents) -> bytes:
    # To the slots in their order: an entry must not come to mean another slot.
    ids = b"".join(slot.id for slot in contents.slots)
    return contents.vault_id + contents.key_id.encode() + ids
