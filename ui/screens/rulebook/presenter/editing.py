"""Edits of words, examples and ladder: each takes a book and returns another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from msgspec.structs import replace

from app.rulebook.model import (
    Article,
    Bilingual,
    Clause,
    Example,
    Ladder,
    Rulebook,
    SanctionKind,
    Severity,
    Step,
)
from app.words import Language

T = TypeVar("T")

_BLANK: Final = Example(zh="", en="")


class Words(StrEnum):
    """Words that are written in place, one language at a time."""

    BOOK = "book"
    ARTICLE = "article"
    TITLE = "title"
    SHORT = "short"
    TEXT = "text"
    WHY = "why"
    ALLOWED = "allowed"
    ALLOWED_NOTE = "allowed_note"
    FORBIDDEN = "forbidden"
    FORBIDDEN_NOTE = "forbidden_note"

    @property
    def is_example(self) -> bool:
        """Whether it is about one of a clause's examples."""
        return self.startswith(("allowed", "forbidden"))


class Examples(StrEnum):
    """Which examples of a clause: 允许, 禁止."""

    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where words stand.

    Attributes:
        number: the clause's; the article's for its title; empty for the book's.
        place: which example, from 0.
    """

    words: Words
    number: str = ""
    place: int = 0


def words_at(book: Rulebook, spot: Spot) -> Bilingual | None:
    """Return the words at a spot; None where there is no such spot any more."""
    match spot.words:
        case Words.BOOK:
            return book.title
        case Words.ARTICLE:
            found = (a.title for a in book.articles if a.number == spot.number)
            return next(found, None)
        case _:
            clause = book.clause(spot.number)
            return None if clause is None else _of_clause(clause, spot)


def reworded(book: Rulebook, spot: Spot, language: Language, text: str) -> Rulebook:
    """Return the book with other words in one language; as it was without the spot."""
    former = words_at(book, spot)
    if former is None:
        return book
    words = replace(former, **{_side(language): text})
    match spot.words:
        case Words.BOOK:
            return replace(book, title=words)
        case Words.ARTICLE:
            return with_article(book, spot.number, lambda a: replace(a, title=words))
        case _:
            return with_clause(book, spot.number, lambda c: _put(c, spot, words))


def with_clause(
    book: Rulebook, number: str, change: Callable[[Clause], Clause]
) -> Rulebook:
    """Return the book with one clause changed."""

    def changed(article: Article) -> Article:
        clauses = tuple(change(c) if c.number == number else c for c in article.clauses)
        return (
            article if clauses == article.clauses else replace(article, clauses=clauses)
        )

    return replace(book, articles=tuple(map(changed, book.articles)))


def with_article(
    book: Rulebook, number: str, change: Callable[[Article], Article]
) -> Rulebook:
    """Return the book with one article changed."""
    articles = tuple(change(a) if a.number == number else a for a in book.articles)
    return replace(book, articles=articles)


def with_new_example(book: Rulebook, number: str, side: Examples) -> Rulebook:
    """Return the book with a blank example at the end."""
    return _with_examples(book, number, side, lambda them: (*them, _BLANK))


def without_example(
    book: Rulebook, number: str, side: Examples, place: int
) -> Rulebook:
    """Return the book without an example."""
    return _with_examples(
        book, number, side, lambda them: (*them[:place], *them[place + 1 :])
    )


def example_moved(
    book: Rulebook, number: str, side: Examples, place: int, by: int
) -> Rulebook:
    """Return the book with an example moved up (-1) or down (1)."""
    return _with_examples(
        book, number, side, lambda them: swapped(them, place, place + by)
    )


def with_step(ladder: Ladder, ordinal: int, severity: Severity, step: Step) -> Ladder:
    """Return the ladder with another cell; times count from 1."""
    rows = [list(row) for row in ladder.rows]
    rows[ordinal - 1][severity.column] = step
    return replace(ladder, rows=tuple((low, mid, high) for low, mid, high in rows))


def with_row(ladder: Ladder, after: int) -> Ladder:
    """Return the ladder with the row of a time repeated after it.

    One without rows, as a text that says nothing of sanctions has, begins with a
    reminder for everything.
    """
    rows = ladder.rows
    if not rows:
        reminder = Step(kind=SanctionKind.REMINDER)
        return replace(ladder, rows=((reminder, reminder, reminder),))
    return replace(ladder, rows=(*rows[:after], rows[after - 1], *rows[after:]))


def without_row(ladder: Ladder, ordinal: int) -> Ladder:
    """Return the ladder without the row of a time; the last row stays."""
    rows = ladder.rows
    left = (*rows[: ordinal - 1], *rows[ordinal:])
    return replace(ladder, rows=left) if left else ladder


def _of_clause(clause: Clause, spot: Spot) -> Bilingual | None:
    if not spot.words.is_example:
        return getattr(clause, spot.words.value)
    examples: Sequence[Example] = getattr(clause, _examples_of(spot.words))
    if not 0 <= spot.place < len(examples):
        return None
    example = examples[spot.place]
    return example.note if spot.words.endswith("_note") else example


def _put(clause: Clause, spot: Spot, words: Bilingual) -> Clause:
    if not spot.words.is_example:
        return replace(clause, **{spot.words.value: words})
    name = _examples_of(spot.words)
    examples: list[Example] = [*getattr(clause, name)]
    example = examples[spot.place]
    if spot.words.endswith("_note"):
        examples[spot.place] = replace(example, note=words)
    else:
        examples[spot.place] = replace(example, zh=words.zh, en=words.en)
    return replace(clause, **{name: tuple(examples)})


def _with_examples(
    book: Rulebook,
    number: str,
    side: Examples,
    change: Callable[[tuple[Example, ...]], tuple[Example, ...]],
) -> Rulebook:
    def changed(clause: Clause) -> Clause:
        examples = change(getattr(clause, side.value))
        return replace(clause, **{side.value: examples})

    return with_clause(book, number, changed)


def _examples_of(words: Words) -> str:
    return words.value.removesuffix("_note")


def _side(language: Language) -> str:
    return "zh" if language is Language.ZH_CN else "en"


def swapped(items: tuple[T, ...], one: int, other: int) -> tuple[T, ...]:
    """Return items with two of them swapped; as they were, if there is no such two."""
    if not (0 <= one < len(items) and 0 <= other < len(items)):
        return items
    order = [*items]
    order[one], order[other] = order[other], order[one]
    return tuple(order)
