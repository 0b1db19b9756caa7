"""`journal`: what happened, anchors to keep, a copy that strangers can prove."""

from pathlib import Path
from typing import Annotated

import typer

from app.audit.model import HistoryRow
from app.audit.proofs import (
    AnchorReport,
    CopyReport,
    SignedAnchor,
    anchor_faults,
    anchor_text,
    flaw_text,
)
from app.audit.queries import HistoryPage
from app.audit.wording import headline, state_text
from app.cli import documents
from app.cli.endings import Exit
from app.cli.help import Page, Pages
from app.cli.misuse import Misuse
from app.cli.options import Find, Limit
from app.cli.output import Column, Output
from app.cli.session import Session
from app.cli.wording import moment
from app.errors import Conflict, InputError
from app.files.atomic import write_atomically
from app.journal.anchor import read_anchor
from app.journal.stranger import check_copy
from app.times import from_ms
from app.words import mark, tr

_LONGEST_ANCHOR = 1 << 20
_ANCHOR = mark(
    "Write an anchor: date, heads of all chains, counts, signed by you. Whoever keeps"
    " it can tell later whether the history is still whole. It names nobody."
)
_VERIFY = mark(
    "Tell whether the history still holds every entry an anchor knows, unchanged. Ends"
    " with code 4 if it does not, and says which entries are missing."
)
_EXPORT = mark(
    "Write a copy of the history for strangers: headers, signatures and hashes alone."
    " Anybody can check it without a key; it names nobody."
)
_CHECK = mark(
    "Check such a copy; no vault is needed. Ends with code 4 if anything in it was"
    " changed, removed, reordered or forged."
)

AnchorFile = Annotated[
    Path | None,
    typer.Option("--anchor", metavar=mark("FILE"), help=mark("The anchor's file.")),
]


def group() -> typer.Typer:
    """Return the commands about the history."""
    commands = typer.Typer(
        name="journal", cls=Pages, no_args_is_help=True, help=mark("The history.")
    )
    add = commands.command
    add("list", cls=Page, help=mark("List what was done, newest first."))(list_commits)
    add("anchor", cls=Page, help=_ANCHOR)(anchor)
    add("verify", cls=Page, help=_VERIFY)(verify)
    add("export", cls=Page, help=_EXPORT)(export)
    add("check", cls=Page, help=_CHECK)(check)
    return commands


def list_commits(context: typer.Context, find: Find = "", limit: Limit = 30) -> None:
    """List what was done."""
    session = Session.of(context)
    with session.opened() as workspace:
        page = workspace.query(HistoryPage(words=find, limit=limit))
    session.out.document({"entries": [_document(row) for row in page.rows]})
    session.out.table(
        [
            Column(title=tr("When")),
            Column(title=tr("Who")),
            Column(title=tr("What"), rest=True),
            Column(title=tr("Installation")),
            Column(title=tr("State")),
        ],
        [
            (
                moment(row.at),
                row.actor_name,
                headline(row),
                row.installation.letter,
                state_text(row.state),
            )
            for row in page.rows
        ],
    )
    session.tell_end(len(page.rows), more=page.after is not None)


def anchor(
    context: typer.Context,
    place: Annotated[
        Path, typer.Argument(metavar=mark("FILE"), help=mark("The file to write."))
    ],
) -> None:
    """Write an anchor."""
    session = Session.of(context)
    if place.exists():
        raise Conflict("export_file_exists")
    with session.opened() as workspace, session.out.progress(tr("Reading")) as told:
        signed = workspace.witness.anchor(told)
    write_atomically(place, anchor_text(signed).encode())
    session.out.document({"file": str(place.absolute()), "anchor": _anchor(signed)})
    session.out.say(
        tr(
            "The anchor of {count} entries is written: {place}",
            count=signed.anchor.commits,
            place=str(place),
        )
    )
    session.out.say(tr("Keep it somewhere other than the vault."))


def verify(context: typer.Context, anchor: AnchorFile = None) -> None:
    """Compare the history with an anchor."""
    session = Session.of(context)
    signed = _read_anchor(anchor)
    if signed is None:
        raise Misuse(
            tr("Name the anchor: --anchor FILE. To check all else: vault verify.")
        )
    with session.opened() as workspace, session.out.progress(tr("Checking")) as told:
        report = workspace.witness.compare(signed, told)
    session.out.document(_compared(report))
    _tell_anchor(report, session.out)
    if not report.sound:
        raise typer.Exit(Exit.PROBLEMS)


