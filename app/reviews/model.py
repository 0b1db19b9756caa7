"""What can become of a decision that a lead may look at again."""

from enum import StrEnum


class ReviewState(StrEnum):
    """Where the review of a decision stands.

    Members:
        OPEN: nobody has looked at it; whether it is due is drawn by lot.
        AGREED: a lead agrees.
        RETURNED: a lead gave it back to be decided again.
        PASSED: it was not drawn, and later ones have been looked at.
        CLOSED: it was undone, or an appeal came, which decides.
    """

    OPEN = "open"
    AGREED = "agreed"
    RETURNED = "returned"
    PASSED = "passed"
    CLOSED = "closed"
