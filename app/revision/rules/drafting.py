"""What a passed motion makes of a draft; pure."""

from collections.abc import Iterable

import msgspec

from app.revision.model.motions import ChangeKind, ClauseChange
from app.rulebook.model import (
    NO_WORDS,
    Article,
    Bilingual,
    Clause,
    Rulebook,
    Severity,
)


def with_motion(book: Rulebook, changes: Iterable[ClauseChange]) -> Rulebook:
    """Return a draft with a motion's words in it.

    A language that the motion left out keeps its words. A clause that is not there is
    not reworded; one that is added stands at the end of its article, with its words
    alone: the rest is for whoever writes the draft. Where there is no such article the
    last one takes it.
    """
    articles = book.articles
    for change in changes:
        match change.kind:
            case ChangeKind.CHANGE:
                articles = tuple(_reworded(each, change) for each in articles)
            case ChangeKind.REMOVE:
                articles = tuple(_without(each, change.clause) for each in articles)
            case ChangeKind.ADD:
                articles = _with_new(articles, change)
    return msgspec.structs.replace(book, articles=articles)


def _reworded(article: Article, change: ClauseChange) -> Article:
    clauses = tuple(
        msgspec.structs.replace(
            clause,
            text=Bilingual(
                zh=change.text.zh or clause.text.zh, en=change.text.en or clause.text.en
            ),
        )
        if clause.number == change.clause
        else clause
        for clause in article.clauses
    )
    return msgspec.structs.replace(article, clauses=clauses)


def _without(article: Article, number: str) -> Article:
    kept = tuple(clause for clause in article.clauses if clause.number != number)
    return msgspec.structs.replace(article, clauses=kept)


def _with_new(
    articles: tuple[Article, ...], change: ClauseChange
) -> tuple[Article, ...]:
    there = {clause.number for article in articles for clause in article.clauses}
    if change.clause in there or not articles:
        return articles
    clause = Clause(
        number=change.clause,
        title=NO_WORDS,
        text=change.text,
        why=NO_WORDS,
        allowed=(),
        forbidden=(),
        severity=Severity.LOW,
        offence_class="",
    )
    numbers = [article.number for article in articles]
    own = change.clause.partition(".")[0]
    at = numbers.index(own) if own in numbers else len(numbers) - 1
    longer = msgspec.structs.replace(
        articles[at], clauses=(*articles[at].clauses, clause)
    )
    return (*articles[:at], longer, *articles[at + 1 :])
