"""Rules as plain text for a group: 群公告, in as many parts as it takes."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final

from app.publication.sheet import Sheet, SheetArticle, SheetClause, SheetExample

LIMIT: Final = 2_000
"""Characters of one part, unless another limit is given. How long an announcement may
be in a group chat is not known from any official source; this is our caution."""

LEAST_LIMIT: Final = 200
"""Below this a part would hold little more than its heading."""


class Extent(StrEnum):
    """How much an announcement tells: each clause in a line, or all of it."""

    BRIEF = "brief"
    FULL = "full"


def announcement(
    sheet: Sheet, *, limit: int = LIMIT, extent: Extent = Extent.BRIEF
) -> tuple[str, ...]:
    """Return the parts of an announcement, each within the limit.

    Parts are numbered where there are several. A clause stays in one part unless it
    alone is longer; then it is parted at the ends of lines and sentences.

    Args:
        sheet: what is announced.
        limit: characters of a part, its heading counted.
        extent: how much of each clause is told.

    Raises:
        ValueError: the limit is below `LEAST_LIMIT`.
    """
    if limit < LEAST_LIMIT:
        raise ValueError(limit)
    blocks = [*_blocks(sheet, extent)]
    known = 1
    while True:
        # A longer number in the headings leaves less room, so counting goes on until
        # it no longer changes.
        room = limit - len(_heading(sheet, known, known)) - 1
        parts = [*_filled(blocks, room)]
        if len(str(len(parts))) <= len(str(known)) and (len(parts) == 1) is (
            known == 1
        ):
            break
        known = max(len(parts), known + 1)
    return tuple(
        f"{_heading(sheet, number, len(parts))}\n{part}"
        for number, part in enumerate(parts, 1)
    )


def _heading(sheet: Sheet, part: int, parts: int) -> str:
    numbered = sheet.words("page.part", part=part, parts=parts) if parts > 1 else ""
    return f"{sheet.heading}{numbered}"


def _blocks(sheet: Sheet, extent: Extent) -> Iterator[str]:
    """Yield what stays together, in order."""
    words = sheet.words
    yield from filter(None, (sheet.draft_note, sheet.edition))
    if sheet.changes:
        label = words("page.changes")
        yield words("page.labelled", label=label, words=sheet.changes)
    for article in sheet.articles:
        yield from _article(sheet, article, extent)
    yield from _ladder(sheet)
    yield f"\n{words('page.labelled', label=sheet.appeal_title, words=sheet.appeal)}"


def _article(sheet: Sheet, article: SheetArticle, extent: Extent) -> Iterator[str]:
    # The article's name never stands alone at the end of a part.
    above = f"\n{article.name}\n"
    for clause in article.clauses:
        yield above + "\n".join(_clause(sheet, clause, extent))
        above = "\n" if extent is Extent.FULL else ""
    if not article.clauses:
        yield above.rstrip()


def _clause(sheet: Sheet, clause: SheetClause, extent: Extent) -> Iterator[str]:
    words = sheet.words
    if extent is Extent.BRIEF:
        yield words("page.labelled", label=clause.name, words=clause.brief)
        return
    yield clause.name
    yield clause.text
    for name, told in (
        ("clause.why", clause.why),
        ("clause.severity", clause.severity),
    ):
        if told:
            yield words("page.labelled", label=words(name), words=told)
    yield from _examples(sheet, "clause.allowed", clause.allowed)
    yield from _examples(sheet, "clause.forbidden", clause.forbidden)


def _examples(
    sheet: Sheet, name: str, examples: Iterable[SheetExample]
) -> Iterator[str]:
    words = sheet.words
    for example in examples:
        told = example.words
        if example.note:
            told = words("page.note", words=told, note=example.note)
        yield words("page.labelled", label=words(name), words=told)


def _ladder(sheet: Sheet) -> Iterator[str]:
    words, ladder = sheet.words, sheet.ladder
    rows = [
        words(
            "page.labelled",
            label=name,
            words=words("ladder.between").join(
                words("ladder.cell", severity=severity, step=step)
                for severity, step in zip(ladder.columns, cells, strict=False)
            ),
        )
        for name, cells in ladder.rows
    ]
    yield "\n".join((f"\n{ladder.title}", *rows))
    yield "\n".join(ladder.notes)


def _filled(blocks: Sequence[str], room: int) -> Iterator[str]:
    held = ""
    for block in blocks:
        if held and len(held) + 1 + len(block) > room:
            yield held
            held = ""
        # A blank line means nothing at the top of a part.
        whole = f"{held}\n{block}" if held else block.lstrip("\n")
        *full, held = _pieces(whole, room)
        yield from full
    if held:
        yield held


def _pieces(text: str, room: int) -> Iterator[str]:
    """Yield a text in pieces no longer than the room, at the best places."""
    while len(text) > room:
        at = _break(text, room)
        yield text[:at].rstrip("\n")
        text = text[at:].lstrip("\n ")
    yield text


def _break(text: str, room: int) -> int:
    """Return where a text is best parted: after a line, a sentence, a word."""
    for marks in ("\n", "。！？；.!?;", "，、, "):
        at = max(text.rfind(mark, 0, room) for mark in marks)
        if at >= room // 2:
            return at + 1
    return room
