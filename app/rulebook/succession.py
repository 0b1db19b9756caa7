"""What a version must keep of those before it: a number means one clause for ever."""

from collections.abc import Sequence
from typing import Protocol

from app.rulebook.model import ClauseLabel, Rulebook


class Labelled(Protocol):
    """A version, as far as its clauses' names go."""

    @property
    def labels(self) -> tuple[ClauseLabel, ...]:
        """Its clauses' numbers and names."""
        ...


def reused_numbers(book: Rulebook, earlier: Sequence[Labelled]) -> list[str]:
    """Return the clauses that were given the number of one that was taken out.

    Decisions cite numbers, so one that had been given up never comes back for another
    rule; the rule that had it may come back. While a clause stays in the book it can be
    rewritten and renamed as one likes.

    Args:
        book: the next version.
        earlier: all versions before it, the newest first.
    """
    if not earlier:
        return []
    present = {label.number for label in earlier[0].labels}
    added = [clause for clause in book.clauses if clause.number not in present]
    if not added:
        return []
    former: dict[str, set[str]] = {}
    for version in earlier[1:]:
        for label in version.labels:
            former.setdefault(label.number, set()).update(label.names)
    return [
        clause.number
        for clause in added
        if clause.number in former and former[clause.number].isdisjoint(clause.names)
    ]
