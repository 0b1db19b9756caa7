"""Values sealed to an audience: written by anybody, opened by its people alone.

Each commit has a fresh data key per audience. HPKE wraps the data key to the
audience's public key; values are AES-256-GCM under it, bound to subject and
field. The wraps lie outside what is signed, so rotating an audience's key
re-wraps and touches no body.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, cast

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.errors import AppError, Corrupt, NotPermitted
from app.journal.authority import Authority
from app.journal.staff_events import AudienceKey, Grant
from app.journal.tables import WrapTable
from app.vault.keys import (
    NONCE_BYTES,
    SEED_BYTES,
    PersonalKeys,
    Receiver,
    ReceivingKey,
    derive,
    random_key,
)
from app.vault.packed import UNREADABLE
from app.vault.store import Store

_WRAP_ID = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrap:
    """A data key sealed to an audience.

    Attributes:
        id: derived from the data key, so that no other key can take its place.
        audience: random id of the audience.
        generation: which of its keys.
        sealed: HPKE ciphertext of the data key.
    """

    id: bytes
    audience: str
    generation: int
    sealed: bytes


class Sealer:
    """Seals values within one commit."""

    def __init__(self, audiences: Mapping[str, AudienceKey]) -> None:
        """Take the audiences' current public keys by name."""
        self._audiences = audiences
        self._ciphers: dict[str, tuple[bytes, AESGCM]] = {}
        self.wraps: list[Wrap] = []

    def seal(self, audience: str, subject: str, name: str, text: str) -> bytes:
        """Return the text so that only the audience reads it.

        Args:
            audience: name of the audience, such as `identity`.
            subject: whom the value is about.
            name: the field; a value moved to another field does not open.
            text: what to seal.
        """
        wrap_id, cipher = self._cipher(audience)
        nonce = os.urandom(NONCE_BYTES)
        boxed = cipher.encrypt(nonce, text.encode(), _place(subject, name))
        return wrap_id + nonce + boxed

    def _cipher(self, audience: str) -> tuple[bytes, AESGCM]:
        made = self._ciphers.get(audience)
        if made is None:
            key = self._audiences[audience]
            data_key = random_key()
            wrap_id = _id_of(data_key)
            sealed = sealed_to(key, data_key)
            self.wraps.append(
                Wrap(
                    id=wrap_id,
                    audience=key.audience,
                    generation=key.generation,
                    sealed=sealed,
                )
            )
            made = self._ciphers[audience] = (wrap_id, AESGCM(data_key))
        return made


@dataclass(frozen=True, slots=True)
class Fallen:
    """Keys of audiences that staff commits brought which do not count (any more).

    Attributes:
        keys: by (audience, generation).
        grants: sealed seeds by (audience, generation, person).
    """

    keys: frozenset[tuple[str, int]] = frozenset()
    grants: Mapping[tuple[str, int, str], tuple[bytes, ...]] = field(
        default_factory=dict[tuple[str, int, str], tuple[bytes, ...]], repr=False
    )


