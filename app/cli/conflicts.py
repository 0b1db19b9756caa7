"""`conflicts`: the register of conflicts of interest."""

from collections.abc import Sequence
from typing import Annotated

import typer

from app.cli import documents
from app.cli.case_page import case_id, label
from app.cli.help import Page, Pages
from app.cli.misuse import Misuse
from app.cli.output import Column
from app.cli.session import Session
from app.cli.staff import member_id, person_row
from app.cli.wording import moment
from app.conflicts.commands import DeclareConflict, EndConflict
from app.conflicts.model import About
from app.conflicts.queries.register import ConflictEntry, ConflictList
from app.conflicts.wording import about_text
from app.errors import NotFound
from app.ids import PersonId
from app.staff.queries import WhoAmI
from app.words import mark, tr
from app.workspace import Workspace

_DECLARE = mark(
    "Say that somebody on the staff is involved with a member or a case; they no longer"
    " see it, nor decide it. Anybody says so of themselves; of others, who keeps the"
    " register. The reason is never an argument, and is sealed to leads."
)
_END = mark(
    "End an entry. One's own word can be taken back; what others entered is theirs to"
    " end."
)

Who = Annotated[
    str,
    typer.Option("--person", help=mark("Their sign-in name; yourself without it.")),
]
MemberOf = Annotated[
    str, typer.Option("--member", help=mark("The member's platform id."))
]
CaseOf = Annotated[
    str,
    typer.Option("--case", help=mark("The case's number, such as GD-2611-0417.")),
]


def group() -> typer.Typer:
    """Return the commands about conflicts of interest."""
    commands = typer.Typer(
        name="conflicts",
        cls=Pages,
        no_args_is_help=True,
        help=mark("The register of conflicts of interest."),
    )
    add = commands.command
    add("list", cls=Page, help=mark("List the register, or your part of it."))(
        list_conflicts
    )
    add("declare", cls=Page, help=_DECLARE)(declare)
    add("end", cls=Page, help=_END)(end)
    return commands


def list_conflicts(
    context: typer.Context,
    ended: Annotated[
        bool, typer.Option("--ended", help=mark("Also those that have ended."))
    ] = False,
) -> None:
    """List the register."""
    session = Session.of(context)
    with session.opened() as workspace:
        entries = workspace.query(ConflictList(ended=ended))
    session.out.document(
        {"conflicts": [documents.conflict(entry) for entry in entries]}
    )
    session.out.table(
        [
            Column(title=tr("Person")),
            Column(title=tr("Involved with"), rest=True),
            Column(title=tr("Reason"), widest=28),
            Column(title=tr("Entered by")),
            Column(title=tr("Since")),
            Column(title=tr("Ended")),
        ],
        [_line(entry) for entry in entries],
    )


def _line(entry: ConflictEntry) -> Sequence[str]:
    return (
        entry.person_name,
        f"{about_text(entry.about)} {entry.label}",
        entry.reason or "",
        entry.entered_by_name,
        moment(entry.entered_at),
        moment(entry.ended_at) if entry.ended_at else "",
    )


def declare(
    context: typer.Context,
    member: MemberOf = "",
    case: CaseOf = "",
    person: Who = "",
    reason_file: Annotated[
        str | None,
        typer.Option(
            "--reason-file",
            metavar=mark("FILE"),
            help=mark(
                "A file with the reason; - or nothing: standard input, or typed."
            ),
        ),
    ] = None,
) -> None:
    """Enter somebody."""
    session = Session.of(context)
    with session.opened() as workspace:
        who = _person(workspace, person)
        about, target = _target(workspace, member, case)
        question = tr("Write what connects them.")
        reason = session.inputs.text(reason_file, "--reason-file", question)
        command = DeclareConflict(person=who, about=about, target=target, reason=reason)
        made = workspace.execute(command).value
    session.out.document({"conflict": made, "person": who, "target": target})
    session.out.say(tr("It is entered in the register."))


def end(
    context: typer.Context, member: MemberOf = "", case: CaseOf = "", person: Who = ""
) -> None:
    """End an entry."""
    session = Session.of(context)
    with session.opened() as workspace:
        who = _person(workspace, person)
        entry = _standing(workspace, who, member, case)
        workspace.execute(EndConflict(conflict=entry.id))
    session.out.document({"conflict": entry.id, "person": who, "target": entry.target})
    session.out.say(tr("The entry has ended."))


def _person(workspace: Workspace, name: str) -> PersonId:
    if not name:
        return workspace.query(WhoAmI()).me.id
    return person_row(workspace, name).id


def _target(workspace: Workspace, member: str, case: str) -> tuple[About, str]:
    _one_of(member, case)
    if member:
        return About.MEMBER, member_id(workspace, member)
    return About.CASE, case_id(workspace, case)


def _standing(
    workspace: Workspace, person: PersonId, member: str, case: str
) -> ConflictEntry:
    # A case's number leads nowhere for who is involved with it; the register has it.
    _one_of(member, case)
    wanted = member_id(workspace, member) if member else label(case)
    entries = [
        entry
        for entry in workspace.query(ConflictList(person=person))
        if wanted in {entry.target, entry.label}
    ]
    # The own word first: what others entered is refused with its sentence.
    entries.sort(key=lambda entry: not entry.endable)
    if not entries:
        raise NotFound("conflict_not_found")
    return entries[0]


def _one_of(member: str, case: str) -> None:
    if bool(member) == bool(case):
        raise Misuse(tr("Name either --member or --case."))
