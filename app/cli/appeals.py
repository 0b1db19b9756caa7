"""`appeals`: record one, list them, show one, rule on one."""

from datetime import datetime
from typing import Annotated

import typer

from app.appeals.commands import FileAppeal, RuleOnAppeal
from app.appeals.model import Ruling
from app.appeals.queries import (
    AppealByNumber,
    AppealDetail,
    AppealPage,
    AppealQueue,
    AppealView,
)
from app.appeals.wording import ruling_text, state_text
from app.cases.model import Channel
from app.cases.wording import channel_text
from app.cli import documents
from app.cli.case_page import case_id, tell_decision
from app.cli.help import Page, Pages
from app.cli.misuse import Misuse
from app.cli.options import AppealNumber, CaseNumber, Limit
from app.cli.output import Column, Output
from app.cli.session import Session
from app.cli.wording import moment, short_moment, step_of
from app.times import DEFAULT_ZONE
from app.words import ERRORS, mark, tr

_FILE = mark(
    "Record a member's appeal against the decision of a case. The member's words are"
    " never an argument, since other people of this computer can see those: they come"
    " from a file, from standard input, or are typed."
)
_DECIDE = mark(
    "Rule on an appeal; whoever decided the case cannot. The reply is never an"
    " argument: it comes from a file, from standard input, or is typed."
)


def group() -> typer.Typer:
    """Return the commands about appeals."""
    commands = typer.Typer(
        name="appeals", cls=Pages, no_args_is_help=True, help=mark("The appeals.")
    )
    add = commands.command
    add("file", cls=Page, help=_FILE)(file)
    add("list", cls=Page, help=mark("List appeals."))(list_appeals)
    add("show", cls=Page, help=mark("Show one appeal beside the decision."))(show)
    add("decide", cls=Page, help=_DECIDE)(decide)
    return commands


def file(
    context: typer.Context,
    number: CaseNumber,
    channel: Annotated[Channel, typer.Option("--channel", help=mark("How it came."))],
    received_at: Annotated[
        datetime | None,
        typer.Option(
            "--received-at",
            formats=["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"],
            metavar=mark("MOMENT"),
            help=mark("When the member appealed, in the community's time; else now."),
        ),
    ] = None,
    statement_file: Annotated[
        str | None,
        typer.Option(
            "--statement-file",
            metavar=mark("FILE"),
            help=mark(
                "A file with what the member says; - or nothing: standard input, or"
                " typed."
            ),
        ),
    ] = None,
) -> None:
    """Record an appeal."""
    session = Session.of(context)
    with session.opened() as workspace:
        case = case_id(workspace, number)
        statement = session.inputs.text(
            statement_file, "--statement-file", tr("Write down what the member says.")
        )
        command = FileAppeal(
            case=case,
            channel=channel,
            statement=statement,
            received_at=received_at and received_at.replace(tzinfo=DEFAULT_ZONE),
        )
        appeal = workspace.execute(command).value
        view = workspace.query(AppealDetail(appeal=appeal))
    session.out.document({"appeal": documents.appeal(view)})
    session.out.say(
        tr(
            "{number} is recorded; a ruling is due by {when}.",
            number=view.line.number,
            when=moment(view.line.due_at),
        )
    )


def list_appeals(
    context: typer.Context,
    queue: Annotated[
        AppealQueue, typer.Option("--queue", help=mark("Which appeals."))
    ] = AppealQueue.OPEN,
    limit: Limit = 50,
) -> None:
    """List appeals."""
    session = Session.of(context)
    with session.opened() as workspace:
        page = workspace.query(AppealPage(queue=queue, limit=limit))
    more = page.after is not None
    session.out.document({"appeals": documents.appeals(page.rows), "more": more})
    session.out.table(
        [
            Column(title=tr("Number")),
            Column(title=tr("Case")),
            Column(title=tr("Clause")),
            Column(title=tr("State")),
            Column(title=tr("Due")),
            Column(title=tr("Member"), rest=True),
        ],
        [
            (
                line.number,
                line.case_number,
                line.clause,
                ruling_text(line.ruling) if line.ruling else state_text(line.state),
                short_moment(line.ruled_at or line.due_at),
                line.handle,
            )
            for line in page.rows
        ],
    )
    session.tell_end(len(page.rows), more=more)


def show(context: typer.Context, number: AppealNumber) -> None:
    """Show an appeal."""
    session = Session.of(context)
    with session.opened() as workspace:
        appeal = workspace.query(AppealByNumber(number=number))
        view = workspace.query(AppealDetail(appeal=appeal))
    session.out.document({"appeal": documents.appeal(view)})
    _tell(view, session.out)


def decide(
    context: typer.Context,
    number: AppealNumber,
    ruling: Annotated[Ruling, typer.Option("--ruling", help=mark("The ruling."))],
    sanction: Annotated[
        str | None,
        typer.Option(
            "--sanction",
            metavar=mark("STEP"),
            help=mark("For --ruling reduced: the lighter sanction, KIND:DAYS:POINTS."),
        ),
    ] = None,
    reply_file: Annotated[
        str | None,
        typer.Option(
            "--reply-file",
            metavar=mark("FILE"),
            help=mark(
                "A file with the reasons, as the member reads them; - or nothing:"
                " standard input, or typed."
            ),
        ),
    ] = None,
) -> None:
    """Rule on an appeal."""
    session = Session.of(context)
    if (sanction is None) == (ruling is Ruling.REDUCED):
        raise Misuse(tr("--sanction goes with --ruling reduced, and only with it."))
    step = step_of(sanction) if sanction else None
    with session.opened() as workspace:
        appeal = workspace.query(AppealByNumber(number=number))
        reply = session.inputs.text(
            reply_file, "--reply-file", tr("Write the reply; the member reads it.")
        )
        workspace.execute(
            RuleOnAppeal(appeal=appeal, ruling=ruling, reply=reply, step=step)
        )
        view = workspace.query(AppealDetail(appeal=appeal))
    session.out.document({"appeal": documents.appeal(view)})
    _tell(view, session.out)


def _tell(view: AppealView, out: Output) -> None:
    line = view.line
    ruled = ruling_text(line.ruling) if line.ruling else state_text(line.state)
    out.heading(f"{line.number} · {ruled}")
    out.facts(
        [
            (tr("Case"), line.case_number),
            (tr("Member"), line.handle),
            (tr("Channel"), channel_text(view.channel)),
            (tr("Received at"), moment(view.received_at)),
            (tr("Recorded by"), view.filed_by),
            (tr("Due at"), "" if line.ruling else moment(line.due_at)),
            (tr("Ruled by"), view.ruled_by or ""),
            (tr("Ruled at"), moment(line.ruled_at)),
            (tr("Not for you"), tr(ERRORS[line.bar.value]) if line.bar else ""),
        ]
    )
    out.heading(tr("What the member says"))
    out.say(view.statement)
    tell_decision(view.decision, out)
    if view.reply:
        out.heading(tr("Reply to the member"))
        out.say(view.reply)
