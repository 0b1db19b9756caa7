"""Why members are erased, why that must wait, and what is left afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.ids import HoldId, MemberId


class Because(StrEnum):
    """Why: 本人要求, 保存期满, 不再需要, 误收."""

    REQUEST = "request"
    RETENTION = "retention"
    PURPOSE = "purpose"
    MISTAKE = "mistake"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Why a member cannot be erased yet.

    Attributes:
        code: of the reason; the error has the same one.
        until: when it ends by itself; None if somebody must end it.
        number: label of the case or appeal it is about, if there is one.
    """

    code: str
    until: datetime | None = None
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRow:
    """A hold on a member: nothing is erased while it lasts.

    Attributes:
        reason: why; empty once it was erased.
        placed_by, lifted_by: names; nobody lifted it while that is None.
    """

    id: HoldId
    member: MemberId
    reason: str
    placed_by: str
    placed_at: datetime
    lifted_by: str | None = None
    lifted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseCopy:
    """A report that left the vault and counts a case of the member."""

    at: datetime
    tier: str
    months: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remains:
    """What erasing does not reach.

    Attributes:
        reported: cases about others in which the member complained; they stay for
            the others' sake, the complainant sealed to leads.
        mentions: other notes and cases whose words hold the name or the account, as
            many as were looked for at most.
        notices: notices that could be handed out before.
        releases: anonymised reports that count the member's cases, newest first.
    """

    reported: int
    mentions: int
    notices: int
    releases: Sequence[ReleaseCopy]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was erased, and what was not.

    Attributes:
        at: when.
        members: how many people.
        subjects: how many members, cases and so on.
        texts: how many entries of the journal lost their words, by kind.
        remains: what erasing does not reach.
    """

    at: datetime
    members: int
    subjects: int
    texts: Mapping[str, int]
    remains: Remains


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """When a member was erased."""

    at: datetime
    by: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What erasing a member would do.

    Attributes:
        handle: the member's.
        texts: how many entries of the journal would lose their words, by kind.
        waits: why it cannot be done yet.
        holds: every hold there was, newest first.
        remains: what erasing would not reach.
        erased: when it was done already; None if it was not, or nobody knows.
        over: whether nothing is left to erase.
    """

    member: MemberId
    handle: str
    texts: Mapping[str, int]
    waits: Sequence[Wait]
    holds: Sequence[HoldRow]
    remains: Remains
    erased: Erased | None
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """A member about whom nothing has happened for long.

    Attributes:
        last_at: when something last did.
        removed: whether a removal is in force.
        again: whether the member was erased before, and another copy of the vault
            has brought something new.
    """

    member: MemberId
    handle: str
    platform_id: str
    last_at: datetime
    removed: bool
    again: bool = False
