"""When a member's points call for a lead's review."""

from datetime import datetime

from app.cases.rules import check_reason
from app.rulebook.rules import Balance, Standing


def due_since(
    balance: Balance, threshold: int, reviewed_at: datetime | None
) -> datetime | None:
    """Return since when a review of a member is due; None if none is.

    It is due while the points that count reach the threshold and a sanction that
    counts has taken effect since the last review. It became due with the sanction that
    brought the points there, or else with the first one after the review.

    Args:
        balance: the member's points now.
        threshold: of the version in force; 0 where there are no rules.
        reviewed_at: when the member was reviewed last; None if never.
    """
    if threshold < 1 or balance.points < threshold:
        return None
    points = 0
    for row in balance.rows:
        if row.standing is not Standing.COUNTED:
            continue
        points += row.offence.points
        at = row.offence.effective_at
        if points >= threshold and (reviewed_at is None or at > reviewed_at):
            return at
    return None


def check_finding(note: str) -> None:
    """Let pass a note that says what a review found.

    Raises:
        InputError: it is too short.
    """
    check_reason(note, "member_review_note_too_short")
