"""Rules as one HTML page that needs nothing else, in one language or in two.

Every word is escaped, the page forbids itself scripts and anything from elsewhere, and
it prints as it stands.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from typing import Final

from app.publication.sheet import Sheet, SheetClause, SheetExample
from app.publication.words import FOLDER
from app.words import Language

_TONGUES: Final = {Language.ZH_CN: "zh-Hans", Language.EN: "en"}
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def as_html(sheets: Sequence[Sheet]) -> str:
    """Return the page.

    Args:
        sheets: one language, or the same document in two, which stand side by side.
    """
    return "\n".join(_lines(sheets)) + "\n"


def _lines(sheets: Sequence[Sheet]) -> Iterator[str]:
    first = sheets[0]
    style = (FOLDER / "page.css").read_text(encoding="utf-8").strip()
    titles = " · ".join(dict.fromkeys(escape(sheet.heading) for sheet in sheets))
    yield "<!DOCTYPE html>"
    yield f'<html lang="{_TONGUES[first.language]}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{titles}</title>"
    yield f"<style>\n{style}\n</style>"
    yield "</head>"
    yield "<body>"
    yield '<main class="both">' if len(sheets) > 1 else "<main>"
    yield "<header>"
    yield from _beside(sheets, _head)
    yield "</header>"
    for place, article in enumerate(first.articles):
        yield "<section>"
        yield from _beside(sheets, _named(place))
        for at, clause in enumerate(article.clauses):
            yield f'<article class="clause" id="{_anchor(clause.number)}">'
            yield from _beside(sheets, _claused(place, at))
            yield "</article>"
        yield "</section>"
    for part in (_ladder, _appeal):
        yield "<section>"
        yield from _beside(sheets, part)
        yield "</section>"
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _beside(
    sheets: Sequence[Sheet], made: Callable[[Sheet], Iterable[str]]
) -> Iterator[str]:
    if len(sheets) == 1:
        yield from made(sheets[0])
        return
    yield '<div class="pair">'
    for sheet in sheets:
        yield f'<div lang="{_TONGUES[sheet.language]}">'
        yield from made(sheet)
        yield "</div>"
    yield "</div>"


def _head(sheet: Sheet) -> Iterator[str]:
    yield f"<h1>{escape(sheet.heading)}</h1>"
    if sheet.edition:
        yield f'<p class="edition">{escape(sheet.edition)}</p>'
    if sheet.draft_note:
        yield f'<p class="draft">{escape(sheet.draft_note)}</p>'
    if sheet.changes:
        label = escape(sheet.words("page.changes"))
        told = escape(sheet.changes)
        yield f'<p class="changes"><strong>{label}</strong> <span>{told}</span></p>'


def _named(place: int) -> Callable[[Sheet], Iterable[str]]:
    return lambda sheet: (f"<h2>{escape(sheet.articles[place].name)}</h2>",)


def _claused(place: int, at: int) -> Callable[[Sheet], Iterable[str]]:
    return lambda sheet: _clause(sheet, sheet.articles[place].clauses[at])


def _clause(sheet: Sheet, clause: SheetClause) -> Iterator[str]:
    words = sheet.words
    severity = words(
        "page.labelled", label=words("clause.severity"), words=clause.severity
    )
    chip = f'<span class="severity">{escape(severity)}</span>'
    yield f"<h3>{escape(clause.name)} {chip}</h3>"
    yield f'<p class="text">{escape(clause.text)}</p>'
    if clause.why:
        why = words("page.labelled", label=words("clause.why"), words=clause.why)
        yield f'<p class="why">{escape(why)}</p>'
    if clause.allowed or clause.forbidden:
        yield '<ul class="examples">'
        yield from _examples("ok", words("clause.allowed"), clause.allowed)
        yield from _examples("no", words("clause.forbidden"), clause.forbidden)
        yield "</ul>"


def _examples(kind: str, label: str, examples: Sequence[SheetExample]) -> Iterator[str]:
    for example in examples:
        note = f' <span class="note">{escape(example.note)}</span>'
        yield (
            f'<li class="{kind}"><b>{escape(label)}</b> <span class="words">'
            f"{escape(example.words)}{note if example.note else ''}</span></li>"
        )


def _ladder(sheet: Sheet) -> Iterator[str]:
    ladder = sheet.ladder
    yield f"<h2>{escape(ladder.title)}</h2>"
    if ladder.rows:
        columns = "".join(f'<th scope="col">{escape(c)}</th>' for c in ladder.columns)
        corner = f'<th scope="col">{escape(ladder.corner)}</th>'
        yield f"<table>\n<thead><tr>{corner}{columns}</tr></thead>\n<tbody>"
        for name, cells in ladder.rows:
            told = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
            yield f'<tr><th scope="row">{escape(name)}</th>{told}</tr>'
        yield "</tbody>\n</table>"
    yield '<ul class="notes">'
    yield from (f"<li>{escape(note)}</li>" for note in ladder.notes)
    yield "</ul>"


def _appeal(sheet: Sheet) -> Iterator[str]:
    yield f"<h2>{escape(sheet.appeal_title)}</h2>"
    yield f"<p>{escape(sheet.appeal)}</p>"


def _anchor(number: str) -> str:
    """Return a name by which a clause can be linked to."""
    return escape(f"c{number}".replace(" ", "_"))
