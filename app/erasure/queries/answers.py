"""Who answers which question about erasing."""

from app.erasure.queries import due, holds, plans
from app.work import Answer

ANSWERS: dict[type, Answer] = {**holds.ANSWERS, **plans.ANSWERS, **due.ANSWERS}
