"""What of the history the person asking may read.

A commit about what somebody is involved with stays in their list: a chain with gaps
could not be told from one that was tampered with. Who signed it, when, where, how many
events it has and whether it counts is told, since every copy and every anchor tells
it; what it did, and to whom or what, is not. Nothing that narrows the list by what
commits are about shows it, or its place in the answer would say what it was.
"""

from collections.abc import Iterable, Iterator

from app.approvals.queries import subjects_of
from app.audit.queries.naming import ids_in
from app.conflicts.queries.involvement import barred_subjects, refuse_subject
from app.errors import NotPermitted
from app.journal.reading import Kept
from app.staff.roles import Capability
from app.work import Reader

_OF_PROPOSALS = "approval."
_OF_THE_REGISTER = "conflict."


def reads_all(reader: Reader) -> bool:
    """Tell whether the person reads everybody's entries, and not only their own."""
    return reader.may(Capability.READ_AUDIT)


class Sight:
    """What one person must not read of some events.

    Nobody reads about a member or a case they are involved with; and who is involved
    with what is for the keepers of the register, and for whoever said it.
    """

    def __init__(self, reader: Reader, events: Iterable[Kept]) -> None:
        """Learn what the person asking is involved with.

        Args:
            reader: of the person asking.
            events: those that will be asked about.
        """
        self._reader = reader
        self._keeps = reader.may(Capability.KEEP_CONFLICTS)
        self._barred = frozenset(barred_subjects(reader))
        # Later words on a proposal do not repeat what it is about.
        proposals = {k.subject for k in events if k.kind.startswith(_OF_PROPOSALS)}
        self._abouts = subjects_of(reader, proposals if self._barred else ())

    def hides(self, kept: Kept, actor: str) -> bool:
        """Tell whether an event of this author is hidden."""
        return self._is_others(kept, actor) or not self._barred.isdisjoint(
            self._named(kept)
        )

    def refuse(self, kept: Kept, actor: str) -> None:
        """Let pass who may read an event of this author.

        Raises:
            NotPermitted: it is hidden.
        """
        for each in self._named(kept):
            if each in self._barred:
                refuse_subject(self._reader, each)
        if self._is_others(kept, actor):
            raise NotPermitted("not_permitted")

    def _is_others(self, kept: Kept, actor: str) -> bool:
        is_entry = kept.kind.startswith(_OF_THE_REGISTER) and not self._keeps
        return is_entry and actor != self._reader.person

    def _named(self, kept: Kept) -> Iterator[str]:
        yield kept.subject
        yield from self._abouts.get(kept.subject, ())
        yield from ids_in(kept.event)
