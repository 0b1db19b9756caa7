"""What a survey's file holds, before and after it is taken in; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.files.problems import describe
from app.files.profiles import SurveyAnswer, SurveyColumns, SurveyFile
from app.revision.commands.surveys import FeedbackResult
from app.revision.model.feedback import Stance, Way
from app.revision.rules.feedback import clauses_asked
from app.revision.wording import stance_text, way_text
from app.rulebook.model import Rulebook
from app.words import tr, trn
from ui.screens.importing import Figure, Finding, PreviewRow, ResultShown
from ui.screens.moments import moment_text
from ui.theme import Tone
from ui.widgets import Choice

FIRST_ROWS: Final = 8
_MOST_PROBLEMS: Final = 20
_WAYS: Final = (Way.SURVEY, Way.DISCUSSION, Way.MEETING, Way.OTHER)

FIELDS: Final = ("number", "submitted", "who", "clause", "stance")
"""What a column can be, besides an answer; as `SurveyColumns` spells it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldShown:
    """What is looked for in the file, and the column it is taken from.

    Attributes:
        key: as `SurveyColumns` spells it.
        chosen: the column's place as text; empty for none.
    """

    key: str
    label: str
    chosen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnShown:
    """A column that can hold answers."""

    key: str
    title: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyShown:
    """What an import would do.

    Attributes:
        name: the file's.
        about: rows and answers, in words.
        notice: that this very file was taken in before; empty if not.
        fields: which column says what.
        columns: what a field can be taken from; the first is none.
        answers: columns that can hold answers.
        ways: how they can have come; `way` is chosen.
        action: what the button says.
        blocked: why it cannot act.
    """

    name: str
    about: str
    notice: str
    figures: tuple[Figure, ...]
    fields: tuple[FieldShown, ...]
    columns: tuple[Choice, ...]
    answers: tuple[ColumnShown, ...]
    ways: tuple[Choice, ...]
    way: str
    findings: tuple[Finding, ...]
    titles: tuple[str, ...]
    rows: tuple[PreviewRow, ...]
    table_title: str
    action: str
    blocked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """Answers of a file as they would be taken in; made beside the screen.

    Attributes:
        clauses: for each answer the clauses it is about, by the rules in force.
        fresh: how many pieces of feedback it would make; an answer about two clauses
            makes two.
        unsorted: of these, those that name no clause.
        known: how many of the answers were taken in before.
    """

    file: SurveyFile
    clauses: tuple[tuple[str, ...], ...]
    fresh: int
    unsorted: int
    known: int


def looked_at(file: SurveyFile, book: Rulebook | None, known: frozenset[str]) -> Looked:
    """Return a file with the clauses its answers are about.

    Args:
        file: the file.
        book: the rules in force.
        known: keys of answers that were taken in before.
    """
    clauses = tuple(
        clauses_asked(answer.question, answer.clause, book) for answer in file.answers
    )
    fresh = [
        named
        for answer, named in zip(file.answers, clauses, strict=True)
        if answer.key not in known
    ]
    return Looked(
        file=file,
        clauses=clauses,
        fresh=sum(len(named) or 1 for named in fresh),
        unsorted=sum(not named for named in fresh),
        known=len(file.answers) - len(fresh),
    )


def survey_shown(
    name: str,
    header: Sequence[str],
    columns: SurveyColumns,
    looked: Looked | None,
    way: Way,
    before: datetime | None,
    now: datetime,
) -> SurveyShown:
    """Return what an import would do.

    Args:
        name: the file's.
        header: its columns.
        columns: how they are taken.
        looked: what came of that; None while no column holds answers.
        way: how the answers came.
        before: when this very file was taken in, if it was.
        now: the moment.
    """
    taken = {getattr(columns, key) for key in FIELDS}
    return SurveyShown(
        name=name,
        about=_about(looked),
        notice=tr(
            "This very file was taken in on {when}.", when=moment_text(before, now)
        )
        if before
        else "",
        figures=_figures(looked),
        fields=tuple(
            FieldShown(key=key, label=label, chosen=_place(header, columns, key))
            for key, label in zip(FIELDS, _labels(), strict=True)
        ),
        columns=(
            Choice(key="", text=tr("None")),
            *(Choice(key=str(at), text=each) for at, each in _named(header)),
        ),
        answers=tuple(
            ColumnShown(key=str(at), title=each, chosen=each in columns.answers)
            for at, each in _named(header)
            if each not in taken
        ),
        ways=tuple(Choice(key=each.value, text=way_text(each)) for each in _WAYS),
        way=way.value,
        findings=_findings(looked),
        titles=_titles(),
        rows=_rows(looked),
        table_title=tr("First answers"),
        action=_action(looked),
        blocked=_blocked(looked, columns),
    )


