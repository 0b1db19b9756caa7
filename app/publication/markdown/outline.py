"""What reading a rulebook from text comes to: a book, and what became of each line."""

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count

import msgspec

from app.rulebook.model import (
    Article,
    Bilingual,
    Clause,
    Dsa,
    Example,
    Ladder,
    Rulebook,
    Severity,
)

EMPTY_LADDER = Ladder(
    window_days=90, points_expire_days=90, review_at_points=8, rows=()
)
"""For a text that says nothing of sanctions; it cannot be published as it is."""


class Place(StrEnum):
    """What a line became."""

    BOOK_TITLE = "book_title"
    ARTICLE = "article"
    CLAUSE = "clause"
    TEXT = "text"
    SHORT = "short"
    WHY = "why"
    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    NOTE = "note"
    DETAIL = "detail"
    LADDER = "ladder"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedLine:
    """One line of the file and what it became.

    Attributes:
        line: its number in the file, from 1.
        words: what it says.
        place: what it became; `LEFT_OUT` where it was not understood.
        number: of the clause or article it belongs to; empty before the first.
    """

    line: int
    words: str
    place: Place
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A rulebook that was read from text.

    Attributes:
        book: what was understood; fields may be missing, numbers are unique.
        lines: what became of every line that says something.
        ours: whether the file says that this product wrote it.
        repeated: numbers that stood there twice; the later ones got a free number.
    """

    book: Rulebook
    lines: tuple[MappedLine, ...]
    ours: bool
    repeated: tuple[str, ...] = ()

    @property
    def left_out(self) -> tuple[MappedLine, ...]:
        """The lines that were not understood."""
        return tuple(each for each in self.lines if each.place is Place.LEFT_OUT)


@dataclass(slots=True)
class Pair:
    """Words in both languages while they are read."""

    zh: str = ""
    en: str = ""

    def add(self, words: str, tongue: str) -> None:
        """Write words below those that are there."""
        if tongue == "zh":
            self.zh = f"{self.zh}\n{words}" if self.zh else words
        else:
            self.en = f"{self.en}\n{words}" if self.en else words

    @property
    def words(self) -> Bilingual:
        """What they are."""
        return Bilingual(zh=self.zh, en=self.en)


@dataclass(slots=True)
class ExampleNotes:
    """An example while it is read.

    Attributes:
        told: languages in which it has been given.
    """

    words: Pair = field(default_factory=Pair)
    note: Pair = field(default_factory=Pair)
    told: set[str] = field(default_factory=set[str])

    @property
    def example(self) -> Example:
        """What it is."""
        return Example(zh=self.words.zh, en=self.words.en, note=self.note.words)


@dataclass(slots=True)
class ClauseNotes:
    """A clause while it is read.

    Attributes:
        examples: by `Place.ALLOWED` and `Place.FORBIDDEN`.
        last: the example a note belongs to.
    """

    number: str
    title: Pair
    pairs: dict[Place, Pair] = field(default_factory=dict[Place, Pair])
    examples: dict[Place, list[ExampleNotes]] = field(
        default_factory=dict[Place, list[ExampleNotes]]
    )
    last: ExampleNotes | None = None
    severity: Severity = Severity.MEDIUM
    offence_class: str = ""
    aliases: tuple[str, ...] = ()
    norms: tuple[str, ...] = ()
    dsa: Dsa = field(default_factory=Dsa)

    def pair(self, place: Place) -> Pair:
        """Return the words of a field."""
        return self.pairs.setdefault(place, Pair())

    def tell_example(self, place: Place, words: str, tongue: str) -> None:
        """Take an example, or the last one's words in the other language."""
        kept = self.examples.setdefault(place, [])
        last = kept[-1] if kept else None
        # Chinese comes first where both are there, so that it begins an example.
        if last is None or last is not self.last or tongue == "zh" or "en" in last.told:
            last = ExampleNotes()
            kept.append(last)
        last.words.add(words, tongue)
        last.told.add(tongue)
        self.last = last

    @property
    def clause(self) -> Clause:
        """What it is."""
        return Clause(
            number=self.number,
            title=self.title.words,
            short=self.pair(Place.SHORT).words,
            text=self.pair(Place.TEXT).words,
            why=self.pair(Place.WHY).words,
            allowed=tuple(e.example for e in self.examples.get(Place.ALLOWED, ())),
            forbidden=tuple(e.example for e in self.examples.get(Place.FORBIDDEN, ())),
            severity=self.severity,
            offence_class=self.offence_class,
            aliases=self.aliases,
            norms=self.norms,
            dsa=self.dsa,
        )


