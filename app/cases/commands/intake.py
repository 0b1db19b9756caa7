"""How cases come in: one by hand, or a file of complaints."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.cases.events import CaseOpened, CasesImported
from app.cases.model import Channel
from app.cases.queries.cases import import_known, last_sequence
from app.cases.rules import case_number, conduct_at, due_at
from app.errors import Conflict, InputError
from app.files.cells import id_key
from app.files.complaint_list import ComplaintFile, ComplaintRow
from app.ids import CaseId, ImportId, MemberId, PersonId, new_id
from app.journal.event import Event
from app.members.queries import (
    KnownMember,
    handles,
    known_by_platform,
    refuse_erased,
)
from app.rulebook.model import Clause
from app.rulebook.queries import Shelf
from app.staff.queries import StaffList, staff_list
from app.staff.roles import Audience, Capability
from app.work import Act, Command, Handler, Intent, found


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase(Command[CaseId]):
    """Open a case by hand.

    Attributes:
        member: whom it is about; None if not on the list.
        subject_id: platform id or handle, where not on the list.
        quote: the words or the conduct complained of.
        complaint: why.
        reporter: platform id of who complained; empty for an own observation.
    """

    member: MemberId | None
    subject_id: str
    channel: Channel
    quote: str
    complaint: str = ""
    reporter: str = ""
    occurred_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesResult:
    """What an import of complaints did.

    Attributes:
        opened: new cases.
        unknown: of these, the ones about somebody not on the member list.
        suggested: of these, the ones whose clause could be told from the complaint.
        first, last: their numbers.
    """

    opened: int
    unknown: int
    suggested: int
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCases(Command[CasesResult]):
    """Take in a file of complaints that has been read and previewed."""

    file: ComplaintFile


def open_case(command: OpenCase, act: Act) -> Intent[CaseId]:
    """Handle `OpenCase`.

    Raises:
        Conflict: the member was erased.
        InputError: nobody is named, or nothing is said.
        NotFound: the member is not on the list.
    """
    act.require(Capability.OPEN_CASES)
    if command.member is not None:
        found(handles(act, [command.member]).get(command.member), "member_not_found")
        refuse_erased(act, command.member)
    elif not command.subject_id.strip():
        raise InputError("case_subject_missing")
    if not command.quote.strip():
        raise InputError("case_quote_missing")
    row = ComplaintRow(
        line=0,
        reported_at=act.now,
        channel=command.channel.value,
        reporter=command.reporter.strip() or None,
        subject=command.subject_id.strip() or None,
        quote=command.quote.strip(),
        occurred_at=command.occurred_at,
        reason=command.complaint.strip(),
    )
    intake = _Intake(act, [row])
    event = intake.opened(row, None, member=command.member)
    return Intent(value=CaseId(event.subject), events=[event])


def import_cases(command: ImportCases, act: Act) -> Intent[CasesResult]:
    """Handle `ImportCases`.

    Raises:
        InputError: the file has no complaint.
        Conflict: the very same file was taken in before.
    """
    act.require(Capability.OPEN_CASES)
    rows = command.file.rows
    if not rows:
        raise InputError("cases_none_in_file")
    if import_known(act, command.file.sha256):
        raise Conflict("cases_file_known")
    source = ImportId(new_id())
    intake = _Intake(act, rows)
    opened = [intake.opened(row, source) for row in rows]
    result = CasesResult(
        opened=len(opened),
        unknown=sum(event.member is None for event in opened),
        suggested=sum(event.clause is not None for event in opened),
        first=opened[0].number,
        last=opened[-1].number,
    )
    taken_in = CasesImported(
        subject=source,
        sha256=command.file.sha256,
        opened=result.opened,
        unknown=result.unknown,
    )
    return Intent(value=result, events=_with(taken_in, opened))


def _with(first: Event, rest: list[CaseOpened]) -> Iterator[Event]:
    yield first
    yield from rest


class _Intake:
    """What every row of a file is compared with, looked up once."""

    def __init__(self, act: Act, rows: "list[ComplaintRow] | tuple[ComplaintRow, ...]"):
        self._act = act
        self._shelf = Shelf(act)
        named = [row.subject or "" for row in rows] + [r.reporter or "" for r in rows]
        self._known: dict[str, KnownMember] = known_by_platform(act, named)
        # A file names few reasons many times.
        self._suggested: dict[tuple[str, str], Clause | None] = {}
        self._staff: dict[MemberId, list[PersonId]] = {}
        for person in staff_list(StaffList(), act):
            for member in person.members:
                self._staff.setdefault(member, []).append(person.id)
        prefix = case_number(act.now, act.feed_letter, 0)[:-4]
        self._sequence = last_sequence(act, prefix)

    def opened(
        self,
        row: ComplaintRow,
        source: ImportId | None,
        *,
        member: MemberId | None = None,
    ) -> CaseOpened:
        act = self._act
        case = CaseId(new_id())
        subject = member or self._member(row.subject)
        clause = self._clause(row)
        severity = clause.severity if clause else None
        self._sequence += 1
        return CaseOpened(
            subject=case,
            number=case_number(act.now, act.feed_letter, self._sequence),
            channel=Channel.parse(row.channel),
            due_at=due_at(act.now, severity),
            reported_at=row.reported_at,
            occurred_at=row.occurred_at,
            member=subject,
            clause=clause.number if clause else None,
            severity=severity,
            recused=self._recused(row),
            source=source,
            quote=row.quote,
            complaint=row.reason,
            subject_id=None if subject else row.subject,
            reporter=act.seal(Audience.LEADS, "reporter", row.reporter, subject=case)
            if row.reporter
            else None,
        )

    def _member(self, platform_id: str | None) -> MemberId | None:
        known = self._known.get(id_key(platform_id)) if platform_id else None
        return known.id if known else None

    def _clause(self, row: ComplaintRow) -> Clause | None:
        at = conduct_at(row.occurred_at, row.reported_at, self._act.now)
        version = self._shelf.in_force(at)
        if version is None:
            return None
        asked = (version.id, row.reason)
        if asked not in self._suggested:
            self._suggested[asked] = version.book.suggest_clause(row.reason)
        return self._suggested[asked]

    def _recused(self, row: ComplaintRow) -> tuple[PersonId, ...]:
        # Whoever complained has a part; only the staff among them are named.
        reporter = self._member(row.reporter)
        return tuple(self._staff.get(reporter, ())) if reporter else ()


HANDLERS: dict[type, Handler] = {OpenCase: open_case, ImportCases: import_cases}
