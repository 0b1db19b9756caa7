"""`person`: change, suspend, reinstate, remove somebody, give a new passphrase."""

from typing import Annotated

import typer

from app.approvals.commands import Propose
from app.approvals.queries import SecondPersonFor
from app.cli import documents
from app.cli.approvals import tell_proposed
from app.cli.help import Page, Pages
from app.cli.options import NewPassphrase, Yes
from app.cli.session import Session
from app.errors import NotFound
from app.staff.commands import (
    ChangePerson,
    ReinstatePerson,
    ReissueSlot,
    RemovePerson,
    SuspendPerson,
)
from app.staff.queries import StaffList, StaffRow, WhoCanOpen
from app.staff.roles import Duty, Role
from app.staff.wording import duty_text, role_text
from app.words import mark, tr
from app.work import Command
from app.workspace import Workspace

Named = Annotated[str, typer.Option("--person", help=mark("Their sign-in name."))]

_CHANGE = mark(
    "Give somebody another role or other duties; what is not named stays as it is."
)
_REMOVE = mark(
    "Remove somebody for good; where a second person may do so, it is proposed to them."
    " Re-key the vault afterwards: gongdao-cli vault rekey"
)
_REISSUE = mark(
    "Give somebody who forgot theirs a new passphrase and new keys; their recovery"
    " sheet opens nothing any more."
)


def group() -> typer.Typer:
    """Return the commands about one person of the staff."""
    commands = typer.Typer(
        name="person",
        cls=Pages,
        no_args_is_help=True,
        help=mark("One person of the staff."),
    )
    add = commands.command
    add("change", cls=Page, help=_CHANGE)(change)
    add("suspend", cls=Page, help=mark("Let somebody do nothing for now."))(suspend)
    add("reinstate", cls=Page, help=mark("End a suspension."))(reinstate)
    add("remove", cls=Page, help=_REMOVE)(remove)
    add("reissue", cls=Page, help=_REISSUE)(reissue)
    return commands


def change(
    context: typer.Context,
    person: Named,
    role: Annotated[
        Role | None, typer.Option("--role", help=mark("What they are."))
    ] = None,
    duties: Annotated[
        list[Duty] | None,
        typer.Option(
            "--duty", help=mark("What they look after; can be given several times.")
        ),
    ] = None,
    no_duties: Annotated[
        bool, typer.Option("--no-duties", help=mark("Let them look after nothing."))
    ] = False,
) -> None:
    """Change role and duties."""
    session = Session.of(context)
    with session.opened() as workspace:
        row = named(workspace, person)
        kept = () if no_duties else tuple(map(Duty, row.duties))
        command = ChangePerson(
            person=row.id,
            role=role or Role(row.role),
            duties=tuple(duties) if duties else kept,
        )
        row = _done(workspace, command, row)
    words = " · ".join((role_text(row.role), *map(duty_text, row.duties)))
    _tell(session, row, tr("{name} is now: {role}.", name=row.name, role=words))


def suspend(context: typer.Context, person: Named) -> None:
    """Suspend somebody."""
    session = Session.of(context)
    with session.opened() as workspace:
        row = named(workspace, person)
        row = _done(workspace, SuspendPerson(person=row.id), row)
    _tell(session, row, tr("{name} is suspended.", name=row.name))


def reinstate(context: typer.Context, person: Named) -> None:
    """End a suspension."""
    session = Session.of(context)
    with session.opened() as workspace:
        row = named(workspace, person)
        row = _done(workspace, ReinstatePerson(person=row.id), row)
    _tell(session, row, tr("{name} can work again.", name=row.name))


def remove(context: typer.Context, person: Named, yes: Yes = False) -> None:
    """Remove somebody for good."""
    session = Session.of(context)
    with session.opened() as workspace:
        row = named(workspace, person)
        command = RemovePerson(person=row.id)
        question = tr("Remove {name} for good?", name=row.name)
        done = session.commits(question, yes=yes)
        if done and workspace.query(SecondPersonFor(command=command)).needed:
            proposal = workspace.execute(Propose(command=command)).value
            tell_proposed(workspace, proposal, session.out)
            return
        if done:
            row = _done(workspace, command, row)
        owed = workspace.query(WhoCanOpen()).rekey_owed
    session.out.document(
        {"removed": done, "person": documents.person(row), "rekey_owed": owed}
    )
    if done:
        session.out.say(tr("{name} is removed.", name=row.name))
    if owed:
        session.out.warn(tr(REKEY_OWED))


REKEY_OWED = mark(
    "The vault owes a new key: until then an old one opens every copy that is made"
    " (gongdao-cli vault rekey)."
)


def reissue(
    context: typer.Context, person: Named, new_passphrase_file: NewPassphrase = None
) -> None:
    """Give somebody a new passphrase and new keys."""
    session = Session.of(context)
    with session.opened() as workspace:
        row = named(workspace, person)
        passphrase = session.inputs.new_secret(
            new_passphrase_file, tr("Passphrase for {name}", name=row.name)
        )
        command = ReissueSlot(person=row.id, passphrase=passphrase)
        row = _done(workspace, command, row)
        owed = workspace.query(WhoCanOpen()).rekey_owed
    _tell(session, row, tr("{name} signs in with it from now on.", name=row.name))
    if owed:
        session.out.warn(tr(REKEY_OWED))


def named(workspace: Workspace, name: str) -> StaffRow:
    """Return the person of this name; upper and lower case do not matter.

    Raises:
        NotFound: there is nobody.
    """
    for row in workspace.query(StaffList()):
        if row.name.casefold() == name.strip().casefold():
            return row
    raise NotFound("person_not_found")


def _done(workspace: Workspace, command: Command[None], row: StaffRow) -> StaffRow:
    workspace.execute(command)
    return named(workspace, row.name)


def _tell(session: Session, row: StaffRow, words: str) -> None:
    session.out.document({"person": documents.person(row)})
    session.out.say(words)
