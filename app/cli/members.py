"""`members`: take in a member list, look people up, erase them."""

import typer

from app.cli import documents, erasing
from app.cli.help import Page, Pages
from app.cli.options import Find, Limit, ListFile, Yes
from app.cli.output import Column, Output
from app.cli.session import Session
from app.cli.wording import moment, tell_problems, tell_repeats
from app.files.cells import id_key
from app.files.profiles import MemberFile, MemberPreview, read_members
from app.members.commands import ImportMembers, ImportResult
from app.members.queries import FileKnown, MemberPage, MembersNamed
from app.words import mark, tr
from app.workspace import Workspace

_IMPORT = mark(
    "Read a member list (CSV, XLSX, XLS or ODS), show what it would do, and take it"
    " in. With --json and without --yes it is only shown."
)


def group() -> typer.Typer:
    """Return the commands about members."""
    commands = typer.Typer(
        name="members", cls=Pages, no_args_is_help=True, help=mark("The member list.")
    )
    add = commands.command
    add("import", cls=Page, help=_IMPORT)(import_file)
    add("list", cls=Page, help=mark("List members, or find some."))(list_members)
    erasing.add_to(commands)
    return commands


def import_file(
    context: typer.Context,
    file: ListFile,
    yes: Yes = False,
) -> None:
    """Take in a member list."""
    session = Session.of(context)
    with session.opened() as workspace:
        with session.out.progress(tr("Reading")) as told:
            listed = read_members(file, progress=told)
        preview = _preview(workspace, listed)
        _show(listed, preview, session.out)
        earlier = workspace.query(FileKnown(sha256=listed.sha256))
        if earlier:
            session.out.warn(
                tr("This very file was taken in on {when}.", when=moment(earlier))
            )
        result = None
        if session.commits(tr("Take these people in?"), yes=yes):
            result = workspace.execute(ImportMembers(file=listed)).value
    session.out.document(
        {
            "file": {"sha256": listed.sha256, "encoding": listed.facts.encoding},
            "preview": _preview_document(listed, preview),
            "imported": _result_document(result),
        }
    )
    if result is not None:
        _tell(result, session.out)


def _preview(workspace: Workspace, listed: MemberFile) -> MemberPreview:
    ids = tuple(row.platform_id for row in listed.rows if row.platform_id)
    known = workspace.query(MembersNamed(platform_ids=ids))
    return listed.preview({id_key(each) for each in known})


def _show(listed: MemberFile, preview: MemberPreview, out: Output) -> None:
    out.facts(
        [
            (tr("Rows"), str(preview.rows)),
            (tr("People"), str(preview.people)),
            (tr("New people"), str(preview.new_people)),
            (tr("On the list already"), str(preview.known_people)),
            (tr("Without a platform id, left out"), str(preview.without_platform_id)),
            (tr("Repeats, merged"), str(preview.merged_rows)),
            (tr("Phones damaged, left out"), str(preview.damaged_phones)),
            (tr("Phones of an unusual form"), str(preview.odd_phones)),
            (tr("Dates nobody can read"), str(preview.unreadable_dates)),
        ]
    )
    tell_repeats(out, preview.repeats)
    tell_problems(out, listed.problems)


def _preview_document(listed: MemberFile, preview: MemberPreview) -> documents.Document:
    return {
        "rows": preview.rows,
        "people": preview.people,
        "new_people": preview.new_people,
        "known_people": preview.known_people,
        "without_platform_id": preview.without_platform_id,
        "merged_rows": preview.merged_rows,
        "repeats": documents.repeats(preview.repeats),
        "damaged_phones": preview.damaged_phones,
        "odd_phones": preview.odd_phones,
        "unreadable_dates": preview.unreadable_dates,
        "problems": documents.problems(listed.problems),
    }


def _result_document(result: ImportResult | None) -> documents.Document | None:
    if result is None:
        return None
    return {
        "id": result.source,
        "added": result.added,
        "updated": result.updated,
        "unchanged": result.unchanged,
        "skipped": result.skipped,
        "repeats": result.repeats,
        "damaged_phones": result.damaged_phones,
    }


def _tell(result: ImportResult, out: Output) -> None:
    out.heading(tr("Taken in"))
    out.facts(
        [
            (tr("Added"), str(result.added)),
            (tr("Updated"), str(result.updated)),
            (tr("Unchanged"), str(result.unchanged)),
            (tr("Left out"), str(result.skipped)),
        ]
    )


def list_members(context: typer.Context, find: Find = "", limit: Limit = 50) -> None:
    """List members."""
    session = Session.of(context)
    with session.opened() as workspace:
        page = workspace.query(MemberPage(words=find, limit=limit))
    rows = page.rows[:limit]
    more = page.after is not None or len(page.rows) > limit
    session.out.document(
        {"members": [documents.member(row) for row in rows], "more": more}
    )
    session.out.table(
        [
            Column(title=tr("Nickname"), widest=28),
            Column(title=tr("Platform id"), widest=28),
            Column(title=tr("Role in the group"), rest=True),
        ],
        [(row.handle, row.platform_id, row.role) for row in rows],
    )
    session.tell_end(len(rows), more=more)
