"""Questions about cases: queues, one case, decisions and sanctions."""

from app.cases.queries import cases, decisions, queues, sanctions
from app.work import Answer

ANSWERS: dict[type, Answer] = {
    **queues.ANSWERS,
    **cases.ANSWERS,
    **sanctions.ANSWERS,
    **decisions.ANSWERS,
}
