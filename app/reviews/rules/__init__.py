"""Pure decisions about reviews, of decisions and of members."""

from app.reviews.rules.decisions import WHOLE, Lot, check_note, check_review, is_drawn
from app.reviews.rules.members import check_finding, due_since

__all__ = [
    "WHOLE",
    "Lot",
    "check_finding",
    "check_note",
    "check_review",
    "due_since",
    "is_drawn",
]
