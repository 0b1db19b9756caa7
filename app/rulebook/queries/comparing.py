"""What differs between two versions of the rules, or a version and the draft."""

from dataclasses import dataclass

from app.rulebook.compare import Comparison, compare
from app.rulebook.queries.shelf import book_of
from app.work import Answer, Query, Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareVersions(Query[Comparison]):
    """What differs between two versions of the rules.

    Attributes:
        before: id of a version or of the open draft; empty for nothing, so that all
            is new.
        after: id of a version or of the open draft.
    """

    before: str
    after: str


def compare_versions(query: CompareVersions, reader: Reader) -> Comparison:
    """Answer `CompareVersions`.

    Raises:
        NotFound: one of them is not here.
    """
    before = book_of(reader, query.before) if query.before else None
    return compare(before, book_of(reader, query.after))


ANSWERS: dict[type, Answer] = {CompareVersions: compare_versions}
