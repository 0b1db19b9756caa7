"""A member's record put into words; pure."""

from datetime import datetime
from itertools import groupby
from typing import Final

from app.cases.model import CaseState, Outcome
from app.cases.queries.queues import CaseLine
from app.cases.queries.sanctions import SanctionRow
from app.cases.wording import outcome_text, state_text
from app.notes.queries import NoteRow
from app.rulebook.model import SanctionKind
from app.rulebook.rules import Balance, BalanceRow, Standing
from app.rulebook.wording import standing_text, step_text
from app.staff.roles import Capability
from app.words import tr, trn
from ui.screens.members.presenter.dossier import Dossier
from ui.screens.members.presenter.shown import (
    SEALED,
    CaseShown,
    FactShown,
    HeaderShown,
    IdentityShown,
    NoteShown,
    PointsShown,
    RecordShown,
    SanctionShown,
    WorkingRow,
    member_name,
    standing_chips,
)
from ui.screens.moments import day_text, exact, moment_text
from ui.theme import Tone
from ui.widgets import ChipSpec

_KIND_ICONS: Final = {
    SanctionKind.REMINDER: "bell",
    SanctionKind.WARNING: "warning",
    SanctionKind.MUTE: "microphone-slash",
    SanctionKind.RESTRICTION: "lock-simple",
    SanctionKind.SUSPENSION: "pause-circle",
    SanctionKind.REMOVAL: "prohibit",
    SanctionKind.REMOVAL_BLOCKED: "prohibit",
    SanctionKind.PERMANENT: "prohibit",
}
_NEXT_EXPIRIES: Final = 2


def record_shown(dossier: Dossier, now: datetime) -> RecordShown:
    """Return a member's record at this moment."""
    record, there = dossier.record, not dossier.profile.erased
    verdicts = {r.offence.sanction_id: r.standing for r in record.balance.rows}
    return RecordShown(
        header=_header(dossier, now),
        identity=_identity(dossier, now),
        points=_points(dossier, now),
        sanctions=tuple(
            _sanction(row, verdicts[row.id], dossier, now) for row in record.sanctions
        ),
        cases=tuple(_case(line, dossier, now) for line in dossier.cases),
        notes=tuple(_note(note, now) for note in reversed(dossier.notes)),
        facts=_facts(dossier),
        may_note=there and dossier.may(Capability.WRITE_NOTES),
        may_open=there and dossier.may(Capability.OPEN_CASES),
        may_link=there and dossier.may(Capability.LINK_STAFF),
    )


def _header(dossier: Dossier, now: datetime) -> HeaderShown:
    profile = dossier.profile
    chips = standing_chips(dossier.standing, now, until=True)
    if dossier.people_behind():
        chips += (ChipSpec(text=tr("On the team"), tone=Tone.INFO, icon="users"),)
    joined = profile.joined_on
    account = profile.platform_id
    parts = (
        tr("Joined {day}", day=joined.isoformat()) if joined else "",
        tr("Platform id {id}", id=account) if account else "",
        profile.role,
    )
    return HeaderShown(
        id=profile.id,
        title=profile.handle
        if profile.erased
        else member_name(profile.handle, account),
        name=profile.handle or profile.platform_id,
        chips=chips,
        meta=" · ".join(part for part in parts if part),
    )


def _identity(dossier: Dossier, now: datetime) -> IdentityShown:
    profile = dossier.profile
    fields = tuple((name, tr(SEALED[name])) for name in profile.sealed)
    may = dossier.may(Capability.REVEAL)
    if profile.erased:
        footing = tr("What was sealed is erased.")
    elif not fields:
        footing = tr("The list had nothing to seal: no phone, no remark.")
    elif not may:
        footing = tr(
            "Sealed to leads and owners; your keys do not open it. Ask a lead."
        )
    elif profile.revealed_by and profile.revealed_at:
        footing = tr(
            "A reason is asked and recorded; covered again after 60 s."
            " Last: {name}, {day}",
            name=profile.revealed_by,
            day=moment_text(profile.revealed_at, now),
        )
    else:
        footing = tr("A reason is asked and recorded; covered again after 60 s.")
    return IdentityShown(
        fields=fields,
        doubts=_phone_doubt(dossier),
        may_reveal=may and bool(fields),
        footing=footing,
    )


def _phone_doubt(dossier: Dossier) -> tuple[str, ...]:
    profile = dossier.profile
    if "phone" not in profile.doubtful:
        return ()
    if "phone" in profile.sealed:
        return (tr("The phone on the list looks unusual or damaged; check it."),)
    return (tr("The phone was damaged in the spreadsheet and has been left out."),)


