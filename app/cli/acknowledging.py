"""`rules acknowledge` and `rules unacknowledged`: who read the rules."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from app.acknowledgements.commands import (
    AcknowledgeFromFile,
    AcknowledgeRules,
    FileAcknowledged,
)
from app.acknowledgements.model import Way
from app.acknowledgements.queries import (
    COUNT_CAP,
    AcknowledgementCounts,
    AcknowledgementPage,
)
from app.acknowledgements.wording import way_text
from app.cli import documents
from app.cli.help import Page
from app.cli.options import Limit, Yes
from app.cli.output import Column, Output
from app.cli.publishing import chosen_version
from app.cli.session import Session
from app.errors import NotFound
from app.files.profiles import read_members
from app.ids import MemberId
from app.members.queries import MembersNamed
from app.words import mark, tr
from app.workspace import Workspace

_ACKNOWLEDGE = mark(
    "Enter that members read a version of the rules: those named by their platform"
    " ids, or all in a file (CSV, XLSX, XLS or ODS) with a column of platform ids."
)
_VERSION = typer.Option(
    "--version", min=1, help=mark("Which version; the one in force if none is named.")
)


def add_to(commands: typer.Typer) -> None:
    """Add the commands to those about the rules."""
    add = commands.command
    add("acknowledge", cls=Page, help=_ACKNOWLEDGE)(acknowledge)
    told = mark("List members who did not say that they read the rules.")
    add("unacknowledged", cls=Page, help=told)(unacknowledged)


def acknowledge(
    context: typer.Context,
    way: Annotated[Way, typer.Option("--way", help=mark("Where they said so."))],
    members: Annotated[
        list[str] | None,
        typer.Argument(metavar=mark("MEMBERS"), help=mark("Their platform ids.")),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file", metavar=mark("FILE"), help=mark("The file with the list.")
        ),
    ] = None,
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
    yes: Yes = False,
) -> None:
    """Enter who read the rules."""
    session = Session.of(context)
    day = on.date() if on else None
    with session.opened() as workspace:
        version = chosen_version(workspace, number)
        if file is None:
            named = _members(workspace, tuple(members or ()))
            command = AcknowledgeRules(version=version, members=named, way=way, on=day)
            added = workspace.execute(command).value
            session.out.document({"added": added})
            session.out.say(tr("Entered: {count}.", count=added))
            return
        with session.out.progress(tr("Reading")) as progress:
            listed = read_members(file, progress=progress)
        if not session.commits(tr("Enter that these people read the rules?"), yes=yes):
            session.out.document({"added": None})
            return
        taken = AcknowledgeFromFile(version=version, file=listed, way=way, on=day)
        result = workspace.execute(taken).value
    _tell(result, session.out)


def _members(workspace: Workspace, named: tuple[str, ...]) -> tuple[MemberId, ...]:
    """Return the members of these platform ids.

    Raises:
        NotFound: one of them is not on the list.
    """
    known = workspace.query(MembersNamed(platform_ids=named))
    if len(known) != len(set(named)):
        raise NotFound("member_not_found")
    return tuple(known.values())


def _tell(result: FileAcknowledged, out: Output) -> None:
    out.document(
        {
            "added": result.added,
            "known": result.known,
            "unknown_lines": list(result.unknown),
            "nameless": result.nameless,
            "left_out": result.left_out,
        }
    )
    out.facts(
        [
            (tr("Added"), str(result.added)),
            (tr("Known already"), str(result.known)),
            (tr("Not on the member list"), str(len(result.unknown))),
            (tr("Without a platform id, left out"), str(result.nameless)),
            (tr("Left out, being involved"), str(result.left_out)),
        ]
    )


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
