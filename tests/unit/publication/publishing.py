"""Documents to publish, and what has to stand in every form of them."""

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from app.publication.document import Document
from app.publication.sheet import Sheet, sheet_of
from app.rulebook.model import Bilingual, Rulebook
from app.rulebook.templates import load_template
from app.words import Language

CHANGES = Bilingual(
    zh="新增“剧透”一条 <b>；刷屏改为 30 天内计次。", en="New: spoilers & <more>."
)


def published(key: str = "reading_club", version: int = 2) -> Document:
    """Return a published version with a change log."""
    return Document(
        book=load_template(key),
        version=version,
        effective_on=date(2026, 12, 8),
        changes=CHANGES,
    )


def draft() -> Document:
    """Return the preview of a draft."""
    return Document(book=load_template("reading_club"))


def hostile(book: Rulebook, words: str) -> Rulebook:
    """Return a book whose titles are made of these words."""
    both = Bilingual(zh=words, en=words)
    return msgspec.structs.replace(book, title=both)


def bare(text: str) -> str:
    """Return a text without its blanks: forms break lines where they like."""
    return re.sub(r"\s+", "", text)


def told_by(document: Document, language: Language) -> Iterator[str]:
    """Yield every word that each form has to say, taken from the rules themselves."""
    sheet = sheet_of(document, language)
    yield from (document.book.title.text(language), sheet.edition, sheet.changes)
    for article in document.book.articles:
        yield f"{article.number} {article.title.text(language)}"
        for clause in article.clauses:
            yield f"{clause.number} {clause.title.text(language)}"
            yield from (clause.text.text(language), clause.why.text(language))
            for example in (*clause.allowed, *clause.forbidden):
                yield from (example.text(language), example.note.text(language))
    yield from ladder_words(sheet)


def ladder_words(sheet: Sheet) -> Iterator[str]:
    """Yield the ladder's cells and sentences, and how to appeal."""
    for name, cells in sheet.ladder.rows:
        yield from (name, *cells)
    yield from (*sheet.ladder.columns, *sheet.ladder.notes, sheet.appeal)
