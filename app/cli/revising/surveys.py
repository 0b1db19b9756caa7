"""`feedback import`: a survey's answers, with the columns somebody chose."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from app.cli import documents
from app.cli.options import Yes
from app.cli.output import Output
from app.cli.revising.options import SurveyPath, column
from app.cli.session import Session
from app.cli.wording import moment, tell_problems
from app.files.profiles import (
    SurveyColumns,
    SurveyFile,
    proposed_columns,
    read_survey,
    survey_of,
)
from app.revision.commands.surveys import FeedbackResult, ImportFeedback
from app.revision.model.feedback import Way
from app.revision.queries.feedback import FeedbackFileKnown
from app.words import mark, tr

ABOUT = mark(
    "Read a survey's export (CSV, XLSX, XLS or ODS), show how its columns are taken,"
    " and take the answers in. With --json and without --yes it is only shown."
)

Start = Annotated[
    str,
    typer.Argument(
        metavar=mark("FEEDBACK"),
        help=mark("The beginning of its id, as the list shows it."),
    ),
]


def import_file(
    context: typer.Context,
    file: SurveyPath,
    clause: Annotated[
        str | None,
        column("--clause-column", mark("Which column names the clause.")),
    ] = None,
    stance: Annotated[
        str | None,
        column("--stance-column", mark("Which column tells the stance.")),
    ] = None,
    who: Annotated[
        str | None,
        column("--who-column", mark("Which column holds the platform id.")),
    ] = None,
    answers: Annotated[
        list[str] | None,
        column(
            "--answer-column",
            mark("Which columns hold answers; all questions if none is named."),
        ),
    ] = None,
    way: Annotated[Way, typer.Option("--way", help=mark("How it came."))] = Way.SURVEY,
    yes: Yes = False,
) -> None:
    """Take in a survey."""
    session = Session.of(context)
    named = {"clause": clause, "stance": stance, "who": who}
    with session.opened() as workspace:
        read = _read(file, named, tuple(answers or ()), session.out)
        _show(read, session.out)
        earlier = workspace.query(FeedbackFileKnown(sha256=read.sha256))
        if earlier:
            session.out.warn(
                tr("This very file was taken in on {when}.", when=moment(earlier))
            )
        result = None
        if session.commits(tr("Take these answers in?"), yes=yes):
            result = workspace.execute(ImportFeedback(file=read, way=way)).value
    session.out.document(
        {
            "file": {"sha256": read.sha256, "encoding": read.facts.encoding},
            "columns": _columns_document(read.columns),
            "rows": read.rows,
            "answers": len(read.answers),
            "problems": documents.problems(read.problems),
            "imported": _result_document(result),
        }
    )
    if result is not None:
        _tell(result, session.out)


def _read(
    file: Path, named: dict[str, str | None], answers: tuple[str, ...], out: Output
) -> SurveyFile:
    with out.progress(tr("Reading")) as told:
        sheet = read_survey(file, progress=told)
    columns = proposed_columns(sheet.facts.header)
    chosen = {field: title for field, title in named.items() if title is not None}
    columns = replace(columns, **chosen)
    # A column that is named for one thing is no answer as well.
    rest = tuple(t for t in columns.answers if t not in chosen.values())
    return survey_of(sheet, replace(columns, answers=answers or rest))


def _show(read: SurveyFile, out: Output) -> None:
    columns = read.columns
    known = (
        (tr("Rows"), str(read.rows)),
        (tr("Answers"), str(len(read.answers))),
        (tr("Number of the sheet"), columns.number),
        (tr("Handed in"), columns.submitted),
        (tr("Platform id"), columns.who),
        (tr("Clause"), columns.clause),
        (tr("Stance"), columns.stance),
        *((tr("Answer"), title) for title in columns.answers),
    )
    out.facts([(label, text or tr("None")) for label, text in known])
    tell_problems(out, read.problems)


def _columns_document(columns: SurveyColumns) -> documents.Document:
    return {
        "number": columns.number or None,
        "submitted": columns.submitted or None,
        "who": columns.who or None,
        "clause": columns.clause or None,
        "stance": columns.stance or None,
        "answers": [*columns.answers],
    }


def _result_document(result: FeedbackResult | None) -> documents.Document | None:
    if result is None:
        return None
    return {
        "added": result.added,
        "unchanged": result.unchanged,
        "unsorted": result.unsorted,
        "members": result.members,
    }


def _tell(result: FeedbackResult, out: Output) -> None:
    out.heading(tr("Taken in"))
    out.facts(
        [
            (tr("Added"), str(result.added)),
            (tr("Unchanged"), str(result.unchanged)),
            (tr("About no clause yet"), str(result.unsorted)),
            (tr("By members on the list"), str(result.members)),
        ]
    )
