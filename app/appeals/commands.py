"""What a person may do about appeals."""

from dataclasses import dataclass
from datetime import datetime

import msgspec

from app.appeals.events import AppealFiled, AppealRuled
from app.appeals.model import AppealState, Ruling
from app.appeals.queries import (
    AppealDetail,
    AppealsOf,
    AppealView,
    appeal_detail,
    appeals_of,
    last_sequence,
    was_heard,
)
from app.appeals.rules import check_filing, check_ruling, refuse_bar, ruling_due_at
from app.cases.model import Channel
from app.cases.queries.decisions import DecisionOf, decision_of
from app.cases.rules import case_number, times_from
from app.errors import Conflict, InputError
from app.ids import AppealId, CaseId, SanctionId, new_id
from app.rulebook.model import Step
from app.rulebook.queries import version_of
from app.staff.roles import Capability
from app.work import Act, Command, Handler, Intent, found


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAppeal(Command[AppealId]):
    """Record a member's appeal against the decision of a case.

    Attributes:
        received_at: when the member appealed; None for now.
    """

    case: CaseId
    channel: Channel
    statement: str
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleOnAppeal(Command[None]):
    """Rule on an appeal.

    Attributes:
        reply: the reasons, as the member reads them.
        step: the lighter sanction, for a reduction only.
    """

    appeal: AppealId
    ruling: Ruling
    reply: str
    step: Step | None = None


def file_appeal(command: FileAppeal, act: Act) -> Intent[AppealId]:
    """Handle `FileAppeal`.

    Raises:
        InputError: nothing is left to appeal, it is too late, the moment lies ahead,
            or no words are given.
        Conflict: an appeal is waiting already, or was ruled on.
    """
    act.require(Capability.FILE_APPEALS)
    decision = decision_of(DecisionOf(case=command.case), act)
    if decision is None or decision.sanction is None or decision.retracted_at:
        raise InputError("appeal_no_sanction")
    if not command.statement.strip():
        raise InputError("appeal_statement_missing")
    received = command.received_at or act.now
    if received > act.now:
        raise InputError("appeal_in_future")
    earlier = appeals_of(AppealsOf(case=command.case), act)
    check_filing(
        received_at=received,
        effective_at=decision.sanction.effective_at,
        open_appeals=sum(a.state is AppealState.OPEN for a in earlier),
        reversed_at=decision.sanction.reversed_at,
        heard=was_heard(act, decision.id),
    )
    appeal = AppealId(new_id())
    event = AppealFiled(
        subject=command.case,
        appeal=appeal,
        number=_number(act),
        decision=decision.id,
        sanction=decision.sanction.id,
        channel=command.channel,
        received_at=received,
        due_at=ruling_due_at(act.now),
        statement=command.statement.strip(),
    )
    return Intent(value=appeal, events=[event])


def _number(act: Act) -> str:
    prefix = "AP" + case_number(act.now, act.feed_letter, 0)[2:-4]
    return f"{prefix}{last_sequence(act, prefix) + 1:03d}"


def rule_on_appeal(command: RuleOnAppeal, act: Act) -> Intent[None]:
    """Handle `RuleOnAppeal`.

    Raises:
        NotPermitted: the person decided the case, or has a part in it.
        Conflict: it is ruled already.
        InputError: the reply is too short, or the step does not fit.
    """
    # Who decided is told so, even where the role would not allow ruling at all.
    view = appeal_detail(AppealDetail(appeal=command.appeal), act)
    refuse_bar(view.bar)
    act.require(Capability.RULE_APPEALS)
    if view.line.state is AppealState.RULED:
        raise Conflict("appeal_already_ruled")
    sanction = found(view.decision.sanction, "appeal_nothing_to_appeal")
    check_ruling(
        ruling=command.ruling,
        reply=command.reply,
        original=sanction.step,
        reduced_to=command.step,
    )
    return Intent(value=None, events=[_ruled(command, view, act)])


def _ruled(command: RuleOnAppeal, view: AppealView, act: Act) -> AppealRuled:
    sanction = found(view.decision.sanction, "appeal_nothing_to_appeal")
    event = AppealRuled(
        subject=view.line.case,
        appeal=command.appeal,
        ruling=command.ruling,
        decision=view.decision.id,
        sanction=sanction.id,
        reply=command.reply.strip(),
    )
    if command.step is None:
        return event
    cited = found(version_of(act, view.decision.rulebook or ""), "rules_none_in_force")
    # Time served counts: the lighter sanction runs from when the first began.
    times = times_from(
        sanction.effective_at, command.step, cited.book.ladder.points_expire_days
    )
    return msgspec.structs.replace(
        event,
        replacement=SanctionId(new_id()),
        step=command.step,
        ends_at=times.ends_at,
        points_expire_at=times.points_expire_at,
    )


HANDLERS: dict[type, Handler] = {
    FileAppeal: file_appeal,
    RuleOnAppeal: rule_on_appeal,
}
