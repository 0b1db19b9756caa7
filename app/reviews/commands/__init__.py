"""What a lead may do about reviews: of decisions, and of members."""

from app.reviews.commands import decisions, members
from app.reviews.commands.decisions import (
    AgreeWithDecision,
    ReturnDecision,
    UndoReview,
)
from app.reviews.commands.members import ReviewMember, UndoMemberReview
from app.work import Handler

__all__ = [
    "HANDLERS",
    "AgreeWithDecision",
    "ReturnDecision",
    "ReviewMember",
    "UndoMemberReview",
    "UndoReview",
]

HANDLERS: dict[type, Handler] = {**decisions.HANDLERS, **members.HANDLERS}
