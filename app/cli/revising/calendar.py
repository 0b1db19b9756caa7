"""`calendar`: when each clause is looked at again."""

from datetime import datetime
from typing import Annotated

import typer

from app.cli import documents
from app.cli.help import Page, Pages
from app.cli.output import Column
from app.cli.session import Session
from app.cli.wording import moment
from app.revision.commands.calendar import ReviewClause, SetReviewDate
from app.revision.model.calendar import Verdict
from app.revision.queries.calendar import (
    SOON_DAYS,
    CalendarLine,
    ReviewCalendar,
    ReviewRow,
    ReviewsDue,
    ReviewsOfClause,
)
from app.revision.wording import because_text, due_text, verdict_text
from app.words import mark, tr

_REVIEW = mark(
    "Record that a clause was looked at again. The note is never an argument: it comes"
    " from a file, from standard input, or is typed."
)

ClauseNumber = Annotated[
    str,
    typer.Argument(metavar=mark("CLAUSE"), help=mark("Its number, such as 3.2.")),
]


def group() -> typer.Typer:
    """Return the commands about the review calendar."""
    commands = typer.Typer(
        name="calendar",
        cls=Pages,
        no_args_is_help=True,
        help=mark("When each clause is looked at again."),
    )
    add = commands.command
    add("list", cls=Page, help=mark("List clauses, the first due first."))(list_due)
    add("show", cls=Page, help=mark("Show how a clause was reviewed."))(show)
    add("set", cls=Page, help=mark("Choose a clause's day."))(choose)
    add("review", cls=Page, help=_REVIEW)(review)
    return commands


def list_due(
    context: typer.Context,
    soon: Annotated[
        int,
        typer.Option(
            "--soon", min=0, max=3650, help=mark("How many days ahead count as soon.")
        ),
    ] = SOON_DAYS,
) -> None:
    """List the calendar."""
    session = Session.of(context)
    with session.opened() as workspace:
        lines = workspace.query(ReviewCalendar(soon_days=soon))
        counts = workspace.query(ReviewsDue(soon_days=soon))
    session.out.document(
        {
            "clauses": [_line_document(line) for line in lines],
            "counts": {due.value: count for due, count in counts.items()},
        }
    )
    session.out.table(
        [
            Column(title=tr("Clause")),
            Column(title=tr("Due on")),
            Column(title=tr("How soon")),
            Column(title=tr("Why then")),
            Column(title=tr("Title"), rest=True),
        ],
        [
            (
                line.clause,
                line.due_on.isoformat(),
                due_text(line.due, line.days),
                because_text(line.because),
                line.title.text(),
            )
            for line in lines
        ],
    )
    session.tell_end(len(lines), more=False)


def show(context: typer.Context, clause: ClauseNumber) -> None:
    """Show a clause's reviews."""
    session = Session.of(context)
    with session.opened() as workspace:
        rows = workspace.query(ReviewsOfClause(clause=clause))
    session.out.document({"reviews": [_row_document(row) for row in rows]})
    for row in rows:
        did = verdict_text(row.verdict) if row.verdict else tr("Set by hand")
        parts = (moment(row.at), row.actor, did, row.due_on.isoformat())
        session.out.say(" · ".join(parts))
        if row.note:
            session.out.say(f"  {row.note}")
    session.tell_end(len(rows), more=False)


def choose(
    context: typer.Context,
    clause: ClauseNumber,
    day: Annotated[
        datetime,
        typer.Argument(
            formats=["%Y-%m-%d"],
            metavar=mark("DAY"),
            help=mark("The day by which it is looked at again."),
        ),
    ],
) -> None:
    """Set a clause's day."""
    session = Session.of(context)
    with session.opened() as workspace:
        workspace.execute(SetReviewDate(clause=clause, due_on=day.date()))
    told = day.date().isoformat()
    session.out.document({"clause": clause, "due_on": told})
    session.out.say(
        tr("Clause {clause} is reviewed by {day}.", clause=clause, day=told)
    )


def review(
    context: typer.Context,
    clause: ClauseNumber,
    verdict: Annotated[
        Verdict, typer.Option("--verdict", help=mark("What it came to."))
    ],
    next_on: Annotated[
        datetime | None,
        typer.Option(
            "--next",
            formats=["%Y-%m-%d"],
            metavar=mark("DAY"),
            help=mark("By when once more; the vault's setting decides without it."),
        ),
    ] = None,
    note_file: Annotated[
        str | None,
        typer.Option(
            "--note-file",
            metavar=mark("FILE"),
            help=mark("A file with the note; - or nothing: standard input, or typed."),
        ),
    ] = None,
) -> None:
    """Record a review."""
    session = Session.of(context)
    with session.opened() as workspace:
        note = session.inputs.text(
            note_file, "--note-file", tr("Write what you saw in the clause.")
        )
        command = ReviewClause(
            clause=clause,
            verdict=verdict,
            note=note,
            next_on=next_on.date() if next_on else None,
        )
        due_on = workspace.execute(command).value.isoformat()
    session.out.document({"clause": clause, "verdict": verdict.value, "due_on": due_on})
    session.out.say(
        tr("Clause {clause} is reviewed by {day}.", clause=clause, day=due_on)
    )


def _line_document(line: CalendarLine) -> documents.Document:
    return {
        "clause": line.clause,
        "title": {"zh": line.title.zh, "en": line.title.en},
        "due_on": documents.when(line.due_on),
        "days": line.days,
        "due": line.due.value,
        "because": line.because.value,
        "last": _row_document(line.last) if line.last else None,
    }


def _row_document(row: ReviewRow) -> documents.Document:
    return {
        "at": documents.when(row.at),
        "actor": row.actor,
        "due_on": documents.when(row.due_on),
        "verdict": row.verdict.value if row.verdict else None,
        "version": row.version or None,
        "note": row.note,
    }
