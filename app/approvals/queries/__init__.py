"""Questions about proposals: which wait, what they would do, whether one is needed."""

from app.approvals.queries.lists import (
    ANSWERS,
    ProposalAbout,
    ProposalByStart,
    ProposalCounts,
    ProposalDetail,
    ProposalLine,
    ProposalPage,
    ProposalQueue,
    ProposalView,
    SecondPerson,
    SecondPersonFor,
)
from app.approvals.queries.proposals import (
    COMMAND,
    REASON,
    Proposal,
    open_about,
    proposal_of,
    proposal_seen,
    state_of,
    subjects_of,
)

__all__ = [
    "ANSWERS",
    "COMMAND",
    "REASON",
    "Proposal",
    "ProposalAbout",
    "ProposalByStart",
    "ProposalCounts",
    "ProposalDetail",
    "ProposalLine",
    "ProposalPage",
    "ProposalQueue",
    "ProposalView",
    "SecondPerson",
    "SecondPersonFor",
    "open_about",
    "proposal_of",
    "proposal_seen",
    "state_of",
    "subjects_of",
]
