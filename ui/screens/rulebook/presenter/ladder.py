"""The ladder, as the middle pane shows it."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from app.rulebook.model import ClassRule, Clause, Ladder, Severity, Step
from app.rulebook.wording import problem_text, severity_text, step_text
from app.words import tr, trn
from ui.screens.rulebook.presenter.classes import ClassShown
from ui.screens.rulebook.presenter.writing import Writing


@dataclass(frozen=True, slots=True, kw_only=True)
class CellShown:
    """A cell of the ladder.

    Attributes:
        was: what it said before it was changed; empty if it was not.
        is_new: whether its row was not there before.
        is_wrong: whether it must be mended.
        said: the cell for a screen reader, with row and column.
    """

    text: str
    was: str
    is_new: bool
    is_wrong: bool
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresShown:
    """What holds for the whole ladder, as figures: days, days, points."""

    window: str
    expiry: str
    review: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleShown:
    """What holds for one class of offences.

    Attributes:
        name: the class's clauses.
        window: its own window in days; empty for the ladder's.
        to_end: whether it stands in the last row from the first time on.
        words: both, in words.
    """

    offence_class: str
    name: str
    window: str
    to_end: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderShown:
    """The ladder, a row for each time.

    Attributes:
        header: titles of all columns, the rows' own first and the points last.
        labels: the rows' titles.
        cells: low, medium and high of each row.
        points: of each row, as figures.
        column: the clause's severity, from 0 among the three.
        note: expiry and review in a line.
        spare: classes of offences that have no rule of their own.
        problems: what must be mended, in words.
    """

    header: tuple[str, ...]
    labels: tuple[str, ...]
    cells: tuple[tuple[CellShown, ...], ...]
    points: tuple[str, ...]
    column: int
    note: str
    figures: FiguresShown
    rules: tuple[RuleShown, ...]
    spare: tuple[ClassShown, ...]
    editable: bool
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepShown:
    """A cell about to be changed.

    Attributes:
        title: which time and which severity.
        step: what it is now.
    """

    ordinal: int
    severity: Severity
    title: str
    step: Step


def ladder_shown(
    ladder: Ladder,
    clause: Clause,
    draft: Writing | None,
    classes: Mapping[str, ClassShown],
) -> LadderShown:
    """Return the ladder as the middle pane shows it.

    Args:
        ladder: the version's.
        clause: whose severity stands out, and whose class's window is shown.
        draft: the draft, where that is what is shown.
        classes: the classes of offences there are, by code.
    """
    problems = draft.ladder_problems if draft else ()
    wrong = {(p.ordinal, p.severity) for p in problems}
    labels = tuple(_label(n, len(ladder.rows)) for n in range(1, 1 + len(ladder.rows)))
    own = {rule.offence_class for rule in ladder.classes}
    return LadderShown(
        header=(
            _within(ladder.window(clause.offence_class)),
            *(severity_text(each) for each in Severity),
            tr("Points"),
        ),
        labels=labels,
        cells=_cells(ladder, labels, wrong, draft),
        points=tuple(" / ".join(str(s.points) for s in row) for row in ladder.rows),
        column=clause.severity.column,
        note=_note(ladder, clause.offence_class),
        figures=FiguresShown(
            window=str(ladder.window_days),
            expiry=str(ladder.points_expire_days),
            review=str(ladder.review_at_points),
        ),
        rules=tuple(
            RuleShown(
                offence_class=rule.offence_class,
                name=_name(classes, rule),
                window=str(rule.window_days or ""),
                to_end=rule.to_end,
                words=_rule_words(rule),
            )
            for rule in ladder.classes
        ),
        spare=tuple(each for code, each in classes.items() if code not in own),
        editable=draft is not None,
        problems=tuple(problem_text(problem) for problem in problems),
    )


def _cells(
    ladder: Ladder,
    labels: Sequence[str],
    wrong: AbstractSet[tuple[int, Severity | None]],
    draft: Writing | None,
) -> tuple[tuple[CellShown, ...], ...]:
    former = draft.former_ladder if draft else None
    before = former.rows if former else None
    return tuple(
        tuple(
            CellShown(
                text=step_text(step),
                was=_was(step, before, place, each),
                is_new=before is not None and place >= len(before),
                is_wrong=(place + 1, each) in wrong,
                said=_said(labels[place], each, step),
            )
            for each, step in zip(Severity, row, strict=True)
        )
        for place, row in enumerate(ladder.rows)
    )


def _within(days: int) -> str:
    return trn("In {count} day", "In {count} days", days)


def _note(ladder: Ladder, offence_class: str) -> str:
    points = tr(
        "Points expire after {expiry} days; at {review} points the team reviews.",
        expiry=ladder.points_expire_days,
        review=ladder.review_at_points,
    )
    if not ladder.jumps(offence_class):
        return points
    jump = tr("Breaches of this kind go to the end of the ladder at once.")
    return tr("{before} {after}", before=jump, after=points)


def _name(classes: Mapping[str, ClassShown], rule: ClassRule) -> str:
    known = classes.get(rule.offence_class)
    return known.text if known else rule.offence_class


def _rule_words(rule: ClassRule) -> str:
    words = [_within(rule.window_days)] if rule.window_days else []
    if rule.to_end:
        words.append(tr("To the end of the ladder at once"))
    return tr(", ").join(words)


def _label(ordinal: int, count: int) -> str:
    if ordinal == count:
        return tr("Time {ordinal} on", ordinal=ordinal)
    return tr("Time {ordinal}", ordinal=ordinal)


def _was(
    step: Step,
    before: tuple[tuple[Step, Step, Step], ...] | None,
    place: int,
    severity: Severity,
) -> str:
    if before is None or place >= len(before):
        return ""
    former = before[place][severity.column]
    if former == step:
        return ""
    if (former.kind, former.days) == (step.kind, step.days):
        return points_text(former.points)
    return step_text(former)


def points_text(points: int) -> str:
    """Return points in words: 记 2 分."""
    return trn("{count} point", "{count} points", points)


def _said(label: str, severity: Severity, step: Step) -> str:
    points = points_text(step.points)
    return ", ".join((label, severity_text(severity), step_text(step), points))


def step_shown(ladder: Ladder, ordinal: int, severity: Severity) -> StepShown:
    """Return a cell as its form shows it."""
    label = _label(ordinal, len(ladder.rows))
    return StepShown(
        ordinal=ordinal,
        severity=severity,
        title=f"{label} · {severity_text(severity)}",
        step=ladder.step(ordinal, severity),
    )
