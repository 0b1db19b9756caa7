"""`reviews members`, `record`, `take-back`: members whose points call for a review."""

from typing import Annotated

import typer

from app.cli import documents
from app.cli.erasing import Account, members_of
from app.cli.help import Page
from app.cli.options import Limit
from app.cli.output import Column
from app.cli.session import Session
from app.cli.wording import short_moment
from app.errors import NotFound
from app.reviews.commands import ReviewMember, UndoMemberReview
from app.reviews.queries import MemberReviews, MembersToReview, MemberToReview
from app.words import mark, tr

_RECORD = mark(
    "Record what the review of a member found. The note is never an argument: it comes"
    " from a file, from standard input, or is typed."
)


def add_to(commands: typer.Typer) -> None:
    """Add these commands to those about reviews."""
    add = commands.command
    add("members", cls=Page, help=mark("List members whose points call for a review."))(
        list_members
    )
    add("record", cls=Page, help=_RECORD)(record)
    add(
        "take-back",
        cls=Page,
        help=mark("Take back your own review of a member within five minutes."),
    )(take_back)


def list_members(context: typer.Context, limit: Limit = 50) -> None:
    """List who is due."""
    session = Session.of(context)
    with session.opened() as workspace:
        page = workspace.query(MembersToReview(limit=limit))
    more = page.after is not None
    session.out.document(
        {"members": [_document(row) for row in page.rows], "more": more}
    )
    session.out.table(
        [
            Column(title=tr("Nickname"), widest=28),
            Column(title=tr("Platform id"), widest=28),
            Column(title=tr("Points"), right=True),
            Column(title=tr("Review at"), right=True),
            Column(title=tr("Due since")),
            Column(title=tr("Last review"), rest=True),
        ],
        [
            (
                row.handle,
                row.platform_id,
                str(row.points),
                str(row.threshold),
                short_moment(row.due_since),
                short_moment(row.reviewed_at),
            )
            for row in page.rows
        ],
    )
    session.tell_end(len(page.rows), more=more)


def record(
    context: typer.Context,
    account: Account,
    note_file: Annotated[
        str | None,
        typer.Option(
            "--note-file",
            metavar=mark("FILE"),
            help=mark("A file with the note; - or nothing: standard input, or typed."),
        ),
    ] = None,
) -> None:
    """Record a review."""
    session = Session.of(context)
    with session.opened() as workspace:
        (member,) = members_of(workspace, [account])
        note = session.inputs.text(
            note_file, "--note-file", tr("Write what the review found.")
        )
        review = workspace.execute(ReviewMember(member=member, note=note)).value
    session.out.document({"member": member, "review": review})
    session.out.say(tr("The review of {member} is recorded", member=account))


def take_back(context: typer.Context, account: Account) -> None:
    """Take a review back."""
    session = Session.of(context)
    with session.opened() as workspace:
        (member,) = members_of(workspace, [account])
        reviews = workspace.query(MemberReviews(member=member)).reviews
        if not reviews:
            raise NotFound("member_review_not_found")
        review = reviews[0].id
        workspace.execute(UndoMemberReview(review=review))
    session.out.document({"member": member, "undone": review})
    session.out.say(tr("The review of {member} is taken back", member=account))


def _document(row: MemberToReview) -> documents.Document:
    return {
        "member": row.member,
        "handle": row.handle,
        "platform_id": row.platform_id,
        "points": row.points,
        "threshold": row.threshold,
        "due_since": documents.when(row.due_since),
        "reviewed_at": documents.when(row.reviewed_at),
    }
