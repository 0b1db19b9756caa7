"""What of the history the person asking may read."""

from app.audit.queries.naming import ids_in
from app.conflicts.queries.involvement import barred_subjects
from app.journal.reading import Kept
from app.staff.roles import Capability
from app.work import Reader

_OF_THE_REGISTER = "conflict."


def reads_all(reader: Reader) -> bool:
    """Tell whether the person reads everybody's entries, and not only their own."""
    return reader.may(Capability.READ_AUDIT)


class Sight:
    """What one person must not read: that something happened is told, not what.

    Nobody reads about a member or a case they are involved with; and who is involved
    with what is for the keepers of the register, and for whoever said it.
    """

    def __init__(self, reader: Reader) -> None:
        """Learn what the person asking is involved with."""
        self._person = reader.person
        self._keeps = reader.may(Capability.KEEP_CONFLICTS)
        self._barred = frozenset(barred_subjects(reader))

    def hides(self, kept: Kept, actor: str) -> bool:
        """Tell whether an event of this author is hidden."""
        if kept.kind.startswith(_OF_THE_REGISTER) and not self._keeps:
            return actor != self._person
        return kept.subject in self._barred or not self._barred.isdisjoint(
            ids_in(kept.event)
        )
