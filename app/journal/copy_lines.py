"""The lines of a journal's copy, read strictly: they may come from anybody."""

import base64
import binascii
from typing import Annotated, TypeVar

import msgspec

from app.errors import InputError
from app.journal.anchor import SignedAnchor

LONGEST_LINE = 8 << 20

S = TypeVar("S", bound=msgspec.Struct)
_Id = Annotated[str, msgspec.Meta(max_length=64)]


class First(msgspec.Struct, forbid_unknown_fields=True):
    """How a copy begins."""

    format: str
    vault: _Id


class CommitLine(msgspec.Struct, forbid_unknown_fields=True):
    """A commit, as it was signed; `held` says that it does not count."""

    header: str
    signature: str
    held: str = ""


class StaffEvent(msgspec.Struct, forbid_unknown_fields=True):
    """An event of the staff chain, with its facts opened."""

    n: Annotated[int, msgspec.Meta(ge=0, lt=1 << 20)]
    kind: _Id
    version: Annotated[int, msgspec.Meta(ge=0, lt=1 << 32)]
    subject: _Id
    facts: str
    salt: str


class StaffLine(msgspec.Struct, forbid_unknown_fields=True):
    """The events of the commit before, if it is of the staff chain."""

    staff: list[StaffEvent]


class LeavesLine(msgspec.Struct, forbid_unknown_fields=True):
    """Leaves of the commit before, two for each event."""

    leaves: str


class AnchorLine(msgspec.Struct, forbid_unknown_fields=True):
    """The signed end."""

    anchor: str


def whole(line: bytes) -> bytes:
    """Return a line of a length that can be.

    Raises:
        ValueError: it is too long, or cut off.
    """
    if len(line) > LONGEST_LINE or not line.endswith(b"\n"):
        raise ValueError
    return line


def read_line(shape: type[S], line: bytes) -> S:
    """Return what a line says.

    Raises:
        msgspec.MsgspecError: it says something else.
    """
    return msgspec.json.decode(line, type=shape)


def raw_of(text: str) -> bytes:
    """Return bytes that stand in a line as text.

    Raises:
        ValueError: they do not.
    """
    return base64.b64decode(text, validate=True)


def raw_or_empty(text: str) -> bytes:
    """Return bytes that stand in a line as text; none where they do not."""
    try:
        return raw_of(text)
    except (binascii.Error, ValueError):
        return b""


def signed_anchor(packed: bytes) -> SignedAnchor:
    """Return a copy's signed end.

    Raises:
        InputError: its bytes are no anchor.
        msgspec.MsgspecError: they are nothing of the kind.
    """
    read = msgspec.msgpack.decode(packed, type=SignedAnchor)
    if read.anchor.schema != 1:
        raise InputError("anchor_unreadable")
    return read
