"""`reviews`: decisions and members, looked at again by a lead."""

from typing import Annotated

import typer

from app.cases.queries.cases import CaseDetail
from app.cases.wording import outcome_text
from app.cli import documents, member_reviews
from app.cli.case_page import case_id, label
from app.cli.help import Page, Pages
from app.cli.options import CaseNumber, Limit
from app.cli.output import Column
from app.cli.session import Session
from app.cli.wording import short_moment
from app.errors import NotFound
from app.reviews.commands import AgreeWithDecision, ReturnDecision, UndoReview
from app.reviews.queries import ReviewLine, ReviewOfCase, ReviewPage
from app.rulebook.wording import step_text
from app.words import mark, tr
from app.workspace import Workspace

_RETURN = mark(
    "Give a decision back: its sanction is reversed and its decider decides again. The"
    " note is never an argument: it comes from a file, from standard input, or is"
    " typed."
)


def group() -> typer.Typer:
    """Return the commands about reviews."""
    commands = typer.Typer(
        name="reviews",
        cls=Pages,
        no_args_is_help=True,
        help=mark("Decisions and members that a lead looks at again."),
    )
    add = commands.command
    add("list", cls=Page, help=mark("List decisions that wait for a lead."))(list_due)
    add("agree", cls=Page, help=mark("Agree with a case's decision."))(agree)
    add("return", cls=Page, help=_RETURN)(give_back)
    add("undo", cls=Page, help=mark("Undo your own review within five minutes."))(undo)
    member_reviews.add_to(commands)
    return commands


def list_due(context: typer.Context, limit: Limit = 50) -> None:
    """List what is due."""
    session = Session.of(context)
    with session.opened() as workspace:
        page = workspace.query(ReviewPage(limit=limit))
    more = page.after is not None
    rows = [_document(line) for line in page.rows]
    session.out.document({"reviews": rows, "more": more})
    session.out.table(
        [
            Column(title=tr("Case")),
            Column(title=tr("Clause")),
            Column(title=tr("Decision")),
            Column(title=tr("Decided by")),
            Column(title=tr("When")),
            Column(title=tr("Member"), rest=True),
        ],
        [
            (
                line.case_number,
                line.clause,
                step_text(line.step) if line.step else outcome_text(line.outcome),
                line.decider,
                short_moment(line.at),
                line.handle,
            )
            for line in page.rows
        ],
    )
    session.tell_end(len(page.rows), more=more)


def agree(context: typer.Context, number: CaseNumber) -> None:
    """Agree with a decision."""
    session = Session.of(context)
    with session.opened() as workspace:
        decision = _decision(workspace, number)
        workspace.execute(AgreeWithDecision(decision=decision))
    session.out.document({"case": label(number), "agreed": True})
    session.out.say(
        tr("You agree with the decision of {number}.", number=label(number))
    )


def give_back(
    context: typer.Context,
    number: CaseNumber,
    note_file: Annotated[
        str | None,
        typer.Option(
            "--note-file",
            metavar=mark("FILE"),
            help=mark("A file with the note; - or nothing: standard input, or typed."),
        ),
    ] = None,
) -> None:
    """Return a decision."""
    session = Session.of(context)
    with session.opened() as workspace:
        decision = _decision(workspace, number)
        note = session.inputs.text(
            note_file, "--note-file", tr("Write what to look at again.")
        )
        workspace.execute(ReturnDecision(decision=decision, note=note))
    session.out.document({"case": label(number), "returned": True})
    session.out.say(tr("{number} is back with who decided it.", number=label(number)))


def undo(context: typer.Context, number: CaseNumber) -> None:
    """Undo a review."""
    session = Session.of(context)
    with session.opened() as workspace:
        case = case_id(workspace, number)
        decision = workspace.query(ReviewOfCase(case=case))
        if decision is None:
            raise NotFound("review_not_found")
        workspace.execute(UndoReview(decision=decision))
    session.out.document({"case": label(number), "undone": True})
    session.out.say(tr("The review of {number} is undone.", number=label(number)))


def _decision(workspace: Workspace, number: str) -> str:
    case = case_id(workspace, number)
    decision = workspace.query(CaseDetail(case=case)).decision
    if decision is None:
        raise NotFound("review_not_found")
    return decision


def _document(line: ReviewLine) -> documents.Document:
    return {
        "case": line.case_number,
        "decision": line.id,
        "clause": line.clause or None,
        "outcome": line.outcome.value,
        "step": documents.step(line.step),
        "member": line.handle,
        "decider": line.decider,
        "at": documents.when(line.at),
    }
