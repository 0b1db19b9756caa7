"""`ballots`: what members vote on, under which terms, and what comes of it."""

from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from app.cli.help import Page, Pages
from app.cli.misuse import Misuse
from app.cli.output import Column
from app.cli.revising import votes
from app.cli.revising.ballot_page import document, tell, tell_list
from app.cli.revising.options import (
    ON,
    BallotStart,
    TextFile,
    ballot_id,
    motion_id,
    short,
)
from app.cli.session import Session
from app.files.profiles import read_members
from app.revision.commands.ballots import CancelBallot, CloseBallot, OpenBallot
from app.revision.model.ballots import Entitlement, Terms
from app.revision.queries.ballots import BallotDetail, BallotList, VotesOf
from app.revision.queries.roll import Roll, RollPreview
from app.revision.wording import outcome_text
from app.words import mark, tr
from app.workspace import Workspace

_OPEN = mark(
    "Open a ballot. Its terms and who may vote are fixed with it; the question comes"
    " from a file, from standard input, or is typed. With --json and without --yes it"
    " is only shown."
)

_SHARES = 3
_ALL = "all"


def group() -> typer.Typer:
    """Return the commands about ballots."""
    commands = typer.Typer(
        name="ballots",
        cls=Pages,
        no_args_is_help=True,
        help=mark("What members vote on."),
    )
    add = commands.command
    add("list", cls=Page, help=mark("List ballots."))(list_all)
    add("show", cls=Page, help=mark("Show a ballot and its votes."))(show)
    add("open", cls=Page, help=_OPEN)(open_one)
    add("vote", cls=Page, help=votes.VOTE)(votes.vote)
    add("import", cls=Page, help=votes.IMPORT)(votes.import_file)
    add("strike", cls=Page, help=mark("Take out a mistaken vote."))(votes.strike)
    add("close", cls=Page, help=mark("Count the votes of a ballot."))(close)
    add("cancel", cls=Page, help=mark("Have a ballot come to nothing."))(cancel)
    return commands


def list_all(context: typer.Context) -> None:
    """List ballots."""
    session = Session.of(context)
    with session.opened() as workspace:
        lines = workspace.query(BallotList())
        views = [workspace.query(BallotDetail(ballot=line.id)) for line in lines]
    session.out.document({"ballots": [document(view) for view in views]})
    tell_list(views, session.out)
    session.tell_end(len(views), more=False)


def show(context: typer.Context, start: BallotStart) -> None:
    """Show a ballot."""
    session = Session.of(context)
    with session.opened() as workspace:
        ballot = ballot_id(workspace, start)
        view = workspace.query(BallotDetail(ballot=ballot))
        rows = workspace.query(VotesOf(ballot=ballot))
    session.out.document(
        {"ballot": document(view), "votes": [votes.document(row) for row in rows]}
    )
    tell(view, session.out)
    session.out.table(
        [
            Column(title=tr("Vote")),
            Column(title=tr("Member"), widest=24),
            Column(title=tr("Choice")),
            Column(title=tr("Cast at")),
            Column(title=tr("State")),
            Column(title=tr("Reason"), rest=True),
        ],
        [votes.cells(row) for row in rows],
    )


