"""`vault`: make one, say what is in it, prove it, fold it anew."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from app.appeals.queries import AppealCounts, AppealQueue
from app.cases.queries import queues
from app.cli import documents
from app.cli.endings import Exit
from app.cli.help import Page, Pages
from app.cli.options import NewPassphrase
from app.cli.output import Column, Output
from app.cli.session import Session, with_suffix
from app.cli.wording import moment
from app.members.queries import MemberCount
from app.rulebook.queries import Versions
from app.staff.queries import Identity, StaffList, WhoAmI, WhoCanOpen
from app.staff.wording import role_text
from app.vault.keyring import Credentials
from app.verification import Report, fault_text
from app.words import mark, tr
from app.workspace import Workspace

_VERIFY = mark(
    "Prove every commit's chain and signature, and compare the tables with a fresh"
    " fold. Ends with code 4 if anything is not as it was written."
)
_REBUILD = mark(
    "Drop all tables and fold the journal anew. Ends with code 4 if the tables were"
    " not what the journal gives; they are right afterwards."
)

_REKEY = mark(
    "Put the vault under a new key, which only people on the staff get. Do so after"
    " somebody was removed or took new keys; stopped half way, all is as before."
)


def group() -> typer.Typer:
    """Return the commands about vaults."""
    commands = typer.Typer(
        name="vault", cls=Pages, no_args_is_help=True, help=mark("The vault itself.")
    )
    add = commands.command
    add("create", cls=Page, help=mark("Make a vault with its owner."))(create)
    add("info", cls=Page, help=mark("Say what is in the vault."))(info)
    add("verify", cls=Page, help=_VERIFY)(verify)
    add("rebuild", cls=Page, help=_REBUILD)(rebuild)
    add("rekey", cls=Page, help=_REKEY)(rekey)
    return commands


def create(
    context: typer.Context,
    place: Annotated[
        Path,
        typer.Argument(
            metavar=mark("FOLDER"),
            help=mark("The folder to make; its name ends in .gongdao."),
        ),
    ],
    community: Annotated[
        str, typer.Option("--community", help=mark("Whom the vault is for."))
    ],
    name: Annotated[
        str, typer.Option("--name", help=mark("The owner's sign-in name."))
    ],
    new_passphrase_file: NewPassphrase = None,
) -> None:
    """Make a vault."""
    session = Session.of(context)
    place = with_suffix(place)
    passphrase = session.inputs.new_secret(
        new_passphrase_file or session.passphrase_file,
        tr("Passphrase for {name}", name=name),
    )
    session.out.note(tr("Measuring how fast this computer is …"))
    made = Workspace.create(
        place,
        community=community,
        owner=Credentials(name=name, passphrase=passphrase),
        surroundings=session.host.surroundings,
    )
    with closing(made) as workspace:
        me = workspace.query(WhoAmI())
    session.out.document(
        {
            "vault": str(place.absolute()),
            "community": me.community,
            "owner": documents.person(me.me),
        }
    )
    session.out.say(tr("The vault is made: {place}", place=str(place)))
    session.out.say(tr("Keep the passphrase safe. Nobody can replace it."))


def info(context: typer.Context) -> None:
    """Say what is in the vault."""
    session = Session.of(context)
    with session.opened() as workspace:
        me = workspace.query(WhoAmI())
        staff = workspace.query(StaffList())
        members = workspace.query(MemberCount())
        cases = workspace.query(queues.QueueCounts())
        appeals = workspace.query(AppealCounts())
        rules = next((v for v in workspace.query(Versions()) if v.in_force), None)
    session.out.document(
        {
            "vault": str(workspace.place.absolute()),
            "community": me.community,
            "me": documents.person(me.me),
            "staff": len(staff),
            "members": members,
            "rules_version": rules.version if rules else None,
            "cases": {queue.value: count for queue, count in cases.items()},
            "appeals": {queue.value: count for queue, count in appeals.items()},
            "counts_stop_at": queues.COUNT_CAP,
        }
    )
    title = rules.title.text() if rules else tr("none yet")
    session.out.facts(
        [
            (tr("Community"), me.community),
            (tr("Vault"), str(workspace.place)),
            (tr("Signed in"), _signed_in(me)),
            (tr("Staff"), str(len(staff))),
            (tr("Members"), str(members)),
            (tr("Rules in force"), f"{rules.version} · {title}" if rules else title),
            (tr("Cases to triage"), _capped(cases[queues.Queue.TRIAGE])),
            (tr("Cases to decide"), _capped(cases[queues.Queue.DECIDING])),
            (tr("Cases decided"), _capped(cases[queues.Queue.DECIDED])),
            (tr("Appeals to rule"), _capped(appeals[AppealQueue.OPEN])),
        ]
    )


def _signed_in(me: Identity) -> str:
    since = tr("since {when}", when=moment(me.me.admitted_at))
    return " · ".join((me.me.name, role_text(me.me.role), since))


def _capped(count: int) -> str:
    return f"{count}+" if count == queues.COUNT_CAP else str(count)


def verify(context: typer.Context) -> None:
    """Prove the journal and the tables."""
    session = Session.of(context)
    with session.opened() as workspace, session.out.progress(tr("Checking")) as told:
        report = workspace.verify(told)
    session.out.document(
        {
            "sound": report.sound,
            "commits": report.commits,
            "events": report.events,
            "held": report.held,
            "wraps": report.wraps,
            "problems": [
                {"fault": each.fault.value, "where": each.where}
                for each in report.problems
            ],
            "tables": report.digest,
        }
    )
    _tell(report, session.out)
    if not report.sound:
        raise typer.Exit(Exit.PROBLEMS)


def _tell(report: Report, out: Output) -> None:
    out.facts(
        [
            (tr("Commits checked"), str(report.commits)),
            (tr("Events checked"), str(report.events)),
            (tr("Commits held back"), str(report.held)),
            (tr("Sealed keys opened"), str(report.wraps)),
            (tr("Tables compared"), str(len(report.digest))),
            (tr("Problems"), str(len(report.problems))),
        ]
    )
    if report.sound:
        out.say(tr("Everything is as it was written."))
        return
    out.heading(tr("What is not as it was written"))
    out.table(
        [Column(title=tr("Where")), Column(title=tr("What"), rest=True)],
        [(each.where, fault_text(each.fault)) for each in report.problems],
    )


def rebuild(context: typer.Context) -> None:
    """Fold the tables anew."""
    session = Session.of(context)
    with session.opened() as workspace:
        before = workspace.digests()
        with session.out.progress(tr("Folding")) as told:
            events = workspace.rebuild(told)
        after = workspace.digests()
    changed = sorted(
        name for name in before | after if before.get(name) != after.get(name)
    )
    session.out.document(
        {
            "events": events,
            "equal": not changed,
            "changed_tables": changed,
            "tables": after,
        }
    )
    session.out.facts(
        [
            (tr("Events folded"), str(events)),
            (tr("Tables folded"), str(len(after))),
            (tr("Tables that differ"), ", ".join(changed) or "0"),
        ]
    )
    if changed:
        session.out.say(
            tr("The tables were not what the journal gives. They are right now.")
        )
        raise typer.Exit(Exit.PROBLEMS)
    session.out.say(tr("The same state came back: every table's digest is equal."))


def rekey(
    context: typer.Context,
    renew: Annotated[
        bool,
        typer.Option(
            "--new-backup",
            help=mark(
                "Delete all backups afterwards, which the old key opens, and make one."
            ),
        ),
    ] = False,
) -> None:
    """Put the vault under a new key."""
    session = Session.of(context)
    with session.opened() as workspace:
        with session.out.progress(tr("Copying")) as told:
            workspace.rekey(told)
        if renew:
            with session.out.progress(tr("Copying")) as told:
                workspace.custody.renew_backups(told)
        owed = workspace.query(WhoCanOpen()).rekey_owed
        backups = len(workspace.custody.backups())
    session.out.document({"rekeyed": True, "rekey_owed": owed, "backups": backups})
    session.out.say(tr("The vault has a new key."))
    if backups and not renew:
        session.out.warn(
            tr(
                "Backups made before can still be opened with the old one"
                " (--new-backup)."
            )
        )
