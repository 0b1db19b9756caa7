"""Keys of persons and audiences, and what they do.

A 32-byte seed is all that is ever kept of a person or an audience; signing and
receiving keys follow from it. Sealing is HPKE (RFC 9180) with the hybrid of
ML-KEM-768 and X25519, so that a file copied today stays closed to a machine of
tomorrow that breaks one of the two.
"""

import os
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.mlkem import (
    MLKEM768PrivateKey,
    MLKEM768PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.errors import Corrupt

KEY_BYTES = 32
SEED_BYTES = 32
NONCE_BYTES = 12
SEALED_KEY_BYTES = 1168
"""Length of a 32-byte key sealed with the hybrid: 1,120 encapsulated, 48 boxed."""

_MLKEM_SEED = 64
_MLKEM_PUBLIC = 1184
_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def random_key() -> bytes:
    """Return a fresh 256-bit key."""
    return os.urandom(KEY_BYTES)


def derive(secret: bytes, purpose: bytes, length: int = KEY_BYTES) -> bytes:
    """Return a key of its own for a purpose (HKDF-SHA-256)."""
    return HKDF(SHA256(), length, salt=None, info=purpose).derive(secret)


def stretch(secret: bytes, salt: bytes, kdf: "Argon2Cost") -> bytes:
    """Return 32 bytes that cost an attacker `kdf` for every guess (Argon2id)."""
    return Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=kdf.iterations,
        lanes=kdf.lanes,
        memory_cost=kdf.memory_kib,
    ).derive(secret)


@dataclass(frozen=True, slots=True, kw_only=True)
class Argon2Cost:
    """What one guess costs.

    Attributes:
        memory_kib: memory in KiB; 64 MiB is the floor (RFC 9106's second choice).
        iterations: passes over that memory.
        lanes: independent lanes.
    """

    memory_kib: int
    iterations: int
    lanes: int


def box(key: bytes, plain: bytes, bound_to: bytes) -> bytes:
    """Return nonce and ciphertext (AES-256-GCM) bound to its place."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to)


def unbox(key: bytes, boxed: bytes, bound_to: bytes) -> bytes:
    """Return what `box` put in.

    Raises:
        Corrupt: the key, the place or the bytes are not those of `box`.
    """
    try:
        return AESGCM(key).decrypt(boxed[:NONCE_BYTES], boxed[NONCE_BYTES:], bound_to)
    except (InvalidTag, ValueError):
        raise Corrupt("vault_damaged") from None


class Receiver:
    """Somebody, or some audience, that things can be sealed to."""

    def __init__(self, public: bytes) -> None:
        """Take the public key's bytes: ML-KEM-768 (1,184), then X25519 (32)."""
        try:
            self._key = MLKEM768X25519PublicKey(
                MLKEM768PublicKey.from_public_bytes(public[:_MLKEM_PUBLIC]),
                X25519PublicKey.from_public_bytes(public[_MLKEM_PUBLIC:]),
            )
        except ValueError:
            raise Corrupt("vault_damaged") from None

    def seal(self, plain: bytes, info: bytes) -> bytes:
        """Return bytes that only this receiver opens, for this purpose."""
        return _SUITE.encrypt(plain, self._key, info)


def can_receive(public: bytes) -> bool:
    """Tell whether something can be sealed to this public key."""
    try:
        Receiver(public)
    except Corrupt:
        return False
    return True


class ReceivingKey:
    """The private half of a `Receiver`, grown from a seed."""

    def __init__(self, seed: bytes) -> None:
        """Derive both halves of the hybrid key from a 32-byte seed."""
        grown = derive(seed, b"gongdao/receive/1", _MLKEM_SEED + KEY_BYTES)
        mlkem = MLKEM768PrivateKey.from_seed_bytes(grown[:_MLKEM_SEED])
        x25519 = X25519PrivateKey.from_private_bytes(grown[_MLKEM_SEED:])
        self._key = MLKEM768X25519PrivateKey(mlkem, x25519)
        self.public = (
            mlkem.public_key().public_bytes_raw()
            + x25519.public_key().public_bytes_raw()
        )

    def open(self, sealed: bytes, info: bytes) -> bytes:
        """Return what was sealed to this key.

        Raises:
            Corrupt: it was sealed to another key, for another purpose, or changed.
        """
        try:
            return _SUITE.decrypt(sealed, self._key, info)
        except (InvalidTag, ValueError):
            raise Corrupt("vault_damaged") from None


class SigningKey:
    """A person's Ed25519 key, grown from the seed."""

    def __init__(self, seed: bytes) -> None:
        """Derive the key from a 32-byte seed."""
        self._key = Ed25519PrivateKey.from_private_bytes(
            derive(seed, b"gongdao/sign/1")
        )
        self.public = self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature."""
        return self._key.sign(message)


def can_sign(public: bytes) -> bool:
    """Tell whether this is a public key that signatures are checked with."""
    try:
        Ed25519PublicKey.from_public_bytes(public)
    except ValueError:
        return False
    return True


def signature_holds(public: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether the message was signed by the holder of this public key."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@dataclass(frozen=True, slots=True)
class PersonalKeys:
    """All that a signed-in person holds: one seed, and the keys it gives."""

    seed: bytes = field(repr=False)
    signing: SigningKey = field(init=False, repr=False)
    receiving: ReceivingKey = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Grow both keys from the seed."""
        object.__setattr__(self, "signing", SigningKey(self.seed))
        object.__setattr__(self, "receiving", ReceivingKey(self.seed))


def new_personal_keys() -> PersonalKeys:
    """Return the keys of somebody new."""
    return PersonalKeys(os.urandom(SEED_BYTES))
