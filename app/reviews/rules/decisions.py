"""What is drawn to be looked at again, and what a return needs."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.cases.rules import check_reason
from app.errors import Conflict
from app.reviews.model import ReviewState

WHOLE = 100
"""A share that draws everything."""

_NUMBER_BYTES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """A share of decisions, from a moment on.

    Attributes:
        since: decisions from this moment on are drawn by it.
        share: percent.
        secret: random; whoever knows it not cannot tell what is drawn.
    """

    since: datetime
    share: int
    secret: str = field(repr=False)


def is_drawn(lots: Sequence[Lot], decision: str, at: datetime) -> bool:
    """Tell whether a decision is to be looked at again.

    The share of the day it was decided holds, so that a later change leaves alone
    what was drawn before. Without any share every decision is.

    Args:
        lots: the shares there were, in the order in which they were set.
        decision: its random id.
        at: when it was made.
    """
    lot = next((lot for lot in reversed(lots) if lot.since <= at), None)
    if lot is None or lot.share >= WHOLE:
        return True
    sums = hashlib.blake2b(
        decision.encode(), key=lot.secret.encode(), digest_size=_NUMBER_BYTES
    )
    # The bias of 2**64 modulo 100 is far below anything that could be noticed.
    return int.from_bytes(sums.digest()) % WHOLE < lot.share


def check_review(state: ReviewState, *, is_appealed: bool) -> None:
    """Let pass a review of a decision nobody has looked at.

    Raises:
        Conflict: somebody has, it was undone, or an appeal came.
    """
    if is_appealed:
        raise Conflict("review_appealed")
    if state in {ReviewState.AGREED, ReviewState.RETURNED}:
        raise Conflict("review_done")
    if state is ReviewState.CLOSED:
        raise Conflict("review_closed")


def check_note(note: str) -> None:
    """Let pass a note that tells the decider something.

    Raises:
        InputError: it is too short.
    """
    check_reason(note, "review_note_too_short")
