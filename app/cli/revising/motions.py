"""`motions`: changes of the rules that somebody proposes."""

from typing import Annotated

import typer

from app.cli.help import Page, Pages
from app.cli.output import Column
from app.cli.revising import amendments, outcomes
from app.cli.revising.motion_page import document, tell
from app.cli.revising.options import (
    ClausesFile,
    MotionStart,
    TextFile,
    clauses_of,
    member_id,
    motion_id,
    short,
)
from app.cli.session import Session
from app.ids import MotionId
from app.revision.commands.motions import (
    DraftMotion,
    EditMotion,
    OpenMotion,
    WithdrawMotion,
)
from app.revision.model.motions import Stage
from app.revision.queries.feedback import FeedbackByStart
from app.revision.queries.motions import MotionDetail, MotionList
from app.revision.wording import stage_text
from app.words import mark, tr
from app.workspace import Workspace

_DRAFT = mark(
    "Draft a motion. Its clauses come from a JSON file; why it is proposed comes from a"
    " file, from standard input, or is typed."
)

Title = Annotated[
    str, typer.Option("--title", metavar=mark("WORDS"), help=mark("A short title."))
]


def group() -> typer.Typer:
    """Return the commands about motions."""
    commands = typer.Typer(
        name="motions",
        cls=Pages,
        no_args_is_help=True,
        help=mark("Changes of the rules that somebody proposes."),
    )
    add = commands.command
    add("list", cls=Page, help=mark("List motions, the newest first."))(list_some)
    add("show", cls=Page, help=mark("Show a motion, whole."))(show)
    add("draft", cls=Page, help=_DRAFT)(draft)
    add("edit", cls=Page, help=mark("Give a draft other words."))(edit)
    add("open", cls=Page, help=mark("Open a draft for discussion."))(open_one)
    add("withdraw", cls=Page, help=mark("Pursue a motion no further."))(withdraw)
    amendments.add_to(commands)
    outcomes.add_to(commands)
    return commands


def list_some(
    context: typer.Context,
    stage: Annotated[
        Stage | None, typer.Option("--stage", help=mark("Where they stand."))
    ] = None,
) -> None:
    """List motions."""
    session = Session.of(context)
    with session.opened() as workspace:
        lines = workspace.query(MotionList(stage=stage))
        views = [workspace.query(MotionDetail(motion=line.id)) for line in lines]
    session.out.document({"motions": [document(view) for view in views]})
    session.out.table(
        [
            Column(title=tr("Motion")),
            Column(title=tr("State")),
            Column(title=tr("Clauses")),
            Column(title=tr("Title"), rest=True),
        ],
        [
            (
                short(line.id),
                stage_text(line.stage),
                tr(", ").join(line.clauses),
                line.title,
            )
            for line in lines
        ],
    )
    session.tell_end(len(lines), more=False)


def show(context: typer.Context, start: MotionStart) -> None:
    """Show a motion."""
    session = Session.of(context)
    with session.opened() as workspace:
        view = workspace.query(MotionDetail(motion=motion_id(workspace, start)))
    session.out.document({"motion": document(view)})
    tell(view, session.out)


def draft(
    context: typer.Context,
    title: Title,
    clauses: ClausesFile,
    feedback: Annotated[
        list[str] | None,
        typer.Option(
            "--feedback",
            metavar=mark("FEEDBACK"),
            help=mark("What led to it, by the beginning of its id."),
        ),
    ] = None,
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
    """Draft a motion."""
    session = Session.of(context)
    proposed = clauses_of(clauses)
    with session.opened() as workspace:
        led = [workspace.query(FeedbackByStart(start=s)) for s in feedback or ()]
        command = DraftMotion(
            title=title,
            clauses=proposed,
            why=_why(session, why_file),
            feedback=tuple(led),
            author=member_id(workspace, author) if author else None,
        )
        made = workspace.execute(command).value
        _told(session, workspace, made)


def edit(
    context: typer.Context,
    start: MotionStart,
    title: Title,
    clauses: ClausesFile,
    why_file: TextFile = None,
) -> None:
    """Edit a draft."""
    session = Session.of(context)
    proposed = clauses_of(clauses)
    with session.opened() as workspace:
        motion = motion_id(workspace, start)
        why = _why(session, why_file)
        command = EditMotion(motion=motion, title=title, clauses=proposed, why=why)
        workspace.execute(command)
        _told(session, workspace, motion)


def _why(session: Session, file: str | None) -> str:
    return session.inputs.text(file, "--text-file", tr("Write why it is proposed."))


def open_one(context: typer.Context, start: MotionStart) -> None:
    """Open a motion."""
    session = Session.of(context)
    with session.opened() as workspace:
        motion = motion_id(workspace, start)
        workspace.execute(OpenMotion(motion=motion))
        _told(session, workspace, motion)


def withdraw(context: typer.Context, start: MotionStart) -> None:
    """Withdraw a motion."""
    session = Session.of(context)
    with session.opened() as workspace:
        motion = motion_id(workspace, start)
        workspace.execute(WithdrawMotion(motion=motion))
        _told(session, workspace, motion)


def _told(session: Session, workspace: Workspace, motion: MotionId) -> None:
    view = workspace.query(MotionDetail(motion=motion))
    session.out.document({"motion": document(view)})
    session.out.say(
        tr(
            "The motion {name}: {stage}.",
            name=short(motion),
            stage=stage_text(view.line.stage),
        )
    )
