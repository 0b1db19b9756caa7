"""Questions about holds, about what erasing would do, and about who is due."""

from app.erasure.queries import due, holds, plans
from app.erasure.queries.due import DueForErasure
from app.erasure.queries.holds import HoldsOf, hold_of
from app.erasure.queries.plans import ErasurePlan, receipt_for
from app.work import Answer

__all__ = ["DueForErasure", "ErasurePlan", "HoldsOf", "hold_of", "receipt_for"]

ANSWERS: dict[type, Answer] = {**holds.ANSWERS, **plans.ANSWERS, **due.ANSWERS}
