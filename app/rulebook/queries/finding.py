"""Clauses that hold words: in one version, in the draft, in all versions."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.rulebook.finding import Hit, find_in, wanted
from app.rulebook.model import Bilingual, Clause
from app.rulebook.queries.shelf import Shelf, book_of
from app.work import Answer, Query, Reader

__all__ = ["ANSWERS", "ClauseFound", "FindClauses", "Hit", "find_clauses"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseFound:
    """A clause that holds the words.

    Attributes:
        title: what it goes by where it was found, in the newest such version.
        hits: where the words stand in it; may be none where its number was typed.
        versions: numbers of the versions in which it holds them, the newest first;
            empty for a draft.
    """

    number: str
    title: Bilingual
    hits: tuple[Hit, ...]
    versions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FindClauses(Query[Sequence[ClauseFound]]):
    """Clauses that hold all of these words, somewhere and in either language.

    In the order of the book; of all versions in that of the newest one a clause was
    found in.

    Attributes:
        rules: id of a version or of the open draft; empty for all versions.
    """

    words: str
    rules: str = ""


def find_clauses(query: FindClauses, reader: Reader) -> Sequence[ClauseFound]:
    """Answer `FindClauses`.

    Raises:
        NotFound: there is no such version and no such draft.
    """
    words = wanted(query.words)
    if not query.rules:
        return _in_all(words, reader)
    shelf = Shelf(reader)
    version = shelf.of(query.rules)
    book = version.book if version else book_of(reader, query.rules)
    numbers = (version.version,) if version else ()
    return [
        ClauseFound(
            number=clause.number, title=clause.title, hits=hits, versions=numbers
        )
        for clause in book.clauses
        if (hits := find_in(clause, words)) is not None
    ]


@dataclass(slots=True)
class _Seen:
    """A clause as it stood in the version looked through last."""

    clause: Clause
    hits: tuple[Hit, ...] | None


def _in_all(words: Sequence[str], reader: Reader) -> list[ClauseFound]:
    shelf = Shelf(reader)
    last: dict[str, _Seen] = {}
    newest: dict[str, tuple[Clause, tuple[Hit, ...]]] = {}
    versions: dict[str, list[int]] = {}
    for line in shelf.lines:
        version = shelf.of(line.id)
        for clause in version.book.clauses if version else ():
            seen = last.get(clause.number)
            # Most clauses stay as they are from one version to the next.
            if seen is None or seen.clause != clause:
                seen = _Seen(clause, find_in(clause, words))
                last[clause.number] = seen
            if seen.hits is not None:
                newest.setdefault(clause.number, (clause, seen.hits))
                versions.setdefault(clause.number, []).append(line.version)
    return [
        ClauseFound(
            number=number,
            title=clause.title,
            hits=hits,
            versions=tuple(versions[number]),
        )
        for number, (clause, hits) in newest.items()
    ]


ANSWERS: dict[type, Answer] = {FindClauses: find_clauses}
