"""How clauses fared: how often they were cited, departed from, and overturned."""

from dataclasses import dataclass
from datetime import datetime

import peewee

from app.appeals.model import AppealState, Ruling
from app.appeals.tables import AppealTable
from app.cases.tables import DecisionTable
from app.conflicts.queries.involvement import barred_cases
from app.times import to_ms
from app.work import Answer, Query, Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseUse:
    """How a clause fared.

    Attributes:
        cited: decisions that found it broken and were not undone.
        departed: of these, the ones that were not what the ladder proposed.
        appeals: rulings on appeals against decisions that cited it.
        overturned: of these, the ones that reversed the decision.
    """

    cited: int
    departed: int
    appeals: int
    overturned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseUsage(Query[ClauseUse]):
    """How a clause fared from a moment on, whatever the version of the rules.

    Decisions count by their own moment, appeals by that of the ruling; cases with
    which the person asking is involved are left out.
    """

    clause: str
    since: datetime


def clause_usage(query: ClauseUsage, reader: Reader) -> ClauseUse:
    """Answer `ClauseUsage`."""
    since = to_ms(query.since)
    count = peewee.fn.COUNT
    open_to = DecisionTable.case.not_in(barred_cases(reader))
    departed = peewee.fn.SUM(DecisionTable.deviation_reason != "")
    decisions = DecisionTable.select(count(DecisionTable.id), departed).where(
        DecisionTable.clause == query.clause,
        DecisionTable.at >= since,
        DecisionTable.retracted_at.is_null(),
        open_to,
    )
    rulings = (
        AppealTable.select(AppealTable.ruling, count(AppealTable.id))
        .join(DecisionTable, on=(AppealTable.decision == DecisionTable.id))
        .where(
            AppealTable.state == AppealState.RULED.value,
            AppealTable.ruled_at >= since,
            DecisionTable.clause == query.clause,
            open_to,
        )
        .group_by(AppealTable.ruling)
    )
    cited, off = reader.rows(decisions)[0]
    by_ruling: dict[str, int] = dict(reader.rows(rulings))
    return ClauseUse(
        cited=cited,
        departed=off or 0,
        appeals=sum(by_ruling.values()),
        overturned=by_ruling.get(Ruling.OVERTURNED.value, 0),
    )


ANSWERS: dict[type, Answer] = {ClauseUsage: clause_usage}
