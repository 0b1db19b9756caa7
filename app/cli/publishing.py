"""`rules export` and `rules import`: rules as text, page and Markdown, and back."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from app.cli import documents
from app.cli.help import Page
from app.cli.misuse import Misuse
from app.cli.options import Yes
from app.cli.output import Column, Output
from app.cli.session import Session
from app.errors import InputError, NotFound
from app.files.atomic import write_atomically
from app.ids import RulebookId
from app.publication.announcement import LEAST_LIMIT, LIMIT, Extent, announcement
from app.publication.document import Document
from app.publication.intake import read_rules
from app.publication.markdown.outline import MappedLine, Reading
from app.publication.markdown.writing import as_markdown
from app.publication.page import as_html
from app.publication.sheet import Paper, sheet_of
from app.publication.wording import place_text
from app.rulebook.checks import check
from app.rulebook.commands import BeginDraft
from app.rulebook.norms import taxonomy
from app.rulebook.queries import OpenDrafts, Versions, VersionText
from app.words import Language, mark, tr
from app.workspace import Workspace

_READABLE = 0o644
_EXPORT = mark(
    "Write the rules for members: as plain text in parts, as one HTML page, as a PDF,"
    " or as Markdown that can be edited and imported again. PDFs are written by"
    " gongdao-cli and by python -m ui.cli, not by python -m app."
)
_IMPORT = mark(
    "Read a rulebook from Markdown or plain text, show what each line would become,"
    " and begin a draft with it. With --json and without --yes it is only shown."
)


class Form(StrEnum):
    """What the rules are written as."""

    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    MARKDOWN = "markdown"


class Tongue(StrEnum):
    """In which language; `both` is side by side, in text one after the other."""

    CHINESE = "zh"
    ENGLISH = "en"
    BOTH = "both"

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages it stands for."""
        each = {"zh": (Language.ZH_CN,), "en": (Language.EN,)}
        return each.get(self.value, (Language.ZH_CN, Language.EN))


def add_to(commands: typer.Typer) -> None:
    """Add the commands to those about the rules."""
    commands.command("export", cls=Page, help=_EXPORT)(export)
    commands.command("import", cls=Page, help=_IMPORT)(import_file)
    told = mark("List the public norms a clause can be mapped to.")
    commands.command("norms", cls=Page, help=told)(norms)


def chosen_version(workspace: Workspace, number: int | None) -> RulebookId:
    """Return a version by its number, or the one in force.

    Raises:
        NotFound: there is none.
    """
    for line in workspace.query(Versions()):
        if line.in_force if number is None else line.version == number:
            return line.id
    raise NotFound("rules_version_not_found")


def norms(context: typer.Context) -> None:
    """List the taxonomy of norms; no vault is opened."""
    out = Session.of(context).out
    out.document({"families": msgspec.to_builtins(taxonomy())})
    for family in taxonomy():
        out.heading(family.name.text())
        out.facts(
            [
                (tr("Source"), family.source.text()),
                (tr("Compared on"), family.checked_on.isoformat()),
                (tr("To bear in mind"), family.remark.text()),
            ]
        )
        out.table(
            [Column(title=tr("Code")), Column(title=tr("Title"), rest=True)],
            [(norm.code, norm.name.text()) for norm in family.norms],
        )


