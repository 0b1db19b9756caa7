"""What of the history the person asking may read."""

from collections.abc import Collection

from app.staff.roles import Capability
from app.work import Reader


def reads_all(reader: Reader) -> bool:
    """Tell whether the person reads everybody's entries, and not only their own."""
    return reader.may(Capability.READ_AUDIT)


def withheld(_reader: Reader, _subjects: Collection[str]) -> frozenset[str]:
    """Return the subjects of which the person asking must not read here.

    Whoever stands aside in a matter is told that something happened, not what.
    """
    return frozenset()
