"""What the person asking is involved with, and therefore neither sees nor decides.

Every query that lists members, cases, appeals or notes leaves out what `barred_cases`
and `barred_members` name; every other question or command about one of them passes
`refuse_case`, `refuse_member` or `refuse_subject` first. Whoever knows an id is told
plainly that the matter is somebody else's: ids are random, gaps between numbers tell
what exists anyway, and "there is none" would have an honest person enter it again.

Also who reads the past is held by the register, the links and the cases of today.
"""

from collections.abc import Sequence
from typing import Any

from app.cases.fold import LIST_MARK
from app.cases.rules import INVOLVED, Part, part_in_case, refuse_part
from app.cases.tables import AsideTable, CaseTable
from app.conflicts.model import About
from app.conflicts.rules import Ties, part_with_member, refuse_member_part
from app.conflicts.tables import ConflictTable
from app.ids import CaseId, MemberId
from app.members.tables import MemberTable
from app.staff.queries import members_of
from app.vault.store import Selection
from app.work import Reader, found


def ties_of(reader: Reader, person: str | None = None) -> Ties:
    """Return what a person is involved with; without one, who asks."""
    reader = reader.today
    whose = reader.person if person is None else person
    entered = ConflictTable.select(ConflictTable.about, ConflictTable.target).where(
        ConflictTable.person == whose, ConflictTable.ended_at.is_null()
    )
    named = reader.rows(entered)
    return Ties(
        own=frozenset(members_of(reader, whose)),
        members=frozenset(target for about, target in named if about == About.MEMBER),
        cases=frozenset(target for about, target in named if about == About.CASE),
    )


def barred_members(reader: Reader) -> list[str]:
    """Return the members the person asking is involved with."""
    return sorted(ties_of(reader).every_member)


def barred_cases(reader: Reader, person: str | None = None) -> Selection:
    """Return a query of the ids of cases a person is involved with.

    It walks small indexes alone, so a list leaves its rows out at no cost that grows
    with the list: `CaseTable.id.not_in(barred_cases(reader))`.
    """
    whose = reader.person if person is None else person
    if (today := reader.today) is not reader:
        barred_today = [row[0] for row in today.rows(barred_cases(today, whose))]
        return CaseTable.select(CaseTable.id).where(CaseTable.id.in_(barred_today))
    ties = ties_of(reader, whose)
    aside = AsideTable.select(AsideTable.case).where(AsideTable.person == whose)
    named = ConflictTable.select(ConflictTable.target).where(
        ConflictTable.person == whose,
        ConflictTable.ended_at.is_null(),
        ConflictTable.about == About.CASE.value,
    )
    barred: Any = aside.union_all(named)
    if ties.every_member:
        members = sorted(ties.every_member)
        listed = CaseTable.select(CaseTable.id).where(CaseTable.member.in_(members))
        named_so = CaseTable.subject_key.in_(_accounts(members))
        unlisted = CaseTable.select(CaseTable.id).where(named_so)
        barred = barred.union_all(listed).union_all(unlisted)
    return barred


def barred_case_ids(reader: Reader) -> list[str]:
    """Return the ids of cases the person asking is involved with."""
    return [row[0] for row in reader.rows(barred_cases(reader))]


def barred_subjects(reader: Reader) -> list[str]:
    """Return the ids of members and cases the person asking is involved with."""
    return [*barred_members(reader), *barred_case_ids(reader)]


def bar_of(reader: Reader, case: str) -> Part | None:
    """Return why the person asking may not act in a case, or None.

    Raises:
        NotFound: there is no such case.
    """
    reader = reader.today
    query = CaseTable.select(
        CaseTable.member, CaseTable.subject_key, CaseTable.set_aside
    )
    row = found(reader.one(query.where(CaseTable.id == case)), "case_not_found")
    member, key, set_aside = row
    about = _subjects(reader, member, key)
    ties = ties_of(reader)
    aside = AsideTable.select(AsideTable.id).where(
        AsideTable.case == case, AsideTable.person == reader.person
    )
    return part_in_case(
        actor_members=ties.own,
        case_members=about,
        recused=reader.one(aside) is not None,
        conflicted=ties.conflicted(case, about),
        set_aside=reader.person in set_aside.split(LIST_MARK),
    )


def _subjects(
    reader: Reader, member: str | None, key: str | None
) -> frozenset[MemberId]:
    """Return whom a case is about, as members.

    Args:
        reader: where to look.
        member: the case's member, if it has one.
        key: else the account it names, whose owner may have come onto the list since.
    """
    if member:
        return frozenset({MemberId(member)})
    if not key:
        return frozenset()
    known = MemberTable.select(MemberTable.id).where(MemberTable.platform_key == key)
    return frozenset(MemberId(row[0]) for row in reader.rows(known))


def refuse_case(reader: Reader, case: str) -> None:
    """Let pass who is not involved with a case.

    Raises:
        NotFound: there is no such case.
        NotPermitted: the person asking is involved.
    """
    part = bar_of(reader, case)
    refuse_part(part if part in INVOLVED else None)


def refuse_member(reader: Reader, member: str) -> None:
    """Let pass who is not involved with a member, whether or not there is one.

    Raises:
        NotPermitted: the person asking is involved.
    """
    refuse_member_part(part_with_member(member, ties_of(reader)))


def refuse_subject(reader: Reader, subject: str) -> None:
    """Let pass who is not involved with a member or a case, whichever it is.

    Raises:
        NotPermitted: the person asking is involved.
    """
    refuse_member(reader, subject)
    query = CaseTable.select(CaseTable.id).where(CaseTable.id == subject)
    if reader.today.one(query) is not None:
        refuse_case(reader, subject)


def is_known(reader: Reader, about: About, target: str) -> bool:
    """Tell whether there is such a member or case."""
    table = MemberTable if about is About.MEMBER else CaseTable
    return reader.one(table.select(table.id).where(table.id == target)) is not None


def held_about(
    reader: Reader, person: str, about: About, target: str
) -> Sequence[CaseId]:
    """Return the cases a person looks after that are this one, or about this member."""
    held = CaseTable.select(CaseTable.id).where(CaseTable.holder == person)
    if about is About.CASE:
        chosen = held.where(CaseTable.id == target)
    else:
        keys = _accounts([target])
        chosen = held.where(
            (CaseTable.member == target) | CaseTable.subject_key.in_(keys)
        )
    return [CaseId(row[0]) for row in reader.rows(chosen.order_by(CaseTable.number))]


def _accounts(members: Sequence[str]) -> Selection:
    # Who was reported before they came onto the list is known by the account.
    return MemberTable.select(MemberTable.platform_key).where(
        MemberTable.id.in_(members), MemberTable.platform_key != ""
    )
