"""Entries of other features that are about members and cases, by their ids."""

from collections.abc import Iterable, Iterator

from app.appeals.tables import AppealTable
from app.approvals.tables import ProposalTable
from app.chunks import chunks
from app.conflicts.tables import ConflictTable
from app.vault.store import Record
from app.work import Reader

_PART = 500


def proposals_about(reader: Reader, subjects: Iterable[str]) -> Iterator[str]:
    """Yield the proposals about members and cases."""
    query = ProposalTable.select(ProposalTable.id)
    for part in chunks(subjects, _PART):
        rows = reader.rows(query.where(ProposalTable.about.in_(part)))
        yield from (proposal for (proposal,) in rows)


def conflicts_with(reader: Reader, subjects: Iterable[str]) -> Iterator[str]:
    """Yield the entries of the register of conflicts with members and cases."""
    query = ConflictTable.select(ConflictTable.id)
    for part in chunks(subjects, _PART):
        rows = reader.rows(query.where(ConflictTable.target.in_(part)))
        yield from (entry for (entry,) in rows)


def appeals_in(reader: Reader, case: str) -> list[Record]:
    """Return number, state and decision of each appeal in a case."""
    query = AppealTable.select(
        AppealTable.number, AppealTable.state, AppealTable.decision
    )
    return reader.rows(query.where(AppealTable.case == case))
