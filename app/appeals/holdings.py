"""What is held about members in appeals; it goes with the case."""

from collections.abc import Iterator, Sequence

from app.appeals.events import AppealFiled, AppealRuled
from app.appeals.model import AppealState
from app.appeals.rules import appeal_until
from app.cases.queries.about import cases_about, sanctions_in
from app.erasure.model import Wait
from app.erasure.queries.records import appeals_in
from app.holdings import Holding
from app.ids import CaseId, MemberId
from app.work import Reader


def _waits(reader: Reader, member: MemberId) -> Sequence[Wait]:
    return [
        wait
        for case in cases_about(reader, frozenset({member}))
        for wait in _of_case(reader, CaseId(case.id))
    ]


def _of_case(reader: Reader, case: CaseId) -> Iterator[Wait]:
    filed = appeals_in(reader, case)
    for number, state, _ in filed:
        if state == AppealState.OPEN:
            yield Wait(code="erasure_waits_appeal", number=number)
    heard = {decision for _, _, decision in filed}
    for decision, row in sanctions_in(reader, case):
        # What a ruling put in place of a sanction cannot be appealed again.
        if row.reversed_at is None and decision and decision not in heard:
            until = appeal_until(row.effective_at)
            if until >= reader.now:
                yield Wait(
                    code="erasure_waits_appeal_window",
                    until=until,
                    number=row.case_number,
                )


HOLDING = Holding(feature="appeals", events=(AppealFiled, AppealRuled), waits=_waits)
