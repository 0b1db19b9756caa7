"""The keyring: who can open the vault, without saying who.

Name and passphrase together open a slot; the slot holds a person's seed, and
the vault key sealed to that person. Dummies pad the slots to eights. The file
holds two checksummed copies and is replaced as a whole: replacing it is the one
moment at which another database file becomes the vault's.
"""

import hashlib
import os
import re
import time
import unicodedata
from collections.abc import Container
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from app.errors import Conflict, Corrupt, InputError, NotFound
from app.files.atomic import write_atomically
from app.vault.keys import (
    KEY_BYTES,
    NONCE_BYTES,
    SEALED_KEY_BYTES,
    Argon2Cost,
    PersonalKeys,
    Receiver,
    box,
    derive,
    stretch,
    unbox,
)
from app.vault.packed import UNREADABLE

FILE_NAME = "keyring"
LEAST_PASSPHRASE = 15
"""NIST SP 800-63B-4: at least 15 characters where it is the only factor."""

_MAGIC = b"GDKEYS\x00\x01"
_CHECKSUM = 32
_SLOTS_PADDED_TO = 8
_ID = 16
_BOX_BYTES = NONCE_BYTES + KEY_BYTES + _ID + 16
_KEY_ID = re.compile("[0-9a-f]{32}")
_MOST_BYTES = 16 * 1024 * 1024
_FLOOR = Argon2Cost(memory_kib=64 * 1024, iterations=3, lanes=4)
_CEILING = Argon2Cost(memory_kib=1024 * 1024, iterations=20, lanes=8)


class _Slot(msgspec.Struct, frozen=True, array_like=True):
    id: bytes
    check: bytes
    box: bytes
    vault_key: bytes


