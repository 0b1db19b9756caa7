"""Words for proposals, in the language of the interface."""

from app.approvals.model import ProposalState
from app.words import mark, tr

_WHAT = {
    "case.removal": mark("Removal of a member"),
    "rules.publication": mark("Publication of rules"),
    "staff.removal": mark("Removal from the team"),
    "erasure": mark("Erasure"),
}

_STATES = {
    ProposalState.WAITING: mark("Waits for approval"),
    ProposalState.STALE: mark("Out of date"),
    ProposalState.APPROVED: mark("Approved"),
    ProposalState.REJECTED: mark("Not approved"),
    ProposalState.WITHDRAWN: mark("Withdrawn"),
    ProposalState.ALONE: mark("Done alone"),
}


def what_text(what: str) -> str:
    """Return what kind of thing is proposed; an unknown one by its code."""
    return tr(_WHAT[what]) if what in _WHAT else what


def state_text(state: ProposalState) -> str:
    """Return the words for a proposal's state."""
    return tr(_STATES[state])