@dataclass(slots=True)
class ArticleNotes:
    """An article while it is read."""

    number: str
    title: Pair
    clauses: list[ClauseNotes] = field(default_factory=list[ClauseNotes])


@dataclass(slots=True)
class BookNotes:
    """A rulebook while it is read."""

    ladder: Ladder
    title: Pair = field(default_factory=Pair)
    articles: list[ArticleNotes] = field(default_factory=list[ArticleNotes])
    lines: list[MappedLine] = field(default_factory=list[MappedLine])

    @property
    def article(self) -> ArticleNotes | None:
        """The article that is being read."""
        return self.articles[-1] if self.articles else None

    @property
    def clause(self) -> ClauseNotes | None:
        """The clause that is being read."""
        article = self.article
        return article.clauses[-1] if article and article.clauses else None

    def tell(self, line: int, words: str, place: Place) -> None:
        """Write down what a line became."""
        here = self.clause or self.article
        apart = place in (Place.BOOK_TITLE, Place.LADDER)
        number = here.number if here and not apart else ""
        self.lines.append(
            MappedLine(line=line, words=words, place=place, number=number)
        )

    def finish(self, *, ours: bool) -> Reading:
        """Return what was read, every number once."""
        book = Rulebook(
            title=self.title.words,
            articles=tuple(
                Article(
                    number=article.number,
                    title=article.title.words,
                    clauses=tuple(notes.clause for notes in article.clauses),
                )
                for article in self.articles
            ),
            ladder=self.ladder,
        )
        book, repeated = renumbered(book)
        return Reading(
            book=book, lines=tuple(self.lines), ours=ours, repeated=tuple(repeated)
        )


def renumbered(book: Rulebook) -> tuple[Rulebook, list[str]]:
    """Return the book with every number once, and those that stood there twice.

    The first keeps its number; a later one gets the next that is free.
    """
    repeated: list[str] = []
    taken = {clause.number for clause in book.clauses}
    seen: set[str] = set()
    articles: list[Article] = []
    numbers: set[str] = set()
    for article in book.articles:
        number = article.number
        if number in numbers:
            repeated.append(number)
            number = _free_article(number, {a.number for a in book.articles} | numbers)
        numbers.add(number)
        clauses: list[Clause] = []
        for clause in article.clauses:
            kept = clause
            if clause.number in seen:
                repeated.append(clause.number)
                free = _free(f"{number}.", taken)
                taken.add(free)
                kept = msgspec.structs.replace(clause, number=free)
            seen.add(kept.number)
            clauses.append(kept)
        articles.append(
            msgspec.structs.replace(article, number=number, clauses=tuple(clauses))
        )
    return msgspec.structs.replace(book, articles=tuple(articles)), repeated


def _free_article(number: str, taken: set[str]) -> str:
    return _free("" if number.isdecimal() or not number else f"{number}.", taken)


def _free(prefix: str, taken: set[str]) -> str:
    return next(f"{prefix}{n}" for n in count(1) if f"{prefix}{n}" not in taken)


def tongue_of(words: str) -> str:
    """Return in which language words are written: Han characters are Chinese."""
    return "zh" if any("\u4e00" <= each <= "\u9fff" for each in words) else "en"
