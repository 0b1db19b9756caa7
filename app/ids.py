"""Random identifiers; they say nothing about whom they name."""

import secrets
from typing import NewType

PersonId = NewType("PersonId", str)
MemberId = NewType("MemberId", str)
CaseId = NewType("CaseId", str)
AppealId = NewType("AppealId", str)
SanctionId = NewType("SanctionId", str)
RulebookId = NewType("RulebookId", str)
DraftId = NewType("DraftId", str)
ImportId = NewType("ImportId", str)
ReleaseId = NewType("ReleaseId", str)
NoteId = NewType("NoteId", str)
ConflictId = NewType("ConflictId", str)
ProposalId = NewType("ProposalId", str)
HoldId = NewType("HoldId", str)
FeedbackId = NewType("FeedbackId", str)
MotionId = NewType("MotionId", str)
AmendmentId = NewType("AmendmentId", str)
BallotId = NewType("BallotId", str)
VoteId = NewType("VoteId", str)
MemberReviewId = NewType("MemberReviewId", str)

_BYTES = 16


def new_id() -> str:
    """Return 128 random bits as 32 hexadecimal digits."""
    return secrets.token_hex(_BYTES)
