"""Questions about conflicts of interest: what bars a person, and the register."""

from app.conflicts.queries import register
from app.work import Answer

ANSWERS: dict[type, Answer] = {**register.ANSWERS}