@dataclass(slots=True)
class Opener:
    """Opens what was sealed to audiences the person belongs to.

    Attributes:
        person: who opens.
        keys: theirs.
        authority: the staff chain, with what was granted to them.
        store: where the sealed data keys are.
        fallen: what was granted to them in staff commits that do not count: while
            they still did, values may have been sealed to the keys they brought.
    """

    person: str
    keys: PersonalKeys = field(repr=False)
    authority: Authority = field(repr=False)
    store: Store = field(repr=False)
    fallen: Fallen = field(default_factory=Fallen, repr=False)
    _ciphers: dict[bytes, AESGCM] = field(default_factory=dict, repr=False)
    _audiences: dict[tuple[str, int], Sequence[ReceivingKey]] = field(
        default_factory=dict, repr=False
    )

    def open(self, sealed: bytes, subject: str, name: str) -> str:
        """Return the text.

        Raises:
            NotPermitted: it is sealed to an audience this person is not in.
            Corrupt: the value was changed or moved.
        """
        wrap_id = sealed[:_WRAP_ID]
        nonce = sealed[_WRAP_ID : _WRAP_ID + NONCE_BYTES]
        boxed = sealed[_WRAP_ID + NONCE_BYTES :]
        cipher = self._cipher(wrap_id)
        try:
            return cipher.decrypt(nonce, boxed, _place(subject, name)).decode()
        except (InvalidTag, ValueError):
            raise Corrupt("sealed_value_damaged") from None

    def check(self, wrap_id: bytes) -> None:
        """Open a data key, for `verify`.

        Raises:
            NotPermitted: it is sealed to an audience this person is not in.
            Corrupt: it does not open.
        """
        self._cipher(wrap_id)

    def _cipher(self, wrap_id: bytes) -> AESGCM:
        cipher = self._ciphers.get(wrap_id)
        if cipher is None:
            cipher = self._ciphers[wrap_id] = AESGCM(self.data_key(wrap_id))
        return cipher

    def data_key(self, wrap_id: bytes) -> bytes:
        """Return the data key of a wrap.

        Raises:
            NotPermitted: it is sealed to an audience this person is not in.
            Corrupt: it does not open, or is not there.
        """
        found = self.store.rows(
            WrapTable.select(WrapTable.audience, WrapTable.generation, WrapTable.sealed)
            .where(WrapTable.id == wrap_id)
            .order_by(WrapTable.commit)
        )
        if not found:
            raise Corrupt("sealed_value_damaged")
        problems: list[AppError] = []
        for audience, generation, sealed in found:
            try:
                return self._unwrapped(wrap_id, audience, generation, sealed)
            except (NotPermitted, Corrupt) as problem:
                problems.append(problem)
        raise problems[0]

    def _unwrapped(
        self, wrap_id: bytes, audience: str, generation: int, sealed: bytes
    ) -> bytes:
        for key in self._keys_of(audience, generation):
            with suppress(Corrupt):
                data_key = key.open(bytes(sealed), _wrap_info(audience))
                if _id_of(data_key) == wrap_id:
                    return data_key
        raise Corrupt("sealed_value_damaged")

    def _keys_of(self, audience: str, generation: int) -> Sequence[ReceivingKey]:
        """Return the keys of one generation, that of the chain first.

        Raises:
            NotPermitted: none was ever sealed to this person.
        """
        known = self._audiences.get((audience, generation))
        if known is None:
            known = [*self._granted(audience, generation)]
            self._audiences[audience, generation] = known
        return known

    def _granted(self, audience: str, generation: int) -> Iterator[ReceivingKey]:
        place = (audience, generation, self.person)
        fallen = self.fallen.grants.get(place, ())
        if not fallen or place in self.authority.grants:
            yield ReceivingKey(self.seed_of(audience, generation))
        for sealed in fallen:
            # Who wrote it need not have had the right to; it may hold anything.
            with suppress(Corrupt, ValueError):
                yield ReceivingKey(self._seed(audience, sealed))

    def seed_of(self, audience: str, generation: int) -> bytes:
        """Return an audience's seed, to grant it to somebody else.

        Raises:
            NotPermitted: it was never sealed to this person.
        """
        grant = self.authority.grants.get((audience, generation, self.person))
        if grant is None:
            raise NotPermitted("sealed_to_others")
        return self._seed(audience, grant)

    def _seed(self, audience: str, sealed: bytes) -> bytes:
        return self.keys.receiving.open(sealed, _grant_info(audience, self.person))


def sealed_to(key: AudienceKey, data_key: bytes) -> bytes:
    """Return a data key so that only the audience's people open it."""
    return Receiver(key.public).seal(data_key, _wrap_info(key.audience))


def new_audience(
    name: str, audience_id: str, generation: int = 1
) -> tuple[AudienceKey, bytes]:
    """Return a new audience's public key and its seed, or its next ones."""
    seed = os.urandom(SEED_BYTES)
    public = ReceivingKey(seed).public
    key = AudienceKey(
        audience=audience_id, name=name, generation=generation, public=public
    )
    return key, seed


def grant(key: AudienceKey, seed: bytes, person: str, receive_key: bytes) -> Grant:
    """Return an audience's seed sealed to a person."""
    return Grant(
        audience=key.audience,
        generation=key.generation,
        person=person,
        sealed=Receiver(receive_key).seal(seed, _grant_info(key.audience, person)),
    )


def wraps_named(personal: bytes) -> Iterator[bytes]:
    """Yield the wraps a personal body's sealed values are under.

    Every byte string in a personal body is a sealed value; words are text.
    """
    if not (b"\xc4" in personal or b"\xc5" in personal or b"\xc6" in personal):
        return  # msgpack begins byte strings so; there are none
    try:
        waiting: list[Any] = [msgspec.msgpack.decode(personal)]
    except UNREADABLE:
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, bytes):
            yield value[:_WRAP_ID]
        elif isinstance(value, dict):
            waiting.extend(cast("dict[Any, Any]", value).values())
        elif isinstance(value, list):
            waiting.extend(cast("list[Any]", value))


def _id_of(data_key: bytes) -> bytes:
    return derive(data_key, b"gongdao/wrap-id/1", _WRAP_ID)


def _place(subject: str, name: str) -> bytes:
    return b"gongdao/value/1\0" + subject.encode() + b"\0" + name.encode()


def _wrap_info(audience: str) -> bytes:
    return b"gongdao/wrap/1\0" + audience.encode()


def _grant_info(audience: str, person: str) -> bytes:
    return b"gongdao/grant/1\0" + audience.encode() + b"\0" + person.encode()
