"""What a ballot is held under, how members vote, and what comes of it."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec

_Whole = Annotated[int, msgspec.Meta(ge=-(2**31), le=2**31 - 1)]
"""Far beyond every sensible number; `rules.ballots` says what is sensible."""


class Choice(StrEnum):
    """How somebody votes: 赞成, 反对, 弃权, 阻止.

    Members:
        BLOCK: stronger than against, with a reason; enough of them stop what is voted
            on, whatever its majority.
    """

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    BLOCK = "block"


class Entitlement(StrEnum):
    """Who may vote: 全体成员, 某日之前入群的成员, 名单上的成员."""

    ALL = "all"
    JOINED_BEFORE = "joined_before"
    LISTED = "listed"


class Outcome(StrEnum):
    """What a ballot comes to: 通过, 未通过, 未通过（人数不足）, 被阻止."""

    PASSED = "passed"
    NOT_PASSED = "not_passed"
    BELOW_QUORUM = "below_quorum"
    BLOCKED = "blocked"


class BallotState(StrEnum):
    """Where a ballot stands: 表决中, 已结束, 已取消."""

    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class VoteProblem(StrEnum):
    """Why a row of a file is no vote that could be taken in.

    Members:
        NO_VOTE: its words state no choice.
        UNKNOWN: nobody on the member list has its account.
        NOT_ENTITLED: the member may not vote in this ballot.
        OUTSIDE: it was not cast while the ballot ran.
        NO_REASON: it blocks and does not say why.
        INVOLVED: who takes it in is, or is involved with, the member.
        REPEATED: the same vote stands in the file before.
    """

    NO_VOTE = "no_vote"
    UNKNOWN = "unknown"
    NOT_ENTITLED = "not_entitled"
    OUTSIDE = "outside"
    NO_REASON = "no_reason"
    INVOLVED = "involved"
    REPEATED = "repeated"


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What a ballot is held under; fixed when it opens.

    Attributes:
        quorum: percent of the entitled who must have voted, abstaining included.
        threshold: percent of for and against together that must be for.
        blocks: how many blocks are borne; one more stops it.
        closes_on: the last day on which votes are cast.
        hidden: whether nobody sees how it stands until it is closed.
        entitled_by: who may vote.
        joined_before: the day, where that decides.
    """

    quorum: _Whole
    threshold: _Whole
    blocks: _Whole
    closes_on: date
    hidden: bool
    entitled_by: Entitlement
    joined_before: date | None = None


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """How many voted how, each member once.

    Attributes:
        entitled: how many may vote.
    """

    entitled: _Whole
    in_favour: _Whole
    against: _Whole
    abstained: _Whole
    blocked: _Whole

    @property
    def taken(self) -> int:
        """How many have voted."""
        return self.in_favour + self.against + self.abstained + self.blocked
