"""Sanctions and points: what counts, and what the ladder proposes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.cases.rules import conduct_at
from app.cases.tables import CaseTable, SanctionTable
from app.conflicts.queries.involvement import (
    barred_members,
    refuse_case,
    refuse_member,
)
from app.ids import CaseId, MemberId, SanctionId
from app.rulebook.model import Clause, SanctionKind, Severity, Step
from app.rulebook.queries import BookInForce, Version, book_in_force
from app.rulebook.rules import Balance, PriorOffence, Proposal, balance, propose
from app.times import from_ms, moment_or_none
from app.vault.store import Record
from app.work import Answer, Query, Reader, found


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderView:
    """What the ladder proposes for a case, under the rules of the day it happened.

    Attributes:
        version: the rules in force then.
        clause: the clause cited.
        proposal: the step with its working.
        balance: the member's points now.
    """

    version: Version
    clause: Clause
    proposal: Proposal
    balance: Balance


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalFor(Query[LadderView]):
    """What the ladder proposes if this clause is cited.

    Attributes:
        severity: None for the clause's own.
    """

    case: CaseId
    clause: str
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClausesFor(Query[Version | None]):
    """The rules in force when the conduct of a case happened."""

    case: CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionRow:
    """A sanction as it stands.

    Attributes:
        case_number: label of its case.
        ends_at: when a mute ends.
        expires_at: when its points expire.
        reversed_at: when it was taken back.
    """

    id: SanctionId
    case: CaseId
    case_number: str
    clause: str
    step: Step
    effective_at: datetime
    ends_at: datetime | None
    expires_at: datetime
    reversed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRecord:
    """A member's sanctions and points.

    Attributes:
        review_at_points: the ladder's threshold; 0 where there are no rules yet.
    """

    balance: Balance
    sanctions: Sequence[SanctionRow]
    review_at_points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOf(Query[MemberRecord]):
    """A member's sanctions and points now, newest first."""

    member: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberStanding:
    """How a member stands, in a list.

    Attributes:
        points: that count now.
        ends: when each kind of sanction in force ends that ends by itself.
        removed: whether a removal is in force.
    """

    points: int = 0
    ends: Mapping[SanctionKind, datetime] = field(
        default_factory=dict[SanctionKind, datetime]
    )
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings(Query[Mapping[MemberId, MemberStanding]]):
    """How several members stand now."""

    members: tuple[MemberId, ...]


_SANCTION = (
    SanctionTable.id,
    SanctionTable.case,
    CaseTable.number,
    SanctionTable.clause,
    SanctionTable.kind,
    SanctionTable.days,
    SanctionTable.points,
    SanctionTable.effective_at,
    SanctionTable.ends_at,
    SanctionTable.expires_at,
    SanctionTable.reversed_at,
    SanctionTable.offence_class,
    SanctionTable.member,
)


def sanction_records(reader: Reader, *conditions: object) -> list[Record]:
    """Return sanctions that meet all conditions, newest first."""
    query = (
        SanctionTable.select(*_SANCTION)
        .join(CaseTable, on=(SanctionTable.case == CaseTable.id))
        .where(*conditions)
        .order_by(SanctionTable.effective_at.desc(), SanctionTable.id)
    )
    return reader.rows(query)


def sanction_row(record: Record) -> SanctionRow:
    """Return a record of `sanction_records` as a row."""
    sanction, case, number, clause, kind, days, points = record[:7]
    effective, ends, expires, reversed_at = record[7:11]
    return SanctionRow(
        id=SanctionId(sanction),
        case=CaseId(case),
        case_number=number,
        clause=clause,
        step=Step(kind=SanctionKind(kind), days=days, points=points),
        effective_at=from_ms(effective),
        ends_at=moment_or_none(ends),
        expires_at=from_ms(expires),
        reversed_at=moment_or_none(reversed_at),
    )


def prior_of(record: Record) -> PriorOffence:
    """Return a record of `sanction_records` as the rules count it."""
    row = sanction_row(record)
    return PriorOffence(
        sanction_id=row.id,
        case_number=row.case_number,
        clause_number=row.clause,
        offence_class=record[11],
        kind=row.step.kind,
        days=row.step.days,
        points=row.step.points,
        effective_at=row.effective_at,
        expires_at=row.expires_at,
        reversed_at=row.reversed_at,
    )


