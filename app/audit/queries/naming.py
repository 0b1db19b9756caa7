"""What random ids name: cases, members, people, rules, appeals."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

import msgspec

from app.appeals.tables import AppealTable
from app.audit.model import Named, Names, Thing
from app.cases.tables import CaseTable
from app.conflicts.queries.involvement import barred_subjects
from app.journal.event import Event
from app.members.queries import handles
from app.rulebook.tables import RulebookTable
from app.staff.queries import staff_names
from app.work import Reader

_ID = re.compile(r"\b[0-9a-f]{32}\b")
_BATCH = 500
MOST_SUBJECTS = 500
"""Records a search goes on from."""

_HIT_LIMIT = 100


def names_of(reader: Reader, ids: Iterable[str]) -> Names:
    """Return what is known under these ids."""
    wanted = sorted(set(ids))
    named: dict[str, Named] = {}
    for start in range(0, len(wanted), _BATCH):
        for each in _named(reader, wanted[start : start + _BATCH]):
            named[each.id] = each
    return named


def ids_in(event: Event | None) -> Iterator[str]:
    """Yield every random id that an event holds."""
    waiting: list[Any] = list(msgspec.structs.astuple(event)) if event else []
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield from _ID.findall(value)
        elif isinstance(value, tuple):
            waiting.extend(cast("tuple[Any, ...]", value))


def subjects_named(reader: Reader, words: str) -> tuple[str, ...]:
    """Return cases by number, members and their cases by handle, people by name."""
    text = words.strip()
    upper = text.upper()
    cases = CaseTable.select(CaseTable.id).where(
        CaseTable.number >= upper, CaseTable.number < upper + "\uffff"
    )
    appealed = AppealTable.select(AppealTable.case).where(AppealTable.number == upper)
    found = [row[0] for row in reader.rows(cases.limit(_HIT_LIMIT))]
    found += [row[0] for row in reader.rows(appealed)]
    members = reader.find("members", text, _HIT_LIMIT)
    theirs = CaseTable.select(CaseTable.id).where(CaseTable.member.in_(members))
    found += [*members, *(row[0] for row in reader.rows(theirs))]
    found += [
        person
        for person, name in staff_names(reader).items()
        if text.casefold() in name.casefold()
    ]
    barred = frozenset(barred_subjects(reader))
    return tuple(f for f in dict.fromkeys(found) if f not in barred)[:MOST_SUBJECTS]


def _named(reader: Reader, ids: Sequence[str]) -> Iterator[Named]:
    people = staff_names(reader)
    for person in ids:
        if person in people:
            yield Named(id=person, thing=Thing.PERSON, label=people[person])
    for member, handle in handles(reader, ids).items():
        yield Named(id=member, thing=Thing.MEMBER, label=handle)
    for table, column, thing in (
        (CaseTable, CaseTable.number, Thing.CASE),
        (AppealTable, AppealTable.number, Thing.APPEAL),
        (RulebookTable, RulebookTable.version, Thing.RULES),
    ):
        chosen = table.select(table.id, column).where(table.id.in_(ids))
        for found, label in reader.rows(chosen):
            yield Named(id=found, thing=thing, label=str(label))
