"""`ballots vote`, `import` and `strike`: votes as somebody witnessed them."""

from dataclasses import replace
from datetime import datetime, time
from typing import Annotated

import typer

from app.cli import documents
from app.cli.options import Yes
from app.cli.output import Output
from app.cli.revising.options import (
    ON,
    BallotStart,
    SurveyPath,
    TextFile,
    ballot_id,
    column,
    member_id,
    short,
)
from app.cli.session import Session
from app.cli.wording import LINES_SHOWN, moment, tell_problems
from app.errors import NotFound
from app.files.profiles import proposed_columns, read_survey, survey_of
from app.ids import VoteId
from app.revision.commands.ballots import RecordVote, StrikeVote
from app.revision.commands.votes import ImportVotes
from app.revision.model.ballots import Choice
from app.revision.model.feedback import Way
from app.revision.queries.ballots import VoteRow, VotesOf
from app.revision.queries.intake import VotesResult
from app.revision.wording import choice_text, vote_problem_text, vote_state_text
from app.times import DEFAULT_ZONE, local_day
from app.words import mark, tr, trn
from app.workspace import Surroundings

VOTE = mark(
    "Enter a member's vote; a later one counts instead. The reason of a block comes"
    " from a file, from standard input, or is typed."
)
IMPORT = mark(
    "Read votes from a survey's export or a chat's (CSV, XLSX, XLS or ODS) and take"
    " them in. With --json and without --yes it is only shown."
)


def vote(
    context: typer.Context,
    start: BallotStart,
    platform_id: Annotated[
        str,
        typer.Option(
            "--member",
            metavar=mark("PLATFORM_ID"),
            help=mark("Whose, by the platform id on the member list."),
        ),
    ],
    choice: Annotated[Choice, typer.Option("--choice", help=mark("How they vote."))],
    way: Annotated[
        Way, typer.Option("--way", help=mark("How it came."))
    ] = Way.PRIVATE_MESSAGE,
    on: Annotated[
        datetime | None,
        typer.Option(
            "--on",
            formats=ON,
            metavar=mark("DAY"),
            help=mark("Which day; now without."),
        ),
    ] = None,
    reason_file: TextFile = None,
) -> None:
    """Enter a vote."""
    session = Session.of(context)
    with session.opened() as workspace:
        asks = choice is Choice.BLOCK or reason_file is not None
        why = tr("Write why it is blocked.")
        reason = session.inputs.text(reason_file, "--text-file", why) if asks else ""
        command = RecordVote(
            ballot=ballot_id(workspace, start),
            member=member_id(workspace, platform_id),
            choice=choice,
            way=way,
            cast_at=_cast_at(on, session),
            reason=reason,
        )
        made = workspace.execute(command).value
    session.out.document({"vote": made})
    session.out.say(tr("Entered as {name}.", name=short(made)))


def _cast_at(on: datetime | None, session: Session) -> datetime | None:
    """Return the last moment of a day that is over; None for today."""
    now = (session.host.surroundings or Surroundings()).clock()
    if on is None or on.date() == local_day(now):
        return None
    return datetime.combine(on.date(), time(23, 59), DEFAULT_ZONE)


def import_file(
    context: typer.Context,
    start: BallotStart,
    file: SurveyPath,
    who: Annotated[
        str | None,
        column("--who-column", mark("Which column holds the platform id.")),
    ] = None,
    choice: Annotated[
        str | None,
        column("--choice-column", mark("Which column holds the choice.")),
    ] = None,
    at: Annotated[
        str | None,
        column("--time-column", mark("Which column tells when it was cast.")),
    ] = None,
    way: Annotated[
        Way, typer.Option("--way", help=mark("How it came."))
    ] = Way.DISCUSSION,
    yes: Yes = False,
) -> None:
    """Take votes in."""
    session = Session.of(context)
    with session.opened() as workspace:
        ballot = ballot_id(workspace, start)
        with session.out.progress(tr("Reading")) as told:
            sheet = read_survey(file, progress=told)
        columns = proposed_columns(sheet.facts.header)
        columns = replace(
            columns,
            who=columns.who if who is None else who,
            submitted=columns.submitted if at is None else at,
            answers=(choice,) if choice else columns.answers,
        )
        read = survey_of(sheet, columns)
        session.out.facts(
            [
                (tr("Rows"), str(read.rows)),
                (tr("Platform id"), columns.who or tr("None")),
                (tr("Cast at"), columns.submitted or tr("None")),
                *((tr("Choice"), title) for title in columns.answers),
            ]
        )
        tell_problems(session.out, read.problems)
        result = None
        if session.commits(tr("Take these votes in?"), yes=yes):
            command = ImportVotes(ballot=ballot, file=read, way=way)
            result = workspace.execute(command).value
    session.out.document(
        {
            "file": {"sha256": read.sha256, "encoding": read.facts.encoding},
            "rows": read.rows,
            "problems": documents.problems(read.problems),
            "imported": _result_document(result),
        }
    )
    if result is not None:
        _tell(result, session.out)


def _tell(result: VotesResult, out: Output) -> None:
    out.heading(tr("Taken in"))
    out.facts(
        [
            (tr("Added"), str(result.added)),
            (tr("Unchanged"), str(result.unchanged)),
            (tr("Members who changed their vote"), str(result.changed)),
            (tr("Left out"), str(len(result.left_out))),
        ]
    )
    for each in result.left_out[:LINES_SHOWN]:
        problem = vote_problem_text(each.why)
        out.say("  " + tr("Line {line}: {problem}", line=each.line, problem=problem))
    more = len(result.left_out) - LINES_SHOWN
    if more > 0:
        out.say("  " + trn("… and {count} more", "… and {count} more", more))


def _result_document(result: VotesResult | None) -> documents.Document | None:
    if result is None:
        return None
    return {
        "added": result.added,
        "unchanged": result.unchanged,
        "changed": result.changed,
        "left_out": [
            {"line": each.line, "why": each.why.value} for each in result.left_out
        ],
    }


def strike(
    context: typer.Context,
    start: BallotStart,
    vote_start: Annotated[
        str,
        typer.Argument(
            metavar=mark("VOTE"),
            help=mark("The beginning of the vote's id, as the ballot shows it."),
        ),
    ],
) -> None:
    """Strike a vote."""
    session = Session.of(context)
    with session.opened() as workspace:
        rows = workspace.query(VotesOf(ballot=ballot_id(workspace, start)))
        chosen = _one([row.id for row in rows], vote_start)
        workspace.execute(StrikeVote(vote=chosen))
    session.out.document({"vote": chosen})
    session.out.say(tr("Struck; it counts nowhere."))


def _one(votes: list[VoteId], start: str) -> VoteId:
    found = [vote for vote in votes if start and vote.startswith(start)]
    if len(found) != 1:
        raise NotFound("vote_not_found")
    return found[0]


def cells(row: VoteRow) -> tuple[str, ...]:
    """Return a vote's cells in the table of a ballot."""
    return (
        short(row.id),
        row.handle,
        choice_text(row.choice) if row.choice else tr("hidden"),
        moment(row.cast_at),
        vote_state_text(row),
        row.reason,
    )


def document(row: VoteRow) -> documents.Document:
    """Return a vote for machines."""
    return {
        "id": row.id,
        "member": row.member,
        "handle": row.handle,
        "choice": row.choice.value if row.choice else None,
        "way": row.way.value,
        "cast_at": documents.when(row.cast_at),
        "recorded_at": documents.when(row.at),
        "recorded_by": row.recorded_by,
        "reason": row.reason or None,
        "counts": row.counts,
        "struck": row.struck,
    }
