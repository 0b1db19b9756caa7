"""An anchor: a few signed numbers that all of the journal up to now hangs on.

Each feed's head is the hash of a chain, so whoever keeps an anchor elsewhere (on
paper, with a notary, in a public post) can tell later whether the journal still
holds every commit it held then, unchanged.
"""

import base64
import binascii
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import msgspec

from app.errors import InputError
from app.journal.header import FeedHead
from app.vault.keys import SigningKey, signature_holds
from app.vault.packed import UNREADABLE

SCHEMA = 1
BEGIN = "-----BEGIN GONGDAO ANCHOR-----"
END = "-----END GONGDAO ANCHOR-----"
_SIGNED = b"gongdao/anchor/1\0"
_LONGEST = 1 << 20
_TOLD_EVERY = 1_000

Keys = Mapping[str, frozenset[bytes]]
"""Every signing key a person had, by the person's id."""


class Anchor(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Where the journal stood.

    Attributes:
        schema: of this anchor.
        vault: the vault's random id.
        at: milliseconds since 1970.
        heads: the newest commit of each feed, all ends of one that has forked.
            Commits that wait for their past or their time are not counted in.
        commits: how many lie at or before these heads, held ones as well.
        events: their events.
        held: hash over the hashes of the commits that did not count, in the journal's
            order; says which they were, and is no promise that it stays so.
        staff_head: hash of the staff chain's head.
        actor: the person who signs.
        sign_key: under which key; the staff chain says whether it is theirs.
    """

    schema: int
    vault: str
    at: int
    heads: tuple[FeedHead, ...]
    commits: int
    events: int
    held: bytes
    staff_head: bytes
    actor: str
    sign_key: bytes


class SignedAnchor(
    msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True
):
    """An anchor's bytes, signed as they are and never re-encoded."""

    raw: bytes
    signature: bytes

    @property
    def anchor(self) -> Anchor:
        """The anchor itself.

        Raises:
            InputError: the bytes are none.
        """
        try:
            return msgspec.msgpack.decode(self.raw, type=Anchor)
        except UNREADABLE:
            raise InputError("anchor_unreadable") from None

    @property
    def holds(self) -> bool:
        """Whether the key it names has signed it."""
        key = self.anchor.sign_key
        return signature_holds(key, self.signature, _SIGNED + self.raw)

    def block(self) -> str:
        """Return it as lines of plain characters between two marks."""
        packed = base64.b64encode(msgspec.msgpack.encode(self)).decode()
        return "\n".join((BEGIN, *textwrap.wrap(packed, 64), END))


def sign_anchor(anchor: Anchor, key: SigningKey) -> SignedAnchor:
    """Return the anchor with its author's signature."""
    raw = msgspec.msgpack.encode(anchor)
    return SignedAnchor(raw, key.sign(_SIGNED + raw))


def read_anchor(text: str) -> SignedAnchor:
    """Return the anchor that stands between its marks in a text.

    Raises:
        InputError: there is none, or it is not whole: `anchor_unreadable`.
    """
    _, begun, rest = text[:_LONGEST].partition(BEGIN)
    inside, ended, _ = rest.partition(END)
    try:
        packed = base64.b64decode("".join(inside.split()), validate=True)
        read = msgspec.msgpack.decode(packed, type=SignedAnchor)
    except (binascii.Error, ValueError, *UNREADABLE):
        raise InputError("anchor_unreadable") from None
    if not begun or not ended or read.anchor.schema != SCHEMA:
        raise InputError("anchor_unreadable")
    return read


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Commits of a feed that an anchor knows and the journal does not have.

    Attributes:
        feed: the installation's chain.
        first, last: places in it.
        replaced: whether other commits stand there.
    """

    feed: str
    first: int
    last: int
    replaced: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorReport:
    """Whether a journal still holds all that an anchor knows.

    Attributes:
        anchor: what it was compared with.
        signed: whether the signature holds, under a key of its signer's.
        same_vault: whether it is this vault's.
        gaps: what is missing or was replaced.
        counted: whether the numbers of commits and events agree.
        staff_head: whether the staff chain's head is there.
        since: commits that came later.
    """

    anchor: Anchor
    signed: bool
    same_vault: bool
    gaps: tuple[Gap, ...]
    counted: bool
    staff_head: bool
    since: int

    @property
    def sound(self) -> bool:
        """Whether the journal extends the anchor."""
        held = self.same_vault and self.counted and self.staff_head
        return held and self.signed and not self.gaps


class Known(NamedTuple):
    """A commit that is there.

    Attributes:
        prev: hash of the one before in its feed.
        seq: its place there.
        events: how many it has.
    """

    prev: bytes
    seq: int
    events: int


class Ground(Protocol):
    """A journal, or a copy of one, as anchors are compared with it."""

    def find(self, name: bytes) -> Known | None:
        """Return the commit of this hash, if it is there and its bytes give it."""
        ...

    def newest(self, feed: str) -> int:
        """Return the highest place that is taken in a feed; 0 for none."""
        ...


def compare(
    signed: SignedAnchor,
    ground: Ground,
    *,
    vault: str,
    keys: Keys,
    total: int,
    tell: Callable[[int], None] | None = None,
) -> AnchorReport:
    """Tell whether a journal holds all that an anchor knows.

    Every head is followed back to the beginning of its feed, so that each commit
    before it is proved by the hash in the one after.

    Args:
        signed: the anchor.
        ground: the journal.
        vault: its vault's id.
        keys: of everybody who ever could sign.
        total: how many commits the journal has.
        tell: told how many commits were followed; it may stop the work.
    """
    anchor = signed.anchor
    walk = _Walk(ground, tell)
    gaps = tuple(gap for head in anchor.heads for gap in walk.back(head))
    known = keys.get(anchor.actor, frozenset())
    return AnchorReport(
        anchor=anchor,
        signed=signed.holds and anchor.sign_key in known,
        same_vault=anchor.vault == vault,
        gaps=gaps,
        counted=(walk.commits, walk.events) == (anchor.commits, anchor.events),
        staff_head=not anchor.staff_head or ground.find(anchor.staff_head) is not None,
        since=max(0, total - walk.commits),
    )


class _Walk:
    """Counts the commits that lie before some heads, each once."""

    def __init__(self, ground: Ground, tell: Callable[[int], None] | None) -> None:
        self._ground, self._tell = ground, tell
        self._counted: dict[str, set[bytes]] = {}
        self.commits = self.events = 0

    def back(self, head: FeedHead) -> Iterator[Gap]:
        """Follow a head to the beginning; yield what is not there."""
        counted = self._counted.setdefault(head.feed, set())
        name, seq = head.commit, head.seq
        while seq > 0 and name not in counted:
            found = self._ground.find(name)
            if found is None or found.seq != seq:
                yield self._gap(head.feed, seq)
                return
            counted.add(name)
            self.commits += 1
            self.events += found.events
            if self._tell is not None and self.commits % _TOLD_EVERY == 0:
                self._tell(self.commits)
            name, seq = found.prev, seq - 1

    def _gap(self, feed: str, seq: int) -> Gap:
        newest = self._ground.newest(feed)
        if newest >= seq:
            return Gap(feed=feed, first=seq, last=seq, replaced=True)
        return Gap(feed=feed, first=newest + 1, last=seq, replaced=False)