class _Contents(msgspec.Struct, frozen=True, array_like=True):
    vault_id: bytes
    salt: bytes
    memory_kib: int
    iterations: int
    lanes: int
    key_id: str
    slots: tuple[_Slot, ...]
    roster: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What a right name and passphrase give.

    Attributes:
        person_id: whose slot it is, 32 hexadecimal digits.
        keys: that person's keys.
        vault_key: the database's raw key, 32 bytes.
    """

    person_id: str
    keys: PersonalKeys = field(repr=False)
    vault_key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """A sign-in name and its passphrase, as typed."""

    name: str
    passphrase: str = field(repr=False)

    def checked(self) -> "Credentials":
        """Return these for a new slot.

        Raises:
            InputError: the name is empty or the passphrase too short.
        """
        if not self.name.strip():
            raise InputError("name_missing")
        # Folding can make one character into many; those are not typed.
        typed = min(len(self.passphrase), len(_folded(self.passphrase)))
        if typed < LEAST_PASSPHRASE:
            raise InputError("passphrase_too_short", least=LEAST_PASSPHRASE)
        return self

    def secret(self) -> bytes:
        """Return both as one byte string in which neither can pose as the other."""
        name = _bytes(_folded(self.name.strip()).casefold())
        return len(name).to_bytes(4, "big") + name + _bytes(_folded(self.passphrase))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _bytes(text: str) -> bytes:
    # Half of a surrogate pair is no text, but what was typed must not be a crash.
    return text.encode("utf-8", "surrogatepass")


class Keyring:
    """The slots of one vault, read from and written to its file."""

    def __init__(self, path: Path, contents: _Contents) -> None:
        """Hold parsed contents; use `new` or `read`."""
        self._path = path
        self._contents = contents

    @classmethod
    def new(
        cls, folder: Path, *, vault_id: str, key_id: str, cost: Argon2Cost
    ) -> "Keyring":
        """Return a keyring without slots; `add` writes it."""
        return cls(
            folder / FILE_NAME,
            _Contents(
                bytes.fromhex(vault_id),
                os.urandom(_ID),
                cost.memory_kib,
                cost.iterations,
                cost.lanes,
                key_id,
                (),
                b"",
            ),
        )

    @classmethod
    def read(cls, folder: Path) -> "Keyring":
        """Return the keyring in a vault's folder.

        Raises:
            NotFound: there is none.
            Corrupt: neither of its two copies is whole, or its figures are absurd.
        """
        path = folder / FILE_NAME
        try:
            if path.stat().st_size > _MOST_BYTES:
                raise Corrupt("vault_damaged")
            raw = path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            raise NotFound("vault_not_found") from None
        except OSError:
            raise Corrupt("storage_failed") from None
        return cls(path, _first_whole_copy(raw))

    @property
    def vault_id(self) -> str:
        """The vault's random id, 32 hexadecimal digits."""
        return self._contents.vault_id.hex()

    @property
    def key_id(self) -> str:
        """Names the current database file."""
        return self._contents.key_id

    def unlock(self, credentials: Credentials) -> Opened:
        """Return what the slot of this name and passphrase holds.

        Raises:
            InputError: no slot answers to them.
            Corrupt: a slot answers but its contents were changed.
        """
        stretched = self._stretch(credentials)
        slot = self._answering(stretched)
        if slot is None:
            raise InputError("wrong_name_or_passphrase")
        return self._open(slot, stretched)

    def _answering(self, stretched: bytes) -> _Slot | None:
        for slot in self._contents.slots:
            if derive(stretched, b"gongdao/check/1" + slot.id, _ID) == slot.check:
                return slot
        return None

    def add(
        self,
        credentials: Credentials,
        *,
        person_id: str,
        keys: PersonalKeys,
        vault_key: bytes,
        staff: Container[str],
    ) -> None:
        """Write a slot for a person; the file is replaced as a whole.

        A slot of the same name and passphrase gives way if its person never came
        to be on the staff: then the computer stopped between writing the slot and
        storing the admission.

        Args:
            credentials: what opens the slot.
            person_id: whose it is.
            keys: what it holds.
            vault_key: the database's raw key.
            staff: ids of everybody whose slots stand.

        Raises:
            InputError: the name is empty or the passphrase too short.
            Conflict: a slot already answers to this name and passphrase.
        """
        stretched = self._stretch(credentials.checked())
        left_over = self._answering(stretched)
        if left_over and self._open(left_over, stretched).person_id in staff:
            raise Conflict("name_taken")
        slot_id = os.urandom(_ID)
        inside = keys.seed + bytes.fromhex(person_id)
        slot = _Slot(
            slot_id,
            derive(stretched, b"gongdao/check/1" + slot_id, _ID),
            box(_slot_key(stretched, slot_id), inside, self._bound_to(slot_id)),
            Receiver(keys.receiving.public).seal(vault_key, self._vault_key_info()),
        )
        kept = [s for s in self._real_slots(vault_key) if s != left_over]
        self._write([*kept, slot], vault_key)

    def _real_slots(self, vault_key: bytes) -> list[_Slot]:
        if not self._contents.slots:
            return []
        real = unbox(
            derive(vault_key, b"gongdao/roster/1"),
            self._contents.roster,
            self._contents.vault_id,
        )
        return [s for s, flag in zip(self._contents.slots, real, strict=True) if flag]

    def _write(self, real: list[_Slot], vault_key: bytes) -> None:
        # Which slots are dummies is known only under the vault key, one byte a slot.
        dummies = [_dummy() for _ in range(-len(real) % _SLOTS_PADDED_TO)]
        mixed = tuple(sorted([*real, *dummies], key=lambda s: s.id))
        roster = box(
            derive(vault_key, b"gongdao/roster/1"),
            bytes(slot in real for slot in mixed),
            self._contents.vault_id,
        )
        contents = msgspec.structs.replace(self._contents, slots=mixed, roster=roster)
        payload = msgspec.msgpack.encode(contents)
        copy = (
            _MAGIC
            + len(payload).to_bytes(4, "big")
            + hashlib.blake2b(payload, digest_size=_CHECKSUM).digest()
            + payload
        )
        write_atomically(self._path, copy + copy)
        self._contents = contents

    def _open(self, slot: _Slot, stretched: bytes) -> Opened:
        inside = unbox(_slot_key(stretched, slot.id), slot.box, self._bound_to(slot.id))
        keys = PersonalKeys(inside[:KEY_BYTES])
        return Opened(
            person_id=inside[KEY_BYTES:].hex(),
            keys=keys,
            vault_key=keys.receiving.open(slot.vault_key, self._vault_key_info()),
        )

    def _stretch(self, credentials: Credentials) -> bytes:
        return stretch(
            credentials.secret(),
            self._contents.salt,
            Argon2Cost(
                memory_kib=self._contents.memory_kib,
                iterations=self._contents.iterations,
                lanes=self._contents.lanes,
            ),
        )

    def _bound_to(self, slot_id: bytes) -> bytes:
        return b"gongdao/slot/1" + self._contents.vault_id + slot_id

    def _vault_key_info(self) -> bytes:
        return (
            b"gongdao/vault-key/1"
            + self._contents.vault_id
            + self._contents.key_id.encode()
        )


