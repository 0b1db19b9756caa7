"""Rules for paper, in the small part of HTML that Qt's documents understand.

The form is made of tables and lengths: the writer knows no boxes and no columns.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from app.publication.sheet import Sheet, SheetClause, SheetExample

_STYLE = """
h1 { font-size: 20pt; font-weight: 700; margin-bottom: 4px; }
h2 { font-size: 13pt; font-weight: 700; color: #B23A26; margin-top: 0px;
     margin-bottom: 0px; }
h3 { font-size: 10.5pt; font-weight: 700; margin-top: 0px;
     margin-bottom: 2px; }
p { font-size: 9.5pt; margin-top: 4px; margin-bottom: 0px; }
p.example { margin-left: 10px; }
td.left { padding-right: 16px; }
td.right { padding-left: 16px; }
td.cell { padding: 4px; }
.soft { color: #51534C; }
.small { font-size: 9pt; }
.draft { color: #855000; font-weight: 700; }
.ok { color: #1D6B3E; font-weight: 700; }
.no { color: #AE2A1E; font-weight: 700; }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPiece:
    """What stays together on a page.

    Attributes:
        html: what it says.
        gap: points of room above it, where it does not begin a page.
        heading: whether it must not end a page.
    """

    html: str
    gap: int
    heading: bool = False


def for_paper(sheets: Sequence[Sheet]) -> tuple[PaperPiece, ...]:
    """Return what is printed, in order.

    Args:
        sheets: one language, or the same document in two, which stand side by side.
    """
    return tuple(_pieces(sheets))


def _pieces(sheets: Sequence[Sheet]) -> Iterator[PaperPiece]:
    yield _piece(sheets, _head, 0)
    for place, article in enumerate(sheets[0].articles):
        yield _piece(sheets, _named(place), 20, heading=True)
        for at in range(len(article.clauses)):
            yield _piece(sheets, _claused(place, at), 9)
    yield _piece(sheets, _ladder, 20)
    yield _piece(sheets, _appeal, 20)


def _piece(
    sheets: Sequence[Sheet],
    made: Callable[[Sheet], Iterable[str]],
    gap: int,
    *,
    heading: bool = False,
) -> PaperPiece:
    html = f"<style>{_STYLE}</style>" + "\n".join(_beside(sheets, made))
    return PaperPiece(html=html, gap=gap, heading=heading)


def _beside(
    sheets: Sequence[Sheet], made: Callable[[Sheet], Iterable[str]]
) -> Iterator[str]:
    if len(sheets) == 1:
        yield from made(sheets[0])
        return
    yield '<table width="100%" cellspacing="0" cellpadding="0"><tr>'
    for side, sheet in zip(("left", "right"), sheets, strict=True):
        yield f'<td width="50%" class="{side}">'
        yield from made(sheet)
        yield "</td>"
    yield "</tr></table>"


def _head(sheet: Sheet) -> Iterator[str]:
    yield f"<h1>{escape(sheet.heading)}</h1>"
    if sheet.edition:
        yield f'<p class="soft">{escape(sheet.edition)}</p>'
    if sheet.draft_note:
        yield f'<p class="draft">{escape(sheet.draft_note)}</p>'
    if sheet.changes:
        yield f"<h3>{escape(sheet.words('page.changes'))}</h3>"
        yield f"<p>{_lines(sheet.changes)}</p>"


def _named(place: int) -> Callable[[Sheet], Iterable[str]]:
    return lambda sheet: (f"<h2>{escape(sheet.articles[place].name)}</h2>",)


def _claused(place: int, at: int) -> Callable[[Sheet], Iterable[str]]:
    return lambda sheet: _clause(sheet, sheet.articles[place].clauses[at])


def _clause(sheet: Sheet, clause: SheetClause) -> Iterator[str]:
    words = sheet.words
    severity = words(
        "page.labelled", label=words("clause.severity"), words=clause.severity
    )
    yield f"<h3>{escape(clause.name)}</h3>"
    yield f"<p>{_lines(clause.text)}</p>"
    if clause.why:
        why = words("page.labelled", label=words("clause.why"), words=clause.why)
        yield f'<p class="soft">{_lines(why)}</p>'
    yield f'<p class="soft">{escape(severity)}</p>'
    yield from _examples("ok", words("clause.allowed"), clause.allowed)
    yield from _examples("no", words("clause.forbidden"), clause.forbidden)


def _examples(kind: str, label: str, examples: Sequence[SheetExample]) -> Iterator[str]:
    for example in examples:
        note = f' <span class="soft">{_lines(example.note)}</span>'
        yield (
            f'<p class="example"><span class="{kind}">{escape(label)}</span>&nbsp; '
            f"{_lines(example.words)}{note if example.note else ''}</p>"
        )


def _ladder(sheet: Sheet) -> Iterator[str]:
    ladder = sheet.ladder
    yield f"<h2>{escape(ladder.title)}</h2>"
    if ladder.rows:
        yield (
            '<table width="100%" cellspacing="0" border="1" style="border-style: solid;'
            ' border-color: #C9C9C2; border-collapse: collapse;"><thead><tr>'
        )
        for head in (ladder.corner, *ladder.columns):
            yield f'<td class="cell" bgcolor="#F4F4F1"><b>{_cell(head)}</b></td>'
        yield "</tr></thead>"
        for name, steps in ladder.rows:
            told = "".join(f'<td class="cell">{_cell(c)}</td>' for c in (name, *steps))
            yield f"<tr>{told}</tr>"
        yield "</table>"
    yield from (f'<p class="soft">{escape(note)}</p>' for note in ladder.notes)


def _cell(words: str) -> str:
    return f'<span class="small">{escape(words)}</span>'


def _appeal(sheet: Sheet) -> Iterator[str]:
    yield f"<h2>{escape(sheet.appeal_title)}</h2>"
    yield f"<p>{escape(sheet.appeal)}</p>"


def _lines(words: str) -> str:
    return escape(words).replace("\n", "<br>")
