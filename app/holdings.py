"""What a feature holds about a member, and why erasing it must wait.

Each feature says it once, in a `HOLDING`; `app.erasure.registry` gathers them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.erasure.model import Wait
from app.ids import MemberId
from app.journal.event import Event
from app.work import Reader

Found = Callable[[Reader, frozenset[str]], Iterable[str]]
"""Given members, cases and so on: what else of this feature goes with them."""


def nothing(_reader: Reader, _subjects: frozenset[str]) -> Iterable[str]:
    """Return no further subjects: all is kept under the member's or case's id."""
    return ()


def no_waits(_reader: Reader, _member: MemberId) -> Sequence[Wait]:
    """Return no reason to wait."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What a feature holds about a member.

    Attributes:
        feature: name of its room.
        events: its events whose personal fields are about members: their subject is
            a member, or is found by somebody's `about`.
        about: what goes with these members, cases and so on.
        waits: why a member cannot be erased yet.
        apart: its events whose personal fields are about nobody on the list, and
            why that is so.
    """

    feature: str
    events: Sequence[type[Event]] = ()
    about: Found = nothing
    waits: Callable[[Reader, MemberId], Sequence[Wait]] = no_waits
    apart: Mapping[type[Event], str] = field(default_factory=dict[type[Event], str])
