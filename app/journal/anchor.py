"""An anchor: a few signed numbers that all of the journal up to now hangs on.

Each feed's head is the hash of a chain, so whoever keeps an anchor elsewhere (on
paper, with a notary, in a public post) can tell later whether the journal still
holds every commit it held then, unchanged.
"""

import base64
import binascii
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

from app.errors import InputError
from app.journal.header import FeedHead, Header
from app.vault.keys import SigningKey, signature_holds
from app.vault.packed import UNREADABLE

SCHEMA = 1
BEGIN = "-----BEGIN GONGDAO ANCHOR-----"
END = "-----END GONGDAO ANCHOR-----"
_SIGNED = b"gongdao/anchor/1\0"
_LONGEST = 1 << 20

Keys = Mapping[str, frozenset[bytes]]
"""Every signing key a person had, by the person's id."""


class Anchor(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Where the journal stood.

    Attributes:
        schema: of this anchor.
        vault: the vault's random id.
        at: milliseconds since 1970.
        heads: the newest accepted commit of each feed, by the feed's id.
        commits: accepted commits up to these heads.
        events: their events.
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
        since: accepted commits that came later.
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


@dataclass(slots=True)
class _Chain:
    """How far one feed has been followed."""

    seq: int = 0
    head: bytes = b""
    gaps: list[Gap] = field(default_factory=list[Gap])


class AnchorTrial:
    """Compares accepted commits, fed in the journal's order, with an anchor."""

    def __init__(self, signed: SignedAnchor) -> None:
        """Begin with no commit."""
        self._signed = signed
        self._anchor = signed.anchor
        self._heads = {head.feed: head for head in self._anchor.heads}
        self._chains: dict[str, _Chain] = {}
        self._commits = self._events = self._since = 0
        self._staff = self._anchor.staff_head == b""

    def take(self, header: Header, name: bytes) -> None:
        """Take the next accepted commit; `name` is the hash of its bytes."""
        head = self._heads.get(header.feed)
        self._staff = self._staff or name == self._anchor.staff_head
        if head is None or header.seq > head.seq:
            self._since += 1
            return
        chain = self._chains.setdefault(header.feed, _Chain())
        if header.seq > chain.seq + 1:
            self._miss(chain, header.feed, chain.seq + 1, header.seq - 1)
        elif header.prev != chain.head:
            self._miss(chain, header.feed, header.seq, header.seq, replaced=True)
        chain.seq, chain.head = header.seq, name
        self._commits += 1
        self._events += header.count

    def report(self, vault: str, keys: Keys) -> AnchorReport:
        """Return what came of it, once every commit was taken."""
        anchor = self._anchor
        gaps = [gap for head in anchor.heads for gap in self._gaps(head)]
        known = keys.get(anchor.actor, frozenset())
        return AnchorReport(
            anchor=anchor,
            signed=self._signed.holds and anchor.sign_key in known,
            same_vault=anchor.vault == vault,
            gaps=tuple(gaps),
            counted=(self._commits, self._events) == (anchor.commits, anchor.events),
            staff_head=self._staff,
            since=self._since,
        )

    def _gaps(self, head: FeedHead) -> Iterable[Gap]:
        chain = self._chains.get(head.feed, _Chain())
        yield from chain.gaps
        if chain.seq < head.seq:
            yield Gap(
                feed=head.feed, first=chain.seq + 1, last=head.seq, replaced=False
            )
        elif chain.head != head.commit:
            yield Gap(feed=head.feed, first=head.seq, last=head.seq, replaced=True)

    def _miss(
        self, chain: _Chain, feed: str, first: int, last: int, *, replaced: bool = False
    ) -> None:
        chain.gaps.append(Gap(feed=feed, first=first, last=last, replaced=replaced))
