"""The gate of the journal: what a commit must show before it counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.journal import clock as clocks
from app.journal import header as heads
from app.journal.authority import STAFF_KINDS, Authority, VaultFounded
from app.journal.event import Vocabulary
from app.journal.header import Header


class Fault(StrEnum):
    """Why a commit, an event or a table is not what it should be."""

    HEADER = "header"
    VAULT = "vault"
    SIGNATURE = "signature"
    AUTHOR = "author"
    CAPABILITY = "capability"
    STAFF_HEAD = "staff_head"
    CHAIN = "chain"
    CLOCK = "clock"
    FUTURE = "future"
    COUNT = "count"
    LEAVES = "leaves"
    BODY = "body"
    COLUMN = "column"
    WRAP = "wrap"
    TABLE = "table"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Previous:
    """The commit before in the same feed."""

    hash: bytes = b""
    seq: int = 0
    clock: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A commit as it arrives.

    Attributes:
        raw: the header's bytes.
        header: their reading.
        signature: of `raw`, by the header's actor.
        kinds: of its events.
        admitted: persons it brings onto the staff.
    """

    raw: bytes
    header: Header
    signature: bytes
    kinds: frozenset[str]
    admitted: frozenset[str] = frozenset()

    @property
    def staff(self) -> bool:
        """Whether it belongs to the staff chain."""
        return bool(self.kinds & STAFF_KINDS)


def faults(
    signed: Signed,
    *,
    vault: str,
    previous: Previous,
    authority: Authority,
    vocabulary: Vocabulary,
    now_ms: int | None = None,
) -> list[Fault]:
    """Return everything wrong with a commit's head; empty if it may count.

    Args:
        signed: the commit.
        vault: this vault's id.
        previous: the commit before in its feed.
        authority: the staff chain at the head the commit names; for the founding
            commit the authority that it founds itself.
        vocabulary: kinds of events and what they require.
        now_ms: the present, to hold commits from the future; None when the commit
            has long been accepted.
    """
    header = signed.header
    found = [
        *_identity(signed, vault, authority),
        *_chain(header, previous),
        *_rights(signed, authority, vocabulary),
    ]
    if now_ms is not None and clocks.too_far_ahead(header.clock, now_ms):
        found.append(Fault.FUTURE)
    return found


def _identity(signed: Signed, vault: str, authority: Authority) -> Iterable[Fault]:
    header = signed.header
    if header.vault != vault or header.schema != heads.SCHEMA:
        yield Fault.VAULT
    author = authority.people.get(header.actor)
    if author is None:
        yield Fault.AUTHOR
    elif not heads.signed_by(signed.raw, signed.signature, author.sign_key):
        yield Fault.SIGNATURE


def _chain(header: Header, previous: Previous) -> Iterable[Fault]:
    if header.prev != previous.hash or header.seq != previous.seq + 1:
        yield Fault.CHAIN
    wall_ok = clocks.wall_of(header.clock) >= header.wall
    if header.clock <= previous.clock or not wall_ok:
        yield Fault.CLOCK


def _rights(
    signed: Signed, authority: Authority, vocabulary: Vocabulary
) -> Iterable[Fault]:
    header = signed.header
    if header.staff_head != authority.head:
        yield Fault.STAFF_HEAD
    if signed.staff and not signed.kinds <= STAFF_KINDS:
        yield Fault.CAPABILITY
    elif VaultFounded.kind in signed.kinds and authority.head:
        # A vault is founded once; a later founding would hand out every role.
        yield Fault.CAPABILITY
    elif authority.head and signed.admitted & authority.people.keys():
        # Admitting somebody again would put another's key in place of theirs.
        yield Fault.CAPABILITY
    elif not all(
        _entitled(header.actor, k, authority, vocabulary) for k in signed.kinds
    ):
        yield Fault.CAPABILITY


def _entitled(
    actor: str, kind: str, authority: Authority, vocabulary: Vocabulary
) -> bool:
    # A kind unknown to this version needs nothing that this version could know of.
    return not vocabulary.knows(kind, 0) or authority.may(
        actor, vocabulary.requirement(kind)
    )
