"""`motions amend` and what becomes of amendments."""

from collections.abc import Callable
from typing import Annotated

import typer

from app.cli.help import Page
from app.cli.revising.motion_page import document
from app.cli.revising.options import (
    ClausesFile,
    MotionStart,
    TextFile,
    clauses_of,
    member_id,
    motion_id,
)
from app.cli.session import Session
from app.errors import NotFound
from app.ids import AmendmentId, MotionId
from app.revision.commands.amendments import (
    DecideAmendment,
    DraftAmendment,
    EditAmendment,
    PromoteAmendment,
    SubmitAmendment,
    WithdrawAmendment,
)
from app.revision.queries.motions import MotionDetail
from app.words import mark, tr
from app.work import Command
from app.workspace import Workspace

_AMEND = mark(
    "Draft other words for a motion. They come from a JSON file; why comes from a file,"
    " from standard input, or is typed."
)
_DECIDE = mark(
    "Accept or reject an amendment. The reason comes from a file, from standard input,"
    " or is typed."
)

AmendmentStart = Annotated[
    str,
    typer.Argument(
        metavar=mark("AMENDMENT"),
        help=mark("The beginning of the amendment's id, as the motion shows it."),
    ),
]


def add_to(commands: typer.Typer) -> None:
    """Add the commands about amendments to those about motions."""
    add = commands.command
    add("amend", cls=Page, help=_AMEND)(amend)
    add("reword", cls=Page, help=mark("Edit an amendment's draft."))(reword)
    add("submit", cls=Page, help=mark("Have an amendment decided."))(submit)
    add("decide", cls=Page, help=_DECIDE)(decide)
    add("drop", cls=Page, help=mark("Pursue an amendment no further."))(drop)
    add("promote", cls=Page, help=mark("Make a motion of a rejected one."))(promote)


def amend(
    context: typer.Context,
    start: MotionStart,
    clauses: ClausesFile,
    author: Annotated[
        str,
        typer.Option(
            "--member",
            metavar=mark("PLATFORM_ID"),
            help=mark("The member who proposes it; the staff without."),
        ),
    ] = "",
    why_file: TextFile = None,
) -> None:
    """Draft an amendment."""
    session = Session.of(context)
    proposed = clauses_of(clauses)
    with session.opened() as workspace:
        motion = motion_id(workspace, start)
        why = session.inputs.text(
            why_file, "--text-file", tr("Write why it is proposed.")
        )
        command = DraftAmendment(
            motion=motion,
            clauses=proposed,
            why=why,
            author=member_id(workspace, author) if author else None,
        )
        workspace.execute(command)
        _told(session, workspace, motion, tr("Drafted."))


def reword(
    context: typer.Context,
    start: MotionStart,
    which: AmendmentStart,
    clauses: ClausesFile,
    why_file: TextFile = None,
) -> None:
    """Edit an amendment."""
    session = Session.of(context)
    proposed = clauses_of(clauses)
    with session.opened() as workspace:
        motion, amendment = _found(workspace, start, which)
        why = session.inputs.text(
            why_file, "--text-file", tr("Write why it is proposed.")
        )
        command = EditAmendment(amendment=amendment, clauses=proposed, why=why)
        workspace.execute(command)
        _told(session, workspace, motion, tr("Changed."))


def submit(context: typer.Context, start: MotionStart, which: AmendmentStart) -> None:
    """Submit an amendment."""
    _done(context, start, which, lambda each: SubmitAmendment(amendment=each))


def decide(
    context: typer.Context,
    start: MotionStart,
    which: AmendmentStart,
    accepts: Annotated[
        bool, typer.Option("--accept/--reject", help=mark("What becomes of it."))
    ],
    reason_file: TextFile = None,
) -> None:
    """Decide an amendment."""
    session = Session.of(context)
    with session.opened() as workspace:
        motion, amendment = _found(workspace, start, which)
        reason = session.inputs.text(reason_file, "--text-file", tr("Write why."))
        command = DecideAmendment(
            amendment=amendment, is_accepted=accepts, reason=reason
        )
        workspace.execute(command)
        _told(session, workspace, motion, tr("Decided."))


def drop(context: typer.Context, start: MotionStart, which: AmendmentStart) -> None:
    """Withdraw an amendment."""
    _done(context, start, which, lambda each: WithdrawAmendment(amendment=each))


def promote(
    context: typer.Context,
    start: MotionStart,
    which: AmendmentStart,
    title: Annotated[
        str, typer.Option("--title", metavar=mark("WORDS"), help=mark("A short title."))
    ],
) -> None:
    """Promote an amendment."""
    session = Session.of(context)
    with session.opened() as workspace:
        _, amendment = _found(workspace, start, which)
        command = PromoteAmendment(amendment=amendment, title=title)
        made = workspace.execute(command).value
        _told(session, workspace, made, tr("It is a motion of its own now."))


def _done(
    context: typer.Context,
    start: str,
    which: str,
    command: Callable[[AmendmentId], Command[None]],
) -> None:
    session = Session.of(context)
    with session.opened() as workspace:
        motion, amendment = _found(workspace, start, which)
        workspace.execute(command(amendment))
        _told(session, workspace, motion, tr("Done."))


def _found(
    workspace: Workspace, start: str, which: str
) -> tuple[MotionId, AmendmentId]:
    motion = motion_id(workspace, start)
    rows = workspace.query(MotionDetail(motion=motion)).amendments
    chosen = [row.id for row in rows if which and row.id.startswith(which)]
    if len(chosen) != 1:
        raise NotFound("amendment_not_found")
    return motion, chosen[0]


def _told(session: Session, workspace: Workspace, motion: MotionId, words: str) -> None:
    view = workspace.query(MotionDetail(motion=motion))
    session.out.document({"motion": document(view)})
    session.out.say(words)
