"""`approvals`: what waits for a second person."""

from typing import Annotated

import typer

from app.approvals.commands import Approve, Reject, Withdraw
from app.approvals.queries import (
    ProposalByStart,
    ProposalDetail,
    ProposalLine,
    ProposalPage,
    ProposalQueue,
    ProposalView,
)
from app.approvals.wording import state_text
from app.cli import changes, documents
from app.cli.help import Page, Pages
from app.cli.options import Limit
from app.cli.output import Column, Output
from app.cli.session import Session
from app.cli.wording import moment, short_moment
from app.ids import ProposalId
from app.words import ERRORS, mark, tr
from app.workspace import Workspace

_REJECT = mark(
    "Do not approve; nothing is done. The reason is never an argument: it comes from a"
    " file, from standard input, or is typed."
)

ProposalStart = Annotated[
    str,
    typer.Argument(
        metavar=mark("PROPOSAL"),
        help=mark("The beginning of the proposal's id, as the list shows it."),
    ),
]

_SHOWN = 8


def group() -> typer.Typer:
    """Return the commands about proposals."""
    commands = typer.Typer(
        name="approvals",
        cls=Pages,
        no_args_is_help=True,
        help=mark("What needs a second person."),
    )
    add = commands.command
    add("list", cls=Page, help=mark("List proposals."))(list_proposals)
    add("show", cls=Page, help=mark("Show what a proposal would do."))(show)
    add("approve", cls=Page, help=mark("Approve; it is done at once."))(approve)
    add("reject", cls=Page, help=_REJECT)(reject)
    add("withdraw", cls=Page, help=mark("Take your own proposal back."))(withdraw)
    return commands


def short(proposal: ProposalId) -> str:
    """Return how a proposal is named on the command line."""
    return proposal[:_SHOWN]


def tell_proposed(workspace: Workspace, proposal: ProposalId, out: Output) -> None:
    """Say that something waits for a second person now."""
    view = workspace.query(ProposalDetail(proposal=proposal))
    out.document({"proposal": _document(view.line)})
    out.say(
        tr(
            "Proposed as {name}: {title}. A second person must approve it.",
            name=short(proposal),
            title=view.line.title,
        )
    )


def list_proposals(
    context: typer.Context,
    queue: Annotated[
        ProposalQueue, typer.Option("--queue", help=mark("Which proposals."))
    ] = ProposalQueue.FOR_ME,
    limit: Limit = 50,
) -> None:
    """List proposals."""
    session = Session.of(context)
    with session.opened() as workspace:
        page = workspace.query(ProposalPage(queue=queue, limit=limit))
    more = page.after is not None
    rows = [_document(line) for line in page.rows]
    session.out.document({"proposals": rows, "more": more})
    session.out.table(
        [
            Column(title=tr("Proposal")),
            Column(title=tr("State")),
            Column(title=tr("Proposed by")),
            Column(title=tr("When")),
            Column(title=tr("What"), rest=True),
        ],
        [
            (
                short(line.id),
                state_text(line.state),
                line.proposer,
                short_moment(line.at),
                line.title,
            )
            for line in page.rows
        ],
    )
    session.tell_end(len(page.rows), more=more)


def show(context: typer.Context, start: ProposalStart) -> None:
    """Show a proposal."""
    session = Session.of(context)
    with session.opened() as workspace:
        view = _view(workspace, start)
    session.out.document({"proposal": _whole(view)})
    _tell(view, session.out)


def approve(context: typer.Context, start: ProposalStart) -> None:
    """Approve a proposal."""
    session = Session.of(context)
    with session.opened() as workspace:
        proposal = _view(workspace, start).line.id
        workspace.execute(Approve(proposal=proposal))
        view = workspace.query(ProposalDetail(proposal=proposal))
    session.out.document({"proposal": _document(view.line)})
    session.out.say(tr("Approved and done: {title}", title=view.line.title))


def reject(
    context: typer.Context,
    start: ProposalStart,
    reason_file: Annotated[
        str | None,
        typer.Option(
            "--reason-file",
            metavar=mark("FILE"),
            help=mark(
                "A file with the reason; - or nothing: standard input, or typed."
            ),
        ),
    ] = None,
) -> None:
    """Reject a proposal."""
    session = Session.of(context)
    with session.opened() as workspace:
        proposal = _view(workspace, start).line.id
        reason = session.inputs.text(
            reason_file, "--reason-file", tr("Write why you do not approve.")
        )
        workspace.execute(Reject(proposal=proposal, reason=reason))
        view = workspace.query(ProposalDetail(proposal=proposal))
    session.out.document({"proposal": _document(view.line)})
    session.out.say(
        tr("Not approved; nothing was done: {title}", title=view.line.title)
    )


def withdraw(context: typer.Context, start: ProposalStart) -> None:
    """Withdraw a proposal."""
    session = Session.of(context)
    with session.opened() as workspace:
        proposal = _view(workspace, start).line.id
        workspace.execute(Withdraw(proposal=proposal))
        view = workspace.query(ProposalDetail(proposal=proposal))
    session.out.document({"proposal": _document(view.line)})
    session.out.say(tr("Withdrawn: {title}", title=view.line.title))


def _view(workspace: Workspace, start: str) -> ProposalView:
    proposal = workspace.query(ProposalByStart(start=start))
    return workspace.query(ProposalDetail(proposal=proposal))


def _document(line: ProposalLine) -> documents.Document:
    return {
        "id": line.id,
        "what": line.what,
        "title": line.title,
        "about": line.about or None,
        "state": line.state.value,
        "proposer": line.proposer,
        "at": documents.when(line.at),
        "closer": line.closer or None,
        "closed_at": documents.when(line.closed_at),
        "reason": line.reason or None,
    }


def _whole(view: ProposalView) -> documents.Document:
    return {
        **_document(view.line),
        "facts": [list(fact) for fact in view.described.facts],
        "reasons": [list(reason) for reason in view.described.reasons],
        "changes": changes.document(view.changes),
        "refused": view.bar or None,
    }


def _tell(view: ProposalView, out: Output) -> None:
    line = view.line
    out.heading(f"{line.title} · {state_text(line.state)}")
    out.facts(
        [
            *view.described.facts,
            (tr("Proposed by"), f"{line.proposer} · {moment(line.at)}"),
            (tr("Closed by"), _closed(line)),
            (tr("Not for you"), tr(ERRORS[view.bar]) if view.bar else ""),
        ]
    )
    changes.tell(view.changes, out)
    reasons = [*view.described.reasons, (tr("Why not approved"), line.reason)]
    for label, text in reasons:
        if text:
            out.heading(label)
            out.say(text)


def _closed(line: ProposalLine) -> str:
    return f"{line.closer} · {moment(line.closed_at)}" if line.closer else ""
