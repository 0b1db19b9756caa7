"""A case or a member as it stood then: what is asked, and how it is put."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from app.cases.queries.cases import CaseDetail, CaseView
from app.cases.queries.queues import CaseLine, CasesOf
from app.cases.queries.sanctions import MemberRecord, RecordOf
from app.cases.wording import channel_text, outcome_text, state_text
from app.ids import CaseId, MemberId
from app.members.queries import MemberDetail, MemberProfile
from app.notes.queries import NoteRow, Notes
from app.rulebook.wording import severity_text, step_text
from app.witness import Witness
from app.words import tr, trn
from ui.running import Check
from ui.screens.audit.presenter.shown import past_banner
from ui.screens.cases.presenter.wording import entry_title
from ui.screens.moments import exact


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCase:
    """A case at a moment."""

    at: datetime
    case: CaseView
    notes: Sequence[NoteRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastMember:
    """A member at a moment."""

    at: datetime
    member: MemberProfile
    record: MemberRecord
    cases: Sequence[CaseLine]
    notes: Sequence[NoteRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShown:
    """Something that had happened by then."""

    icon: str
    title: str
    when: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastShown:
    """A record of the past; nothing on it can be changed.

    Attributes:
        banner: as of when.
        facts: labels and values.
        heading: over the lines.
    """

    banner: str
    title: str
    facts: tuple[tuple[str, str], ...]
    heading: str
    lines: tuple[LineShown, ...]


def look_at_case(witness: Witness, tell: Check, case: str, commit: str) -> PastCase:
    """Return a case right after a commit.

    Raises:
        AppError: it cannot be seen.
    """
    with closing(witness.at(commit, about=case, progress=tell)) as past:
        return PastCase(
            at=past.at,
            case=past.query(CaseDetail(case=CaseId(case))),
            notes=past.query(Notes(subject=case)),
        )


def look_at_member(
    witness: Witness, tell: Check, member: str, commit: str
) -> PastMember:
    """Return a member right after a commit.

    Raises:
        AppError: it cannot be seen.
    """
    asked = MemberId(member)
    with closing(witness.at(commit, about=member, progress=tell)) as past:
        return PastMember(
            at=past.at,
            member=past.query(MemberDetail(member=asked)),
            record=past.query(RecordOf(member=asked)),
            cases=past.query(CasesOf(member=asked)),
            notes=past.query(Notes(subject=member)),
        )


def past_shown(file: PastCase | PastMember) -> PastShown:
    """Return a record of the past as it is shown."""
    return _case(file) if isinstance(file, PastCase) else _member(file)


def _case(file: PastCase) -> PastShown:
    case = file.case
    facts = (
        (tr("State"), state_text(case.state)),
        (tr("Outcome"), outcome_text(case.outcome) if case.outcome else ""),
        (tr("Member"), case.handle),
        (tr("Clause"), case.clause or ""),
        (tr("Severity"), severity_text(case.severity) if case.severity else ""),
        (tr("Channel"), channel_text(case.channel)),
        (tr("Looked after by"), case.holder_name or ""),
        (tr("Due"), exact(case.due_at)),
        (tr("Words reported"), case.quote),
        (tr("Reason given"), case.complaint),
    )
    lines = [
        LineShown(icon="clock", title=entry_title(e), when=exact(e.at), text=e.text)
        for e in case.timeline
    ]
    return PastShown(
        banner=past_banner(file.at),
        title=case.number,
        facts=_filled(facts),
        heading=tr("What had happened by then"),
        lines=tuple(lines),
    )


def _member(file: PastMember) -> PastShown:
    member, record = file.member, file.record
    points = trn("{count} point", "{count} points", record.balance.points)
    facts = (
        (tr("Platform id"), member.platform_id),
        (tr("Role in the group"), member.role),
        (tr("Joined"), member.joined_on.isoformat() if member.joined_on else ""),
        (tr("Tags"), tr(", ").join(member.tags)),
        (tr("Active points"), points),
        (tr("Sealed"), str(len(member.sealed)) if member.sealed else ""),
    )
    sanctions = [
        LineShown(
            icon="prohibit",
            title=f"{step_text(each.step)} · {each.clause}",
            when=exact(each.effective_at),
            text=each.case_number,
        )
        for each in record.sanctions
    ]
    cases = [
        LineShown(
            icon="clipboard-text",
            title=f"{each.number} · {state_text(each.state)}",
            when=exact(each.opened_at),
            text=each.excerpt,
        )
        for each in file.cases
    ]
    notes = [
        LineShown(icon="note", title=each.author, when=exact(each.at), text=each.text)
        for each in file.notes
    ]
    return PastShown(
        banner=past_banner(file.at),
        title=f"@{member.handle}" if member.handle else member.platform_id,
        facts=_filled(facts),
        heading=tr("Sanctions, cases and notes by then"),
        lines=(*sanctions, *cases, *notes),
    )


def _filled(facts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((label, value) for label, value in facts if value)
