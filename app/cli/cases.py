"""`cases`: take complaints in, list cases, show one, take one, note something."""

from collections.abc import Sequence
from typing import Annotated

import typer

from app.cases.commands.deciding import ReleaseCase, TakeCase
from app.cases.commands.intake import CasesResult, ImportCases
from app.cases.model import CaseState
from app.cases.queries.queues import CaseLine, CasePage, Queue
from app.cases.wording import outcome_text, state_text
from app.cli import deciding, documents, stating
from app.cli.case_page import case_id, label, look, tell_case
from app.cli.help import Page, Pages
from app.cli.options import CaseNumber, Find, Limit, ListFile, Yes
from app.cli.output import Column, Output
from app.cli.session import Session
from app.cli.wording import severity, short_moment, tell_problems, tell_repeats
from app.files.profiles import ComplaintFile, ComplaintPreview, read_complaints
from app.members.queries import MembersNamed
from app.notes.commands import AddNote
from app.words import mark, tr
from app.workspace import Workspace

_IMPORT = mark(
    "Read a list of complaints (CSV, XLSX, XLS or ODS), show what it would do, and"
    " open a case for each. With --json and without --yes it is only shown."
)
_NOTE = mark(
    "Write a note on a case, for the staff alone. The words are never an argument,"
    " since other people of this computer can see those."
)


def group() -> typer.Typer:
    """Return the commands about cases."""
    commands = typer.Typer(
        name="cases", cls=Pages, no_args_is_help=True, help=mark("The cases.")
    )
    add = commands.command
    add("import", cls=Page, help=_IMPORT)(import_file)
    add("list", cls=Page, help=mark("List a queue, or find cases."))(list_cases)
    add("show", cls=Page, help=mark("Show one case, whole."))(show)
    add("take", cls=Page, help=mark("Look after a case."))(take)
    add("release", cls=Page, help=mark("Give a case back to the queue."))(release)
    add("note", cls=Page, help=_NOTE)(note)
    add("statement", cls=Page, help=stating.HELP)(stating.statement)
    deciding.add_to(commands)
    return commands


def import_file(
    context: typer.Context,
    file: ListFile,
    yes: Yes = False,
) -> None:
    """Take in a list of complaints."""
    session = Session.of(context)
    with session.opened() as workspace:
        with session.out.progress(tr("Reading")) as told:
            listed = read_complaints(file, progress=told)
        preview = listed.preview()
        unknown = _unknown(workspace, listed)
        _show(listed, preview, unknown, session.out)
        result = None
        if session.commits(tr("Open these cases?"), yes=yes):
            result = workspace.execute(ImportCases(file=listed)).value
    session.out.document(
        {
            "file": {"sha256": listed.sha256, "encoding": listed.facts.encoding},
            "preview": {
                "rows": preview.rows,
                "complaints": preview.complaints,
                "repeats": documents.repeats(preview.repeats),
                "unknown": unknown,
                "unreadable_times": preview.unreadable_times,
                "without_subject": preview.without_subject,
                "without_quote": preview.without_quote,
                "problems": documents.problems(listed.problems),
            },
            "imported": _result_document(result),
        }
    )
    if result is not None:
        _tell(result, session.out)


def _unknown(workspace: Workspace, listed: ComplaintFile) -> int:
    named = tuple(row.subject for row in listed.rows if row.subject)
    known = workspace.query(MembersNamed(platform_ids=named))
    return sum(row.subject not in known for row in listed.rows)


def _show(
    listed: ComplaintFile, preview: ComplaintPreview, unknown: int, out: Output
) -> None:
    out.facts(
        [
            (tr("Rows"), str(preview.rows)),
            (tr("Complaints"), str(preview.complaints)),
            (tr("About somebody not on the list"), str(unknown)),
            (tr("Times nobody can read"), str(preview.unreadable_times)),
            (tr("Without the words reported"), str(preview.without_quote)),
        ]
    )
    tell_repeats(out, preview.repeats)
    tell_problems(out, listed.problems)


def _result_document(result: CasesResult | None) -> documents.Document | None:
    if result is None:
        return None
    return {
        "opened": result.opened,
        "unknown": result.unknown,
        "suggested": result.suggested,
        "first": result.first,
        "last": result.last,
    }


