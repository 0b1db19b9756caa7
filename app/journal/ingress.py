"""The gate of the journal: what a commit must show before it counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.journal import clock as clocks
from app.journal import header as heads
from app.journal.authority import Authority
from app.journal.entitlement import allows
from app.journal.event import Event, Vocabulary
from app.journal.header import Header
from app.journal.staff_events import STAFF_KINDS


class Fault(StrEnum):
    """Why a commit, an event or a table is not what it should be.

    Attributes:
        PAST: the commit before, or one it has seen, is not there (yet).
        SIBLING: another change of the staff, made at the same time, stands.
        FRONTIER: it lies outside what was known when its author was limited.
    """

    HEADER = "header"
    VAULT = "vault"
    SIGNATURE = "signature"
    AUTHOR = "author"
    CAPABILITY = "capability"
    STAFF_HEAD = "staff_head"
    SIBLING = "sibling"
    FRONTIER = "frontier"
    CHAIN = "chain"
    PAST = "past"
    CLOCK = "clock"
    FUTURE = "future"
    COUNT = "count"
    LEAVES = "leaves"
    BODY = "body"
    COLUMN = "column"
    WRAP = "wrap"
    TABLE = "table"
    ERASED = "erased"
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
        staff: its events of the staff chain, in order.
    """

    raw: bytes
    header: Header
    signature: bytes
    kinds: frozenset[str]
    staff: tuple[Event, ...] = ()

    @property
    def hash(self) -> bytes:
        """What names the commit."""
        return heads.commit_hash(self.raw)

    @property
    def in_chain(self) -> bool:
        """Whether it belongs to the staff chain."""
        return bool(self.kinds & STAFF_KINDS)


def faults(
    signed: Signed,
    *,
    vault: str,
    previous: Previous,
    authority: Authority,
    vocabulary: Vocabulary,
) -> list[Fault]:
    """Return everything wrong with a commit at the end of its feed.

    Args:
        signed: the commit.
        vault: this vault's id.
        previous: the commit before in its feed.
        authority: the staff chain at the head the commit names; for the founding
            commit the authority that it founds itself.
        vocabulary: kinds of events and what they require.
    """
    head_known = signed.header.staff_head == authority.head
    return [
        *vault_faults(signed, vault),
        *author_faults(signed, authority),
        *chain_faults(signed.header, previous),
        *([] if head_known else [Fault.STAFF_HEAD]),
        *right_faults(signed, authority, vocabulary),
    ]


def vault_faults(signed: Signed, vault: str) -> Iterable[Fault]:
    """Yield what is wrong if the commit is not this vault's."""
    header = signed.header
    if header.vault != vault or header.schema != heads.SCHEMA:
        yield Fault.VAULT


def author_faults(
    signed: Signed, authority: Authority, *, proved_by: object = None
) -> Iterable[Fault]:
    """Yield what is wrong with the author and the signature.

    Args:
        signed: the commit.
        authority: whose keys it is checked against.
        proved_by: public key under which the signature is known to hold already.
    """
    author = authority.people.get(signed.header.actor)
    if author is None or not authority.is_active(author.id):
        yield Fault.AUTHOR
    elif proved_by != author.sign_key and not heads.signed_by(
        signed.raw, signed.signature, author.sign_key
    ):
        yield Fault.SIGNATURE


def chain_faults(header: Header, previous: Previous) -> Iterable[Fault]:
    """Yield what is wrong if the commit does not follow the one before."""
    if header.prev != previous.hash or header.seq != previous.seq + 1:
        yield Fault.CHAIN
    wall_ok = clocks.wall_of(header.clock) >= header.wall
    if header.clock <= previous.clock or not wall_ok:
        yield Fault.CLOCK


def right_faults(
    signed: Signed, authority: Authority, vocabulary: Vocabulary
) -> Iterable[Fault]:
    """Yield what is wrong if the author may not do this."""
    # A founding is judged by what it founds, but nothing was there before it.
    before = authority if authority.head else Authority()
    lacking = [*kind_faults(signed, authority, vocabulary)]
    if lacking or not allows(before, signed.header.actor, signed.staff):
        yield Fault.CAPABILITY


def kind_faults(
    signed: Signed, authority: Authority, vocabulary: Vocabulary
) -> Iterable[Fault]:
    """Yield what is wrong if the author lacks what the events' kinds require."""
    actor = signed.header.actor
    # A kind unknown to this version needs nothing that this version could know of.
    known = [kind for kind in signed.kinds if vocabulary.knows(kind, 0)]
    if not all(authority.may(actor, vocabulary.requirement(k)) for k in known):
        yield Fault.CAPABILITY
