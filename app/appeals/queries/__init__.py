"""Questions about appeals and rulings."""

from app.appeals.queries import appeals, rulings
from app.appeals.queries.appeals import (
    COUNT_CAP,
    AppealByNumber,
    AppealCounts,
    AppealDetail,
    AppealLine,
    AppealPage,
    AppealQueue,
    AppealsOf,
    AppealView,
    appeal_by_number,
    appeal_detail,
    appeals_of,
    last_sequence,
    was_heard,
)
from app.appeals.queries.rulings import RulingsSince, RulingTally
from app.work import Answer

__all__ = [
    "COUNT_CAP",
    "AppealByNumber",
    "AppealCounts",
    "AppealDetail",
    "AppealLine",
    "AppealPage",
    "AppealQueue",
    "AppealView",
    "AppealsOf",
    "RulingTally",
    "RulingsSince",
    "appeal_by_number",
    "appeal_detail",
    "appeals_of",
    "last_sequence",
    "was_heard",
]

ANSWERS: dict[type, Answer] = {**appeals.ANSWERS, **rulings.ANSWERS}
