"""The register itself: who is entered, about whom, by whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import peewee

from app.cases.tables import CaseTable
from app.conflicts.model import About
from app.conflicts.queries.involvement import (
    barred_cases,
    barred_members,
    refuse_subject,
)
from app.conflicts.rules import may_end
from app.conflicts.tables import ConflictTable
from app.errors import NotPermitted
from app.ids import ConflictId, PersonId
from app.members.tables import MemberTable
from app.staff.queries import staff_names
from app.staff.roles import Capability
from app.times import from_ms, moment_or_none
from app.vault.store import Record
from app.work import Answer, Query, Reader, found


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictEntry:
    """An entry of the register, as the person asking may see it.

    Attributes:
        person: who is involved.
        about: whether it is about a member or a case.
        target: id of the member or case.
        label: handle or number of it.
        reason: what connects them; None where it is not for the person asking.
        entered_by: who entered it.
        ended_by: name of who ended it; None while it stands.
        endable: whether the person asking may end it.
    """

    id: ConflictId
    person: PersonId
    person_name: str
    about: About
    target: str
    label: str
    reason: str | None
    entered_by: PersonId
    entered_by_name: str
    entered_at: datetime
    ended_by: str | None
    ended_at: datetime | None
    endable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictList(Query[Sequence[ConflictEntry]]):
    """The register, newest first: one's own part, or all of it for who keeps it.

    Entries of others about something the person asking is involved with are left out.

    Attributes:
        person: whose entries; None for everybody's.
        ended: whether those that have ended are wanted too.
    """

    person: PersonId | None = None
    ended: bool = False


_COLUMNS = (
    ConflictTable.id,
    ConflictTable.person,
    ConflictTable.about,
    ConflictTable.target,
    ConflictTable.reason,
    ConflictTable.entered_by,
    ConflictTable.entered_at,
    ConflictTable.ended_by,
    ConflictTable.ended_at,
)


def conflict_list(query: ConflictList, reader: Reader) -> Sequence[ConflictEntry]:
    """Answer `ConflictList`."""
    chosen = ConflictTable.select(*_COLUMNS).where(_shown_to(reader))
    if query.person is not None:
        chosen = chosen.where(ConflictTable.person == query.person)
    if not query.ended:
        chosen = chosen.where(ConflictTable.ended_at.is_null())
    newest_first = (ConflictTable.entered_at.desc(), ConflictTable.id)
    return _entries(reader, reader.rows(chosen.order_by(*newest_first)))


def _shown_to(reader: Reader) -> peewee.Expression:
    own = ConflictTable.person == reader.person
    if not reader.may(Capability.KEEP_CONFLICTS):
        return own
    target = ConflictTable.target
    apart = target.not_in(barred_members(reader)) & target.not_in(barred_cases(reader))
    return own | apart


def _entries(reader: Reader, rows: Sequence[Record]) -> list[ConflictEntry]:
    names = staff_names(reader)
    labels = _labels(reader, (row[3] for row in rows))
    return [_entry(row, reader, names, labels) for row in rows]


def _entry(
    row: Record, reader: Reader, names: Mapping[str, str], labels: Mapping[str, str]
) -> ConflictEntry:
    entry, person, about, target, sealed, entered_by, entered_at = row[:7]
    ended_by, ended_at = row[7:]
    keeper = reader.may(Capability.KEEP_CONFLICTS)
    return ConflictEntry(
        id=ConflictId(entry),
        person=PersonId(person),
        person_name=names.get(person, ""),
        about=About(about),
        target=target,
        label=labels.get(target, ""),
        reason=_opened(reader, sealed, entry) if keeper and sealed else None,
        entered_by=PersonId(entered_by),
        entered_by_name=names.get(entered_by, ""),
        entered_at=from_ms(entered_at),
        ended_by=names.get(ended_by, "") if ended_by else None,
        ended_at=moment_or_none(ended_at),
        endable=ended_at is None
        and may_end(
            actor=reader.person, person=person, entered_by=entered_by, keeper=keeper
        ),
    )


def _opened(reader: Reader, sealed: bytes, entry: str) -> str | None:
    # A role may keep the register without being one of the leads it is sealed to.
    try:
        return reader.open(bytes(sealed), "reason", subject=entry)
    except NotPermitted:
        return None


def _labels(reader: Reader, targets: Iterable[str]) -> Mapping[str, str]:
    ids = sorted(set(targets))
    members = MemberTable.select(MemberTable.id, MemberTable.handle)
    cases = CaseTable.select(CaseTable.id, CaseTable.number)
    return {
        **dict(reader.rows(members.where(MemberTable.id.in_(ids)))),
        **dict(reader.rows(cases.where(CaseTable.id.in_(ids)))),
    }


def entry_of(reader: Reader, conflict: ConflictId) -> ConflictEntry:
    """Return an entry, whether or not it stands.

    Raises:
        NotFound: there is none.
        NotPermitted: it is about somebody else, and the person asking does not keep
            the register or is involved with the same member or case.
    """
    chosen = ConflictTable.select(*_COLUMNS).where(ConflictTable.id == conflict)
    row = found(reader.one(chosen), "conflict_not_found")
    if row[1] != reader.person:
        reader.require(Capability.KEEP_CONFLICTS)
        refuse_subject(reader, row[3])
    return _entries(reader, [row])[0]


def is_entered(
    reader: Reader, person: PersonId, target: str, *, by_themselves: bool
) -> bool:
    """Tell whether a person is entered for a target already, on the same word."""
    own = ConflictTable.entered_by == ConflictTable.person
    query = ConflictTable.select(ConflictTable.id).where(
        ConflictTable.person == person,
        ConflictTable.target == target,
        ConflictTable.ended_at.is_null(),
        own if by_themselves else ~own,
    )
    return bool(reader.rows(query.limit(1)))


ANSWERS: dict[type, Answer] = {ConflictList: conflict_list}
