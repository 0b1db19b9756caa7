"""The form of a decision as the right pane shows it; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.cases.queries.sanctions import LadderView
from app.cases.rules import deviates
from app.rulebook.model import Clause, Severity, Step
from app.rulebook.queries import Version
from app.rulebook.wording import proposal_reason, step_text
from app.words import Language, tr
from ui.screens.cases.presenter.wording import short_step
from ui.screens.second import WaitingShown


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseChoice:
    """A clause that can be cited."""

    number: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepChoice:
    """A sanction that can be imposed.

    Attributes:
        hint: that it departs from the ladder, and in which direction.
        proposed: whether it is what the ladder proposes.
    """

    key: str
    text: str
    hint: str
    proposed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderShown:
    """What the ladder proposes, and why.

    Attributes:
        steps: the sanctions of this severity, from the first time on.
        place: which of them is due, from 0.
        words: which time within which window.
        title, reason: the proposal and its working.
    """

    steps: tuple[str, ...]
    place: int
    words: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormShown:
    """The whole form but for what is being typed.

    Attributes:
        rules: which version of the rules applies; empty without any.
        severity: what the ladder is read with.
        ladder: None while no clause is cited.
        departs: whether the chosen step needs a reason of its own.
        no_violation: whether the case is to be closed without a finding.
        notice: what the member would read; empty if nothing is sent.
        blocked: why the main action cannot act.
        editable: whether there is anything to fill in.
        second: what a removal brings with it; empty for what one person does.
        proposes: whether the main action proposes instead of deciding.
        waiting: what waits for a second person; None if nothing does.
    """

    case: str
    rules: str
    clauses: tuple[ClauseChoice, ...]
    clause: str
    severity: Severity | None
    ladder: LadderShown | None
    choices: tuple[StepChoice, ...]
    chosen: str
    departs: bool
    no_violation: bool
    notice: str
    notice_to: str
    language: Language
    blocked: str
    editable: bool
    second: str = ""
    proposes: bool = False
    waiting: WaitingShown | None = None


def step_key(step: Step) -> str:
    """Return what tells a step from the others of its ladder."""
    return f"{step.kind}-{step.days}-{step.points}"


def steps_offered(ladder: LadderView) -> Sequence[Step]:
    """Return the steps by their number keys: proposed, lighter ones, heavier ones."""
    proposal = ladder.proposal
    return (proposal.step, *proposal.lighter, *proposal.heavier)


def step_choices(ladder: LadderView) -> tuple[StepChoice, ...]:
    """Return what can be imposed, the proposed step first."""
    lighter = {step_key(step) for step in ladder.proposal.lighter}
    return tuple(
        StepChoice(
            key=step_key(step),
            text=step_text(step),
            hint=_hint(step, ladder, is_lighter=step_key(step) in lighter),
            proposed=not deviates(step, ladder.proposal.step),
        )
        for step in steps_offered(ladder)
    )


def _hint(step: Step, ladder: LadderView, *, is_lighter: bool) -> str:
    if not deviates(step, ladder.proposal.step):
        return ""
    if is_lighter:
        return tr("lighter, needs a reason")
    return tr("heavier, needs a reason")


def ladder_shown(ladder: LadderView) -> LadderShown:
    """Return the ladder's column for this severity, and the proposal."""
    proposal, book = ladder.proposal, ladder.version.book
    column = [row[proposal.severity.column] for row in book.ladder.rows]
    while len(column) > 1 and column[-1] == column[-2]:
        column.pop()  # beyond this time nothing grows heavier
    return LadderShown(
        steps=tuple(short_step(step) for step in column),
        place=min(proposal.ordinal, len(column)) - 1,
        words=tr(
            "Number {ordinal} within {days} days",
            ordinal=proposal.ordinal,
            days=proposal.window_days,
        ),
        title=tr("Proposed: {sanction}", sanction=step_text(proposal.step)),
        reason=proposal_reason(
            proposal, ladder.balance.points, book.ladder.review_at_points
        ),
    )


def clause_choices(version: Version | None) -> tuple[ClauseChoice, ...]:
    """Return the clauses of the rules that applied."""
    clauses = version.book.clauses if version else ()
    return tuple(ClauseChoice(number=c.number, text=clause_text(c)) for c in clauses)


def clause_text(clause: Clause) -> str:
    """Return a clause as lists name it."""
    return f"{clause.number} {clause.title.text()}"
