"""Questions about the revision."""

from app.revision.queries import calendar, feedback
from app.work import Answer

ANSWERS: dict[type, Answer] = {**calendar.ANSWERS, **feedback.ANSWERS}