def _points(dossier: Dossier, now: datetime) -> PointsShown:
    record = dossier.record
    limit = record.review_at_points
    beside = (
        tr("/ {limit}; at {limit} a lead reviews", limit=limit)
        if limit
        else tr("No rules are published yet")
    )
    return PointsShown(
        points=record.balance.points,
        limit=limit,
        beside=beside,
        expiry=_expiry(record.balance, now),
        working=tuple(
            _working(row, dossier, now) for row in reversed(record.balance.rows)
        ),
    )


def _expiry(balance: Balance, now: datetime) -> str:
    counting = sorted(
        (row.offence.expires_at, row.offence.points)
        for row in balance.rows
        if row.standing is Standing.COUNTED and row.offence.points
    )
    days = groupby(counting, key=lambda each: day_text(each[0], now))
    told = [
        trn(
            "{count} point expires {day}",
            "{count} points expire {day}",
            sum(points for _, points in group),
            day=day,
        )
        for day, group in days
    ]
    return tr(", ").join(told[:_NEXT_EXPIRIES]) or tr("No points count now")


def _working(row: BalanceRow, dossier: Dossier, now: datetime) -> WorkingRow:
    offence = row.offence
    clause = dossier.clause_name(offence.clause_number, offence.effective_at)
    counts = row.standing is Standing.COUNTED
    return WorkingRow(
        day=day_text(offence.effective_at, now),
        what=f"{clause} · {step_text(offence.step)}",
        verdict=_verdict(row, now),
        points=f"+{offence.points}" if counts else "0",
        counts=counts,
    )


def _verdict(row: BalanceRow, now: datetime) -> str:
    if row.standing is Standing.COUNTED:
        return tr("counts until {day}", day=day_text(row.offence.expires_at, now))
    return standing_text(row.standing)


def _sanction(
    row: SanctionRow, verdict: Standing, dossier: Dossier, now: datetime
) -> SanctionShown:
    return SanctionShown(
        chip=ChipSpec(
            text=step_text(row.step),
            tone=_sanction_tone(row, now),
            icon=_KIND_ICONS[row.step.kind],
        ),
        clause=dossier.clause_name(row.clause, row.effective_at),
        when=f"{_span(row, now)} · {_count(row, verdict)}",
        exact=exact(row.effective_at),
    )


def _sanction_tone(row: SanctionRow, now: datetime) -> Tone:
    in_force = row.reversed_at is None and row.effective_at <= now
    if in_force and row.step.kind.is_removal:
        return Tone.DANGER
    mute = row.ends_at is not None and row.ends_at > now
    return Tone.WARN if in_force and mute else Tone.NEUTRAL


def _span(row: SanctionRow, now: datetime) -> str:
    start = day_text(row.effective_at, now)
    if row.ends_at is None:
        return start
    return tr("{start} to {end}", start=start, end=day_text(row.ends_at, now))


def _count(row: SanctionRow, verdict: Standing) -> str:
    if verdict is Standing.COUNTED:
        return tr("points: {points}", points=row.step.points)
    return standing_text(verdict)


def _case(line: CaseLine, dossier: Dossier, now: datetime) -> CaseShown:
    at = line.decided_at or line.opened_at
    clause = (
        dossier.clause_name(line.clause, line.opened_at)
        if line.clause
        else tr("No clause yet")
    )
    end = outcome_text(line.outcome) if line.outcome else state_text(line.state)
    excerpt = " ".join(line.excerpt.split())
    when = moment_text(at, now)
    return CaseShown(
        id=line.id,
        tone=_case_tone(line),
        title=f"{clause} · {end}",
        below=f"{line.number} · {excerpt}" if excerpt else line.number,
        when=when,
        exact=exact(at),
        said=tr(", ").join((clause, end, line.number, when)),
    )


def _case_tone(line: CaseLine) -> Tone:
    if line.state is not CaseState.DECIDED:
        return Tone.INFO
    if line.outcome in (Outcome.NO_VIOLATION, Outcome.OVERTURNED):
        return Tone.OK
    return Tone.WARN


def _note(note: NoteRow, now: datetime) -> NoteShown:
    return NoteShown(
        author=note.author,
        text=note.text,
        when=moment_text(note.at, now),
        exact=exact(note.at),
    )


def _facts(dossier: Dossier) -> tuple[FactShown, ...]:
    profile = dossier.profile
    joined = profile.joined_on.isoformat() if profile.joined_on else ""
    unread = "joined_on" in profile.doubtful
    if unread:
        joined = tr("not a date on the list; left empty")
    facts = (
        FactShown(label=tr("Platform id"), value=profile.platform_id),
        FactShown(label=tr("Joined"), value=joined, doubtful=unread),
        FactShown(label=tr("Role in the group"), value=profile.role),
        FactShown(label=tr("Tags"), value=" · ".join(profile.tags)),
        FactShown(
            label=tr("On the team as"), value=" · ".join(dossier.people_behind())
        ),
    )
    return tuple(fact for fact in facts if fact.value)
