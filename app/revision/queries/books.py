"""The rules as the revision looks at them."""

from app.errors import InputError, NotFound
from app.rulebook.model import Clause
from app.rulebook.queries import Version, Versions, versions
from app.work import Reader


def present_version(reader: Reader) -> Version:
    """Return the version in force, or the newest where none is yet.

    Raises:
        InputError: no rules were published.
    """
    every = versions(Versions(), reader)
    if not every:
        raise InputError("revision_no_rules")
    return next((version for version in every if version.in_force), every[0])


def clause_of(version: Version, number: str) -> Clause:
    """Return a clause of a version.

    Raises:
        NotFound: it has none of this number.
    """
    clause = version.book.clause(number.strip())
    if clause is None:
        raise NotFound("revision_clause_not_found")
    return clause
