"""What happens to proposals; their subject is the proposal."""

from typing import ClassVar

from app.ids import PersonId
from app.journal.event import Event, Personal


class ProposalMade(Event, frozen=True, kw_only=True):
    """Somebody proposed what needs a second person; the subject is the proposal.

    Whether a person may propose or approve depends on what is proposed: the command
    checks it, and what it does once approved requires its own capability.

    Attributes:
        what: code of what is proposed.
        about: id of the case or person it is about; empty where there is none.
        basis: fingerprint of what it was founded on.
        command: the command, as JSON.
        sealed: the same, sealed to leads, where others shall not read it.
    """

    kind: ClassVar[str] = "approval.proposed"

    what: str
    about: str
    basis: str
    command: Personal[str] = None
    sealed: Personal[bytes] = None


class ProposalApproved(Event, frozen=True, kw_only=True):
    """A second person approved; what was proposed is done in the same commit.

    Attributes:
        what: code of what was proposed.
        proposer: who proposed it.
    """

    kind: ClassVar[str] = "approval.approved"

    what: str
    proposer: PersonId


class ProposalRejected(Event, frozen=True, kw_only=True):
    """A second person did not approve.

    Attributes:
        reason: why.
        sealed: the same, sealed to leads, where the proposal is.
    """

    kind: ClassVar[str] = "approval.rejected"

    reason: Personal[str] = None
    sealed: Personal[bytes] = None


class ProposalWithdrawn(Event, frozen=True, kw_only=True):
    """The proposer took the proposal back."""

    kind: ClassVar[str] = "approval.withdrawn"


class SoleApproval(Event, frozen=True, kw_only=True):
    """One person did it alone, since nobody else was entitled; in the same commit.

    Attributes:
        what: code of what was done.
        about: id of the case or person it is about; empty where there is none.
    """

    kind: ClassVar[str] = "approval.sole"

    what: str
    about: str


EVENTS: tuple[type[Event], ...] = (
    ProposalMade,
    ProposalApproved,
    ProposalRejected,
    ProposalWithdrawn,
    SoleApproval,
)
