"""A decision that stands, in words: what, why, and from when on."""

from collections.abc import Sequence

from app.cases.model import Outcome
from app.cases.queries.decisions import DecisionView
from app.cases.queries.sanctions import SanctionRow
from app.rulebook.wording import short_day, step_text
from app.words import tr
from ui.screens.cases.presenter.loading import CaseFile
from ui.screens.cases.presenter.shown import DecidedShown
from ui.screens.cases.presenter.wording import severity_words
from ui.screens.moments import exact, moment_text
from ui.screens.setting import Setting


def decided_shown(file: CaseFile, setting: Setting) -> DecidedShown | None:
    """Return the decision that stands, or None."""
    decision = file.standing
    if decision is None:
        return None
    outcome = file.case.outcome or Outcome.NO_VIOLATION
    title = tr("No violation")
    clause = text = ""
    if decision.step is not None:
        title = step_text(decision.step)
    if decision.clause is not None:
        clause = tr(
            "{clause}, version {version}",
            clause=f"{decision.clause.number} {decision.clause.title.text()}",
            version=decision.version,
        )
        text = decision.clause.text.text()
    reversed_at = decision.sanction.reversed_at if decision.sanction else None
    return DecidedShown(
        title=title,
        outcome=outcome,
        facts=_facts(decision, setting),
        clause=clause,
        text=text,
        working=_working(decision),
        reason=decision.reason,
        deviation=decision.deviation_reason,
        effect=_effect(decision, setting),
        reversed_on=tr("Reversed {moment}", moment=exact(reversed_at))
        if reversed_at
        else "",
    )


def _facts(decision: DecisionView, setting: Setting) -> str:
    moment = moment_text(decision.at, setting.now())
    actor = decision.decider_name
    if not decision.proposer_name:
        return tr("{actor} decided, {moment}", actor=actor, moment=moment)
    return tr(
        "{proposer} proposed, {actor} approved, {moment}",
        proposer=decision.proposer_name,
        actor=actor,
        moment=moment,
    )


def _working(decision: DecisionView) -> Sequence[str]:
    if decision.step is None or decision.severity is None:
        return ()
    lines = [
        tr(
            "{severity}, number {ordinal} within {days} days",
            severity=severity_words(decision.severity),
            ordinal=decision.ordinal,
            days=decision.window_days,
        )
    ]
    lines += [_counted(row, decision) for row in decision.counted]
    if decision.proposed is not None and decision.proposed != decision.step:
        proposed = step_text(decision.proposed)
        lines.append(tr("The ladder proposed: {sanction}", sanction=proposed))
    return lines


def _counted(row: SanctionRow, decision: DecisionView) -> str:
    return tr(
        "Counted: {sanction} on {day}, clause {clause}, {number}",
        sanction=step_text(row.step),
        day=short_day(row.effective_at, decision.at),
        clause=row.clause,
        number=row.case_number,
    )


def _effect(decision: DecisionView, setting: Setting) -> str:
    sanction, now = decision.sanction, setting.now()
    if sanction is None:
        return ""
    began = moment_text(sanction.effective_at, now)
    parts = [
        tr("In effect since {moment}", moment=began)
        if sanction.effective_at <= now
        else tr("Takes effect {moment}", moment=began)
    ]
    if sanction.ends_at is not None:
        parts.append(tr("ends {moment}", moment=moment_text(sanction.ends_at, now)))
    if sanction.step.points:
        points = tr(
            "{points} points until {moment}",
            points=sanction.step.points,
            moment=moment_text(sanction.expires_at, now),
        )
        parts.append(points)
    return tr(", ").join(parts)
