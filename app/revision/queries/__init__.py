"""Questions about the revision."""

from app.revision.queries import calendar
from app.work import Answer

ANSWERS: dict[type, Answer] = {**calendar.ANSWERS}
