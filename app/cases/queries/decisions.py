"""Decisions with everything they were founded on, and the notice that follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec

from app.appeals.rules import appeal_until
from app.appeals.tables import AppealTable
from app.cases.fold import LIST_MARK
from app.cases.notices import NoticeFacts, decision_notice
from app.cases.queries.sanctions import (
    SanctionRow,
    prior_of,
    sanction_records,
    sanction_row,
)
from app.cases.tables import CaseTable, DecisionTable, SanctionTable
from app.conflicts.queries.involvement import refuse_case
from app.ids import CaseId, PersonId, RulebookId
from app.members.wording import erased_words
from app.rulebook.model import Clause, Severity, Step
from app.rulebook.queries import Version, version_of
from app.rulebook.rules import balance
from app.staff.queries import staff_names
from app.times import from_ms, moment_or_none
from app.vault.store import Record
from app.words import Language
from app.work import Answer, Query, Reader, found


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """A decision with everything it was founded on.

    Attributes:
        clause: the clause as it was worded then; None for no violation.
        rulebook: the version of the rules that is cited.
        version: its number.
        counted: earlier sanctions that were counted.
        proposer, proposer_name: who proposed it, where another person approved it;
            None and empty where one person decided.
        returned_at: when a lead gave it back to be decided again.
        sanction: what was imposed; None for no violation.
        notice: text to the member by language; empty for no violation, and once the
            case's words are erased.
        ready_at: when the sanction takes effect and the notice may go out.
    """

    id: str
    case: CaseId
    decider: PersonId
    decider_name: str
    proposer: PersonId | None = None
    proposer_name: str = ""
    at: datetime
    clause: Clause | None
    rulebook: RulebookId | None = None
    version: int
    severity: Severity | None
    proposed: Step | None
    step: Step | None
    ordinal: int
    window_days: int
    counted: Sequence[SanctionRow]
    reason: str
    deviation_reason: str
    sanction: SanctionRow | None
    retracted_at: datetime | None
    returned_at: datetime | None = None
    notice: Mapping[Language, str]
    ready_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionOf(Query[DecisionView | None]):
    """The latest decision of a case, or a certain one.

    Attributes:
        decision: id of the one wanted; None for the one that stands.
    """

    case: CaseId
    decision: str | None = None


def decision_of(query: DecisionOf, reader: Reader) -> DecisionView | None:
    """Answer `DecisionOf`.

    Raises:
        NotFound: there is no such case.
        NotPermitted: the person asking is involved with it.
    """
    refuse_case(reader, query.case)
    return decision_view(reader, query.case, query.decision)


def decision_view(
    reader: Reader, case: CaseId, decision: str | None = None
) -> DecisionView | None:
    """Return a decision, also to who is involved and undoes their own.

    Args:
        reader: where to look.
        case: decided where.
        decision: id of the one wanted; None for the one that stands.
    """
    chosen = DecisionTable.select().where(DecisionTable.case == case)
    if decision is not None:
        chosen = chosen.where(DecisionTable.id == decision)
    record = reader.one(
        chosen.order_by(
            DecisionTable.retracted_at.is_null(is_null=False), DecisionTable.at.desc()
        ).limit(1)
    )
    return _decision(record, reader) if record else None


def is_appealed(reader: Reader, decision: str) -> bool:
    """Tell whether an appeal against a decision was ever recorded."""
    query = AppealTable.select(AppealTable.id)
    return bool(reader.rows(query.where(AppealTable.decision == decision).limit(1)))


def _decision(record: Record, reader: Reader) -> DecisionView:
    decision, case, decider, proposer, at, clause, book, version = record[:8]
    severity, proposed, step, ordinal, window, counted, sanction = record[8:15]
    reason, deviation, retracted, returned = record[15:]
    names = staff_names(reader)
    wanted = [*filter(None, counted.split(LIST_MARK)), *filter(None, [sanction])]
    rows = {
        r[0]: sanction_row(r)
        for r in sanction_records(reader, SanctionTable.id.in_(wanted))
    }
    cited = _cited(reader, book, clause)
    imposed = rows.get(sanction) if sanction else None
    view = DecisionView(
        id=decision,
        case=CaseId(case),
        decider=PersonId(decider),
        decider_name=names.get(decider, ""),
        proposer=PersonId(proposer) if proposer else None,
        proposer_name=names.get(proposer or "", ""),
        at=from_ms(at),
        clause=cited[1] if cited else None,
        rulebook=RulebookId(book) if book else None,
        version=version,
        severity=Severity(severity) if severity else None,
        proposed=_step(proposed),
        step=_step(step),
        ordinal=ordinal,
        window_days=window,
        counted=[rows[i] for i in counted.split(LIST_MARK) if i in rows],
        reason=reason,
        deviation_reason=deviation,
        sanction=imposed,
        retracted_at=moment_or_none(retracted),
        returned_at=moment_or_none(returned),
        notice={},
        ready_at=imposed.effective_at if imposed else None,
    )
    if reader.erased([case]):
        return replace(view, reason=erased_words())
    if cited is None or imposed is None:
        return view
    return replace(view, notice=_notices(reader, view, cited, imposed))


def _step(packed: bytes | None) -> Step | None:
    return None if packed is None else msgspec.msgpack.decode(packed, type=Step)


def _cited(
    reader: Reader, book: str | None, clause: str | None
) -> tuple[Version, Clause] | None:
    version = version_of(reader, book) if book else None
    cited = version.book.clause(clause) if version and clause else None
    return (version, cited) if version and cited else None


def _notices(
    reader: Reader,
    view: DecisionView,
    cited: tuple[Version, Clause],
    imposed: SanctionRow,
) -> Mapping[Language, str]:
    version, clause = cited
    case = reader.one(
        CaseTable.select(
            CaseTable.number, CaseTable.occurred_at, CaseTable.quote, CaseTable.member
        ).where(CaseTable.id == view.case)
    )
    number, occurred, quote, member = found(case, "case_not_found")
    whose = SanctionTable.member == member if member else SanctionTable.id == imposed.id
    priors = map(prior_of, sanction_records(reader, whose))
    facts = NoticeFacts(
        case_number=number,
        clause_number=clause.number,
        clause_title=clause.title,
        content_at=moment_or_none(occurred),
        quote=quote,
        ordinal=view.ordinal,
        window_days=view.window_days,
        step=imposed.step,
        effective_at=imposed.effective_at,
        ends_at=imposed.ends_at,
        points_expire_at=imposed.expires_at,
        balance=balance(priors, imposed.effective_at).points,
        review_at_points=version.book.ladder.review_at_points,
        appeal_until=appeal_until(imposed.effective_at),
        reason=view.reason,
    )
    return {chosen: decision_notice(facts, chosen) for chosen in Language}


ANSWERS: dict[type, Answer] = {DecisionOf: decision_of}
