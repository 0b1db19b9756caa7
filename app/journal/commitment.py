"""What a signature covers: each body by a salted leaf, all leaves by one hash.

A leaf hides its body behind a random salt, so that a header and its leaves can
be shown to a stranger, and a body erased, without either telling what it said.
"""

import hashlib
import os
from collections.abc import Sequence
from typing import Annotated

import msgspec

HASH_BYTES = 32
SALT_BYTES = 32

_Number = Annotated[int, msgspec.Meta(ge=0, lt=1 << 32)]
_Bytes32 = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]

_NO_LEAF = bytes(HASH_BYTES)
_FACTS = b"gongdao/facts"
_PERSONAL = b"gongdao/personal"
_FOUR = (4).to_bytes(4, "big")


class StoredEvent(msgspec.Struct, frozen=True, array_like=True):
    """An event as it is stored: bytes, salts and leaves.

    Attributes:
        n: its place in the commit, from 0.
        kind: which event.
        version: of its fields.
        subject: random id of what it happened to.
        facts: body of codes, dates and ids.
        facts_salt: 32 random bytes.
        facts_leaf: commitment to the facts.
        personal: body of words and sealed values; None if none, or erased.
        personal_salt: None if there is no personal body (any more).
        personal_leaf: stays when the body is erased; None if there never was one.
    """

    n: _Number
    kind: str
    version: _Number
    subject: str
    facts: bytes
    facts_salt: _Bytes32
    facts_leaf: _Bytes32
    personal: bytes | None
    personal_salt: _Bytes32 | None
    personal_leaf: _Bytes32 | None


def commit_to(
    n: int, kind: str, version: int, subject: str, facts: bytes, personal: bytes | None
) -> StoredEvent:
    """Return the event with fresh salts and its leaves."""
    salts = os.urandom(2 * SALT_BYTES)
    facts_salt = salts[:SALT_BYTES]
    head = _head(n, kind, version, subject)
    facts_leaf = _leaf(facts_salt, _FACTS, head, facts)
    if personal is None:
        return StoredEvent(
            n, kind, version, subject, facts, facts_salt, facts_leaf, None, None, None
        )
    salt = salts[SALT_BYTES:]
    leaf = _leaf(salt, _PERSONAL, head, personal)
    return StoredEvent(
        n, kind, version, subject, facts, facts_salt, facts_leaf, personal, salt, leaf
    )


def read_stored(record: Sequence[object]) -> StoredEvent | None:
    """Return the event of a row; None if its values are not such as are written.

    A column of the database takes any type, so what is read is looked at first.
    """
    try:
        return msgspec.convert(record, StoredEvent, builtin_types=(bytes,))
    except msgspec.ValidationError:
        return None


def without_words(event: StoredEvent) -> StoredEvent:
    """Return the event as erasure leaves it: its personal leaf without a body."""
    return msgspec.structs.replace(event, personal=None, personal_salt=None)


def bodies_hold(event: StoredEvent, *, erased: bool = False) -> bool:
    """Tell whether the bodies and salts of an event give its leaves.

    Args:
        event: as it is stored.
        erased: whether its personal body may be gone.
    """
    head = _head(event.n, event.kind, event.version, event.subject)
    if _leaf(event.facts_salt, _FACTS, head, event.facts) != event.facts_leaf:
        return False
    if event.personal is None or event.personal_salt is None:
        # A leaf without its body was taken away: by erasure, or else by nobody.
        gone = event.personal is None and event.personal_salt is None
        # All zeros stands for no leaf in the commit's hash; as one it is none.
        taken = erased and event.personal_leaf != _NO_LEAF
        return gone and (taken or event.personal_leaf is None)
    return (
        _leaf(event.personal_salt, _PERSONAL, head, event.personal)
        == event.personal_leaf
    )


class Leaves:
    """The hash over all leaves of a commit, taken in order."""

    def __init__(self) -> None:
        """Begin with no leaves."""
        self._hash = hashlib.blake2b(digest_size=HASH_BYTES, person=b"gongdao/leaves")
        self.count = 0

    def add(self, event: StoredEvent) -> None:
        """Take the next event's leaves."""
        self.add_leaf(event.facts_leaf, event.personal_leaf or _NO_LEAF)

    def add_leaf(self, facts: bytes, personal: bytes) -> None:
        """Take the next event's leaves; of no personal body it is all zeros."""
        self._hash.update(facts)
        self._hash.update(personal)
        self.count += 1

    def digest(self) -> bytes:
        """Return 32 bytes over all leaves so far."""
        return self._hash.digest()


def _head(n: int, kind: str, version: int, subject: str) -> bytes:
    # Four parts, each after its length in four bytes; written out, since an import
    # comes by here for every row.
    kind_bytes, subject_bytes = kind.encode(), subject.encode()
    return (
        _FOUR
        + n.to_bytes(4, "big")
        + len(kind_bytes).to_bytes(4, "big")
        + kind_bytes
        + _FOUR
        + version.to_bytes(4, "big")
        + len(subject_bytes).to_bytes(4, "big")
        + subject_bytes
    )


def _leaf(salt: bytes, person: bytes, head: bytes, body: bytes) -> bytes:
    # BLAKE2b takes 16 bytes of personalisation; the two bodies never share a leaf.
    return hashlib.blake2b(
        head + len(body).to_bytes(4, "big") + body,
        digest_size=HASH_BYTES,
        key=salt,
        person=person[:16],
    ).digest()
