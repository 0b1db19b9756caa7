"""Pure decisions about conflicts of interest."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from app.errors import InputError, NotPermitted
from app.ids import MemberId

REASON_LEAST = 2
"""Fewest characters of a reason; 亲属 ("family") says it all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """What a person is involved with.

    Attributes:
        own: members who are this person.
        members: members the register names for them.
        cases: cases the register names for them.
    """

    own: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()
    cases: frozenset[str] = frozenset()

    @property
    def every_member(self) -> frozenset[str]:
        """Members of both kinds."""
        return self.own | self.members

    def conflicted(self, case: str, case_members: AbstractSet[MemberId]) -> bool:
        """Tell whether the register names a case, or a member it is about."""
        return case in self.cases or bool(self.members & case_members)


class MemberPart(StrEnum):
    """Why a member is not this person's matter; the value is the error's code."""

    OWN = "member_own_part"
    CONFLICT = "member_conflict"


def part_with_member(member: str, ties: Ties) -> MemberPart | None:
    """Return why somebody has nothing to do with a member, or None."""
    if member in ties.own:
        return MemberPart.OWN
    return MemberPart.CONFLICT if member in ties.members else None


def refuse_member_part(part: MemberPart | None) -> None:
    """Let pass a person who is not involved.

    Raises:
        NotPermitted: they are.
    """
    if part is not None:
        raise NotPermitted(part.value)


def may_end(*, actor: str, person: str, entered_by: str, keeper: bool) -> bool:
    """Tell whether somebody may end an entry.

    What others entered about a person is not that person's to end, whatever their
    role; what they stated themselves they can take back.

    Args:
        actor: who is about to end it.
        person: who is entered.
        entered_by: who entered them.
        keeper: whether the actor keeps the register.
    """
    if actor == person:
        return entered_by == person
    return keeper


def check_reason(reason: str) -> str:
    """Return a reason without its margins.

    Raises:
        InputError: it is too short.
    """
    trimmed = reason.strip()
    if len(trimmed) < REASON_LEAST:
        raise InputError("conflict_reason_too_short", least=REASON_LEAST)
    return trimmed
