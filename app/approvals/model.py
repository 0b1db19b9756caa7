"""What can become of a proposal."""

from enum import StrEnum


class ProposalState(StrEnum):
    """Where a proposal stands: 待批准, 已失效, 已批准, 已驳回, 已撤回, 独自执行.

    Members:
        WAITING: for a second person.
        STALE: what it was founded on has changed; never stored, found when asked.
        APPROVED: a second person approved, and it was done in the same commit.
        REJECTED: a second person did not approve.
        WITHDRAWN: the proposer took it back.
        ALONE: it was done at once, since nobody else was entitled.
    """

    WAITING = "waiting"
    STALE = "stale"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    ALONE = "alone"
