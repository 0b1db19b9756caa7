"""The queues of cases, paged by key along an index."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

import peewee

from app.cases.fold import AREA
from app.cases.model import CaseState, Outcome
from app.cases.tables import CaseTable
from app.conflicts.queries.involvement import (
    barred_case_ids,
    barred_cases,
    refuse_member,
)
from app.ids import CaseId, MemberId
from app.members.queries import handles
from app.members.wording import erased_member, erased_words
from app.notes.tables import NoteTable
from app.rulebook.model import Severity
from app.staff.queries import staff_names
from app.times import from_ms
from app.vault.store import Record
from app.work import Answer, Page, Query, Reader

COUNT_CAP = 1_000
"""Counts stop here; a queue shows "1000+"."""

SEARCH_LIMIT = 200


class Queue(StrEnum):
    """The queues: 待分诊, 待决定, 我的, 已决定, 全部."""

    TRIAGE = "triage"
    DECIDING = "deciding"
    MINE = "mine"
    DECIDED = "decided"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case in a queue.

    Attributes:
        clause: number of the clause it is (or seems to be) about.
        handle: of the member; what was reported where nobody on the list has it.
        known: whether the subject is on the member list.
        excerpt: beginning of the words complained of.
        holder: name of who looks after it.
        mine: whether that is the person asking.
        notes: how many notes it has.
    """

    id: CaseId
    number: str
    state: CaseState
    clause: str | None
    handle: str
    known: bool
    excerpt: str
    severity: Severity | None
    outcome: Outcome | None
    opened_at: datetime
    due_at: datetime
    decided_at: datetime | None
    holder: str | None
    mine: bool
    notes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage(Query[Page[CaseLine]]):
    """Cases of a queue, by deadline (the decided by decision, all by opening).

    Attributes:
        words: part of a quote, a complaint or a number; searches all queues.
        after: where the page before ended.
    """

    queue: Queue
    words: str = ""
    after: tuple[int, str] | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueCounts(Query[dict[Queue, int]]):
    """How many cases each queue has, at most `COUNT_CAP`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesOf(Query[Sequence[CaseLine]]):
    """The cases about a member, newest first."""

    member: MemberId


_NOTES = (
    NoteTable.select(peewee.fn.COUNT(NoteTable.id))
    .where(NoteTable.subject == CaseTable.id)
    .alias("notes")
)
_LINE = (
    CaseTable.id,
    CaseTable.number,
    CaseTable.state,
    CaseTable.clause,
    CaseTable.member,
    CaseTable.subject_id,
    peewee.fn.SUBSTR(CaseTable.quote, 1, 80),
    CaseTable.severity,
    CaseTable.outcome,
    CaseTable.opened_at,
    CaseTable.due_at,
    CaseTable.decided_at,
    CaseTable.holder,
    _NOTES,
)


def case_page(query: CasePage, reader: Reader) -> Page[CaseLine]:
    """Answer `CasePage`."""
    if query.words.strip():
        barred = barred_case_ids(reader)
        ids = reader.find(AREA, query.words, SEARCH_LIMIT, without=barred)
        matching = CaseTable.select(*_LINE).where(CaseTable.id.in_(ids))
        rows = reader.rows(matching.order_by(CaseTable.opened_at.desc(), CaseTable.id))
        return Page(rows=_lines(reader, rows))
    paging = _paging(query.queue, reader)
    listed = CaseTable.select(*_LINE).where(_open_to(reader))
    if paging.where is not None:
        listed = listed.where(paging.where)
    if query.after is not None:
        listed = listed.where(_beyond(paging, query.after))
    order = (
        (paging.column.desc(), CaseTable.id.desc())
        if paging.falling
        else (paging.column, CaseTable.id)
    )
    rows = reader.rows(listed.order_by(*order).limit(query.limit))
    more = len(rows) == query.limit
    return Page(
        rows=_lines(reader, rows),
        after=(rows[-1][paging.place], rows[-1][0]) if more else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paging:
    """How a queue is cut and paged.

    Attributes:
        where: what is in it; None for everything.
        column: the indexed column it is ordered by.
        place: where that column stands in a row.
        falling: newest first.
    """

    where: peewee.Expression | None
    column: "peewee.Field[Any]"
    place: int
    falling: bool


def _paging(queue: Queue, reader: Reader) -> _Paging:
    match queue:
        case Queue.TRIAGE | Queue.DECIDING:
            where = CaseTable.state == queue.value
            return _Paging(
                where=where, column=CaseTable.due_at, place=10, falling=False
            )
        case Queue.MINE:
            where = CaseTable.holder == reader.person
            return _Paging(
                where=where, column=CaseTable.due_at, place=10, falling=False
            )
        case Queue.DECIDED:
            where = CaseTable.state == CaseState.DECIDED.value
            return _Paging(
                where=where, column=CaseTable.decided_at, place=11, falling=True
            )
        case Queue.ALL:
            return _Paging(
                where=None, column=CaseTable.opened_at, place=9, falling=True
            )


def _open_to(reader: Reader) -> peewee.Expression:
    """Return what leaves out the cases the person asking is involved with."""
    return CaseTable.id.not_in(barred_cases(reader))


def _beyond(paging: _Paging, after: tuple[int, str]) -> peewee.Expression:
    # Row values are compared as SQLite's index orders them.
    here = peewee.Tuple(paging.column, CaseTable.id)
    there = peewee.Tuple(*after)
    return here < there if paging.falling else here > there


def _lines(reader: Reader, rows: Sequence[Record]) -> list[CaseLine]:
    named = handles(reader, (row[4] for row in rows if row[4]))
    staff = staff_names(reader)
    lines = [_line(row, named, staff, reader.person) for row in rows]
    gone = reader.erased(row[0] for row in rows)
    return [_erased(line) if line.id in gone else line for line in lines]


def _erased(line: CaseLine) -> CaseLine:
    return replace(line, handle=erased_member(), excerpt=erased_words())


def _line(
    row: Record, named: Mapping[str, str], staff: Mapping[str, str], me: str
) -> CaseLine:
    case, number, state, clause, member, subject, quote, severity, outcome = row[:9]
    opened, due, decided, holder, notes = row[9:]
    return CaseLine(
        id=CaseId(case),
        number=number,
        state=CaseState(state),
        clause=clause,
        handle=named.get(member, "") if member else subject,
        known=member is not None,
        excerpt=quote,
        severity=Severity(severity) if severity else None,
        outcome=Outcome(outcome) if outcome else None,
        opened_at=from_ms(opened),
        due_at=from_ms(due),
        decided_at=from_ms(decided) if decided is not None else None,
        holder=staff.get(holder) if holder else None,
        mine=holder == me,
        notes=notes,
    )


def queue_counts(_: QueueCounts, reader: Reader) -> dict[Queue, int]:
    """Answer `QueueCounts`."""
    counts: dict[Queue, int] = {}
    open_to = _open_to(reader)
    for queue in Queue:
        where = _paging(queue, reader).where
        every = CaseTable.select(CaseTable.id).where(open_to)
        listed = every if where is None else every.where(where)
        counts[queue] = reader.count(listed, COUNT_CAP)
    return counts


def case_lines(reader: Reader, cases: Sequence[CaseId]) -> list[CaseLine]:
    """Return certain cases as lines, in this order; those that are not there are not.

    Whoever calls leaves out what the person asking is involved with.
    """
    rows = reader.rows(CaseTable.select(*_LINE).where(CaseTable.id.in_(cases)))
    lines = {line.id: line for line in _lines(reader, rows)}
    return [lines[case] for case in cases if case in lines]


def cases_of(query: CasesOf, reader: Reader) -> Sequence[CaseLine]:
    """Answer `CasesOf`.

    Raises:
        NotPermitted: the person asking is involved with the member.
    """
    refuse_member(reader, query.member)
    listed = CaseTable.select(*_LINE).where(
        CaseTable.member == query.member, _open_to(reader)
    )
    return _lines(reader, reader.rows(listed.order_by(CaseTable.opened_at.desc())))


ANSWERS: dict[type, Answer] = {
    CasePage: case_page,
    QueueCounts: queue_counts,
    CasesOf: cases_of,
}
