"""Whom cases are about and who complained, for whoever erases what is held."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from app.cases.model import CaseState
from app.cases.queries.sanctions import SanctionRow, sanction_records, sanction_row
from app.cases.tables import CaseTable, DecisionTable, SanctionTable
from app.chunks import chunks
from app.files.cells import id_key
from app.ids import CaseId
from app.members.queries import platform_keys
from app.times import moment_or_none
from app.vault.store import Record
from app.work import Reader

_PART = 500
_COLUMNS = (CaseTable.id, CaseTable.number, CaseTable.state, CaseTable.decided_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAbout:
    """A case about a member, in short."""

    id: CaseId
    number: str
    state: CaseState
    decided_at: datetime | None


def cases_about(reader: Reader, members: frozenset[str]) -> Iterator[CaseAbout]:
    """Yield the cases about members.

    Those from before somebody came onto the list name the account alone.
    """
    for part in chunks(sorted(members), _PART):
        query = CaseTable.select(*_COLUMNS).where(CaseTable.member.in_(part))
        yield from map(_about, reader.rows(query.order_by(CaseTable.opened_at)))
    keys = platform_keys(reader, members)
    if keys:
        named = CaseTable.select(*_COLUMNS, CaseTable.subject_id)
        for row in reader.rows(named.where(CaseTable.member.is_null())):
            if id_key(row[-1]) in keys:
                yield _about(row[:-1])


def _about(row: Record) -> CaseAbout:
    case, number, state, decided = row
    return CaseAbout(
        id=CaseId(case),
        number=number,
        state=CaseState(state),
        decided_at=moment_or_none(decided),
    )


def sanctions_in(reader: Reader, case: CaseId) -> list[tuple[str, SanctionRow]]:
    """Return a case's sanctions, each with the decision that imposed it.

    What a ruling put in another's place names no decision.
    """
    decisions = DecisionTable.select(DecisionTable.sanction, DecisionTable.id)
    by_sanction = dict(reader.rows(decisions.where(DecisionTable.case == case)))
    rows = map(sanction_row, sanction_records(reader, SanctionTable.case == case))
    return [(by_sanction.get(row.id, ""), row) for row in rows]


def reported_by(reader: Reader, members: Iterable[str]) -> Iterator[CaseId]:
    """Yield the cases in which members complained.

    Every sealed reporter is opened and compared; none is shown.

    Raises:
        NotPermitted: reporters are not sealed to the person asking.
        Corrupt: a sealed reporter was changed.
    """
    keys = platform_keys(reader, members)
    if not keys:
        return
    query = CaseTable.select(CaseTable.id, CaseTable.reporter)
    for case, sealed in reader.rows(query.where(CaseTable.reporter.is_null(False))):
        if id_key(reader.open(bytes(sealed), "reporter", subject=case)) in keys:
            yield CaseId(case)
