"""What erasing would take away, and what it would not reach."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.appeals.model import AppealState
from app.appeals.tables import AppealTable
from app.cases.fold import AREA as CASES
from app.cases.queries.about import cases_about, reported_by
from app.cases.tables import DecisionTable
from app.chunks import chunks
from app.conflicts.queries.involvement import refuse_member
from app.erasure.model import Erased, Plan, Receipt, ReleaseCopy, Remains
from app.erasure.queries.holds import HoldsOf, holds_of
from app.erasure.registry import subjects_of, waits_of
from app.erasure.tables import ErasedTable
from app.exports.queries import Releases, releases
from app.ids import MemberId
from app.journal.erasure import personal_kinds
from app.members.queries import handles
from app.members.tables import MemberTable
from app.notes.fold import AREA as NOTES
from app.notes.tables import NoteTable
from app.staff.queries import staff_names
from app.staff.roles import Capability
from app.times import from_ms, local_day
from app.work import Answer, Query, Reader, found

MENTIONS_CAP = 200
"""Notes and cases that are looked through for a name, each."""

_PART = 500
_SHORTEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasurePlan(Query[Plan]):
    """What erasing a member would do, and why it must wait."""

    member: MemberId


def erasure_plan(query: ErasurePlan, reader: Reader) -> Plan:
    """Answer `ErasurePlan`.

    Raises:
        NotFound: there is no such member.
        NotPermitted: the role does not allow it.
    """
    reader.require(Capability.ERASE)
    refuse_member(reader, query.member)
    member = query.member
    handle = found(handles(reader, [member]).get(member), "member_not_found")
    subjects = subjects_of(reader, [member])
    return Plan(
        member=member,
        handle=handle,
        texts=personal_kinds(reader.store, subjects),
        waits=waits_of(reader, member),
        holds=holds_of(HoldsOf(member=member), reader),
        remains=_remains(reader, [member], subjects),
        erased=_erased(reader, member),
        over=subjects <= reader.erased(subjects),
    )


def receipt_for(reader: Reader, members: Sequence[MemberId]) -> Receipt:
    """Return what erasing these members now takes away and leaves."""
    subjects = subjects_of(reader, members)
    return Receipt(
        at=reader.now,
        members=len({*members}),
        subjects=len(subjects - reader.erased(subjects)),
        texts=personal_kinds(reader.store, subjects),
        remains=_remains(reader, members, subjects),
    )


def _erased(reader: Reader, member: str) -> Erased | None:
    query = ErasedTable.select(ErasedTable.at, ErasedTable.actor, ErasedTable.because)
    row = reader.one(query.where(ErasedTable.id == member))
    if row is None:
        return None
    at, actor, because = row
    by = staff_names(reader).get(actor, "")
    return Erased(at=from_ms(at), by=by, because=because)


def _remains(
    reader: Reader, members: Sequence[str], subjects: frozenset[str]
) -> Remains:
    cases = [*cases_about(reader, frozenset(members))]
    others = {*reported_by(reader, members)} - subjects
    months = {f"{local_day(c.decided_at):%Y-%m}" for c in cases if c.decided_at}
    return Remains(
        reported=len(others),
        mentions=len(_mentions(reader, members, subjects)),
        notices=_notices(reader, (case.id for case in cases)),
        releases=[
            ReleaseCopy(at=each.at, tier=each.tier.value, months=each.months)
            for each in releases(Releases(), reader)
            if months & {*each.months}
        ],
    )


def _mentions(
    reader: Reader, members: Sequence[str], subjects: frozenset[str]
) -> frozenset[str]:
    named = MemberTable.select(MemberTable.handle, MemberTable.platform_id)
    found_in: set[str] = set()
    for part in chunks(members, _PART):
        rows = reader.rows(named.where(MemberTable.id.in_(part)))
        for words in {w for row in rows for w in row if len(w) >= _SHORTEST}:
            found_in.update(reader.find(CASES, words, MENTIONS_CAP))
            found_in.update(_notes(reader, words, subjects))
    return frozenset(found_in - subjects)


def _notes(reader: Reader, words: str, subjects: frozenset[str]) -> Iterable[str]:
    ids = reader.find(NOTES, words, MENTIONS_CAP)
    query = NoteTable.select(NoteTable.id, NoteTable.subject)
    rows = reader.rows(query.where(NoteTable.id.in_(ids)))
    return (note for note, subject in rows if subject not in subjects)


def _notices(reader: Reader, cases: Iterable[str]) -> int:
    count = 0
    for part in chunks(cases, _PART):
        decisions = DecisionTable.select(DecisionTable.id).where(
            DecisionTable.case.in_(part),
            DecisionTable.sanction.is_null(False),
            DecisionTable.retracted_at.is_null(),
        )
        rulings = AppealTable.select(AppealTable.id).where(
            AppealTable.case.in_(part), AppealTable.state == AppealState.RULED.value
        )
        count += len(reader.rows(decisions)) + len(reader.rows(rulings))
    return count


ANSWERS: dict[type, Answer] = {ErasurePlan: erasure_plan}
