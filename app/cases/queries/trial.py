"""Trying a draft of the rules on decided cases, before it is published."""

from collections.abc import Container, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import datetime

import msgspec

from app.cases.model import CaseState, Outcome
from app.cases.queries.sanctions import prior_of, sanction_records
from app.cases.tables import CaseTable, DecisionTable, SanctionTable
from app.chunks import chunks
from app.conflicts.queries.involvement import barred_cases
from app.ids import CaseId, MemberId, SanctionId
from app.members.queries import handles
from app.members.wording import erased_member
from app.rulebook.model import Severity, Step
from app.rulebook.queries import Shelf, book_of
from app.rulebook.rules import PriorOffence, Proposal
from app.rulebook.trial import (
    ClauseTried,
    Finding,
    Record,
    Shift,
    Trial,
    shift_between,
)
from app.times import from_ms, to_ms
from app.vault.store import Record as Row
from app.vault.store import Selection
from app.work import Answer, Query, Reader

_PAGE = 1_000
_PART = 500
_KEPT = 20_000
_MANY = 100_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTried:
    """A decided case that would have come out differently.

    Attributes:
        clause: number of the clause cited.
        handle: of the member; what was reported where nobody on the list has it.
        member: None if nobody on the list.
        severity, ordinal, before: what the rules of that day proposed, and why.
        imposed: what was imposed.
        proposal: what the rules tried propose; None where it breaks none of them.
    """

    case: CaseId
    number: str
    clause: str
    member: MemberId | None
    handle: str
    decided_at: datetime
    severity: Severity
    ordinal: int
    before: Step
    imposed: Step
    proposal: Proposal | None
    shift: Shift

    @property
    def after(self) -> Step | None:
        """What the rules tried propose; None for nothing."""
        return self.proposal.step if self.proposal else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastTried:
    """How decided cases would have come out under other rules.

    Attributes:
        cases: how many were looked at.
        members: how many members on the list would have been treated differently.
        clauses: the clauses cited, with counts.
        changed: the cases that would have come out differently, latest first.
        more: whether there are more of these than were asked for.
    """

    cases: int
    members: int
    clauses: Sequence[ClauseTried]
    changed: Sequence[CaseTried]
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TryOnPast(Query[PastTried]):
    """How decided cases would have come out under a draft; nothing is written.

    What the draft proposes is compared with what the rules of the day had proposed.
    Looked at are cases in which a breach was found and still stands; those with which
    the person asking is involved are left out. Earlier sanctions are taken as they
    were decided.

    Attributes:
        rules: id of the open draft, or of a version.
        since: only decisions from this moment on; None for all.
        limit: changed cases at most; all are counted.
    """

    rules: str
    since: datetime | None = None
    limit: int = 10_000


_COLUMNS = (
    CaseTable.decided_at,
    CaseTable.id,
    CaseTable.number,
    CaseTable.member,
    CaseTable.subject_id,
    DecisionTable.clause,
    DecisionTable.rulebook,
    DecisionTable.severity,
    DecisionTable.proposed,
    DecisionTable.step,
    DecisionTable.ordinal,
    DecisionTable.at,
)


def try_on_past(query: TryOnPast, reader: Reader) -> PastTried:
    """Answer `TryOnPast`; tells how far it is, and may be stopped.

    Raises:
        InputError: the draft's ladder cannot be read yet.
        NotFound: there is no such draft and no such version.
    """
    trial = Trial(book_of(reader, query.rules))
    total = reader.count(_decided(reader, query.since, CaseTable.id), _MANY)
    bench = _Bench(reader=reader, trial=trial, limit=query.limit)
    decided = reader.store.each(_decided(reader, query.since, *_COLUMNS))
    for page in chunks(decided, _PAGE):
        reader.progress(bench.cases, total)
        bench.take(page)
    reader.progress(total, total)
    return PastTried(
        cases=bench.cases,
        members=len(bench.members),
        clauses=trial.clauses,
        changed=_with_handles(bench.changed, reader),
        more=bench.more,
    )


def _decided(reader: Reader, since: datetime | None, *columns: object) -> Selection:
    """Return the cases in which a breach was found and still stands, latest first."""
    query = (
        CaseTable.select(*columns)
        .join(DecisionTable, on=(CaseTable.decision == DecisionTable.id))
        .where(
            CaseTable.state == CaseState.DECIDED.value,
            CaseTable.outcome != Outcome.OVERTURNED.value,
            DecisionTable.clause.is_null(is_null=False),
            CaseTable.id.not_in(barred_cases(reader)),
        )
    )
    if since is not None:
        query = query.where(CaseTable.decided_at >= to_ms(since))
    return query.order_by(CaseTable.decided_at.desc(), CaseTable.id)


