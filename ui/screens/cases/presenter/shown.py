"""One case as the middle pane shows it, and how it is put into words."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.cases.model import CaseState, Outcome
from app.cases.queries.cases import CaseView
from app.cases.queries.sanctions import MemberRecord
from app.cases.wording import channel_text, outcome_text
from app.members.queries import MemberProfile
from app.rulebook.model import Clause, ClauseLabel, Severity
from app.rulebook.rules import BalanceRow, Standing
from app.rulebook.wording import standing_text, step_text
from app.words import tr, trn
from ui.screens.cases.presenter.loading import CaseFile
from ui.screens.cases.presenter.second import is_waiting
from ui.screens.cases.presenter.wording import (
    EntryShown,
    case_title,
    entry_title,
    handle_text,
)
from ui.screens.moments import (
    RELATIVE,
    ClockShown,
    Urgency,
    clock,
    day_text,
    exact,
    moment_text,
    span,
)
from ui.screens.setting import Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderShown:
    """The lines over a case.

    Attributes:
        facts: number, channel, when it was reported.
        outcome: how it ended, in words; empty while it is open.
        allowed: how long there was from the beginning, while the clock runs.
        holder: name of who looks after it, or nothing.
        mine: whether that is the person signed in.
        overturned: whether a ruling reversed what was decided.
        waits: whether a second person has to approve what was proposed.
    """

    number: str
    facts: str
    title: str
    state: CaseState
    outcome: str
    overturned: bool
    severity: Severity | None
    clock: ClockShown
    allowed: str
    holder: str
    mine: bool
    waits: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRow:
    """One line of the working of a balance.

    Attributes:
        state: until when it counts, or why it does not.
        points: with a plus where they count, or will.
        counts: whether they count now.
        is_over: whether they count no more.
    """

    day: str
    sanction: str
    clause: str
    state: str
    points: str
    counts: bool
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberShown:
    """Whom a case is about.

    Attributes:
        id: empty for somebody who is not on the list.
        sealed: whether identity fields are sealed.
        points, limit: the balance and the threshold of review; 0 without rules.
    """

    id: str
    handle: str
    facts: str
    sealed: bool
    points: int
    limit: int
    rows: Sequence[PointRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteShown:
    """The words complained of, and why somebody complained."""

    handle: str
    key: str
    when: str
    exact: str
    text: str
    complaint: str
    has_reporter: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedShown:
    """A decision with what it was founded on.

    Attributes:
        title: what was decided.
        facts: by whom, when.
        clause: number and title, with the version.
        text: the clause as it was worded that day.
        working: how the ladder was read, a line each.
        reason, deviation: as written.
        effect: when it takes effect, ends, and its points expire.
        reversed_on: when a ruling took it back, in words.
    """

    title: str
    outcome: Outcome
    facts: str
    clause: str
    text: str
    working: Sequence[str]
    reason: str
    deviation: str
    effect: str
    reversed_on: str


def header_shown(file: CaseFile, setting: Setting) -> HeaderShown:
    """Return the lines over a case."""
    case, now = file.case, setting.now()
    reported = case.reported_at or case.opened_at
    return HeaderShown(
        number=case.number,
        facts=tr(
            "{channel} · reported {moment}",
            channel=channel_text(case.channel),
            moment=moment_text(reported, now),
        ),
        title=case_title(clause_of(file, setting), case.complaint),
        state=case.state,
        outcome=_outcome(file),
        overturned=case.outcome is Outcome.OVERTURNED,
        severity=case.severity,
        clock=_clock(case, setting),
        allowed=_allowed(case, setting),
        holder=case.holder_name or "",
        mine=setting.me is not None and case.holder == setting.me.id,
        waits=is_waiting(file),
    )


def _outcome(file: CaseFile) -> str:
    decision = file.standing
    if decision and decision.sanction and decision.sanction.reversed_at is None:
        return step_text(decision.sanction.step)
    # What a ruling made of it is known by its kind alone.
    return outcome_text(file.case.outcome) if file.case.outcome else ""


def clause_of(file: CaseFile, setting: Setting) -> Clause | ClauseLabel | None:
    """Return the clause a case is about, as it was worded when it happened."""
    if file.case.clause is None:
        return None
    if file.rules is not None:
        return file.rules.book.clause(file.case.clause)
    return setting.clause(file.case.clause, file.case.opened_at)


def _allowed(case: CaseView, setting: Setting) -> str:
    running = case.decided_at is None and case.due_at - setting.now() < RELATIVE
    length = span(case.due_at - case.opened_at)
    return tr("of {span}", span=length) if running else ""


def _clock(case: CaseView, setting: Setting) -> ClockShown:
    now = setting.now()
    if case.decided_at is None:
        return clock(case.due_at, now)
    moment = moment_text(case.decided_at, now)
    return ClockShown(
        text=tr("Decided {moment}", moment=moment),
        urgency=Urgency.DONE,
        exact=exact(case.decided_at),
    )


def member_shown(file: CaseFile, setting: Setting) -> MemberShown:
    """Return whom a case is about, with the working of their points."""
    if file.profile is None or file.record is None:
        return MemberShown(
            id="",
            handle=subject_text(file),
            facts=tr("Not on the member list, so there is no record"),
            sealed=False,
            points=0,
            limit=0,
            rows=(),
        )
    record = file.record
    return MemberShown(
        id=file.profile.id,
        handle=subject_text(file),
        facts=_profile_facts(file.profile),
        sealed=bool(file.profile.sealed),
        points=record.balance.points,
        limit=record.review_at_points,
        rows=_point_rows(record, setting),
    )


def subject_text(file: CaseFile) -> str:
    """Return whom a case is about."""
    return handle_text(file.case.handle, known=file.case.member is not None)


def _profile_facts(profile: MemberProfile) -> str:
    parts = [profile.role]
    if profile.joined_on is not None:
        day = profile.joined_on
        joined = tr("Joined {month}/{year}", year=day.year, month=day.month)
        parts.insert(0, joined)
    return tr(" · ").join(part for part in parts if part)


def _point_rows(record: MemberRecord, setting: Setting) -> Sequence[PointRow]:
    return [_point_row(row, setting) for row in reversed(record.balance.rows)]


def _point_row(row: BalanceRow, setting: Setting) -> PointRow:
    offence, now = row.offence, setting.now()
    counts = row.standing is Standing.COUNTED
    is_over = not counts and row.standing is not Standing.NOT_YET_EFFECTIVE
    return PointRow(
        day=day_text(offence.effective_at, now),
        sanction=step_text(offence.step),
        clause=setting.clause_name(offence.clause_number, offence.effective_at),
        state=_standing_words(row, setting),
        points=str(offence.points) if is_over else f"+{offence.points}",
        counts=counts,
        is_over=is_over,
    )


def _standing_words(row: BalanceRow, setting: Setting) -> str:
    offence, now = row.offence, setting.now()
    if row.standing is Standing.COUNTED:
        day = day_text(offence.expires_at, now)
        return trn(
            "Expires {day}, {count} day left",
            "Expires {day}, {count} days left",
            (offence.expires_at - now).days,
            day=day,
        )
    if row.standing is Standing.EXPIRED:
        return tr("Expired {day}", day=day_text(offence.expires_at, now))
    if row.standing is Standing.NOT_YET_EFFECTIVE:
        moment = moment_text(offence.effective_at, now)
        return tr("Takes effect {moment}", moment=moment)
    return standing_text(row.standing)


def quote_shown(file: CaseFile, setting: Setting) -> QuoteShown:
    """Return the words complained of, and why somebody complained."""
    case = file.case
    at = case.occurred_at
    return QuoteShown(
        handle=subject_text(file),
        key=case.member or case.handle,
        when=moment_text(at, setting.now()) if at else tr("Time not known"),
        exact=exact(at) if at else "",
        text=case.quote,
        complaint=case.complaint,
        has_reporter=case.has_reporter,
    )


def entries_shown(file: CaseFile, setting: Setting) -> Sequence[EntryShown]:
    """Return what happened, in order."""
    now = setting.now()
    return [
        EntryShown(
            what=entry.what,
            title=entry_title(entry),
            when=moment_text(entry.at, now),
            exact=exact(entry.at),
            body=entry.text,
        )
        for entry in file.case.timeline
    ]
