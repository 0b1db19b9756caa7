"""`members erase`, `hold`, `lift`, `due`: what is kept about members."""

from collections.abc import Sequence
from typing import Annotated

import typer

from app.approvals.commands import Propose
from app.approvals.queries import SecondPersonFor
from app.cli import documents
from app.cli.approvals import tell_proposed
from app.cli.help import Page
from app.cli.options import Limit
from app.cli.output import Column, Output
from app.cli.session import Session
from app.cli.wording import moment
from app.custody import backups_of
from app.erasure.commands import EraseMembers, LiftHold, PlaceHold
from app.erasure.model import Because, Plan, Receipt, Remains
from app.erasure.queries.due import DueForErasure
from app.erasure.queries.plans import ErasurePlan
from app.erasure.wording import remains_told, stays_text, texts_told, wait_text
from app.errors import NotFound
from app.ids import MemberId
from app.members.queries import MembersNamed
from app.words import mark, tr
from app.workspace import Workspace

_ERASE = mark(
    "Erase what is personal about members, for good; where somebody else may erase as"
    " well, it is proposed to them. Facts and figures stay. What it would do is shown"
    " first; with --json and without --yes it is only shown."
)
_HOLD = mark(
    "Keep a member from being erased until the hold is lifted. The words of the reason"
    " are never an argument, since other people of this computer can see those."
)
_LIFT = mark("Lift every hold on a member.")
_DUE = mark("List members about whom nothing has happened for long.")

Account = Annotated[
    str, typer.Argument(metavar=mark("MEMBER"), help=mark("The member's platform id."))
]


def add_to(commands: typer.Typer) -> None:
    """Add these commands to those about members."""
    commands.command("erase", cls=Page, help=_ERASE)(erase)
    commands.command("hold", cls=Page, help=_HOLD)(hold)
    commands.command("lift", cls=Page, help=_LIFT)(lift)
    commands.command("due", cls=Page, help=_DUE)(due)


def erase(
    context: typer.Context,
    accounts: Annotated[
        list[str],
        typer.Argument(metavar=mark("MEMBER"), help=mark("Their platform ids.")),
    ],
    because: Annotated[
        Because, typer.Option("--because", help=mark("Why they are erased."))
    ] = Because.REQUEST,
    yes: Annotated[
        bool, typer.Option("--yes", help=mark("Erase without being asked."))
    ] = False,
) -> None:
    """Erase members."""
    session = Session.of(context)
    receipt: Receipt | None = None
    with session.opened() as workspace:
        members = members_of(workspace, accounts)
        plans = [workspace.query(ErasurePlan(member=member)) for member in members]
        for plan in plans:
            _tell_plan(plan, session.out)
        if session.commits(tr("Erase for good?"), yes=yes):
            command = EraseMembers(members=tuple(members), because=because)
            if workspace.query(SecondPersonFor(command=command)).needed:
                proposal = workspace.execute(Propose(command=command)).value
                tell_proposed(workspace, proposal, session.out)
                return
            receipt = workspace.execute(command).value
        backups = backups_of(workspace.place)
    session.out.document(
        {
            "plans": [_plan_document(plan) for plan in plans],
            "erased": _receipt_document(receipt),
            "backups": [documents.when(each.made_at) for each in backups],
        }
    )
    if receipt is not None:
        session.out.heading(tr("Erased"))
        facts = [(words, str(n)) for words, n in texts_told(receipt.texts)]
        facts.append((tr("Backups that hold the words"), str(len(backups))))
        session.out.facts(facts)


def members_of(workspace: Workspace, accounts: Sequence[str]) -> list[MemberId]:
    """Return members by their platform ids.

    Raises:
        NotFound: one of them is not on the list.
    """
    named = workspace.query(MembersNamed(platform_ids=tuple(accounts)))
    if len(named) < len({*accounts}):
        raise NotFound("member_not_found")
    return [*dict.fromkeys(named[account] for account in accounts)]


def _tell_plan(plan: Plan, out: Output) -> None:
    out.heading(tr("Erasing {member}", member=plan.handle))
    out.facts([(words, str(count)) for words, count in texts_told(plan.texts)])
    for line in (stays_text(), *remains_told(plan.remains)):
        out.say(line)
    for wait in plan.waits:
        out.warn(wait_text(wait))


def _plan_document(plan: Plan) -> documents.Document:
    return {
        "member": plan.member,
        "texts": dict(plan.texts),
        "waits": [
            {
                "code": wait.code,
                "number": wait.number or None,
                "until": documents.when(wait.until),
            }
            for wait in plan.waits
        ],
        "remains": _remains_document(plan.remains),
    }


def _remains_document(remains: Remains) -> documents.Document:
    return {
        "reported": remains.reported,
        "mentions": remains.mentions,
        "notices": remains.notices,
        "releases": [
            {"at": documents.when(each.at), "months": list(each.months)}
            for each in remains.releases
        ],
    }


def _receipt_document(receipt: Receipt | None) -> documents.Document | None:
    if receipt is None:
        return None
    return {
        "at": documents.when(receipt.at),
        "members": receipt.members,
        "subjects": receipt.subjects,
        "texts": dict(receipt.texts),
        "remains": _remains_document(receipt.remains),
    }


def hold(
    context: typer.Context,
    account: Account,
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
    """Place a hold."""
    session = Session.of(context)
    with session.opened() as workspace:
        (member,) = members_of(workspace, [account])
        asked = tr("Write why; only leads read it.")
        reason = session.inputs.text(reason_file, "--reason-file", asked)
        placed = workspace.execute(PlaceHold(member=member, reason=reason)).value
    session.out.document({"hold": placed})
    session.out.say(tr("The member is kept from being erased."))


def lift(context: typer.Context, account: Account) -> None:
    """Lift the holds on a member."""
    session = Session.of(context)
    with session.opened() as workspace:
        (member,) = members_of(workspace, [account])
        holds = workspace.query(ErasurePlan(member=member)).holds
        lasting = [each.id for each in holds if each.lifted_at is None]
        if not lasting:
            raise NotFound("hold_not_found")
        for each in lasting:
            workspace.execute(LiftHold(hold=each))
    session.out.document({"lifted": list(lasting)})
    session.out.say(tr("Nothing keeps the member from being erased by hand any more."))


def due(
    context: typer.Context,
    days: Annotated[
        int | None,
        typer.Option(
            "--days",
            help=mark("How long nothing may have happened; else as the settings say."),
        ),
    ] = None,
    limit: Limit = 200,
) -> None:
    """List who is due."""
    session = Session.of(context)
    with session.opened() as workspace:
        rows = workspace.query(DueForErasure(days=days, limit=limit))
    session.out.document(
        {
            "due": [
                {
                    "member": row.member,
                    "platform_id": row.platform_id,
                    "last_at": documents.when(row.last_at),
                    "removed": row.removed,
                }
                for row in rows
            ]
        }
    )
    session.out.table(
        [
            Column(title=tr("Nickname"), widest=28),
            Column(title=tr("Platform id"), widest=28),
            Column(title=tr("Nothing since"), rest=True),
        ],
        [(row.handle, row.platform_id, moment(row.last_at)) for row in rows],
    )
    session.tell_end(len(rows), more=len(rows) == limit)
