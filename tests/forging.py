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
    event: Event | list[Event],
    *,
    who: Gardener,
    signed_by: Gardener | None = None,
    **fields: object,
) -> Travelling:
    """Return a commit somebody makes by hand, at the end of a feed of its own."""
    leaves = Leaves()
    stored = []
    for one in event if isinstance(event, list) else [event]:
        facts, personal = garden.folder.vocabulary.encode(one)
        stored.append(
            commit_to(leaves.count, one.kind, 1, one.subject, facts, personal)
        )
        leaves.add(stored[-1])
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
        count=leaves.count,
        leaves=leaves.digest(),
    )
    header = msgspec.structs.replace(header, **fields)
    raw = heads.encode(header)
    signature = heads.sign(raw, (signed_by or who).keys.signing)
    return Travelling(raw=raw, signature=signature, events=tuple(stored))


def fault_of(garden: Garden, commit: Travelling) -> tuple[str, str]:
    return garden.standings()[heads.commit_hash(commit.raw)]
