"""One clause and the ladder, as the middle pane shows them."""

from dataclasses import dataclass
from datetime import date

from app.cases.queries.usage import ClauseUse
from app.rulebook.checks import Problem
from app.rulebook.model import Article, Clause, Ladder, Rulebook, Severity, Step
from app.rulebook.queries import Version
from app.rulebook.wording import problem_text, severity_text, step_text
from app.words import Language, tr, trn
from ui.screens.rulebook.presenter.draft import Draft
from ui.theme import Tone
from ui.widgets import ChipSpec

_SEVERITY = {
    Severity.LOW: (Tone.NEUTRAL, "minus"),
    Severity.MEDIUM: (Tone.WARN, "caret-up"),
    Severity.HIGH: (Tone.DANGER, "caret-double-up"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseShown:
    """One clause in one language.

    Attributes:
        path: the article it stands in, and its number.
        editable: whether text and reason can be changed in place.
        text_error: what is wrong with the text.
        why_error: what is wrong with the reason.
    """

    number: str
    path: tuple[str, str]
    title: str
    chips: tuple[ChipSpec, ...]
    text: str
    why: str
    allowed: tuple[str, ...]
    forbidden: tuple[str, ...]
    editable: bool
    text_error: str
    why_error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellShown:
    """A cell of the ladder.

    Attributes:
        was: what it said before it was changed; empty if it was not.
        is_wrong: whether it must be mended.
        said: the cell for a screen reader, with row and column.
    """

    text: str
    was: str
    is_wrong: bool
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderShown:
    """The ladder, a row for each time.

    Attributes:
        header: titles of all columns, the rows' own first and the points last.
        labels: the rows' titles.
        cells: low, medium and high of each row.
        points: of each row, as figures.
        column: the clause's severity, from 0 among the three.
        note: window, expiry and review in a line.
        problems: what must be mended, in words.
    """

    header: tuple[str, ...]
    labels: tuple[str, ...]
    cells: tuple[tuple[CellShown, ...], ...]
    points: tuple[str, ...]
    column: int
    note: str
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


def article_of(book: Rulebook, number: str) -> Article | None:
    """Return the article a clause stands in."""
    return next(
        (a for a in book.articles if any(c.number == number for c in a.clauses)), None
    )


def clause_shown(
    book: Rulebook,
    clause: Clause,
    language: Language,
    state: ChipSpec,
    draft: Draft | None,
) -> ClauseShown:
    """Return a clause as the middle pane shows it.

    Args:
        book: what it stands in.
        clause: the clause.
        language: of its words; the rest is in the interface's.
        state: the chip that tells which version this is.
        draft: the draft, where that is what is shown.
    """
    article = article_of(book, clause.number)
    heading = f"{article.number} {article.title.text()}" if article else ""
    tone, icon = _SEVERITY[clause.severity]
    severity = tr("{severity} severity", severity=severity_text(clause.severity))
    missing = tr("Write it in this language too.") if draft else ""
    text, why = clause.text.text(language), clause.why.text(language)
    return ClauseShown(
        number=clause.number,
        path=(heading, clause.number),
        title=f"{clause.number} {clause.title.text(language)}",
        chips=(state, ChipSpec(text=severity, tone=tone, icon=icon)),
        text=text,
        why=why,
        allowed=tuple(each.text(language) for each in clause.allowed),
        forbidden=tuple(each.text(language) for each in clause.forbidden),
        editable=draft is not None,
        text_error="" if text.strip() else missing,
        why_error="" if why.strip() else missing,
    )


def version_chip(version: Version, today: date) -> ChipSpec:
    """Return the chip that tells which version is shown."""
    number = version.version
    if version.in_force:
        text = tr("Version {version} applies", version=number)
        return ChipSpec(text=text, tone=Tone.OK, icon="check")
    if version.effective_on > today:
        text = tr("Version {version} will apply", version=number)
        return ChipSpec(text=text, tone=Tone.INFO, icon="clock")
    text = tr("Version {version}, archived", version=number)
    return ChipSpec(text=text, icon="archive")


def draft_chip(number: int) -> ChipSpec:
    """Return the chip that tells a draft is shown."""
    text = tr("Draft of version {version}", version=number)
    return ChipSpec(text=text, tone=Tone.INFO, icon="pencil-simple")


def ladder_shown(
    ladder: Ladder, severity: Severity, draft: Draft | None
) -> LadderShown:
    """Return the ladder as the middle pane shows it.

    Args:
        ladder: the version's.
        severity: whose column stands out.
        draft: the draft, where that is what is shown.
    """
    problems = _ladder_problems(draft)
    before = draft.base.ladder.rows if draft else ()
    wrong = {(p.ordinal, p.severity) for p in problems}
    count = len(ladder.rows)
    labels = tuple(_label(ordinal, count) for ordinal in range(1, count + 1))
    cells = tuple(
        tuple(
            CellShown(
                text=step_text(step),
                was=_was(step, before, place, each),
                is_wrong=(place + 1, each) in wrong,
                said=_said(labels[place], each, step),
            )
            for each, step in zip(Severity, row, strict=True)
        )
        for place, row in enumerate(ladder.rows)
    )
    return LadderShown(
        header=(
            trn("In {count} day", "In {count} days", ladder.window_days),
            *(severity_text(each) for each in Severity),
            tr("Points"),
        ),
        labels=labels,
        cells=cells,
        points=tuple(" / ".join(str(s.points) for s in row) for row in ladder.rows),
        column=severity.column,
        note=tr(
            "Points expire after {expiry} days; at {review} points the team reviews.",
            expiry=ladder.points_expire_days,
            review=ladder.review_at_points,
        ),
        editable=draft is not None,
        problems=tuple(problem_text(problem) for problem in problems),
    )


def _ladder_problems(draft: Draft | None) -> list[Problem]:
    if draft is None:
        return []
    return [problem for problem in draft.problems() if problem.ordinal]


def _label(ordinal: int, count: int) -> str:
    if ordinal == count:
        return tr("Time {ordinal} on", ordinal=ordinal)
    return tr("Time {ordinal}", ordinal=ordinal)


def _was(
    step: Step,
    before: tuple[tuple[Step, Step, Step], ...],
    place: int,
    severity: Severity,
) -> str:
    if place >= len(before):
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


def usage_shown(use: ClauseUse) -> tuple[tuple[str, str], ...]:
    """Return figures and what they count."""
    return (
        (str(use.cited), trn("citation", "citations", use.cited)),
        (
            str(use.departed),
            trn(
                "departure from the ladder", "departures from the ladder", use.departed
            ),
        ),
        (
            str(use.overturned),
            trn(
                "overturned, of {appeals} appeal ruled on",
                "overturned, of {appeals} appeals ruled on",
                use.appeals,
                appeals=use.appeals,
            ),
        ),
    )
