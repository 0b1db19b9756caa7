"""Edits of a book's articles and clauses: each takes a book and returns another."""

from collections.abc import Sequence

from msgspec.structs import replace

from app.rulebook.model import NO_WORDS, Article, Clause, Rulebook, Severity
from ui.screens.rulebook.presenter.editing import swapped, with_article, with_clause


def article_of(book: Rulebook, number: str) -> Article | None:
    """Return the article a clause stands in."""
    return next(
        (a for a in book.articles if any(c.number == number for c in a.clauses)), None
    )


def next_clause(article: Article, taken: Sequence[str]) -> str:
    """Return the number after the highest that an article's clauses ever had.

    Args:
        article: where the clause is to stand.
        taken: numbers that were ever used, in this book and before it.
    """
    front = f"{article.number}."
    used = [n.removeprefix(front) for n in taken if n.startswith(front)]
    return f"{front}{1 + max((int(n) for n in used if n.isdecimal()), default=0)}"


def next_article(taken: Sequence[str]) -> str:
    """Return the number after the highest article there ever was.

    Args:
        taken: numbers of clauses and articles that were ever used.
    """
    heads = [number.split(".")[0] for number in taken]
    return str(1 + max((int(n) for n in heads if n.isdecimal()), default=0))


def blank_clause(number: str, like: Clause | None = None) -> Clause:
    """Return a clause to be written.

    Args:
        number: its number.
        like: a clause beside it, of whose class of offences it is likely to be.
    """
    return Clause(
        number=number,
        title=NO_WORDS,
        text=NO_WORDS,
        why=NO_WORDS,
        allowed=(),
        forbidden=(),
        severity=Severity.LOW,
        offence_class=like.offence_class if like else "",
    )


def with_new_clause(book: Rulebook, article: str, clause: Clause) -> Rulebook:
    """Return the book with a clause at the end of an article."""
    return with_article(
        book, article, lambda a: replace(a, clauses=(*a.clauses, clause))
    )


def with_new_article(book: Rulebook, article: Article) -> Rulebook:
    """Return the book with an article at its end."""
    return replace(book, articles=(*book.articles, article))


def without_clause(book: Rulebook, number: str) -> Rulebook:
    """Return the book without a clause, and without an article that it leaves empty."""
    articles = tuple(
        replace(a, clauses=tuple(c for c in a.clauses if c.number != number))
        for a in book.articles
    )
    return replace(book, articles=tuple(a for a in articles if a.clauses))


def restored(book: Rulebook, base: Rulebook, number: str) -> Rulebook:
    """Return the book with a clause back that its base has, where it stood."""
    clause, home = base.clause(number), article_of(base, number)
    if clause is None or home is None or book.clause(number) is not None:
        return book
    order = [c.number for c in home.clauses]
    if all(a.number != home.number for a in book.articles):
        place = [a.number for a in base.articles].index(home.number)
        back = replace(home, clauses=(clause,))
        articles = (*book.articles[:place], back, *book.articles[place:])
        return replace(book, articles=articles)

    def put_back(article: Article) -> Article:
        before = set(order[: order.index(number)])
        place = max(
            (n for n, c in enumerate(article.clauses, 1) if c.number in before),
            default=0,
        )
        clauses = (*article.clauses[:place], clause, *article.clauses[place:])
        return replace(article, clauses=clauses)

    return with_article(book, home.number, put_back)


def moved(book: Rulebook, number: str, by: int) -> Rulebook:
    """Return the book with a clause moved up (-1) or down (1) in its article."""
    home = article_of(book, number)
    if home is None:
        return book
    place = [c.number for c in home.clauses].index(number)
    clauses = swapped(home.clauses, place, place + by)
    return with_article(book, home.number, lambda a: replace(a, clauses=clauses))


def article_moved(book: Rulebook, number: str, by: int) -> Rulebook:
    """Return the book with an article moved up (-1) or down (1)."""
    place = [a.number for a in book.articles].index(number)
    return replace(book, articles=swapped(book.articles, place, place + by))


def renumbered(book: Rulebook, number: str, new: str) -> Rulebook:
    """Return the book with a clause under another number, in the article of that."""
    clause, home = book.clause(number), article_of(book, number)
    if clause is None or home is None:
        return book
    other = new.partition(".")[0]
    named = replace(clause, number=new)
    if other == home.number or all(a.number != other for a in book.articles):
        return with_clause(book, number, lambda _: named)
    return without_clause(with_new_clause(book, other, named), number)


def blank_article(number: str) -> Article:
    """Return an article to be written, with a first clause."""
    clause = blank_clause(f"{number}.1")
    return Article(number=number, title=NO_WORDS, clauses=(clause,))
