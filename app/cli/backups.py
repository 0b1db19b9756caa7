"""`backup`: make one, list them, put one in the vault's place."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli import documents
from app.cli.help import Page, Pages
from app.cli.misuse import Misuse
from app.cli.options import Yes
from app.cli.output import Column
from app.cli.session import Session
from app.custody import Backup, backups_of
from app.custody_wording import facts_of, size_text, warnings_of, when_text
from app.errors import NotFound
from app.journal.extent import Extent
from app.restoring import Preview, Restoration, backups_in
from app.words import mark, tr

_MAKE = mark(
    "Make a verified backup while the vault is in use, and let go the old ones that are"
    " not kept: 7 days, 4 weeks, 12 months."
)
_LIST = mark("List the vault's backups; nobody needs to sign in for that.")
_RESTORE = mark(
    "Put a backup in the vault's place. Sign in as on the day it was made. The present"
    " vault becomes a backup itself."
)
_WHICH = mark("A backup's folder, or its name as `list` shows it.")


def group() -> typer.Typer:
    """Return the commands about backups."""
    commands = typer.Typer(
        name="backup", cls=Pages, no_args_is_help=True, help=mark("The backups.")
    )
    add = commands.command
    add("make", cls=Page, help=_MAKE)(make)
    add("list", cls=Page, help=_LIST)(list_backups)
    add("restore", cls=Page, help=_RESTORE)(restore)
    return commands


def make(
    context: typer.Context,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            metavar=mark("FOLDER"),
            help=mark(
                "A folder elsewhere, on a stick perhaps; nothing is let go there."
            ),
        ),
    ] = None,
) -> None:
    """Make a backup."""
    session = Session.of(context)
    with session.opened() as workspace, session.out.progress(tr("Copying")) as told:
        made = workspace.custody.back_up(told, home=to)
    session.out.document({"backup": _document(made)})
    session.out.say(tr("The backup is made: {place}", place=str(made.folder)))


def list_backups(context: typer.Context) -> None:
    """List the backups."""
    session = Session.of(context)
    found = backups_of(session.place())
    session.out.document({"backups": [_document(each) for each in found]})
    session.out.table(
        [
            Column(title=tr("Name")),
            Column(title=tr("Made")),
            Column(title=tr("Size"), right=True),
            Column(title=tr("What"), rest=True),
        ],
        [
            (
                each.folder.name,
                when_text(each.made_at),
                size_text(each.size),
                tr("the vault before a restore") if each.held else "",
            )
            for each in found
        ],
    )
    session.tell_end(len(found), more=False)


def restore(
    context: typer.Context,
    which: Annotated[str, typer.Argument(metavar=mark("BACKUP"), help=_WHICH)],
    yes: Yes = False,
) -> None:
    """Put a backup in the vault's place."""
    session = Session.of(context)
    place = session.place(there=False)
    wanted = Restoration.look(
        _chosen(which, place),
        place,
        session.credentials(),
        surroundings=session.host.surroundings,
    )
    session.out.facts(facts_of(wanted.preview))
    for warning in warnings_of(wanted.preview):
        session.out.warn(warning)
    done = session.commits(tr("Put this backup in the vault's place?"), yes=yes)
    if done:
        with session.out.progress(tr("Copying")) as told:
            wanted.carry_out(told)
        session.out.say(tr("The backup is the vault now: {place}", place=str(place)))
    session.out.document({"restored": done, "preview": _preview(wanted.preview)})


def _chosen(which: str, place: Path) -> Path:
    named = next((b.folder for b in backups_of(place) if b.folder.name == which), None)
    if named is not None:
        return named
    found = backups_in(Path(which))
    if len(found) > 1:
        names = ", ".join(each.folder.name for each in found)
        raise Misuse(tr("There are several backups; name one: {names}.", names=names))
    if not found and not Path(which).is_dir():
        raise NotFound("backup_not_found")
    return found[0].folder if found else Path(which)


def _document(made: Backup) -> documents.Document:
    return {
        "name": made.folder.name,
        "folder": str(made.folder.absolute()),
        "made_at": documents.when(made.made_at),
        "bytes": made.size,
        "before_restore": made.held,
    }


def _preview(preview: Preview) -> documents.Document:
    present = preview.present
    return {
        "made_at": documents.when(preview.made_at),
        "backup": _extent(preview.backup),
        "present": _extent(present.extent) if present and present.extent else None,
        "lost_commits": present.lost if present else 0,
        "may_sign_in_again": list(preview.returning),
    }


def _extent(of: Extent) -> documents.Document:
    return {
        "commits": of.commits,
        "events": of.events,
        "newest_at": documents.when(of.newest_at),
        "staff": list(of.people.values()),
    }