def clauses_for(query: ClausesFor, reader: Reader) -> Version | None:
    """Answer `ClausesFor`.

    Raises:
        NotFound: there is no such case.
        NotPermitted: the person asking is involved with it.
    """
    refuse_case(reader, query.case)
    chosen = CaseTable.select(
        CaseTable.occurred_at, CaseTable.reported_at, CaseTable.opened_at
    ).where(CaseTable.id == query.case)
    occurred, reported, opened = found(reader.one(chosen), "case_not_found")
    at = conduct_at(moment_or_none(occurred), moment_or_none(reported), from_ms(opened))
    return book_in_force(BookInForce(at=at), reader)


def proposal_for(query: ProposalFor, reader: Reader) -> LadderView:
    """Answer `ProposalFor`.

    Raises:
        NotFound: no rules were in force that day, or they have no such clause.
        NotPermitted: the person asking is involved with the case.
    """
    version = found(
        clauses_for(ClausesFor(case=query.case), reader), "rules_none_in_force"
    )
    clause = found(version.book.clause(query.clause), "clause_not_found")
    row = reader.one(
        CaseTable.select(CaseTable.member).where(CaseTable.id == query.case)
    )
    member = row[0] if row else None
    priors = (
        [
            prior_of(record)
            for record in sanction_records(
                reader, SanctionTable.member == member, SanctionTable.case != query.case
            )
        ]
        if member
        else []
    )
    return LadderView(
        version=version,
        clause=clause,
        proposal=propose(
            version.book.ladder,
            query.severity or clause.severity,
            clause.offence_class,
            priors,
            reader.now,
        ),
        balance=balance(priors, reader.now),
    )


def record_of(query: RecordOf, reader: Reader) -> MemberRecord:
    """Answer `RecordOf`.

    What counts against a member is shown with its number whatever case it is from:
    whoever decides about the member must know it. That case itself stays closed.

    Raises:
        NotPermitted: the person asking is involved with the member.
    """
    refuse_member(reader, query.member)
    # What was undone within the holding window never took effect.
    records = sanction_records(
        reader,
        SanctionTable.member == query.member,
        SanctionTable.reversed_at.is_null()
        | (SanctionTable.reversed_at >= SanctionTable.effective_at),
    )
    today = book_in_force(BookInForce(at=reader.now), reader)
    return MemberRecord(
        balance=balance([prior_of(r) for r in records], reader.now),
        sanctions=[sanction_row(r) for r in records],
        review_at_points=today.book.ladder.review_at_points if today else 0,
    )


def standings(query: Standings, reader: Reader) -> Mapping[MemberId, MemberStanding]:
    """Answer `Standings`; members the person is involved with are left out."""
    barred = frozenset(barred_members(reader))
    members = [member for member in query.members if member not in barred]
    by_member: dict[MemberId, list[Record]] = {m: [] for m in members}
    for record in sanction_records(reader, SanctionTable.member.in_(members)):
        by_member[record[12]].append(record)
    return {m: _standing(records, reader.now) for m, records in by_member.items()}


def _standing(records: Iterable[Record], now: datetime) -> MemberStanding:
    rows = [(sanction_row(record), prior_of(record)) for record in records]
    live = [
        row for row, _ in rows if row.reversed_at is None and row.effective_at <= now
    ]
    ends: dict[SanctionKind, datetime] = {}
    for row in live:
        if row.ends_at and row.ends_at > now:
            kind = row.step.kind
            ends[kind] = max(row.ends_at, ends.get(kind, row.ends_at))
    return MemberStanding(
        points=balance([prior for _, prior in rows], now).points,
        ends=ends,
        removed=any(row.step.kind.is_removal for row in live),
    )


ANSWERS: dict[type, Answer] = {
    ProposalFor: proposal_for,
    ClausesFor: clauses_for,
    RecordOf: record_of,
    Standings: standings,
}
