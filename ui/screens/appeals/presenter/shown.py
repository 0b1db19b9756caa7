"""One appeal as words, tones and icons: the decision, the statement, the ruling."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.appeals.model import AppealState, Ruling
from app.appeals.queries import AppealView
from app.appeals.rules import RULING_HOURS
from app.appeals.wording import effect_text, ruling_text, state_text
from app.cases.queries.decisions import DecisionView
from app.cases.wording import channel_text
from app.errors import NotPermitted
from app.rulebook.model import Step
from app.rulebook.wording import step_text
from app.words import Language, sentence, tr, trn
from ui.screens.appeals.presenter.rows import ICONS, TONES, Titles, about, called
from ui.screens.moments import (
    RELATIVE,
    ClockShown,
    clock,
    day_text,
    exact,
    moment_text,
)
from ui.theme import Tone
from ui.widgets import ChipSpec, Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class BannerShown:
    """Who may rule, in words."""

    title: str
    text: str
    tone: Tone
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionShown:
    """The original decision.

    Attributes:
        facts: label and value by turns.
        deviation: why it was not what the ladder proposed.
        quote: what it was about, in the member's words.
    """

    at: str
    decider: str
    facts: tuple[tuple[str, str], ...]
    reason: str
    deviation: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementShown:
    """What the member says.

    Attributes:
        member: the member's id, or nothing for somebody not on the list.
    """

    at: str
    handle: str
    member: str
    facts: tuple[tuple[str, str], ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledShown:
    """The ruling that was made, and what to tell the member."""

    title: str
    icon: str
    tone: Tone
    by: str
    at: str
    effect: str
    reply: str
    notice: Mapping[Language, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordShown:
    """One appeal.

    Attributes:
        facts: the small line above the title.
        total: the time allowed in all.
        banner: None where it is ruled.
        ruled: None where it waits.
    """

    id: str
    facts: str
    title: str
    chip: ChipSpec
    clock: ClockShown | None
    total: str
    banner: BannerShown | None
    decision: DecisionShown
    statement: StatementShown
    ruled: RuledShown | None


def record_shown(
    view: AppealView, titles: Titles, now: datetime, *, may_rule: bool
) -> RecordShown:
    """Return an appeal as the record shows it."""
    line = view.line
    is_open = line.state is AppealState.OPEN
    facts = (
        line.number,
        tr("About case {number}", number=line.case_number),
        tr("Recorded {moment}", moment=moment_text(line.filed_at, now)),
    )
    return RecordShown(
        id=line.id,
        facts=" · ".join(facts),
        title=tr(
            "{member} appeals: {decision}",
            member=called(line),
            decision=about(line, titles),
        ),
        chip=ChipSpec(
            text=state_text(line.state),
            tone=Tone.APPEAL if is_open else Tone.NEUTRAL,
            icon="scales",
        ),
        clock=clock(line.due_at, now) if is_open else None,
        total=_allowed(line.due_at - now),
        banner=_banner(view, may_rule=may_rule) if is_open else None,
        decision=_decision(view.decision, view.case.quote, now),
        statement=StatementShown(
            at=moment_text(view.received_at, now),
            handle=called(line),
            member=view.case.member or "",
            facts=(
                (tr("Channel"), channel_text(view.channel)),
                (tr("Received"), exact(view.received_at)),
                (tr("Recorded by"), view.filed_by),
            ),
            text=view.statement,
        ),
        ruled=_ruled(view, now),
    )


def _allowed(left: timedelta) -> str:
    # Beside a date, the hours in all would say nothing.
    return tr("of {hours} h", hours=RULING_HOURS) if left < RELATIVE else ""


def refusal(view: AppealView, *, may_rule: bool) -> str:
    """Return why the person may not rule on an open appeal; empty if they may."""
    if view.bar is not None:
        return sentence(NotPermitted(view.bar.value))
    return "" if may_rule else sentence(NotPermitted("not_permitted"))


def _banner(view: AppealView, *, may_rule: bool) -> BannerShown:
    if why := refusal(view, may_rule=may_rule):
        return BannerShown(
            title=tr("You cannot rule on this appeal"),
            text=why,
            tone=Tone.NEUTRAL,
            icon="lock-simple",
        )
    return BannerShown(
        title=tr("Whoever decided cannot rule on this appeal"),
        text=tr(
            "{name} decided. You had no part in this case, so you may rule.",
            name=view.decision.decider_name,
        ),
        tone=Tone.OK,
        icon="shield-check",
    )


def _decision(decision: DecisionView, quote: str, now: datetime) -> DecisionShown:
    clause = decision.clause
    cited = (
        tr(
            "{number} {title} (version {version})",
            number=clause.number,
            title=clause.title.text(),
            version=decision.version,
        )
        if clause
        else ""
    )
    facts = (
        (tr("Clause"), cited),
        (tr("Sanction"), sanction_text(decision.step) if decision.step else ""),
        (tr("Counted"), _counted(decision)),
    )
    return DecisionShown(
        at=moment_text(decision.at, now),
        decider=decision.decider_name,
        facts=tuple(fact for fact in facts if fact[1]),
        reason=decision.reason,
        deviation=decision.deviation_reason,
        quote=quote,
    )


def sanction_text(step: Step) -> str:
    """Return a step with its points: 警告，记 2 分."""
    return trn(
        "{sanction}, {count} point",
        "{sanction}, {count} points",
        step.points,
        sanction=step_text(step),
    )


def _counted(decision: DecisionView) -> str:
    ordinal = tr(
        "Number {ordinal} within {days} days",
        ordinal=decision.ordinal,
        days=decision.window_days,
    )
    if not decision.counted:
        return ordinal
    earlier = tr("; ").join(
        tr(
            "{sanction} on {day} under clause {clause}",
            sanction=step_text(row.step),
            day=day_text(row.effective_at, decision.at),
            clause=row.clause,
        )
        for row in decision.counted
    )
    return tr("{ordinal}: {earlier}", ordinal=ordinal, earlier=earlier)


def _ruled(view: AppealView, now: datetime) -> RuledShown | None:
    ruling, ruled_at = view.line.ruling, view.line.ruled_at
    if ruling is None or ruled_at is None:
        return None
    effect = effect_text(ruling)
    if view.replacement is not None:
        effect = reduced_to(view.replacement.step)
    return RuledShown(
        title=ruling_text(ruling),
        icon=ICONS[ruling],
        tone=TONES[ruling],
        by=view.ruled_by or "",
        at=moment_text(ruled_at, now),
        effect=effect,
        reply=view.reply,
        notice=view.notice,
    )


def reduced_to(step: Step) -> str:
    """Return what a reduction brings about."""
    return tr("Reduced to: {sanction}", sanction=sanction_text(step))


def outcomes(step: Step | None, *, can_reduce: bool) -> list[Choice]:
    """Return the four rulings as cards, a reduction with the step chosen for it."""

    def hint(ruling: Ruling) -> str:
        if ruling is not Ruling.REDUCED:
            return effect_text(ruling)
        if not can_reduce:
            return tr("The ladder has nothing lighter")
        return reduced_to(step) if step else effect_text(ruling)

    return [
        Choice(
            key=ruling.value,
            text=ruling_text(ruling),
            hint=hint(ruling),
            shortcut=str(place),
            icon=ICONS[ruling],
        )
        for place, ruling in enumerate(Ruling, start=1)
    ]
