"""`passphrase` and `recovery`: one's own ways in."""

from contextlib import closing
from typing import Annotated

import typer

from app.cli import documents
from app.cli.help import Page, Pages
from app.cli.options import NewPassphrase, Yes
from app.cli.people import REKEY_OWED
from app.cli.session import Session
from app.recovery import as_groups, parse
from app.staff.commands import ChangePassphrase, MakeRecoverySheet
from app.staff.queries import WhoAmI, WhoCanOpen
from app.words import mark, tr
from app.workspace import Workspace

_CHANGE = mark(
    "Sign in with another passphrase from now on. The present one is the one you sign"
    " in with here."
)
_ROTATE = mark(
    "Take new personal keys too, because somebody may know the present passphrase; then"
    " re-key the vault and delete old backups."
)
_MAKE = mark(
    "Make a recovery key and show it once, for you to copy on paper. It takes the place"
    " of an earlier one. The window prints a sheet with it."
)
_USE = mark(
    "Come in with a recovery key and set a new passphrase; the key is used up by it."
)


def passphrase_group() -> typer.Typer:
    """Return the commands about one's passphrase."""
    commands = typer.Typer(
        name="passphrase",
        cls=Pages,
        no_args_is_help=True,
        help=mark("Your passphrase."),
    )
    commands.command("change", cls=Page, help=_CHANGE)(change)
    return commands


def recovery_group() -> typer.Typer:
    """Return the commands about recovery keys."""
    commands = typer.Typer(
        name="recovery",
        cls=Pages,
        no_args_is_help=True,
        help=mark("The key for a forgotten passphrase."),
    )
    commands.command("make", cls=Page, help=_MAKE)(make)
    commands.command("use", cls=Page, help=_USE)(use)
    return commands


def change(
    context: typer.Context,
    new_passphrase_file: NewPassphrase = None,
    rotate: Annotated[bool, typer.Option("--new-keys", help=_ROTATE)] = False,
) -> None:
    """Change one's passphrase."""
    session = Session.of(context)
    who = session.credentials()
    with session.opened(who) as workspace:
        new = session.inputs.new_secret(new_passphrase_file, tr("New passphrase"))
        command = ChangePassphrase(old=who.passphrase, new=new, rotate=rotate)
        workspace.execute(command)
        owed = workspace.query(WhoCanOpen()).rekey_owed
    session.out.document({"changed": True, "rekey_owed": owed})
    session.out.say(tr("The new passphrase holds from now on."))
    if owed:
        session.out.warn(tr(REKEY_OWED))


def make(context: typer.Context, yes: Yes = False) -> None:
    """Make a recovery key, and show it once."""
    session = Session.of(context)
    with session.opened() as workspace:
        me = workspace.query(WhoAmI()).me
        had = me.id in workspace.query(WhoCanOpen()).recoverable
        question = tr("Your earlier sheet opens nothing any more then. Go on?")
        done = not had or session.commits(question, yes=yes)
        key = workspace.execute(MakeRecoverySheet()).value if done else b""
    groups = as_groups(key) if done else ()
    session.out.document({"groups": list(groups)})
    if not done:
        return
    session.out.facts([(str(at), group) for at, group in enumerate(groups, 1)])
    session.out.say(
        tr("Copy it on paper and lock that away: whoever holds it can come in as you.")
    )
    session.out.say(tr("It is not shown again. Clear this terminal."))


def use(
    context: typer.Context,
    key_file: Annotated[
        str | None,
        typer.Option(
            "--key-file",
            metavar=mark("FILE"),
            help=mark(
                "A file whose first line is the recovery key; - reads it from standard"
                " input. Without it you are asked."
            ),
        ),
    ] = None,
    new_passphrase_file: NewPassphrase = None,
) -> None:
    """Come in with a recovery key."""
    session = Session.of(context)
    place = session.place()
    typed = session.inputs.secret(key_file, tr("Recovery key"), "--key-file")
    key = parse(typed)
    new = session.inputs.new_secret(new_passphrase_file, tr("New passphrase"))
    with session.out.progress(tr("Opening the vault")) as told:
        opened = Workspace.recover(
            place, key, new, surroundings=session.host.surroundings, progress=told
        )
    with closing(opened) as workspace:
        me = workspace.query(WhoAmI()).me
    session.out.document({"person": documents.person(me)})
    session.out.say(
        tr("{name} signs in with the new passphrase from now on.", name=me.name)
    )
    session.out.say(
        tr("The key is used up. Destroy the sheet and make a new one: recovery make")
    )
