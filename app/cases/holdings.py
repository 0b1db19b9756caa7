"""What is held about members in cases: those about them, whole.

A case in which somebody complained about another belongs to that other: it explains
their sanction. It stays, with the complainant sealed to leads, and goes with them.
"""

from collections.abc import Iterable, Iterator, Sequence

from app.cases.events import CaseDecided, CaseOpened
from app.cases.model import CaseState
from app.cases.queries.about import CaseAbout, cases_about, sanctions_in
from app.cases.rules import HOLDING_WINDOW
from app.erasure.model import Wait
from app.holdings import Holding
from app.ids import MemberId
from app.work import Reader


def _about(reader: Reader, subjects: frozenset[str]) -> Iterable[str]:
    return (case.id for case in cases_about(reader, subjects))


def _waits(reader: Reader, member: MemberId) -> Sequence[Wait]:
    return [
        wait
        for case in cases_about(reader, frozenset({member}))
        for wait in _of_case(reader, case)
    ]


def _of_case(reader: Reader, case: CaseAbout) -> Iterator[Wait]:
    if case.state is not CaseState.DECIDED or case.decided_at is None:
        yield Wait(code="erasure_waits_case", number=case.number)
        return
    undoable = case.decided_at + HOLDING_WINDOW
    if undoable > reader.now:
        yield Wait(code="erasure_waits_undo", until=undoable, number=case.number)
    for _, row in sanctions_in(reader, case.id):
        counts = row.step.points or row.step.kind.is_removal
        ends = [row.ends_at, row.expires_at if counts else None]
        until = max(filter(None, ends), default=reader.now)
        if row.reversed_at is None and until > reader.now:
            yield Wait(code="erasure_waits_sanction", until=until, number=case.number)


HOLDING = Holding(
    feature="cases", events=(CaseOpened, CaseDecided), about=_about, waits=_waits
)
