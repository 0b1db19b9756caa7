"""What an edit of a draft touches, so that two people can write in one draft.

Whoever edits a clause changes that clause and nothing else: edits of different
clauses meet without loss, in whatever order they arrive.
"""

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from app.rulebook.model.clauses import Article, Bilingual, Clause, Rulebook
from app.rulebook.model.ladder import Ladder


class Closed(StrEnum):
    """Why nobody writes in a draft any more; `OPEN` while somebody does."""

    OPEN = ""
    PUBLISHED = "published"
    LET_GO = "let_go"


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """An article without its clauses' words.

    Attributes:
        number, title: the article's.
        clauses: numbers of its clauses, in order.
    """

    number: str
    title: Bilingual
    clauses: tuple[str, ...]


class Change(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An edit; what it does not name stays as it is.

    Attributes:
        title: the book's new title.
        headings: all articles anew, in order; None where none was added, moved,
            renamed or taken away.
        clauses: the clauses that are new or have other words.
        ladder: the new ladder.
    """

    title: Bilingual | None = None
    headings: tuple[Heading, ...] | None = None
    clauses: tuple[Clause, ...] = ()
    ladder: Ladder | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it changes nothing."""
        return self == Change()


def change_between(before: Rulebook, after: Rulebook) -> Change:
    """Return the edit that makes one book of another.

    In both every clause has a number of its own.
    """
    former = {clause.number: clause for clause in before.clauses}
    headings = _headings(after)
    return Change(
        title=None if before.title == after.title else after.title,
        headings=None if headings == _headings(before) else headings,
        clauses=tuple(c for c in after.clauses if former.get(c.number) != c),
        ladder=None if before.ladder == after.ladder else after.ladder,
    )


def changed(book: Rulebook, change: Change) -> Rulebook:
    """Return a book with an edit made; never fails.

    A clause that the headings name and nobody has is left out; so is one that no
    heading names: somebody has taken it away meanwhile.
    """
    clauses = {clause.number: clause for clause in (*book.clauses, *change.clauses)}
    headings = _headings(book) if change.headings is None else change.headings
    return Rulebook(
        title=change.title or book.title,
        articles=tuple(
            Article(
                number=heading.number,
                title=heading.title,
                clauses=tuple(_known(heading, clauses)),
            )
            for heading in headings
        ),
        ladder=change.ladder or book.ladder,
    )


def _headings(book: Rulebook) -> tuple[Heading, ...]:
    return tuple(
        Heading(
            number=article.number,
            title=article.title,
            clauses=tuple(clause.number for clause in article.clauses),
        )
        for article in book.articles
    )


def _known(heading: Heading, clauses: dict[str, Clause]) -> Iterator[Clause]:
    return (clauses[number] for number in heading.clauses if number in clauses)
