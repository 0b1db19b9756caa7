"""Taking names out of words that are to be published."""

from collections.abc import Iterable

from app.exports.leaks import fold, scan

_SHORTEST = 2


def without_names(text: str, known: Iterable[str], instead: str) -> tuple[str, int]:
    """Return text with known names exchanged, and how many there were.

    Longer names go first, so that none is left of one that holds another. What is
    written otherwise than it is known stays, and `names_somebody` finds it.

    Args:
        text: what somebody wrote.
        known: every identifier there is: handles, platform ids, names of staff.
        instead: what stands where a name was.
    """
    plain = fold(text)
    here = {name for name in known if len(name) >= _SHORTEST and fold(name) in plain}
    taken = 0
    for name in sorted(here, key=len, reverse=True):
        for spelled in (f"@{name.removeprefix('@')}", name):
            taken += text.count(spelled)
            text = text.replace(spelled, instead)
    return text, taken


def names_somebody(text: str, known: Iterable[str]) -> bool:
    """Tell whether text names somebody, or holds what looks like a number of theirs."""
    return bool(scan([[text]], known=known, fixed=frozenset(), authored=frozenset()))
