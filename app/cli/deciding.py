"""`cases decide` and `cases undo`."""

from typing import Annotated

import typer

from app.approvals.commands import Propose
from app.approvals.queries import SecondPersonFor
from app.cases.commands.deciding import DecideCase, RetractDecision
from app.cases.queries.cases import CaseDetail
from app.cases.queries.decisions import DecisionOf
from app.cli import documents
from app.cli.approvals import tell_proposed
from app.cli.case_page import case_id, label, proposed, tell_decision, tell_proposal
from app.cli.help import Page
from app.cli.misuse import Misuse
from app.cli.options import CaseNumber
from app.cli.session import Session
from app.cli.wording import moment, step_of
from app.errors import Conflict
from app.rulebook.model import Severity
from app.words import mark, tr

_DECIDE = mark(
    "Decide a case: a clause and what the ladder proposes, another sanction with a"
    " reason, or no violation. A removal is proposed to a second person. The words of"
    " the reason are never an argument, since other people of this computer can see"
    " those: they come from a file, from standard input, or are typed."
)
_UNDO = mark("Undo your own decision within five minutes.")
_SANCTION = mark(
    "What to impose instead of what the ladder proposes, as KIND:DAYS:POINTS, such as"
    " mute:3:2 or warning:0:1. Needs --deviation-reason-file."
)


def add_to(commands: typer.Typer) -> None:
    """Add these commands to those about cases."""
    commands.command("decide", cls=Page, help=_DECIDE)(decide)
    commands.command("undo", cls=Page, help=_UNDO)(undo)


def decide(
    context: typer.Context,
    number: CaseNumber,
    clause: Annotated[
        str | None,
        typer.Option("--clause", help=mark("The clause that was broken, such as 3.2.")),
    ] = None,
    no_violation: Annotated[
        bool, typer.Option("--no-violation", help=mark("No clause was broken."))
    ] = False,
    severity: Annotated[
        Severity | None,
        typer.Option("--severity", help=mark("The clause's own if none is named.")),
    ] = None,
    sanction: Annotated[
        str | None, typer.Option("--sanction", metavar=mark("STEP"), help=_SANCTION)
    ] = None,
    reason_file: Annotated[
        str | None,
        typer.Option(
            "--reason-file",
            metavar=mark("FILE"),
            help=mark(
                "A file with the reason, as the member reads it; - or nothing:"
                " standard input, or typed."
            ),
        ),
    ] = None,
    deviation_reason_file: Annotated[
        str | None,
        typer.Option(
            "--deviation-reason-file",
            metavar=mark("FILE"),
            help=mark("A file saying why it is not what the ladder proposes."),
        ),
    ] = None,
) -> None:
    """Decide a case."""
    session = Session.of(context)
    _check(clause, sanction, no_violation=no_violation)
    step = step_of(sanction) if sanction else None
    with session.opened() as workspace:
        case = case_id(workspace, number)
        ladder = proposed(workspace, case, clause, severity) if clause else None
        if ladder:
            tell_proposal(ladder, session.out)
        reason = session.inputs.text(
            reason_file,
            "--reason-file",
            tr("Write the reason; the member may read it."),
        )
        deviation = ""
        if step is not None and (ladder is None or step != ladder.proposal.step):
            deviation = session.inputs.text(
                deviation_reason_file,
                "--deviation-reason-file",
                tr("Write why it is not what the ladder proposes."),
            )
        command = DecideCase(
            case=case,
            clause=clause,
            severity=severity,
            step=step,
            reason=reason,
            deviation_reason=deviation,
        )
        if workspace.query(SecondPersonFor(command=command)).needed:
            proposal = workspace.execute(Propose(command=command)).value
            tell_proposed(workspace, proposal, session.out)
            return
        value = workspace.execute(command).value
        decision = workspace.query(DecisionOf(case=case, decision=value.id))
    session.out.document(
        {
            "case": label(number),
            "decision": documents.decision(decision),
            "undo_until": documents.when(value.undo_until),
        }
    )
    if decision is not None:
        tell_decision(decision, session.out)
    session.out.note(
        tr(
            "It can be undone until {when}: gongdao-cli cases undo {number}",
            when=moment(value.undo_until),
            number=label(number),
        )
    )


def _check(clause: str | None, sanction: str | None, *, no_violation: bool) -> None:
    if (clause is None) != no_violation:
        raise Misuse(tr("Name either --clause or --no-violation."))
    if sanction and no_violation:
        raise Misuse(tr("Without a violation there is no sanction."))


def undo(
    context: typer.Context,
    number: CaseNumber,
) -> None:
    """Undo a decision."""
    session = Session.of(context)
    with session.opened() as workspace:
        case = case_id(workspace, number)
        decision = workspace.query(CaseDetail(case=case)).decision
        if decision is None:
            raise Conflict("undo_no_longer_possible")
        workspace.execute(RetractDecision(case=case, decision=decision))
    session.out.document({"case": label(number), "undone": True})
    session.out.say(tr("The decision is undone; the case is yours to decide."))
