"""What is due for a lead, what came back to a decider."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import peewee

from app.cases.model import CaseState, Outcome
from app.cases.queries.cases import CaseDetail, CaseView, case_detail
from app.cases.queries.decisions import DecisionOf, DecisionView, decision_of
from app.cases.tables import CaseTable, DecisionTable, SanctionTable
from app.conflicts.queries.involvement import barred_cases, refuse_case
from app.ids import CaseId
from app.members.tables import MemberTable
from app.reviews.model import ReviewState
from app.reviews.queries.waiting import SCAN, has_part, waiting_reviews
from app.reviews.tables import ReviewTable
from app.rulebook.model import SanctionKind, Step
from app.staff.queries import staff_names
from app.staff.roles import Capability
from app.times import from_ms
from app.vault.store import Record
from app.work import Answer, Page, Query, Reader, found

COUNT_CAP = 99
"""Counts stop here; the rail shows "99+"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """A decision in the list of those to look at again.

    Attributes:
        id: the decision's.
        handle: of the member; what was reported where nobody on the list has it.
        clause: number of the clause cited; empty for no violation.
        step: what was imposed; None for no violation.
        decider: name of who decided.
        note: what the lead wrote who returned it.
        reviewer: name of that lead.
    """

    id: str
    case: CaseId
    case_number: str
    handle: str
    clause: str
    step: Step | None
    outcome: Outcome
    decider: str
    at: datetime
    state: ReviewState
    note: str
    reviewer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage(Query[Page[ReviewLine]]):
    """Decisions of moderators that wait for a lead, oldest first.

    Those in which the person asking has a part are left out, and those that can
    still be undone. A page may have fewer rows than its limit and yet go on.
    """

    after: tuple[int, str] | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCount(Query[int]):
    """How many decisions wait for the person asking, at most `COUNT_CAP`.

    None do for anybody but a lead.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """A decision to look at again, with its case."""

    line: ReviewLine
    case: CaseView
    decision: DecisionView


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDetail(Query[ReviewView]):
    """One decision to look at again."""

    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedToMe(Query[Sequence[ReviewLine]]):
    """Decisions that came back to the person asking and wait to be made again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOfCase(Query[str | None]):
    """The decision of a case that was reviewed last; None if none was."""

    case: CaseId


_LINE = (
    ReviewTable.id,
    ReviewTable.at,
    ReviewTable.case,
    CaseTable.number,
    MemberTable.handle,
    CaseTable.subject_id,
    DecisionTable.clause,
    SanctionTable.kind,
    SanctionTable.days,
    SanctionTable.points,
    ReviewTable.decider,
    ReviewTable.state,
    ReviewTable.note,
    ReviewTable.reviewer,
)


def _listed() -> "peewee.ModelSelect[ReviewTable]":
    outer = peewee.JOIN.LEFT_OUTER
    return (
        ReviewTable.select(*_LINE)
        .join(CaseTable, on=(ReviewTable.case == CaseTable.id))
        .join(DecisionTable, outer, on=(ReviewTable.id == DecisionTable.id))
        .join(SanctionTable, outer, on=(DecisionTable.sanction == SanctionTable.id))
        .join(MemberTable, outer, on=(CaseTable.member == MemberTable.id))
    )


def review_page(query: ReviewPage, reader: Reader) -> Page[ReviewLine]:
    """Answer `ReviewPage`.

    Raises:
        NotPermitted: the role does not allow it.
    """
    reader.require(Capability.REVIEW_DECISIONS)
    due: list[str] = []
    after = None
    for seen, waiting in enumerate(waiting_reviews(reader, query.after), start=1):
        if waiting.is_due and not has_part(reader, waiting):
            due.append(waiting.id)
        if len(due) == query.limit or seen == SCAN:
            after = waiting.key
            break
    return Page(rows=_lines(reader, due), after=after)


def review_count(_: ReviewCount, reader: Reader) -> int:
    """Answer `ReviewCount`."""
    if not reader.may(Capability.REVIEW_DECISIONS):
        return 0
    count = 0
    for seen, waiting in enumerate(waiting_reviews(reader, None), start=1):
        count += waiting.is_due and not has_part(reader, waiting)
        if count == COUNT_CAP or seen == SCAN:
            break
    return count


def review_detail(query: ReviewDetail, reader: Reader) -> ReviewView:
    """Answer `ReviewDetail`.

    Raises:
        NotFound: there is no such decision.
        NotPermitted: the role does not allow it, or the person asking is involved
            with its case.
    """
    reader.require(Capability.REVIEW_DECISIONS)
    line = found(next(iter(_lines(reader, [query.decision])), None), "review_not_found")
    about = DecisionOf(case=line.case, decision=line.id)
    return ReviewView(
        line=line,
        case=case_detail(CaseDetail(case=line.case), reader),
        decision=found(decision_of(about, reader), "review_not_found"),
    )


def returned_to_me(_: ReturnedToMe, reader: Reader) -> Sequence[ReviewLine]:
    """Answer `ReturnedToMe`."""
    mine = _listed().where(
        ReviewTable.state == ReviewState.RETURNED.value,
        CaseTable.holder == reader.person,
        CaseTable.state == CaseState.DECIDING.value,
        CaseTable.id.not_in(barred_cases(reader)),
    )
    rows = reader.rows(mine.order_by(ReviewTable.reviewed_at).limit(COUNT_CAP))
    names = staff_names(reader)
    return [_line(row, names) for row in rows]


def review_of_case(query: ReviewOfCase, reader: Reader) -> str | None:
    """Answer `ReviewOfCase`.

    Raises:
        NotFound: there is no such case.
        NotPermitted: the role does not allow it, or the person asking is involved
            with the case.
    """
    reader.require(Capability.REVIEW_DECISIONS)
    refuse_case(reader, query.case)
    chosen = ReviewTable.select(ReviewTable.id).where(
        ReviewTable.case == query.case, ReviewTable.reviewed_at.is_null(False)
    )
    row = reader.one(chosen.order_by(ReviewTable.reviewed_at.desc()).limit(1))
    return row[0] if row else None


def _lines(reader: Reader, decisions: Sequence[str]) -> list[ReviewLine]:
    chosen = _listed().where(ReviewTable.id.in_(list(decisions)))
    rows = reader.rows(chosen.order_by(ReviewTable.at, ReviewTable.id))
    names = staff_names(reader)
    return [_line(row, names) for row in rows]


def _line(row: Record, names: Mapping[str, str]) -> ReviewLine:
    decision, at, case, number, handle, subject, clause, kind, days, points = row[:10]
    decider, state, note, reviewer = row[10:]
    imposed = SanctionKind(kind) if kind else None
    return ReviewLine(
        id=decision,
        case=CaseId(case),
        case_number=number,
        handle=handle or subject,
        clause=clause or "",
        step=Step(kind=imposed, days=days, points=points) if imposed else None,
        outcome=Outcome.of(imposed),
        decider=names.get(decider, ""),
        at=from_ms(at),
        state=ReviewState(state),
        note=note,
        reviewer=names.get(reviewer or "", ""),
    )


ANSWERS: dict[type, Answer] = {
    ReviewPage: review_page,
    ReviewCount: review_count,
    ReviewDetail: review_detail,
    ReviewOfCase: review_of_case,
    ReturnedToMe: returned_to_me,
}
