"""`staff`: enrol people, list them, link them to members."""

from collections.abc import Sequence
from typing import Annotated

import typer

from app.cli import documents
from app.cli.help import Page, Pages
from app.cli.options import NewPassphrase
from app.cli.output import Column
from app.cli.session import Session
from app.cli.wording import moment
from app.errors import Conflict, NotFound
from app.ids import MemberId
from app.members.queries import MembersNamed
from app.staff.commands import AdmitHeld, AdmitPerson, LinkStaff, UnlinkStaff
from app.staff.queries import HeldCommits, HeldRow, StaffList, StaffRow
from app.staff.roles import Role
from app.staff.wording import role_text
from app.verification import Fault, fault_text
from app.words import mark, tr, trn
from app.workspace import Workspace


def group() -> typer.Typer:
    """Return the commands about the staff."""
    commands = typer.Typer(
        name="staff",
        cls=Pages,
        no_args_is_help=True,
        help=mark("The people who moderate."),
    )
    add_command = commands.command
    add_command("add", cls=Page, help=mark("Enrol somebody on this computer."))(add)
    add_command("list", cls=Page, help=mark("List everybody on the staff."))(list_staff)
    add_command("link", cls=Page, help=_LINK)(link)
    add_command("unlink", cls=Page, help=_UNLINK)(unlink)
    add_command("held", cls=Page, help=_HELD)(held)
    add_command("admit", cls=Page, help=_ADMIT)(admit)
    return commands


_LINK = mark(
    "Say that somebody on the staff is also this member; they are then refused that"
    " member's cases."
)

_UNLINK = mark("Say that somebody on the staff is not this member after all.")
_HELD = mark("List the commits that wait outside: kept and shown, but without effect.")
_ADMIT = mark(
    "Let commits count that were not known when their author was removed, suspended or"
    " limited."
)


def add(
    context: typer.Context,
    name: Annotated[str, typer.Option("--name", help=mark("Their sign-in name."))],
    role: Annotated[Role, typer.Option("--role", help=mark("What they are."))],
    new_passphrase_file: NewPassphrase = None,
) -> None:
    """Enrol somebody."""
    session = Session.of(context)
    with session.opened() as workspace:
        passphrase = session.inputs.new_secret(
            new_passphrase_file, tr("Passphrase for {name}", name=name)
        )
        command = AdmitPerson(name=name, passphrase=passphrase, role=role)
        person = workspace.execute(command).value
        row = next(r for r in workspace.query(StaffList()) if r.id == person)
    session.out.document({"person": documents.person(row)})
    session.out.say(
        tr("{name} is enrolled: {role}.", name=row.name, role=role_text(row.role))
    )


def list_staff(context: typer.Context) -> None:
    """List the staff."""
    session = Session.of(context)
    with session.opened() as workspace:
        rows = workspace.query(StaffList())
    session.out.document({"staff": [documents.person(row) for row in rows]})
    session.out.table(
        [
            Column(title=tr("Name"), rest=True),
            Column(title=tr("Role")),
            Column(title=tr("Since")),
            Column(title=tr("Linked members"), right=True),
        ],
        [
            (
                row.name,
                role_text(row.role),
                moment(row.admitted_at),
                str(len(row.members) or ""),
            )
            for row in rows
        ],
    )


def held(context: typer.Context) -> None:
    """List what waits outside."""
    session = Session.of(context)
    with session.opened() as workspace:
        rows = workspace.query(HeldCommits())
        names = {row.id: row.name for row in workspace.query(StaffList())}
    session.out.document({"held": [_held_document(row) for row in rows]})
    session.out.table(
        [
            Column(title=tr("Commit")),
            Column(title=tr("Who")),
            Column(title=tr("When")),
            Column(title=tr("Events"), right=True),
            Column(title=tr("Why"), rest=True),
        ],
        [
            (
                row.commit.hex()[:_SHORT],
                names.get(row.person, ""),
                moment(row.at),
                str(row.events),
                fault_text(Fault(row.fault)),
            )
            for row in rows
        ],
    )
    session.tell_end(len(rows), more=False)


def admit(
    context: typer.Context,
    commits: Annotated[
        list[str],
        typer.Argument(
            metavar=mark("COMMIT"), help=mark("Their hashes, as `held` shows them.")
        ),
    ],
) -> None:
    """Let commits count."""
    session = Session.of(context)
    with session.opened() as workspace:
        rows = workspace.query(HeldCommits())
        wanted = tuple(_commit(rows, beginning) for beginning in commits)
        workspace.execute(AdmitHeld(commits=wanted))
    session.out.document({"admitted": [commit.hex() for commit in wanted]})
    session.out.say(
        trn("{count} commit counts now.", "{count} commits count now.", len(wanted))
    )


_SHORT = 16


def _commit(rows: Sequence[HeldRow], beginning: str) -> bytes:
    found = [row.commit for row in rows if row.commit.hex().startswith(beginning)]
    if len(found) != 1:
        raise Conflict("not_admissible")
    return found[0]


def _held_document(row: HeldRow) -> documents.Document:
    return {
        "commit": row.commit.hex(),
        "person": row.person,
        "at": documents.when(row.at),
        "fault": row.fault,
        "events": row.events,
        "admissible": row.admissible,
    }


def link(
    context: typer.Context,
    person: Annotated[str, typer.Option("--person", help=mark("Their sign-in name."))],
    member: Annotated[
        str, typer.Option("--member", help=mark("The member's platform id."))
    ],
) -> None:
    """Link somebody on the staff to a member."""
    session = Session.of(context)
    with session.opened() as workspace:
        who = person_row(workspace, person)
        found = member_id(workspace, member)
        workspace.execute(LinkStaff(person=who.id, member=found))
    session.out.document({"person": who.id, "member": found})
    session.out.say(tr("{name} is linked to {member}.", name=who.name, member=member))


def unlink(
    context: typer.Context,
    person: Annotated[str, typer.Option("--person", help=mark("Their sign-in name."))],
    member: Annotated[
        str, typer.Option("--member", help=mark("The member's platform id."))
    ],
) -> None:
    """Take a link to a member away."""
    session = Session.of(context)
    with session.opened() as workspace:
        who = person_row(workspace, person)
        found = member_id(workspace, member)
        workspace.execute(UnlinkStaff(person=who.id, member=found))
    session.out.document({"person": who.id, "member": found})
    session.out.say(
        tr("{name} is not linked to {member} any more.", name=who.name, member=member)
    )


def person_row(workspace: Workspace, name: str) -> StaffRow:
    """Return somebody on the staff by sign-in name.

    Raises:
        NotFound: there is nobody of this name.
    """
    rows = workspace.query(StaffList())
    who = next((r for r in rows if r.name.casefold() == name.casefold()), None)
    if who is None:
        raise NotFound("person_not_found")
    return who


def member_id(workspace: Workspace, platform_id: str) -> MemberId:
    """Return the member of a platform id.

    Raises:
        NotFound: nobody on the list has it.
    """
    found = workspace.query(MembersNamed(platform_ids=(platform_id,)))
    if platform_id not in found:
        raise NotFound("member_not_found")
    return found[platform_id]
