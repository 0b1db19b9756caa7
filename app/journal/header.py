"""The signed head of a commit: stored and verified as bytes, never re-encoded."""

import hashlib

import msgspec

from app.vault.keys import SigningKey, signature_holds
from app.vault.packed import UNREADABLE

SCHEMA = 1
_SIGNED = b"gongdao/commit/1\0"


class FeedHead(msgspec.Struct, frozen=True, array_like=True):
    """The newest commit known of another installation's chain."""

    feed: str
    seq: int
    commit: bytes


class Header(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What one person's command is signed with.

    Attributes:
        vault: the vault's random id.
        feed: the installation's chain.
        seq: place in the feed, from 1.
        prev: hash of the feed's commit before; empty for the first.
        seen: heads of other feeds that changed since `prev`.
        staff_head: hash of the staff chain's head the author knew; empty to found.
        clock: hybrid clock, milliseconds shifted by 16 bits plus a counter.
        wall: milliseconds since 1970 on the author's computer.
        actor: the person who signs.
        schema: of this header.
        count: number of events.
        leaves: hash over the events' leaves.
    """

    vault: str
    feed: str
    seq: int
    prev: bytes
    seen: tuple[FeedHead, ...]
    staff_head: bytes
    clock: int
    wall: int
    actor: str
    schema: int
    count: int
    leaves: bytes


def encode(header: Header) -> bytes:
    """Return the header's bytes, once, when it is written."""
    return msgspec.msgpack.encode(header)


def decode(raw: bytes) -> Header | None:
    """Return the header, or None if the bytes are not one."""
    try:
        return msgspec.msgpack.decode(raw, type=Header)
    except UNREADABLE:
        return None


def commit_hash(raw: bytes) -> bytes:
    """Return the 32 bytes that name a commit."""
    return hashlib.blake2b(raw, digest_size=32, person=b"gongdao/commit").digest()


def sign(raw: bytes, key: SigningKey) -> bytes:
    """Return the author's signature of a header's bytes."""
    return key.sign(_SIGNED + raw)


def signed_by(raw: bytes, signature: bytes, public: bytes) -> bool:
    """Tell whether the holder of `public` signed these header bytes."""
    return signature_holds(public, signature, _SIGNED + raw)