def open_one(
    context: typer.Context,
    closes_on: Annotated[
        datetime,
        typer.Option(
            "--until", formats=ON, metavar=mark("DAY"), help=mark("The last day.")
        ),
    ],
    shares: Annotated[
        str,
        typer.Option(
            "--terms",
            metavar=mark("QUORUM:PASS:BLOCKS"),
            help=mark(
                "Percent who must have voted, percent of for and against that must be"
                " for, and how many blocks are borne, such as 30:60:0."
            ),
        ),
    ],
    hidden: Annotated[
        bool,
        typer.Option("--hidden", help=mark("Tell nobody how it stands until closed.")),
    ] = False,
    voters: Annotated[
        str,
        typer.Option(
            "--voters",
            metavar=mark("WHO"),
            help=mark(
                "Who may vote: all, who joined before a day (2026-01-01), or who is on"
                " a member list (its file)."
            ),
        ),
    ] = _ALL,
    motion: Annotated[
        str,
        typer.Option(
            "--motion",
            metavar=mark("MOTION"),
            help=mark("What is voted on, by the beginning of the motion's id."),
        ),
    ] = "",
    question_file: TextFile = None,
    yes: Annotated[
        bool, typer.Option("--yes", help=mark("Open it without being asked."))
    ] = False,
) -> None:
    """Open a ballot."""
    session = Session.of(context)
    joined_before, listed = _voters(voters)
    quorum, threshold, blocks = _shares(shares)
    terms = Terms(
        quorum=quorum,
        threshold=threshold,
        blocks=blocks,
        closes_on=closes_on.date(),
        hidden=hidden,
        entitled_by=_rule(joined_before, listed),
        joined_before=joined_before,
    )
    with session.opened() as workspace:
        ids = _ids(listed, session) if listed else ()
        roll = _preview(workspace, terms, ids)
        _tell_roll(roll, session)
        about = motion_id(workspace, motion) if motion else None
        asks = about is None or question_file is not None
        ask = tr("Write what is voted on.")
        question = (
            session.inputs.text(question_file, "--text-file", ask) if asks else ""
        )
        view = None
        if session.commits(tr("Open this ballot?"), yes=yes):
            command = OpenBallot(
                question=question, terms=terms, listed=ids, motion=about
            )
            made = workspace.execute(command).value
            view = workspace.query(BallotDetail(ballot=made))
    session.out.document(
        {
            "roll": {
                "entitled": len(roll.members),
                "removed": roll.removed,
                "undated": roll.undated,
                "unknown": list(roll.unknown),
            },
            "ballot": document(view) if view else None,
        }
    )
    if view is not None:
        session.out.say(tr("The ballot {name} is open.", name=short(view.line.id)))


def _shares(written: str) -> tuple[int, int, int]:
    parts = written.split(":")
    if len(parts) != _SHARES or not all(part.isdecimal() for part in parts):
        raise Misuse(tr("Write the terms as QUORUM:PASS:BLOCKS, such as 30:60:0."))
    quorum, threshold, blocks = map(int, parts)
    return quorum, threshold, blocks


def _voters(named: str) -> tuple[date | None, Path | None]:
    if named == _ALL:
        return None, None
    with suppress(ValueError):
        return date.fromisoformat(named), None
    return None, Path(named)


def _rule(joined_before: date | None, listed: Path | None) -> Entitlement:
    if listed is not None:
        return Entitlement.LISTED
    return Entitlement.JOINED_BEFORE if joined_before else Entitlement.ALL


def _ids(listed: Path, session: Session) -> tuple[str, ...]:
    with session.out.progress(tr("Reading")) as told:
        rows = read_members(listed, progress=told).rows
    return tuple(row.platform_id for row in rows if row.platform_id)


def _preview(workspace: Workspace, terms: Terms, listed: tuple[str, ...]) -> Roll:
    asked = RollPreview(
        entitled_by=terms.entitled_by,
        joined_before=terms.joined_before,
        listed=listed,
    )
    return workspace.query(asked)


def _tell_roll(roll: Roll, session: Session) -> None:
    session.out.facts(
        [
            (tr("May vote"), str(len(roll.members))),
            (tr("Removed, left out"), str(roll.removed)),
            (tr("Day of joining unknown, left out"), str(roll.undated)),
            (tr("On the list and no member"), str(len(roll.unknown))),
        ]
    )


def close(
    context: typer.Context,
    start: BallotStart,
    review_on: Annotated[
        datetime | None,
        typer.Option(
            "--review-on",
            formats=ON,
            metavar=mark("DAY"),
            help=mark("When the outcome is looked at again; in half a year without."),
        ),
    ] = None,
) -> None:
    """Close a ballot."""
    session = Session.of(context)
    with session.opened() as workspace:
        ballot = ballot_id(workspace, start)
        day = review_on.date() if review_on else None
        outcome = workspace.execute(CloseBallot(ballot=ballot, review_on=day)).value
        view = workspace.query(BallotDetail(ballot=ballot))
    session.out.document({"ballot": document(view)})
    session.out.say(tr("Closed: {outcome}.", outcome=outcome_text(outcome)))
    tell(view, session.out)


def cancel(
    context: typer.Context, start: BallotStart, reason_file: TextFile = None
) -> None:
    """Cancel a ballot."""
    session = Session.of(context)
    with session.opened() as workspace:
        ballot = ballot_id(workspace, start)
        reason = session.inputs.text(reason_file, "--text-file", tr("Write why."))
        workspace.execute(CancelBallot(ballot=ballot, reason=reason))
        view = workspace.query(BallotDetail(ballot=ballot))
    session.out.document({"ballot": document(view)})
    session.out.say(tr("The ballot {name} is cancelled.", name=short(ballot)))
