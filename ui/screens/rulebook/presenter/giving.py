"""Giving a version out: an announcement in parts, a page, a paper, Markdown."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final

from app.errors import AppError
from app.files.atomic import write_atomically
from app.publication.announcement import announcement
from app.publication.document import Document
from app.publication.markdown.writing import as_markdown
from app.publication.page import as_html
from app.publication.sheet import Paper, sheet_of
from app.rulebook.model import Rulebook
from app.rulebook.queries import VersionLine
from app.words import Language, sentence, tr
from app.workspace import Workspace
from ui.running import Check, untold
from ui.screens.rulebook.presenter.drafting import Room

_READABLE: Final = 0o644
_BOTH: Final = (Language.ZH_CN, Language.EN)


class Form(StrEnum):
    """What a version is written as."""

    PAGE = "html"
    PAPER = "pdf"
    MARKDOWN = "md"


class Giving:
    """Copies and writes what is shown; a draft says so on every page."""

    def __init__(
        self, room: Room, paper: Paper, problem: Callable[[str], None]
    ) -> None:
        """Begin with nothing.

        Args:
            room: what to work with.
            paper: makes a PDF.
            problem: shows why something could not be written.
        """
        self._room, self._paper, self._problem = room, paper, problem
        self._document: Document | None = None
        self._language: Language | None = None
        self._parts: tuple[str, ...] = ()

    @property
    def parts(self) -> Sequence[str]:
        """The parts of the announcement, in the language shown."""
        if not self._parts and self._document and self._language:
            self._parts = announcement(sheet_of(self._document, self._language))
        return self._parts

    def turn_to(
        self, book: Rulebook, line: VersionLine | None, language: Language
    ) -> None:
        """Turn to what is shown; it is written out when it is wanted.

        Args:
            book: its text.
            line: the version; None for the draft.
            language: of the announcement.
        """
        document = _document(book, line)
        if (document, language) != (self._document, self._language):
            self._document, self._language, self._parts = document, language, ()

    def copy(self, part: int) -> None:
        """Copy a part of the announcement, from 1."""
        self._room.host.copy(self.parts[part - 1])
        self._room.host.toast(
            tr("Part {part} of {parts} copied", part=part, parts=len(self.parts))
            if len(self.parts) > 1
            else tr("Announcement copied")
        )

    def write(self, form: Form) -> None:
        """Ask for a place, and write the document there."""
        document = self._document
        if document is None:
            return
        name = _name(document)
        place = self._room.host.choose_save(tr("Give the rules out"), f"{name}.{form}")
        if place is None:
            return

        def done(_: None) -> None:
            self._room.host.toast(tr("Written: {name}", name=place.name))

        def failed(error: AppError) -> None:
            self._problem(sentence(error))

        work = partial(_write, place, partial(self._made, document, form))
        self._room.runner.attend(work, done, failed, untold)

    def _made(self, document: Document, form: Form) -> bytes:
        if form is Form.MARKDOWN:
            return as_markdown(document.book).encode()
        sheets = [sheet_of(document, each) for each in _BOTH]
        if form is Form.PAGE:
            return as_html(sheets).encode()
        return self._paper(sheets)


def _write(
    place: Path, made: Callable[[], bytes], _vault: Workspace, _check: Check
) -> None:
    write_atomically(place, made(), mode=_READABLE)


def _document(book: Rulebook, line: VersionLine | None) -> Document:
    if line is None:
        return Document(book=book)
    return Document(
        book=book,
        version=line.version,
        effective_on=line.effective_on,
        changes=line.changes,
    )


def _name(document: Document) -> str:
    title = document.book.title.text()
    plain = "".join(sign for sign in title if sign not in '/\\:*?"<>|')
    if document.is_draft:
        return tr("{title} draft", title=plain)
    return tr("{title} version {version}", title=plain, version=document.version)
