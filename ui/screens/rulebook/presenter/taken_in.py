"""Rules that were read from a file, as the screen shows them before they are taken."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.publication.markdown.outline import MappedLine, Place, Reading
from app.publication.wording import place_text
from app.rulebook.checks import check
from app.words import tr, trn
from ui.screens.rulebook.presenter.writing import Writing
from ui.widgets import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """A line of the file, and what it became.

    Attributes:
        line: its number in the file.
        became: in words.
        number: of the clause or article it belongs to.
        words: what it says.
        understood: whether it became anything.
        begins: whether a clause or an article begins with it.
    """

    line: int
    became: str
    number: str
    words: str
    understood: bool
    begins: bool

    @property
    def key(self) -> str:
        """What tells the row from others."""
        return str(self.line)

    @property
    def said(self) -> str:
        """The row as one sentence, for a screen reader."""
        return ", ".join(filter(None, (self.key, self.became, self.number, self.words)))


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesShown:
    """What a file would become.

    Attributes:
        figures: clauses, lines that were not understood, what is to be mended.
        notes: what else is to be known, a sentence each.
        lines: what became of every line.
        left_out: how many were not understood.
        action: what the button says.
    """

    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    lines: tuple[LineRow, ...]
    left_out: int
    action: str


def rules_shown(reading: Reading, draft: Writing | None) -> RulesShown:
    """Return what a file would become.

    Args:
        reading: the file.
        draft: what somebody is writing, and would be replaced.
    """
    book, left_out = reading.book, len(reading.left_out)
    return RulesShown(
        figures=(
            Figure(count=len(book.articles), text=tr("articles")),
            Figure(count=sum(1 for _ in book.clauses), text=tr("clauses")),
            Figure(count=left_out, text=tr("lines not understood"), notable=True),
            Figure(count=len(check(book)), text=tr("to mend before publishing")),
        ),
        notes=tuple(_notes(reading)),
        lines=tuple(map(_row, reading.lines)),
        left_out=left_out,
        action=tr("Replace the draft…") if draft else tr("Begin a draft with them"),
    )


def replacing(draft: Writing, reading: Reading) -> str:
    """Return what would be lost of the draft that is open."""
    there = sum(1 for _ in draft.book.clauses)
    coming = sum(1 for _ in reading.book.clauses)
    return tr(
        "{name} wrote last in the open draft. All of its {there} clauses, its name and"
        " its ladder give way to these {coming} clauses; undo brings them back.",
        name=draft.changed_by,
        there=there,
        coming=coming,
    )


def _notes(reading: Reading) -> Iterator[str]:
    if reading.ours:
        yield tr("This product wrote the file: nothing is lost.")
    if reading.repeated:
        yield trn(
            "A number stood there twice and is given anew: {numbers}",
            "Numbers stood there twice and are given anew: {numbers}",
            len(reading.repeated),
            numbers=tr(", ").join(dict.fromkeys(reading.repeated)),
        )


def _row(line: MappedLine) -> LineRow:
    return LineRow(
        line=line.line,
        became=place_text(line.place),
        number=line.number,
        words=line.words,
        understood=line.place is not Place.LEFT_OUT,
        begins=line.place in (Place.ARTICLE, Place.CLAUSE),
    )
