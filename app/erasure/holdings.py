"""What is held about members in holds, and that holds make erasing wait."""

from collections.abc import Iterable, Sequence

from app.erasure.events import HoldPlaced
from app.erasure.model import Wait
from app.erasure.queries.holds import holds_about, is_held
from app.holdings import Holding
from app.ids import MemberId
from app.work import Reader


def _about(reader: Reader, subjects: frozenset[str]) -> Iterable[str]:
    return holds_about(reader, subjects)


def _waits(reader: Reader, member: MemberId) -> Sequence[Wait]:
    return [Wait(code="erasure_waits_hold")] if is_held(reader, member) else []


HOLDING = Holding(feature="erasure", events=(HoldPlaced,), about=_about, waits=_waits)
