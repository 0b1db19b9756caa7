"""Questions about appeals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

import peewee

from app.appeals.model import AppealState, Ruling
from app.appeals.queries.rulings import Ruled, notices_of, replacement_of
from app.appeals.rules import RulingBar, bar_to_ruling, lighter_steps
from app.appeals.tables import AppealTable
from app.cases.model import Channel
from app.cases.queries.cases import CaseDetail, CaseView, case_detail
from app.cases.queries.decisions import DecisionOf, DecisionView, decision_of
from app.cases.queries.sanctions import SanctionRow
from app.cases.tables import CaseTable, DecisionTable, SanctionTable
from app.conflicts.queries.involvement import barred_cases, refuse_case
from app.ids import AppealId, CaseId, PersonId
from app.members.tables import MemberTable
from app.members.wording import erased_member, erased_words
from app.rulebook.model import SanctionKind, Step
from app.rulebook.queries import version_of
from app.staff.queries import staff_names
from app.times import from_ms
from app.vault.store import Record
from app.words import Language
from app.work import Answer, Page, Query, Reader, found

COUNT_CAP = 1_000


class AppealQueue(StrEnum):
    """The lists: 待裁决, 已裁决, 全部."""

    OPEN = "open"
    RULED = "ruled"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealLine:
    """An appeal in a list.

    Attributes:
        clause: number of the clause that was cited.
        version: number of the rules' version it was cited from.
        step: the sanction appealed against.
        outcome: what the case came to, as a code of `Outcome`.
        bar: why the person asking may not rule; None if they may, or it is ruled.
        decision: id of the decision appealed against.
    """

    id: AppealId
    number: str
    case: CaseId
    case_number: str
    handle: str
    clause: str
    version: int
    step: Step | None
    outcome: str
    state: AppealState
    ruling: Ruling | None
    filed_at: datetime
    due_at: datetime
    ruled_at: datetime | None
    bar: RulingBar | None
    decision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealPage(Query[Page[AppealLine]]):
    """Appeals: the open by deadline, others newest first."""

    queue: AppealQueue
    after: tuple[int, str] | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealCounts(Query[dict[AppealQueue, int]]):
    """How many appeals each list has, at most `COUNT_CAP`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealView:
    """An appeal beside the decision it is about.

    Attributes:
        bar: why the person asking may not rule; None if they may.
        lighter: steps of that day's ladder a reduction can choose, nearest first.
        replacement: the lighter sanction a reduction chose.
        notice: text to the member by language; empty until it is ruled on.
    """

    line: AppealLine
    channel: Channel
    received_at: datetime
    filed_by: str
    statement: str
    ruled_by: str | None
    reply: str
    case: CaseView
    decision: DecisionView
    bar: RulingBar | None
    lighter: Sequence[Step]
    replacement: SanctionRow | None
    notice: Mapping[Language, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealDetail(Query[AppealView]):
    """One appeal."""

    appeal: AppealId


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealsOf(Query[Sequence[AppealLine]]):
    """The appeals of a case, oldest first."""

    case: CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealByNumber(Query[AppealId]):
    """The appeal of a number, as people write it."""

    number: str


_LINE = (
    AppealTable.id,
    AppealTable.number,
    AppealTable.case,
    CaseTable.number,
    MemberTable.handle,
    CaseTable.subject_id,
    DecisionTable.clause,
    CaseTable.outcome,
    AppealTable.state,
    AppealTable.ruling,
    AppealTable.filed_at,
    AppealTable.due_at,
    AppealTable.ruled_at,
    DecisionTable.decider,
    DecisionTable.version,
    SanctionTable.kind,
    SanctionTable.days,
    SanctionTable.points,
    AppealTable.decision,
    DecisionTable.proposer,
)


def _listed() -> "peewee.ModelSelect[AppealTable]":
    outer = peewee.JOIN.LEFT_OUTER
    return (
        AppealTable.select(*_LINE)
        .join(CaseTable, on=(AppealTable.case == CaseTable.id))
        .join(DecisionTable, outer, on=(AppealTable.decision == DecisionTable.id))
        .join(SanctionTable, outer, on=(AppealTable.sanction == SanctionTable.id))
        .join(MemberTable, outer, on=(CaseTable.member == MemberTable.id))
    )


def _open_to(reader: Reader) -> peewee.Expression:
    """Return what leaves out appeals in cases the person asking is involved with."""
    return AppealTable.case.not_in(barred_cases(reader))


def appeal_page(query: AppealPage, reader: Reader) -> Page[AppealLine]:
    """Answer `AppealPage`."""
    column, place, falling = {
        AppealQueue.OPEN: (AppealTable.due_at, 11, False),
        AppealQueue.RULED: (AppealTable.ruled_at, 12, True),
        AppealQueue.ALL: (AppealTable.filed_at, 10, True),
    }[query.queue]
    listed = _listed().where(_open_to(reader))
    if query.queue is not AppealQueue.ALL:
        listed = listed.where(AppealTable.state == query.queue.value)
    if query.after is not None:
        here, there = peewee.Tuple(column, AppealTable.id), peewee.Tuple(*query.after)
        listed = listed.where(here < there if falling else here > there)
    order = (
        (column.desc(), AppealTable.id.desc()) if falling else (column, AppealTable.id)
    )
    rows = reader.rows(listed.order_by(*order).limit(query.limit))
    more = len(rows) == query.limit
    return Page(
        rows=_lines(reader, rows),
        after=(rows[-1][place], rows[-1][0]) if more else None,
    )


def _lines(reader: Reader, rows: Sequence[Record]) -> list[AppealLine]:
    gone = reader.erased(row[2] for row in rows)
    lines = (_line(row, reader) for row in rows)
    return [
        replace(line, handle=erased_member()) if line.case in gone else line
        for line in lines
    ]


def _line(row: Record, reader: Reader) -> AppealLine:
    appeal, number, case, case_number, handle, subject, clause, outcome = row[:8]
    state, ruling, filed, due, ruled = row[8:13]
    version, kind, days, points, decision = row[14:19]
    return AppealLine(
        id=AppealId(appeal),
        number=number,
        case=CaseId(case),
        case_number=case_number,
        handle=handle or subject,
        clause=clause or "",
        version=version or 0,
        step=Step(kind=SanctionKind(kind), days=days, points=points) if kind else None,
        outcome=outcome or "",
        state=AppealState(state),
        ruling=Ruling(ruling) if ruling else None,
        filed_at=from_ms(filed),
        due_at=from_ms(due),
        ruled_at=from_ms(ruled) if ruled is not None else None,
        bar=_bar(row, reader) if state == AppealState.OPEN else None,
        decision=decision,
    )


def _bar(row: Record, reader: Reader) -> RulingBar | None:
    made_by = filter(None, (row[13], row[19]))
    return bar_to_ruling(
        actor=PersonId(reader.person),
        deciders=frozenset(map(PersonId, made_by)),
        earlier_deciders=_earlier(reader, row[2]),
    )


def _earlier(reader: Reader, case: str) -> frozenset[PersonId]:
    """Return everybody who decided or ruled in a case, retracted or not."""
    deciders = DecisionTable.select(
        DecisionTable.decider, DecisionTable.proposer
    ).where(DecisionTable.case == case)
    rulers = AppealTable.select(AppealTable.ruled_by).where(
        AppealTable.case == case, AppealTable.ruled_by.is_null(False)
    )
    rows = [*reader.rows(deciders), *reader.rows(rulers)]
    return frozenset(PersonId(person) for row in rows for person in row if person)


def appeal_counts(_: AppealCounts, reader: Reader) -> dict[AppealQueue, int]:
    """Answer `AppealCounts`."""
    every = AppealTable.select(AppealTable.id).where(_open_to(reader))
    counts = {
        queue: reader.count(every.where(AppealTable.state == queue.value), COUNT_CAP)
        for queue in (AppealQueue.OPEN, AppealQueue.RULED)
    }
    return counts | {AppealQueue.ALL: reader.count(every, COUNT_CAP)}


def appeal_detail(query: AppealDetail, reader: Reader) -> AppealView:
    """Answer `AppealDetail`.

    Raises:
        NotFound: there is no such appeal.
        NotPermitted: the person asking is involved with its case.
    """
    row = found(
        reader.one(_listed().where(AppealTable.id == query.appeal)), "appeal_not_found"
    )
    refuse_case(reader, row[2])
    rest = AppealTable.select(
        AppealTable.channel,
        AppealTable.received_at,
        AppealTable.filed_by,
        AppealTable.statement,
        AppealTable.ruled_by,
        AppealTable.reply,
        AppealTable.decision,
        AppealTable.replacement,
    ).where(AppealTable.id == query.appeal)
    channel, received, filed_by, statement, ruled_by, reply, decision_id, instead = (
        found(reader.one(rest), "appeal_not_found")
    )
    (line,) = _lines(reader, [row])
    names = staff_names(reader)
    case = case_detail(CaseDetail(case=line.case), reader)
    about = DecisionOf(case=line.case, decision=decision_id)
    decision = found(decision_of(about, reader), "appeal_not_found")
    replacement = replacement_of(reader, instead)
    return AppealView(
        line=line,
        channel=Channel(channel),
        received_at=from_ms(received),
        filed_by=names.get(filed_by, ""),
        statement=erased_words() if case.erased else statement,
        ruled_by=names.get(ruled_by) if ruled_by else None,
        reply=reply,
        case=case,
        decision=decision,
        bar=line.bar,
        lighter=_lighter(reader, decision),
        replacement=replacement,
        notice=_notice(reader, line, reply, replacement, case, decision),
    )


def _lighter(reader: Reader, decision: DecisionView) -> Sequence[Step]:
    if decision.sanction is None:
        return ()
    cited = version_of(reader, decision.rulebook or "")
    return lighter_steps(cited.book.ladder, decision.sanction.step) if cited else ()


def _notice(
    reader: Reader,
    line: AppealLine,
    reply: str,
    replacement: SanctionRow | None,
    case: CaseView,
    decision: DecisionView,
) -> Mapping[Language, str]:
    if line.ruling is None or line.ruled_at is None or case.erased:
        return {}
    ruled = Ruled(
        ruling=line.ruling, at=line.ruled_at, reply=reply, replacement=replacement
    )
    return notices_of(reader, ruled, case, decision)


def appeals_of(query: AppealsOf, reader: Reader) -> Sequence[AppealLine]:
    """Answer `AppealsOf`.

    Raises:
        NotFound: there is no such case.
        NotPermitted: the person asking is involved with it.
    """
    refuse_case(reader, query.case)
    listed = _listed().where(AppealTable.case == query.case)
    return _lines(reader, reader.rows(listed.order_by(AppealTable.filed_at)))


def appeal_by_number(query: AppealByNumber, reader: Reader) -> AppealId:
    """Answer `AppealByNumber`.

    Raises:
        NotFound: no appeal has this number.
        NotPermitted: the person asking is involved with its case.
    """
    chosen = AppealTable.select(AppealTable.id, AppealTable.case).where(
        AppealTable.number == query.number.strip().upper()
    )
    appeal, case = found(reader.one(chosen), "appeal_not_found")
    refuse_case(reader, case)
    return AppealId(appeal)


def last_sequence(reader: Reader, prefix: str) -> int:
    """Return the highest number given so far under a prefix such as `AP-2611-`."""
    digits = len(prefix) + 1
    query = AppealTable.select(
        peewee.fn.MAX(peewee.fn.SUBSTR(AppealTable.number, digits).cast("INTEGER"))
    ).where(AppealTable.number >= prefix + "0", AppealTable.number < prefix + ":")
    top = reader.one(query)
    return top[0] or 0 if top else 0


def was_heard(reader: Reader, decision: str) -> bool:
    """Tell whether an appeal against this very decision was ruled on."""
    query = AppealTable.select(AppealTable.id).where(
        AppealTable.decision == decision, AppealTable.state == AppealState.RULED.value
    )
    return bool(reader.rows(query.limit(1)))


ANSWERS: dict[type, Answer] = {
    AppealPage: appeal_page,
    AppealCounts: appeal_counts,
    AppealDetail: appeal_detail,
    AppealsOf: appeals_of,
    AppealByNumber: appeal_by_number,
}