def export(
    context: typer.Context,
    place: Annotated[
        Path, typer.Argument(metavar=mark("FILE"), help=mark("The file to write."))
    ],
) -> None:
    """Write a copy for strangers."""
    session = Session.of(context)
    with session.opened() as workspace, session.out.progress(tr("Writing")) as told:
        signed = workspace.witness.write_copy(place, told)
    session.out.document({"file": str(place.absolute()), "anchor": _anchor(signed)})
    session.out.say(
        tr(
            "The copy of {count} entries is written: {place}",
            count=signed.anchor.commits,
            place=str(place),
        )
    )
    session.out.say(tr("Anybody can check it: gongdao-cli journal check FILE"))


def check(
    context: typer.Context,
    place: Annotated[
        Path, typer.Argument(metavar=mark("FILE"), help=mark("The copy's file."))
    ],
    anchor: AnchorFile = None,
) -> None:
    """Check a copy, without a vault."""
    session = Session.of(context)
    kept = _read_anchor(anchor)
    try:
        with place.open("rb") as lines, session.out.progress(tr("Checking")) as told:
            report = check_copy(lines, kept, lambda done: told(done, 0))
    except OSError:
        raise InputError("file_not_found") from None
    session.out.document(
        {
            "sound": report.sound,
            "vault": report.vault,
            "commits": report.commits,
            "events": report.events,
            "held": report.held,
            "feeds": report.feeds,
            "people": report.people,
            "founder_key": report.founder.hex(),
            "problems": [
                {"line": each.line, "flaw": each.flaw.value} for each in report.found
            ],
            "anchor": None if report.kept is None else _compared(report.kept),
        }
    )
    _tell_copy(report, session.out)
    if not report.sound:
        raise typer.Exit(Exit.PROBLEMS)


def _read_anchor(place: Path | None) -> SignedAnchor | None:
    if place is None:
        return None
    try:
        with place.open("rb") as file:
            text = file.read(_LONGEST_ANCHOR).decode("utf-8-sig")
    except OSError:
        raise InputError("file_not_found") from None
    except UnicodeDecodeError:
        raise InputError("anchor_unreadable") from None
    return read_anchor(text)


def _tell_anchor(report: AnchorReport, out: Output) -> None:
    out.facts(
        [
            (tr("Anchor of"), moment(from_ms(report.anchor.at))),
            (tr("Entries then"), str(report.anchor.commits)),
            (tr("Events then"), str(report.anchor.events)),
            (tr("Entries since"), str(report.since)),
        ]
    )
    if report.sound:
        out.say(tr("Every entry the anchor knows is here, unchanged."))
        return
    out.heading(tr("The history does not hold what the anchor knows"))
    for words in anchor_faults(report):
        out.say("  " + words)


def _tell_copy(report: CopyReport, out: Output) -> None:
    out.facts(
        [
            (tr("Vault"), report.vault),
            (tr("Entries"), str(report.commits)),
            (tr("Events"), str(report.events)),
            (tr("Held back"), str(report.held)),
            (tr("Installations"), str(report.feeds)),
            (tr("People who ever could sign"), str(report.people)),
            (tr("Founder's key"), report.founder.hex()),
            (tr("Problems"), str(len(report.found))),
        ]
    )
    if report.found:
        out.heading(tr("What is not as it was written"))
        out.table(
            [Column(title=tr("Line"), right=True), Column(title=tr("What"), rest=True)],
            [(str(each.line), flaw_text(each.flaw)) for each in report.found],
        )
    else:
        out.say(tr("Every chain and every signature holds."))
    if report.kept is not None:
        _tell_anchor(report.kept, out)


def _document(row: HistoryRow) -> documents.Document:
    return {
        "commit": row.commit,
        "at": documents.when(row.at),
        "actor": row.actor,
        "actor_name": row.actor_name,
        "installation": row.installation.feed,
        "seq": row.seq,
        "kind": row.first.kind if row.first else None,
        "subject": row.first.subject if row.first else None,
        "what": headline(row),
        "events": row.count,
        "state": row.state.value,
        "fault": row.fault or None,
        "verified": row.verified,
    }


def _anchor(signed: SignedAnchor) -> documents.Document:
    anchor = signed.anchor
    return {
        "vault": anchor.vault,
        "at": documents.when(from_ms(anchor.at)),
        "commits": anchor.commits,
        "events": anchor.events,
        "staff_head": anchor.staff_head.hex(),
        "signer": anchor.actor,
        "heads": [
            {"feed": head.feed, "seq": head.seq, "commit": head.commit.hex()}
            for head in anchor.heads
        ],
    }


def _compared(report: AnchorReport) -> documents.Document:
    return {
        "sound": report.sound,
        "signed": report.signed,
        "same_vault": report.same_vault,
        "counts_agree": report.counted,
        "staff_chain": report.staff_head,
        "since": report.since,
        "gaps": [
            {
                "feed": gap.feed,
                "first": gap.first,
                "last": gap.last,
                "replaced": gap.replaced,
            }
            for gap in report.gaps
        ],
    }
