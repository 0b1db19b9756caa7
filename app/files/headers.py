"""Finding the row that names the columns, and which field each column holds."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

SEARCHED_ROWS = 40
"""How many rows that are not blank may stand before the header."""

_ASIDE = re.compile(r"\(.*?\)|\[.*?\]|【.*?】|[\s*:_\-]+")
_NUMBER_OR_DATE = re.compile(r"[\d\s.,:/\-年月日]+")


HeaderScore = Callable[[Sequence[str]], int]
"""How much a row looks like the header; 0 if it cannot be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The columns one kind of file is known to have.

    Attributes:
        names: for each field, the names its column goes by; the first is the one
            to propose to a person.
        needed: the fields without which the file says nothing.
    """

    names: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]

    def columns(self, header: Sequence[str]) -> dict[str, int]:
        """Return the column of each field found; of two alike the first counts."""
        fields = {
            column_key(name): field
            for field, known in self.names.items()
            for name in known
        }
        found: dict[str, int] = {}
        for at, name in enumerate(header):
            field = fields.get(column_key(name))
            if field is not None and field not in found:
                found[field] = at
        return found

    def score(self, cells: Sequence[str], /) -> int:
        """Return how many known columns this row names, 0 without a needed one."""
        found = self.columns(cells)
        return len(found) if all(field in found for field in self.needed) else 0

    def proposed(self) -> str:
        """Return names for the needed columns, for a sentence."""
        return "、".join(self.names[field][0] for field in self.needed)


def column_key(name: str) -> str:
    """Return a column's name without case, spaces, marks and asides."""
    return _ASIDE.sub("", unicodedata.normalize("NFKC", name).casefold())


def any_header(cells: Sequence[str], /) -> int:
    """Score a row of a table nothing is known of: many different words, no numbers."""
    words = {cell for cell in cells if cell and not _NUMBER_OR_DATE.fullmatch(cell)}
    filled = sum(1 for cell in cells if cell)
    return len(words) * 2 - filled if words else 0


def find_header(rows: Sequence[Sequence[str]], score: HeaderScore) -> int | None:
    """Return the index of the best row, the first of equals; None if none scores."""
    scores = [score(cells) for cells in rows]
    best = max(scores, default=0)
    return scores.index(best) if best > 0 else None
