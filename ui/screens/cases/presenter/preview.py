"""The form of a decision with all that is chosen, and the notice it would send."""

from datetime import datetime

from app.appeals.rules import appeal_until
from app.cases.notices import NoticeFacts, decision_notice
from app.cases.queries.cases import CaseView
from app.cases.queries.sanctions import LadderView
from app.cases.rules import HOLDING_WINDOW, times_from
from app.rulebook.model import Step
from app.rulebook.rules import balance
from app.words import Language, tr
from ui.screens.cases.presenter.choosing import Chosen
from ui.screens.cases.presenter.form import (
    FormShown,
    clause_choices,
    ladder_shown,
    step_choices,
    step_key,
)
from ui.screens.cases.presenter.loading import CaseFile
from ui.screens.cases.presenter.permits import Permit
from ui.screens.cases.presenter.shown import subject_text


def form_shown(
    file: CaseFile,
    chosen: Chosen,
    permit: Permit,
    *,
    reason: str,
    now: datetime,
    language: Language,
) -> FormShown:
    """Return the form as it stands."""
    ladder, step = chosen.ladder, chosen.result
    rules = file.rules
    notice = ""
    if ladder is not None and step is not None:
        notice = notice_preview(
            file.case, ladder, step, reason=reason, now=now, chosen=language
        )
    return FormShown(
        case=file.case.id,
        rules=tr("Version {version}", version=rules.version) if rules else "",
        clauses=clause_choices(rules),
        clause=chosen.clause or "",
        severity=chosen.severity_of(file),
        ladder=ladder_shown(ladder) if ladder else None,
        choices=step_choices(ladder) if ladder else (),
        chosen=step_key(step) if step else "",
        departs=chosen.departs,
        no_violation=chosen.no_violation,
        notice=notice,
        notice_to=subject_text(file),
        language=language,
        blocked=permit.blocked,
        editable=permit.editable,
    )


def notice_preview(
    case: CaseView,
    ladder: LadderView,
    step: Step,
    *,
    reason: str,
    now: datetime,
    chosen: Language,
) -> str:
    """Return what the member would read if this were decided now."""
    effective = now + HOLDING_WINDOW
    book = ladder.version.book
    times = times_from(effective, step, book.ladder.points_expire_days)
    before = balance((row.offence for row in ladder.balance.rows), effective)
    facts = NoticeFacts(
        case_number=case.number,
        clause_number=ladder.clause.number,
        clause_title=ladder.clause.title,
        content_at=case.occurred_at,
        quote=case.quote,
        ordinal=ladder.proposal.ordinal,
        window_days=ladder.proposal.window_days,
        step=step,
        effective_at=times.effective_at,
        ends_at=times.ends_at,
        points_expire_at=times.points_expire_at,
        balance=before.points + step.points,
        review_at_points=book.ladder.review_at_points,
        appeal_until=appeal_until(effective),
        reason=reason,
    )
    return decision_notice(facts, chosen)