def _slot_key(stretched: bytes, slot_id: bytes) -> bytes:
    return derive(stretched, b"gongdao/slot/1" + slot_id)


def _dummy() -> _Slot:
    return _Slot(
        os.urandom(_ID),
        os.urandom(_ID),
        os.urandom(_BOX_BYTES),
        os.urandom(SEALED_KEY_BYTES),
    )


def _first_whole_copy(raw: bytes) -> _Contents:
    at = 0
    while (at := raw.find(_MAGIC, at)) >= 0:
        head = at + len(_MAGIC)
        length = int.from_bytes(raw[head : head + 4], "big")
        digest = raw[head + 4 : head + 4 + _CHECKSUM]
        payload = raw[head + 4 + _CHECKSUM : head + 4 + _CHECKSUM + length]
        if hashlib.blake2b(payload, digest_size=_CHECKSUM).digest() == digest:
            return _within_bounds(payload)
        at = head
    raise Corrupt("vault_damaged")


def _within_bounds(payload: bytes) -> _Contents:
    # The file is untrusted: its figures are checked before memory is taken.
    try:
        contents = msgspec.msgpack.decode(payload, type=_Contents)
    except UNREADABLE:
        raise Corrupt("vault_damaged") from None
    cost = (contents.memory_kib, contents.iterations, contents.lanes)
    floor = (_FLOOR.memory_kib, 1, 1)
    ceiling = (_CEILING.memory_kib, _CEILING.iterations, _CEILING.lanes)
    within = all(
        low <= c <= high for low, c, high in zip(floor, cost, ceiling, strict=True)
    )
    if not within or not _well_formed(contents):
        raise Corrupt("vault_damaged")
    return contents


def _well_formed(contents: _Contents) -> bool:
    lengths = {
        (len(s.id), len(s.check), len(s.box), len(s.vault_key)) for s in contents.slots
    }
    return (
        len(contents.vault_id) == len(contents.salt) == _ID
        # It becomes part of a file's name.
        and _KEY_ID.fullmatch(contents.key_id) is not None
        and lengths <= {(_ID, _ID, _BOX_BYTES, SEALED_KEY_BYTES)}
    )


def calibrated_cost(seconds: float = 1.0) -> Argon2Cost:
    """Return a cost that takes this machine about so long, never below the floor.

    Memory stays at twice the floor while there is time for three passes over
    it; passes are then added up to the bound (RFC 9106 section 4).
    """
    probe = _FLOOR
    started = time.perf_counter()
    stretch(b"", b"\0" * _ID, probe)
    taken = max(time.perf_counter() - started, 1e-3)
    if taken * 2 > seconds:
        return probe
    passes = int(probe.iterations * seconds / (taken * 2))
    return Argon2Cost(
        memory_kib=probe.memory_kib * 2,
        iterations=max(probe.iterations, min(passes, _CEILING.iterations)),
        lanes=probe.lanes,
    )
