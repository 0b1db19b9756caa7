"""The rules as the revision looks at them."""

from app.errors import InputError, NotFound
from app.rulebook.model import Clause
from app.rulebook.queries import Shelf, Version
from app.work import Reader, found


def present_version(reader: Reader, number: int | None = None) -> Version:
    """Return the version in force, or the newest where none is yet.

    Args:
        reader: where to look.
        number: another version.

    Raises:
        InputError: no rules were published.
        NotFound: there is no version of this number.
    """
    shelf = Shelf(reader)
    every = shelf.lines
    if not every:
        raise InputError("revision_no_rules")
    chosen = next((v.id for v in every if v.in_force), every[0].id)
    if number is not None:
        chosen = next((v.id for v in every if v.version == number), "")
    return found(shelf.of(chosen), "rules_version_not_found")


def clause_of(version: Version, number: str) -> Clause:
    """Return a clause of a version.

    Raises:
        NotFound: it has none of this number.
    """
    clause = version.book.clause(number.strip())
    if clause is None:
        raise NotFound("revision_clause_not_found")
    return clause