def _named(header: Sequence[str]) -> list[tuple[int, str]]:
    return [(at, title) for at, title in enumerate(header) if title.strip()]


def _place(header: Sequence[str], columns: SurveyColumns, key: str) -> str:
    title = getattr(columns, key)
    return str(header.index(title)) if title and title in header else ""


def _labels() -> tuple[str, ...]:
    return (
        tr("Number of the sheet"),
        tr("Handed in"),
        tr("Platform id"),
        tr("Clause"),
        tr("Stance"),
    )


def _about(looked: Looked | None) -> str:
    if looked is None:
        return ""
    return trn(
        "{number} row", "{number} rows", looked.file.rows, number=looked.file.rows
    )


def _figures(looked: Looked | None) -> tuple[Figure, ...]:
    if looked is None:
        return ()
    return (
        Figure(count=looked.fresh, text=tr("new")),
        Figure(count=looked.known, text=tr("taken in before")),
        Figure(count=looked.unsorted, text=tr("name no clause")),
        Figure(count=len(looked.file.problems), text=tr("problems")),
    )


def _findings(looked: Looked | None) -> tuple[Finding, ...]:
    if looked is None:
        return ()
    found: list[Finding] = []
    problems = looked.file.problems
    if problems:
        lines = [
            tr("Line {line}: {problem}", line=each.line, problem=describe(each))
            for each in problems[:_MOST_PROBLEMS]
        ]
        beyond = len(problems) - len(lines)
        if beyond > 0:
            lines.append(trn("and {count} more", "and {count} more", beyond))
        found.append(
            Finding(
                icon="warning",
                tone=Tone.WARN,
                title=tr("Problems in the file; these rows come in all the same"),
                lines="\n".join(lines),
            )
        )
    without = [
        answer.line
        for answer, clauses in zip(looked.file.answers, looked.clauses, strict=True)
        if not clauses
    ]
    if without:
        found.append(
            Finding(
                icon="info",
                tone=Tone.INFO,
                title=tr("Answers that name no clause; file them afterwards"),
                lines=_lines_named([*dict.fromkeys(without)]),
            )
        )
    return tuple(found)


def _lines_named(lines: Sequence[int]) -> str:
    named = tr(", ").join(map(str, lines[:_MOST_PROBLEMS]))
    more = "…" if len(lines) > _MOST_PROBLEMS else ""
    return tr("Lines {lines}", lines=named + more)


def _titles() -> tuple[str, ...]:
    return (
        tr("Line"),
        tr("Clause"),
        tr("Stance"),
        tr("Said by"),
        tr("Words"),
    )


def _rows(looked: Looked | None) -> tuple[PreviewRow, ...]:
    if looked is None:
        return ()
    first = zip(looked.file.answers, looked.clauses, strict=True)
    return tuple(_row(answer, clauses) for answer, clauses in [*first][:FIRST_ROWS])


def _row(answer: SurveyAnswer, clauses: Sequence[str]) -> PreviewRow:
    stance = stance_text(Stance.parse(answer.stance)) if answer.stance else ""
    return PreviewRow(
        line=str(answer.line),
        cells=(
            tr(", ").join(clauses) or "—",
            stance,
            answer.who,
            " ".join(answer.words.split()),
        ),
    )


def _action(looked: Looked | None) -> str:
    if looked is None or not looked.fresh:
        return tr("Take in the answers")
    return trn("Take in {count} piece", "Take in {count} pieces", looked.fresh)


def _blocked(looked: Looked | None, columns: SurveyColumns) -> str:
    if not columns.answers or looked is None:
        return tr("Tick the columns that hold answers")
    if not looked.file.answers:
        return tr("Nobody answered anything in these columns")
    return ""


def result_shown(result: FeedbackResult) -> ResultShown:
    """Return what an import of a survey did."""
    return ResultShown(
        title=trn("{count} piece taken in", "{count} pieces taken in", result.added),
        figures=(
            Figure(count=result.added, text=tr("new")),
            Figure(count=result.unchanged, text=tr("taken in before")),
            Figure(count=result.unsorted, text=tr("name no clause")),
            Figure(count=result.members, text=tr("by members on the list")),
        ),
        text=tr("They wait for an answer.") if result.added else "",
    )
