"""Commits made by hand, as somebody would who means to get in what does not count."""

import msgspec

from app.ids import new_id
from app.journal import header as heads
from app.journal.bundle import Travelling
from app.journal.commitment import Leaves, commit_to
from app.journal.event import Event
from app.journal.header import Header
from tests.garden import Garden, Gardener


def forged(
    garden: Garden,
    event: Event,
    *,
    who: Gardener,
    signed_by: Gardener | None = None,
    **fields: object,
) -> Travelling:
    """Return a commit somebody makes by hand, at the end of a feed of its own."""
    facts, personal = garden.folder.vocabulary.encode(event)
    stored = commit_to(0, event.kind, 1, event.subject, facts, personal)
    leaves = Leaves()
    leaves.add(stored)
    position = garden.journal.position
    header = Header(
        vault=garden.vault,
        feed=new_id(),
        seq=1,
        prev=b"",
        seen=(),
        staff_head=position.authority.head,
        clock=position.clock + 1,
        wall=garden.wall - 1000,
        actor=who.id,
        schema=1,
        count=1,
        leaves=leaves.digest(),
    )
    header = msgspec.structs.replace(header, **fields)
    raw = heads.encode(header)
    signature = heads.sign(raw, (signed_by or who).keys.signing)
    return Travelling(raw=raw, signature=signature, events=(stored,))


def fault_of(garden: Garden, commit: Travelling) -> tuple[str, str]:
    return garden.standings()[heads.commit_hash(commit.raw)]
