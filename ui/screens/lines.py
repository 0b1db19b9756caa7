"""Lines of a file in words."""

from collections.abc import Sequence
from typing import Final

from app.words import tr

_NAMED: Final = 12


def lines_text(lines: Sequence[object]) -> str:
    """Return line numbers as words; beyond a dozen only how many more there are."""
    named = tr("; ").join(str(line) for line in lines[:_NAMED])
    rest = len(lines) - _NAMED
    if rest <= 0:
        return tr("Lines: {lines}", lines=named)
    return tr("Lines: {lines} and {count} more", lines=named, count=rest)
