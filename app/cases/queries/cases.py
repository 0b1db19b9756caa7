"""One case, as the person asking may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import peewee

from app.cases.model import CaseState, Channel, Outcome
from app.cases.rules import Part
from app.cases.tables import CaseImportTable, CaseTable, TimelineTable
from app.cases.timeline import Entry, What
from app.conflicts.queries.involvement import bar_of, refuse_case
from app.ids import CaseId, MemberId, PersonId
from app.members.tables import MemberTable
from app.members.wording import erased_member, erased_words
from app.rulebook.model import Severity
from app.staff.queries import staff_names
from app.times import from_ms, moment_or_none
from app.work import Answer, Query, Reader, found


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """One case, as the person asking may see it.

    Attributes:
        member: whom it is about; None if nobody on the list.
        joined_on: the member's, as ISO date.
        bar: why the person asking may not decide it, though they see it; None if they
            may.
        erased: whether its words are gone.
    """

    id: CaseId
    number: str
    state: CaseState
    channel: Channel
    member: MemberId | None
    handle: str
    joined_on: str | None
    quote: str
    complaint: str
    clause: str | None
    severity: Severity | None
    outcome: Outcome | None
    holder: PersonId | None
    holder_name: str | None
    opened_at: datetime
    reported_at: datetime | None
    occurred_at: datetime | None
    due_at: datetime
    decision: str | None
    decided_at: datetime | None
    has_reporter: bool
    bar: Part | None
    timeline: Sequence[Entry]
    erased: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDetail(Query[CaseView]):
    """One case."""

    case: CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseByNumber(Query[CaseId]):
    """The case of a number, as people write it."""

    number: str


_COLUMNS = (
    CaseTable.number,
    CaseTable.state,
    CaseTable.channel,
    CaseTable.member,
    CaseTable.subject_id,
    CaseTable.quote,
    CaseTable.complaint,
    CaseTable.clause,
    CaseTable.severity,
    CaseTable.outcome,
    CaseTable.holder,
    CaseTable.opened_at,
    CaseTable.reported_at,
    CaseTable.occurred_at,
    CaseTable.due_at,
    CaseTable.decision,
    CaseTable.decided_at,
    MemberTable.handle,
    MemberTable.joined_on,
)


def case_detail(query: CaseDetail, reader: Reader) -> CaseView:
    """Answer `CaseDetail`.

    Raises:
        NotFound: there is no such case.
        NotPermitted: the person asking is involved with it.
    """
    refuse_case(reader, query.case)
    return case_view(reader, query.case)


def case_view(reader: Reader, case: CaseId) -> CaseView:
    """Return a case, also to who is involved: to give it back, or undo a decision.

    Raises:
        NotFound: there is no such case.
    """
    chosen = (
        CaseTable.select(*_COLUMNS, CaseTable.reporter.is_null(is_null=False))
        .join(
            MemberTable, peewee.JOIN.LEFT_OUTER, on=(CaseTable.member == MemberTable.id)
        )
        .where(CaseTable.id == case)
    )
    *columns, has_reporter = found(reader.one(chosen), "case_not_found")
    value = dict(zip((c.name for c in _COLUMNS), columns, strict=True))
    holder = value["holder"]
    names = staff_names(reader)
    gone = reader.erased([case, value["member"] or ""])
    return CaseView(
        id=case,
        number=value["number"],
        state=CaseState(value["state"]),
        channel=Channel(value["channel"]),
        member=value["member"],
        handle=erased_member() if gone else value["handle"] or value["subject_id"],
        joined_on=value["joined_on"],
        quote=erased_words() if case in gone else value["quote"],
        complaint=value["complaint"],
        clause=value["clause"],
        severity=Severity(value["severity"]) if value["severity"] else None,
        outcome=Outcome(value["outcome"]) if value["outcome"] else None,
        holder=holder,
        holder_name=names.get(holder) if holder else None,
        opened_at=from_ms(value["opened_at"]),
        reported_at=moment_or_none(value["reported_at"]),
        occurred_at=moment_or_none(value["occurred_at"]),
        due_at=from_ms(value["due_at"]),
        decision=value["decision"],
        decided_at=moment_or_none(value["decided_at"]),
        has_reporter=bool(has_reporter),
        bar=bar_of(reader, case),
        timeline=_timeline(reader, case, names),
        erased=case in gone,
    )


def _timeline(reader: Reader, case: str, names: Mapping[str, str]) -> Sequence[Entry]:
    query = (
        TimelineTable.select(
            TimelineTable.what,
            TimelineTable.actor,
            TimelineTable.at,
            TimelineTable.detail,
            TimelineTable.text,
        )
        .where(TimelineTable.case == case)
        .order_by(TimelineTable.at, TimelineTable.place)
    )
    return [
        Entry(
            what=What(what),
            actor=names.get(actor, ""),
            at=from_ms(at),
            detail=detail,
            text=text,
        )
        for what, actor, at, detail, text in reader.rows(query)
    ]


def case_by_number(query: CaseByNumber, reader: Reader) -> CaseId:
    """Answer `CaseByNumber`.

    Raises:
        NotFound: no case has this number.
        NotPermitted: the person asking is involved with it.
    """
    chosen = CaseTable.select(CaseTable.id).where(
        CaseTable.number == query.number.strip().upper()
    )
    case = CaseId(found(reader.one(chosen), "case_not_found")[0])
    refuse_case(reader, case)
    return case


def last_sequence(reader: Reader, prefix: str) -> int:
    """Return the highest number given so far under a prefix such as `GD-2611-`."""
    digits = len(prefix) + 1
    query = CaseTable.select(
        peewee.fn.MAX(peewee.fn.SUBSTR(CaseTable.number, digits).cast("INTEGER"))
    ).where(CaseTable.number >= prefix + "0", CaseTable.number < prefix + ":")
    top = reader.one(query)
    return top[0] or 0 if top else 0


def import_known(reader: Reader, sha256: str) -> bool:
    """Tell whether a file of complaints was taken in before."""
    query = CaseImportTable.select(CaseImportTable.id)
    return reader.one(query.where(CaseImportTable.sha256 == sha256)) is not None


ANSWERS: dict[type, Answer] = {CaseDetail: case_detail, CaseByNumber: case_by_number}
