"""The keyring's bytes: two copies of one payload, each with its checksum.

Version 1 told of a slot only whether it is a dummy; version 2 tells whose it is
and what opens it. Both are read, the newer one is written.
"""

import hashlib
import re

import msgspec

from app.errors import Corrupt
from app.vault.keyring.cost import within_bounds
from app.vault.keys import (
    KEY_BYTES,
    NONCE_BYTES,
    SEALED_KEY_BYTES,
    Argon2Cost,
)
from app.vault.packed import UNREADABLE

FILE_NAME = "keyring"
MOST_BYTES = 16 * 1024 * 1024
ID_BYTES = 16
BOX_BYTES = NONCE_BYTES + KEY_BYTES + ID_BYTES + 16
NAMELESS = 1
"""The version whose roster does not say whose a slot is."""

VERSION = 2

_MAGIC = b"GDKEYS\x00"
_CHECKSUM = 32
_KEY_ID = re.compile("[0-9a-f]{32}")


class Slot(msgspec.Struct, frozen=True, array_like=True):
    """One way in, or a dummy; all are of one shape and length.

    Attributes:
        id: random.
        check: tells whether a secret is this slot's.
        box: a person's seed and id, under the secret.
        vault_key: the vault key sealed to that person.
    """

    id: bytes
    check: bytes
    box: bytes
    vault_key: bytes


class Contents(msgspec.Struct, frozen=True, array_like=True):
    """All of a keyring but its version.

    Attributes:
        vault_id: the vault's random id.
        salt: Argon2's, one per vault, so that a guess costs the same with one
            slot as with eighty.
        memory_kib: see `Argon2Cost`, as are the two after it.
        iterations: passes.
        lanes: lanes.
        key_id: names the database file.
        slots: ways in and dummies.
        roster: what each slot is, boxed under the vault key.
    """

    vault_id: bytes
    salt: bytes
    memory_kib: int
    iterations: int
    lanes: int
    key_id: str
    slots: tuple[Slot, ...]
    roster: bytes

    @property
    def cost(self) -> Argon2Cost:
        """What one guess costs."""
        return Argon2Cost(
            memory_kib=self.memory_kib, iterations=self.iterations, lanes=self.lanes
        )


def packed(contents: Contents) -> bytes:
    """Return the file of the present version."""
    payload = msgspec.msgpack.encode(contents)
    copy = (
        _MAGIC
        + bytes([VERSION])
        + len(payload).to_bytes(4, "big")
        + _checksum(VERSION, payload)
        + payload
    )
    return copy + copy


def unpacked(raw: bytes) -> tuple[int, Contents]:
    """Return version and contents of the first copy that is whole.

    Raises:
        Corrupt: neither is, its figures are absurd, or its version is to come.
    """
    at = 0
    while (at := raw.find(_MAGIC, at)) >= 0:
        head = at + len(_MAGIC) + 1
        version = int.from_bytes(raw[head - 1 : head], "big")
        length = int.from_bytes(raw[head : head + 4], "big")
        digest = raw[head + 4 : head + 4 + _CHECKSUM]
        payload = raw[head + 4 + _CHECKSUM : head + 4 + _CHECKSUM + length]
        if digest == _checksum(version, payload):
            return _known(version), _within_bounds(payload)
        at = head
    raise Corrupt("vault_damaged")


def _checksum(version: int, payload: bytes) -> bytes:
    # Version 1 left itself out.
    covered = payload if version == NAMELESS else bytes([version]) + payload
    return hashlib.blake2b(covered, digest_size=_CHECKSUM).digest()


def _known(version: int) -> int:
    if not NAMELESS <= version <= VERSION:
        raise Corrupt("vault_newer")
    return version


def _within_bounds(payload: bytes) -> Contents:
    # The file is untrusted: its figures are checked before memory is taken.
    try:
        contents = msgspec.msgpack.decode(payload, type=Contents)
    except UNREADABLE:
        raise Corrupt("vault_damaged") from None
    if not within_bounds(contents.cost) or not _well_formed(contents):
        raise Corrupt("vault_damaged")
    return contents


def _well_formed(contents: Contents) -> bool:
    lengths = {
        (len(s.id), len(s.check), len(s.box), len(s.vault_key)) for s in contents.slots
    }
    return (
        len(contents.vault_id) == len(contents.salt) == ID_BYTES
        # It becomes part of a file's name.
        and _KEY_ID.fullmatch(contents.key_id) is not None
        and lengths <= {(ID_BYTES, ID_BYTES, BOX_BYTES, SEALED_KEY_BYTES)}
    )
