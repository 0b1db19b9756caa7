"""A vault as it stood at a moment: the journal folded up to it, in memory.

It answers the ordinary queries; what the person asking may see is decided by what
they may see today: by their role, and by what they are involved with today. Everything
is folded nonetheless, or figures and ladders would not be what they were.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from app.audit.queries import ANSWERS as OF_HISTORY
from app.cases.queries.cases import CaseDetail, case_detail
from app.cases.queries.queues import CasesOf, cases_of
from app.conflicts.queries.involvement import barred_case_ids, refuse_subject
from app.errors import InputError, NotFound, NotPermitted, UserError
from app.features import ANSWERS, BULK
from app.ids import CaseId, MemberId
from app.journal.clock import COUNTER_BITS, wall_of
from app.journal.fold import Folder, Part, Progress
from app.journal.history import read_authority
from app.journal.reading import commit_written, kinds_of, span
from app.members.queries import MembersNamed, members_named
from app.times import from_ms, to_ms
from app.vault.store import Store
from app.work import Query, Reader, found

V = TypeVar("V")
Moment = datetime | str
"""A moment, or the hash of a commit (hexadecimal): as it stood right after it."""


@dataclass(slots=True, kw_only=True)
class _PastReader(Reader):
    """Reads what was, with the rights of today."""

    present: Reader = field(repr=False)

    @property
    def today(self) -> Reader:
        """Return a reader of the present for the same person."""
        return replace(self.present, person=self.person)

    def may(self, capability: str) -> bool:
        """Tell whether the person holds a capability today."""
        return self.present.authority.may(self.person, capability)

    def erased(self, subjects: Iterable[str]) -> frozenset[str]:
        """Return which of these are erased today; the past has lost their words."""
        return self.present.erased(subjects)


class Past:
    """The vault as it stood; lives on the thread that made it. Close it.

    Attributes:
        at: the moment.
        events: how many were folded.
    """

    def __init__(self, store: Store, reader: Reader, until: int, events: int) -> None:
        """Hold what `past_of` has folded; `reader` asks the present."""
        self.at = from_ms(wall_of(until))
        self.events = events
        self._store = store
        self._present = reader
        self._authority = read_authority(reader.store, reader.vocabulary, until)

    def query(self, query: Query[V]) -> V:
        """Answer a query as of that moment.

        Raises:
            UserError: the question cannot be answered to this person.
        """
        kind: type[Any] = type(query)
        if kind in OF_HISTORY:
            raise InputError("past_not_asked")
        _allowed_today(query, self._present)
        return ANSWERS[kind](query, self._reader())

    def digests(self, folder: Folder) -> dict[str, str]:
        """Return a hash of each table."""
        found = folder.digests(self._store)
        return {name: digest.hex() for name, digest in found.items()}

    def close(self) -> None:
        """Let go of everything."""
        self._store.close()

    def _reader(self) -> Reader:
        now = self._present
        return _PastReader(
            person=now.person,
            now=self.at,
            authority=self._authority,
            vocabulary=now.vocabulary,
            store=self._store,
            opener=now.opener,
            slots=now.slots,
            present=now,
        )


def past_of(
    reader: Reader,
    folder: Folder,
    moment: Moment,
    *,
    about: str = "",
    progress: Progress | None = None,
) -> Past:
    """Fold the journal up to a moment.

    Args:
        reader: asks the present, for the person.
        folder: all features' folds.
        moment: when; or after which commit.
        about: a case or a member; then only what its record needs is folded, and
            nothing else is to be asked.
        progress: told how many events are done; it may stop the work.

    Raises:
        InputError: the moment lies before the founding, or is still to come.
        NotFound: there is no such commit.
        NotPermitted: the person asking is involved with what it is about.
    """
    refuse_subject(reader, about)
    until = _until(reader, moment)
    part = Part(until=until)
    if about:
        kinds = frozenset(kinds_of(reader.store)) - BULK
        part = replace(part, subjects=_related(reader, about), kinds=kinds)
    store = Store(None)
    store.connect()
    try:
        with store.transaction():
            folder.create_tables(store)
            events = folder.replay(reader.store, store, progress, part)
            folder.index_tables(store)
    except BaseException:
        store.close()
        raise
    return Past(store, reader, until, events)


def _until(reader: Reader, moment: Moment) -> int:
    """Return the newest clock that belongs to a moment."""
    if isinstance(moment, str):
        commit = commit_written(reader.store, moment)
        return found(commit, "commit_not_found").place[0]
    ends = span(reader.store)
    if ends is None or to_ms(moment) < wall_of(ends[0]):
        raise InputError("past_too_early")
    if moment > reader.now:
        raise InputError("past_in_future")
    return ((to_ms(moment) + 1) << COUNTER_BITS) - 1


def _related(reader: Reader, about: str) -> frozenset[str]:
    """Return whose events the record of a case or a member is made of."""
    related = {about}
    member = about
    with suppress(NotFound):
        case = case_detail(CaseDetail(case=CaseId(about)), reader)
        asked = MembersNamed(platform_ids=(case.handle,))
        same = members_named(asked, reader).values() if case.handle else ()
        related |= {*same}
        member = case.member or ""
    if member:
        of_member = cases_of(CasesOf(member=MemberId(member)), reader)
        # What one does not see of a member counts all the same.
        unseen = barred_case_ids(reader)
        related |= {member, *(line.id for line in of_member), *unseen}
    return frozenset(related)


def _allowed_today(query: Any, present: Reader) -> None:
    """Stop where the person may not ask this today.

    Raises:
        NotPermitted: what the query's handler says.
    """
    try:
        ANSWERS[type(query)](query, present)
    except NotPermitted:
        raise
    except UserError:
        return  # there was something else to ask about then
