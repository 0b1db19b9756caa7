"""Questions about cases: queues, one case, decisions, sanctions, clauses."""

from app.cases.queries import cases, decisions, queues, sanctions, trial, usage
from app.work import Answer

ANSWERS: dict[type, Answer] = {
    **queues.ANSWERS,
    **cases.ANSWERS,
    **sanctions.ANSWERS,
    **decisions.ANSWERS,
    **usage.ANSWERS,
    **trial.ANSWERS,
}
