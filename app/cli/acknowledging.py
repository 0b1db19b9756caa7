"""`rules acknowledge`, `acknowledge-file`, `unacknowledged`: who read the rules."""

from datetime import datetime
from typing import Annotated

import typer

from app.acknowledgements.commands import AcknowledgeRules
from app.acknowledgements.model import Way
from app.acknowledgements.queries import (
    COUNT_CAP,
    AcknowledgementCounts,
    AcknowledgementPage,
)
from app.acknowledgements.wording import way_text
from app.cli import acknowledging_file, documents
from app.cli.help import Page
from app.cli.options import Limit
from app.cli.output import Column
from app.cli.publishing import chosen_version
from app.cli.session import Session
from app.errors import NotFound
from app.ids import MemberId
from app.members.queries import MembersNamed
from app.words import mark, tr
from app.workspace import Workspace

_ACKNOWLEDGE = mark(
    "Enter that members read a version of the rules, named by their platform ids."
)
_VERSION = typer.Option(
    "--version", min=1, help=mark("Which version; the one in force if none is named.")
)


def add_to(commands: typer.Typer) -> None:
    """Add the commands to those about the rules."""
    add = commands.command
    add("acknowledge", cls=Page, help=_ACKNOWLEDGE)(acknowledge)
    from_file = acknowledging_file.acknowledge_file
    add("acknowledge-file", cls=Page, help=acknowledging_file.ABOUT)(from_file)
    told = mark("List members who did not say that they read the rules.")
    add("unacknowledged", cls=Page, help=told)(unacknowledged)


def acknowledge(
    context: typer.Context,
    way: Annotated[Way, typer.Option("--way", help=mark("Where they said so."))],
    members: Annotated[
        list[str],
        typer.Argument(metavar=mark("MEMBERS"), help=mark("Their platform ids.")),
    ],
    on: Annotated[
        datetime | None,
        typer.Option(
            "--on",
            formats=["%Y-%m-%d"],
            metavar=mark("DAY"),
            help=mark("The day they did; today if none is named."),
        ),
    ] = None,
    number: Annotated[int | None, _VERSION] = None,
) -> None:
    """Enter who read the rules."""
    session = Session.of(context)
    day = on.date() if on else None
    with session.opened() as workspace:
        version = chosen_version(workspace, number)
        named = _members(workspace, tuple(members))
        command = AcknowledgeRules(version=version, members=named, way=way, on=day)
        added = workspace.execute(command).value
    session.out.document({"added": added})
    session.out.say(tr("Entered: {count}.", count=added))


def _members(workspace: Workspace, named: tuple[str, ...]) -> tuple[MemberId, ...]:
    """Return the members of these platform ids.

    Raises:
        NotFound: one of them is not on the list.
    """
    known = workspace.query(MembersNamed(platform_ids=named))
    if len(known) != len(set(named)):
        raise NotFound("member_not_found")
    return tuple(known.values())


def unacknowledged(
    context: typer.Context,
    number: Annotated[int | None, _VERSION] = None,
    limit: Limit = 50,
    done: Annotated[
        bool, typer.Option("--done", help=mark("Those instead who did."))
    ] = False,
) -> None:
    """List members who did not say that they read the rules."""
    session = Session.of(context)
    with session.opened() as workspace:
        version = chosen_version(workspace, number)
        asked = AcknowledgementPage(version=version, missing=not done, limit=limit)
        page = workspace.query(asked)
        counts = workspace.query(AcknowledgementCounts(version=version))
    session.out.document(
        {
            "missing": counts.missing,
            "done": counts.done,
            "most_counted": COUNT_CAP,
            "members": [
                {
                    "id": row.member,
                    "handle": row.handle,
                    "platform_id": row.platform_id,
                    "way": row.way.value if row.way else None,
                    "on": documents.when(row.on),
                    "recorded_by": row.recorded_by or None,
                }
                for row in page.rows
            ],
            "more": page.after is not None,
        }
    )
    session.out.table(
        [
            Column(title=tr("Nickname"), widest=28),
            Column(title=tr("Platform id"), widest=28),
            Column(title=tr("Day")),
            Column(title=tr("Where they said so"), rest=True),
        ],
        [
            (
                row.handle,
                row.platform_id,
                row.on.isoformat() if row.on else "",
                way_text(row.way) if row.way else "",
            )
            for row in page.rows
        ],
    )
    session.tell_end(len(page.rows), more=page.after is not None)
