"""The signed head of a commit: stored and verified as bytes, never re-encoded."""

import hashlib
from typing import Annotated

import msgspec

from app.vault.keys import SigningKey, signature_holds
from app.vault.packed import UNREADABLE

SCHEMA = 1

_Id = Annotated[str, msgspec.Meta(max_length=64)]
_Hash = Annotated[bytes, msgspec.Meta(max_length=32)]
_Number = Annotated[int, msgspec.Meta(ge=0, lt=1 << 32)]
_Clock = Annotated[int, msgspec.Meta(ge=0, le=(1 << 63) - 1)]
_Wall = Annotated[int, msgspec.Meta(ge=0, lt=253_402_300_800_000)]
"""Before the year 10,000: no calendar goes on, nor does a column beyond 63 bits."""

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

    vault: _Id
    feed: _Id
    seq: _Number
    prev: _Hash
    seen: tuple[FeedHead, ...]
    staff_head: _Hash
    clock: _Clock
    wall: _Wall
    actor: _Id
    schema: _Number
    count: _Number
    leaves: _Hash


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
