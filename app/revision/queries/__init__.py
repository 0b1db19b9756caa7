"""Questions about the revision."""

from app.revision.queries import (
    ballots,
    calendar,
    feedback,
    intake,
    motions,
    outcomes,
    roll,
)
from app.work import Answer

ANSWERS: dict[type, Answer] = {
    **calendar.ANSWERS,
    **feedback.ANSWERS,
    **ballots.ANSWERS,
    **intake.ANSWERS,
    **roll.ANSWERS,
    **motions.ANSWERS,
    **outcomes.ANSWERS,
}