@dataclass(slots=True, kw_only=True)
class _Bench:
    """Where cases are tried, page by page.

    Attributes:
        cases: how many were looked at.
        members: whoever would have been treated differently.
        changed: cases that would have come out differently, at most `limit`.
        more: whether there were more of them.
    """

    reader: Reader
    trial: Trial
    limit: int
    cases: int = 0
    members: set[str] = field(default_factory=set[str])
    changed: list[CaseTried] = field(default_factory=list["CaseTried"])
    more: bool = False
    _shelf: Shelf = field(init=False)
    _docket: "_Docket" = field(init=False)
    _severities: dict[str, Mapping[str, Severity]] = field(
        default_factory=dict[str, Mapping[str, Severity]]
    )

    def __post_init__(self) -> None:
        """Look at each version and each member once."""
        self._shelf, self._docket = Shelf(self.reader), _Docket(self.reader)

    def take(self, page: Sequence[Row]) -> None:
        """Try a page of cases."""
        self._docket.look_up({row[3] for row in page if row[3]})
        for row in page:
            self._try(row)
        self.cases += len(page)

    def _try(self, row: Row) -> None:
        _, case, number, member, reported, clause, book, severity = row[:8]
        proposed, step, ordinal, at = row[8:]
        found = Severity(severity)
        finding = Finding(
            clause=clause,
            severity=found,
            by_hand=self._severity_of(book, clause) is not found,
            at=from_ms(at),
        )
        record = self._docket.records.get(member, _NOTHING)
        own = self._docket.of_cases.get(case, set[SanctionId]())
        proposal = self.trial.retry(finding, record, own)
        before = _step(proposed)
        shift = shift_between(before, proposal.step if proposal else None)
        self.trial.count(finding, shift)
        if shift is Shift.SAME:
            return
        if member:
            self.members.add(member)
        self.more |= len(self.changed) >= self.limit
        if len(self.changed) < self.limit:
            self.changed.append(
                CaseTried(
                    case=CaseId(case),
                    number=number,
                    clause=clause,
                    member=MemberId(member) if member else None,
                    handle=reported,
                    decided_at=finding.at,
                    severity=found,
                    ordinal=ordinal,
                    before=before,
                    imposed=_step(step),
                    proposal=proposal,
                    shift=shift,
                )
            )

    def _severity_of(self, book: str, clause: str) -> Severity | None:
        """Return how grave a clause was in the version cited."""
        if book not in self._severities:
            version = self._shelf.of(book)
            cited = version.book.clauses if version else ()
            self._severities[book] = {each.number: each.severity for each in cited}
        return self._severities[book].get(clause)


_NOTHING = Record()


@dataclass(slots=True)
class _Docket:
    """What members were imposed, read once for each of them.

    Attributes:
        records: by member, ready to be counted.
        of_cases: ids of each case's own.
    """

    reader: Reader
    records: dict[str, Record] = field(default_factory=dict[str, Record])
    of_cases: dict[str, set[SanctionId]] = field(
        default_factory=dict[str, set[SanctionId]]
    )

    def look_up(self, members: Set[str]) -> None:
        """Know what these were imposed."""
        if len(self.records) > _KEPT:
            self.records.clear()
            self.of_cases.clear()
        for part in chunks(sorted(members - self.records.keys()), _PART):
            priors: dict[str, list[PriorOffence]] = {member: [] for member in part}
            whose = SanctionTable.member.in_(part)
            for record in sanction_records(self.reader, whose):
                prior = prior_of(record)
                priors[record[12]].append(prior)
                self.of_cases.setdefault(record[1], set()).add(prior.sanction_id)
            self.records |= {member: Record(had) for member, had in priors.items()}


def _step(packed: bytes) -> Step:
    return msgspec.msgpack.decode(packed, type=Step)


def _with_handles(changed: Sequence[CaseTried], reader: Reader) -> list[CaseTried]:
    named = handles(reader, (each.member for each in changed if each.member))
    gone = reader.erased(each.case for each in changed)
    return [replace(each, handle=_handle(each, named, gone)) for each in changed]


def _handle(each: CaseTried, named: Mapping[str, str], gone: Container[str]) -> str:
    if each.case in gone:
        return erased_member()
    return named.get(each.member, "") if each.member else each.handle


ANSWERS: dict[type, Answer] = {TryOnPast: try_on_past}