def export(
    context: typer.Context,
    place: Annotated[
        Path, typer.Argument(metavar=mark("FILE"), help=mark("The file to write."))
    ],
    form: Annotated[
        Form, typer.Option("--form", help=mark("What the rules are written as."))
    ],
    tongue: Annotated[
        Tongue, typer.Option("--in", help=mark("In which language."))
    ] = Tongue.BOTH,
    number: Annotated[
        int | None,
        typer.Option(
            "--version",
            min=1,
            help=mark("Which version; the one in force if none is named."),
        ),
    ] = None,
    draft: Annotated[
        bool,
        typer.Option("--draft", help=mark("The draft instead, marked so.")),
    ] = False,
    full: Annotated[
        bool,
        typer.Option("--full", help=mark("Text with reasons and examples as well.")),
    ] = False,
    limit: Annotated[
        int,
        typer.Option(
            "--limit", min=LEAST_LIMIT, help=mark("Characters of one part of a text.")
        ),
    ] = LIMIT,
) -> None:
    """Write the rules."""
    session = Session.of(context)
    paper = _paper(session, form)
    if place.exists():
        raise InputError("export_file_exists")
    with session.opened() as workspace:
        document = _document(workspace, number, draft=draft)
    extent = Extent.FULL if full else Extent.BRIEF
    if paper is not None:
        sheets = [sheet_of(document, language) for language in tongue.languages]
        data, parts = paper(sheets), 1
    else:
        text, parts = _written(document, form, tongue, limit, extent)
        data = text.encode()
    write_atomically(place, data, mode=_READABLE)
    session.out.document(
        {
            "file": str(place.absolute()),
            "form": form.value,
            "version": document.version or None,
            "draft": document.is_draft,
            "parts": parts,
        }
    )
    session.out.say(tr("The rules are written to {file}.", file=str(place)))


def _paper(session: Session, form: Form) -> Paper | None:
    """Return what makes a PDF, where one is wanted.

    Raises:
        Misuse: one is wanted, and this program has nothing to paint with.
    """
    if form is not Form.PDF:
        return None
    if session.host.paper is None:
        raise Misuse(
            tr("This program writes no PDF. Type gongdao-cli, or python -m ui.cli.")
        )
    return session.host.paper


def _document(workspace: Workspace, number: int | None, *, draft: bool) -> Document:
    if draft:
        for each in workspace.query(OpenDrafts()):
            return Document.of_draft(each)
        raise NotFound("rules_version_not_found")
    chosen = chosen_version(workspace, number)
    version = workspace.query(VersionText(version=chosen))
    if version is None:
        raise NotFound("rules_version_not_found")
    return Document.of_version(version)


def _written(
    document: Document, form: Form, tongue: Tongue, limit: int, extent: Extent
) -> tuple[str, int]:
    """Return the file's text, and how many parts an announcement has."""
    if form is Form.MARKDOWN:
        return as_markdown(document.book), 1
    sheets = [sheet_of(document, language) for language in tongue.languages]
    if form is Form.HTML:
        return as_html(sheets), 1
    parts = [
        part
        for sheet in sheets
        for part in announcement(sheet, limit=limit, extent=extent)
    ]
    return "\n\n".join(parts) + "\n", len(parts)


def import_file(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(metavar=mark("FILE"), help=mark("The file with the rules.")),
    ],
    yes: Yes = False,
) -> None:
    """Read a rulebook and begin a draft with it."""
    session = Session.of(context)
    with session.opened() as workspace:
        reading = read_rules(file, workspace)
        _show(reading, session.out)
        made = None
        if session.commits(tr("Begin a draft with these rules?"), yes=yes):
            made = workspace.execute(BeginDraft(book=reading.book)).value
    session.out.document(
        {
            "ours": reading.ours,
            "lines": [_line(each) for each in reading.lines],
            "renumbered": list(reading.repeated),
            "problems": len(check(reading.book)),
            "draft": made,
        }
    )
    if made is not None:
        session.out.say(tr("The draft is begun. Nothing is published yet."))


def _show(reading: Reading, out: Output) -> None:
    out.table(
        [
            Column(title=tr("Line"), right=True),
            Column(title=tr("Became")),
            Column(title=tr("Clause")),
            Column(title=tr("What it says"), rest=True),
        ],
        [
            (str(line.line), place_text(line.place), line.number, line.words)
            for line in reading.lines
        ],
    )
    problems = len(check(reading.book))
    out.facts(
        [
            (tr("Clauses"), str(sum(1 for _ in reading.book.clauses))),
            (tr("Not understood"), str(len(reading.left_out))),
            (tr("Numbers given anew"), str(len(reading.repeated))),
            (tr("To put right before publishing"), str(problems)),
        ]
    )


def _line(line: MappedLine) -> documents.Document:
    return {
        "line": line.line,
        "became": line.place.value,
        "number": line.number,
        "words": line.words,
    }
