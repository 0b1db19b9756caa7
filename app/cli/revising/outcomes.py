"""What the next draft takes over, and what its change log can tell."""

from typing import Annotated

import typer

from app.cli import documents
from app.cli.help import Page
from app.cli.output import Column
from app.cli.revising.motion_page import clauses_document
from app.cli.revising.options import MotionStart, motion_id, short
from app.cli.session import Session
from app.errors import NotFound
from app.revision.commands.takeover import GiveBack, TakeOver
from app.revision.queries.outcomes import (
    Awaited,
    AwaitingDraft,
    Log,
    RevisionLog,
)
from app.revision.wording import changes_text, log_told
from app.rulebook.queries import OpenDrafts
from app.words import mark, tr


def add_to(commands: typer.Typer) -> None:
    """Add the commands about outcomes to those about motions."""
    add = commands.command
    add("awaiting", cls=Page, help=mark("List passed motions in no draft."))(awaiting)
    add(
        "take",
        cls=Page,
        help=mark("Write a passed motion into the draft of the rules."),
    )(take)
    add("return", cls=Page, help=mark("Have a passed motion wait again."))(give_back)
    add("log", cls=Page, help=mark("What became of feedback and motions."))(log)


def awaiting(context: typer.Context) -> None:
    """List what waits for a draft."""
    session = Session.of(context)
    with session.opened() as workspace:
        waiting = workspace.query(AwaitingDraft())
    session.out.document({"awaiting": [_document(each) for each in waiting]})
    session.out.table(
        [
            Column(title=tr("Motion")),
            Column(title=tr("Ballot")),
            Column(title=tr("Clauses")),
            Column(title=tr("Title"), rest=True),
        ],
        [
            (
                short(each.line.id),
                short(each.ballot),
                changes_text(each.clauses),
                each.line.title,
            )
            for each in waiting
        ],
    )
    session.tell_end(len(waiting), more=False)


def take(context: typer.Context, start: MotionStart) -> None:
    """Take a motion over into the draft that is being written."""
    session = Session.of(context)
    with session.opened() as workspace:
        motion = motion_id(workspace, start)
        draft = next((each.id for each in workspace.query(OpenDrafts())), None)
        if draft is None:
            raise NotFound("draft_not_found")
        workspace.execute(TakeOver(motion=motion, draft=draft))
    session.out.document({"motion": motion, "draft": draft})
    session.out.say(tr("The draft has it now."))


def give_back(context: typer.Context, start: MotionStart) -> None:
    """Give a motion back."""
    session = Session.of(context)
    with session.opened() as workspace:
        motion = motion_id(workspace, start)
        workspace.execute(GiveBack(motion=motion))
    session.out.document({"motion": motion, "draft": None})
    session.out.say(tr("It waits for a draft again."))


def log(
    context: typer.Context,
    number: Annotated[
        int | None,
        typer.Option(
            "--version",
            min=1,
            help=mark("Which version; the one in force if none is named."),
        ),
    ] = None,
) -> None:
    """Tell what became of feedback and motions."""
    session = Session.of(context)
    with session.opened() as workspace:
        found = workspace.query(RevisionLog(version=number))
    session.out.document({"log": _log_document(found)})
    for line in log_told(found) or [tr("Nothing found.")]:
        session.out.say(line)


def _document(each: Awaited) -> documents.Document:
    return {
        "motion": each.line.id,
        "title": each.line.title,
        "ballot": each.ballot,
        "clauses": clauses_document(each.clauses),
        "review_on": documents.when(each.review_on),
    }


def _log_document(found: Log) -> documents.Document:
    return {
        "book": found.book,
        "version": found.version,
        "answers": [
            {
                "clause": each.clause or None,
                "answer": each.reply.value,
                "reason": each.reason or None,
                "motion": each.motion or None,
                "times": each.times,
            }
            for each in found.answers
        ],
        "motions": [
            {
                "motion": each.line.id,
                "title": each.line.title,
                "stage": each.line.stage.value,
                "for": each.tally.in_favour,
                "against": each.tally.against,
                "abstained": each.tally.abstained,
                "blocked": each.tally.blocked,
            }
            for each in found.motions
        ],
    }
