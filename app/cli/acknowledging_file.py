"""`rules acknowledge-file`: who said in a list, a survey or a chat that they read."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from app.acknowledgements.commands import AcknowledgeFromFile, FileAcknowledged
from app.acknowledgements.model import Way
from app.acknowledgements.said import (
    AGREEMENT,
    SaidColumns,
    SaidFile,
    Terms,
    proposed_said,
    said_in,
)
from app.cli import documents
from app.cli.misuse import Misuse
from app.cli.options import Yes
from app.cli.output import Output
from app.cli.publishing import chosen_version
from app.cli.session import Session
from app.cli.wording import LINES_SHOWN, tell_problems
from app.files.profiles import read_survey
from app.ids import RulebookId
from app.rulebook.queries import Versions
from app.times import local_day
from app.words import mark, tr
from app.workspace import Surroundings, Workspace

ABOUT: Final = mark(
    "Enter that people in a file read a version of the rules: all in a hand-kept list,"
    " or in a chat (CSV, XLSX, XLS, ODS, ChatLab) those who wrote nothing but words of"
    " agreement. Nobody is told apart by a nickname. With --json and without --yes it"
    " is only shown."
)
_COLUMN: Final = mark(
    "Which column holds what: who, name, at, kind or words, as in --column"
    " words=content. With words= everybody in the file counts."
)
_WORD: Final = mark("What counts as agreement; the usual words if none is named.")
_FROM: Final = mark(
    "Only what was said from this day on. In a chat, from the version's publication"
    " if none is named."
)


def acknowledge_file(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(metavar=mark("FILE"), help=mark("The file with the list.")),
    ],
    way: Annotated[Way, typer.Option("--way", help=mark("Where they said so."))],
    columns: Annotated[
        list[str] | None,
        typer.Option("--column", metavar=mark("FIELD=COLUMN"), help=_COLUMN),
    ] = None,
    words: Annotated[
        list[str] | None, typer.Option("--word", metavar=mark("WORD"), help=_WORD)
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], metavar=mark("DAY"), help=_FROM),
    ] = None,
    number: Annotated[
        int | None,
        typer.Option(
            "--version",
            min=1,
            help=mark("Which version; the one in force if none is named."),
        ),
    ] = None,
    yes: Yes = False,
) -> None:
    """Enter who said in a file that they read the rules."""
    session = Session.of(context)
    named = _named(columns or [])
    with session.opened() as workspace:
        version = chosen_version(workspace, number)
        with session.out.progress(tr("Reading")) as progress:
            sheet = read_survey(file, progress=progress)
        chosen = replace(proposed_said(sheet.facts.header), **named)
        first = since.date() if since else _published(workspace, version, chosen)
        today = local_day((session.host.surroundings or Surroundings()).clock())
        terms = Terms(words=tuple(words or AGREEMENT), since=first, until=today)
        read = said_in(sheet, chosen, terms)
        _show(read, first, session.out)
        result = None
        asked = tr("Enter that these people read the rules?")
        if read.said and session.commits(asked, yes=yes):
            command = AcknowledgeFromFile(version=version, said=read.said, way=way)
            result = workspace.execute(command).value
    session.out.document(_document(read, first, result))
    if result is not None:
        _tell(result, session.out)


def _named(columns: Sequence[str]) -> dict[str, str]:
    """Return which columns were named.

    Raises:
        Misuse: something else was typed.
    """
    known = [field.name for field in fields(SaidColumns)]
    found: dict[str, str] = {}
    for told in columns:
        field, sign, title = told.partition("=")
        if not sign or field not in known:
            names = ", ".join(known)
            raise Misuse(
                tr("Write --column FIELD=COLUMN with one of {names}.", names=names)
            )
        found[field] = title
    return found


def _published(
    workspace: Workspace, version: RulebookId, columns: SaidColumns
) -> date | None:
    """Return when a version was published: nobody agreed to it in a chat before."""
    if not columns.words:
        return None
    lines = workspace.query(Versions())
    return next((local_day(e.published_at) for e in lines if e.id == version), None)


def _show(read: SaidFile, since: date | None, out: Output) -> None:
    columns = read.columns
    out.facts(
        [
            (tr("Rows"), str(read.rows)),
            (tr("Platform id"), columns.who),
            (tr("Words"), columns.words or tr("everybody counts")),
            (tr("Said on"), columns.at or tr("None")),
            (tr("From"), since.isoformat() if since else tr("None")),
            (tr("People who said so"), str(len(read.said))),
            (tr("Unclear, left out"), str(len(read.unclear))),
            (tr("Without a platform id, left out"), str(len(read.nameless))),
            (tr("On other days, left out"), str(read.outside)),
        ]
    )
    for each in read.unclear[:LINES_SHOWN]:
        told = tr("Line {line}: {words}", line=each.line, words=each.words)
        out.say("  " + told)
    tell_problems(out, read.problems)


def _document(
    read: SaidFile, since: date | None, result: FileAcknowledged | None
) -> documents.Document:
    return {
        "file": {"sha256": read.sha256},
        "columns": {
            field.name: getattr(read.columns, field.name) or None
            for field in fields(SaidColumns)
        },
        "from": documents.when(since),
        "rows": read.rows,
        "said": [
            {
                "line": each.line,
                "platform_id": each.who,
                "on": documents.when(each.on),
                "words": each.words or None,
            }
            for each in read.said
        ],
        "unclear_lines": [each.line for each in read.unclear],
        "nameless_lines": list(read.nameless),
        "outside": read.outside,
        "problems": documents.problems(read.problems),
        "entered": None
        if result is None
        else {
            "added": result.added,
            "known": result.known,
            "unknown_lines": list(result.unknown),
            "left_out": result.left_out,
        },
    }


def _tell(result: FileAcknowledged, out: Output) -> None:
    out.facts(
        [
            (tr("Added"), str(result.added)),
            (tr("Known already"), str(result.known)),
            (tr("Not on the member list"), str(len(result.unknown))),
            (tr("Left out, being involved"), str(result.left_out)),
        ]
    )