def _tell(result: CasesResult, out: Output) -> None:
    out.heading(tr("Taken in"))
    out.facts(
        [
            (tr("Cases opened"), str(result.opened)),
            (tr("Numbers"), f"{result.first} – {result.last}"),
            (tr("With a clause suggested"), str(result.suggested)),
            (tr("With an unknown subject"), str(result.unknown)),
        ]
    )


def list_cases(
    context: typer.Context,
    queue: Annotated[
        Queue, typer.Option("--queue", help=mark("Which cases."))
    ] = Queue.TRIAGE,
    find: Find = "",
    limit: Limit = 50,
) -> None:
    """List cases."""
    session = Session.of(context)
    with session.opened() as workspace:
        page = workspace.query(CasePage(queue=queue, words=find, limit=limit))
    rows = page.rows[:limit]
    more = page.after is not None or len(page.rows) > limit
    session.out.document(
        {"cases": [documents.case_line(row) for row in rows], "more": more}
    )
    mixed = bool(find) or queue in {Queue.MINE, Queue.ALL}
    _list(rows, mixed=mixed, decided=queue is Queue.DECIDED, out=session.out)
    session.tell_end(len(rows), more=more)


def _list(rows: Sequence[CaseLine], *, mixed: bool, decided: bool, out: Output) -> None:
    # A queue's name says the state of what is in it; the width is for the words.
    state = [Column(title=tr("State"))] if mixed or decided else []
    out.table(
        [
            Column(title=tr("Number")),
            *state,
            Column(title=tr("Clause")),
            Column(title=tr("Severity")),
            Column(title=tr("Decided at") if decided else tr("Due")),
            Column(title=tr("Member"), widest=14),
            Column(title=tr("Excerpt"), rest=True),
        ],
        [
            (
                row.number,
                *([_state(row)] if state else []),
                row.clause or "",
                severity(row.severity),
                _clock(row),
                row.handle if row.known else tr("? {handle}", handle=row.handle),
                row.excerpt,
            )
            for row in rows
        ],
    )


def _state(row: CaseLine) -> str:
    return outcome_text(row.outcome) if row.outcome else state_text(row.state)


def _clock(row: CaseLine) -> str:
    decided = row.state is CaseState.DECIDED
    return short_moment(row.decided_at if decided else row.due_at)


def show(context: typer.Context, number: CaseNumber) -> None:
    """Show a case."""
    session = Session.of(context)
    with session.opened() as workspace:
        seen = look(workspace, case_id(workspace, number))
    session.out.document(
        {
            "case": documents.case(seen.case),
            "record": documents.record(seen.record),
            "proposal": documents.proposal(seen.ladder),
            "decision": documents.decision(seen.decision),
            "waiting": seen.waiting.id if seen.waiting else None,
            "appeals": documents.appeals(seen.appeals),
            "notes": [documents.note(row) for row in seen.notes],
        }
    )
    tell_case(seen, session.out)


def take(context: typer.Context, number: CaseNumber) -> None:
    """Look after a case."""
    session = Session.of(context)
    with session.opened() as workspace:
        workspace.execute(TakeCase(case=case_id(workspace, number)))
    session.out.document({"case": label(number), "taken": True})
    session.out.say(tr("You look after {number} now.", number=label(number)))


def release(context: typer.Context, number: CaseNumber) -> None:
    """Give a case back."""
    session = Session.of(context)
    with session.opened() as workspace:
        workspace.execute(ReleaseCase(case=case_id(workspace, number)))
    session.out.document({"case": label(number), "taken": False})
    session.out.say(tr("{number} is back in the queue.", number=label(number)))


def note(
    context: typer.Context,
    number: CaseNumber,
    text_file: Annotated[
        str | None,
        typer.Option(
            "--text-file",
            metavar=mark("FILE"),
            help=mark("A file with the note; - or nothing: standard input, or typed."),
        ),
    ] = None,
) -> None:
    """Write a note."""
    session = Session.of(context)
    with session.opened() as workspace:
        case = case_id(workspace, number)
        text = session.inputs.text(text_file, "--text-file", tr("Write the note."))
        made = workspace.execute(AddNote(subject=case, text=text)).value
    session.out.document({"case": label(number), "note": made})
    session.out.say(tr("The note is kept."))
