"""How clauses fared: where they were cited, departed from, and overturned.

Every figure is the number of cases that `ClauseCases` lists for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec
import peewee

from app.appeals.model import AppealState, Ruling
from app.appeals.tables import AppealTable
from app.cases.model import CaseState
from app.cases.queries.queues import CaseLine, case_lines
from app.cases.tables import CaseTable, DecisionTable
from app.conflicts.queries.involvement import barred_cases
from app.ids import CaseId
from app.rulebook.model import Step
from app.rulebook.trial import Shift, shift_between
from app.times import to_ms
from app.work import Answer, Page, Query, Reader


class Use(StrEnum):
    """What happened to a clause: 引用, 偏离, 减轻, 加重, 申诉, 撤销.

    Members:
        CITED: a decision found it broken, and was neither undone nor given back.
        DEPARTED: such a decision was not what the ladder proposed.
        LIGHTER, HEAVIER: it was less, or more.
        APPEALED: an appeal against a decision that cited it was ruled on.
        OVERTURNED: the ruling reversed the decision.
    """

    CITED = "cited"
    DEPARTED = "departed"
    LIGHTER = "lighter"
    HEAVIER = "heavier"
    APPEALED = "appealed"
    OVERTURNED = "overturned"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseUse:
    """How a clause fared, in cases; see `Use`.

    Attributes:
        decided: all cases decided in that time, whatever they were about.
    """

    cited: int
    departed: int
    lighter: int
    heavier: int
    appeals: int
    overturned: int
    decided: int

    @property
    def share(self) -> float:
        """How many of all cases cited it, from 0 to 1."""
        return min(self.cited / self.decided, 1.0) if self.decided else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseUsage(Query[ClauseUse]):
    """How a clause fared from a moment on, whatever the version of the rules.

    Decisions count by their own moment, appeals by that of the ruling; cases with
    which the person asking is involved are left out.
    """

    clause: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseCases(Query[Page[CaseLine]]):
    """The cases behind a figure of `ClauseUsage`, latest first.

    Attributes:
        after: where the page before ended.
    """

    clause: str
    use: Use
    since: datetime
    after: tuple[int, str] | None = None
    limit: int = 50


Dated = Sequence[tuple[int, str]]
"""Moments and cases, latest first; a case stands there once."""


def clause_usage(query: ClauseUsage, reader: Reader) -> ClauseUse:
    """Answer `ClauseUsage`."""
    asked = _Asked(query.clause, to_ms(query.since), reader)
    departures = asked.departures()
    rulings = asked.rulings()
    return ClauseUse(
        cited=len(asked.citations()),
        departed=len(_cases(departures, *Use)),
        lighter=len(_cases(departures, Use.LIGHTER)),
        heavier=len(_cases(departures, Use.HEAVIER)),
        appeals=len(_cases(rulings, *Use)),
        overturned=len(_cases(rulings, Use.OVERTURNED)),
        decided=asked.decided(),
    )


def clause_cases(query: ClauseCases, reader: Reader) -> Page[CaseLine]:
    """Answer `ClauseCases`."""
    asked = _Asked(query.clause, to_ms(query.since), reader)
    match query.use:
        case Use.CITED:
            every = asked.citations()
        case Use.DEPARTED:
            every = _cases(asked.departures(), *Use)
        case Use.LIGHTER | Use.HEAVIER as use:
            every = _cases(asked.departures(), use)
        case Use.APPEALED:
            every = _cases(asked.rulings(), *Use)
        case Use.OVERTURNED as use:
            every = _cases(asked.rulings(), use)
    left = [key for key in every if query.after is None or key < query.after]
    shown = left[: query.limit]
    return Page(
        rows=case_lines(reader, [CaseId(case) for _, case in shown]),
        after=shown[-1] if len(left) > len(shown) else None,
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked about which clause; moments are milliseconds."""

    clause: str
    since: int
    reader: Reader

    def citations(self) -> Dated:
        """Return the cases that cited it."""
        query = DecisionTable.select(
            peewee.fn.MAX(DecisionTable.at), DecisionTable.case
        ).group_by(DecisionTable.case)
        return sorted(self.reader.rows(query.where(*self._stands())), reverse=True)

    def departures(self) -> list[tuple[int, str, Use]]:
        """Return decisions that were not what the ladder proposed."""
        query = DecisionTable.select(
            DecisionTable.at,
            DecisionTable.case,
            DecisionTable.proposed,
            DecisionTable.step,
        ).where(*self._stands(), DecisionTable.step != DecisionTable.proposed)
        return [
            (at, case, _direction(proposed, step))
            for at, case, proposed, step in self.reader.rows(query)
        ]

    def rulings(self) -> list[tuple[int, str, Use]]:
        """Return rulings on decisions that cited it."""
        query = (
            AppealTable.select(
                AppealTable.ruled_at, AppealTable.case, AppealTable.ruling
            )
            .join(DecisionTable, on=(AppealTable.decision == DecisionTable.id))
            .where(
                AppealTable.state == AppealState.RULED.value,
                AppealTable.ruled_at >= self.since,
                DecisionTable.clause == self.clause,
                AppealTable.case.not_in(barred_cases(self.reader)),
            )
        )
        return [
            (
                at,
                case,
                Use.OVERTURNED if ruling == Ruling.OVERTURNED.value else Use.APPEALED,
            )
            for at, case, ruling in self.reader.rows(query)
        ]

    def decided(self) -> int:
        """Return how many cases were decided at all."""
        query = CaseTable.select(peewee.fn.COUNT(CaseTable.id)).where(
            CaseTable.state == CaseState.DECIDED.value,
            CaseTable.decided_at >= self.since,
            CaseTable.id.not_in(barred_cases(self.reader)),
        )
        return self.reader.rows(query)[0][0]

    def _stands(self) -> Sequence[peewee.Expression]:
        return (
            DecisionTable.clause == self.clause,
            DecisionTable.at >= self.since,
            DecisionTable.retracted_at.is_null(),
            DecisionTable.returned_at.is_null(),
            DecisionTable.case.not_in(barred_cases(self.reader)),
        )


def _direction(proposed: bytes, step: bytes) -> Use:
    unpack = msgspec.msgpack.decode
    shift = shift_between(unpack(proposed, type=Step), unpack(step, type=Step))
    match shift:
        case Shift.LIGHTER:
            return Use.LIGHTER
        case Shift.HEAVIER:
            return Use.HEAVIER
        case _:
            # Only the points of what ends the membership, which are of no consequence.
            return Use.DEPARTED


def _cases(dated: Iterable[tuple[int, str, Use]], *uses: Use) -> Dated:
    latest: dict[str, int] = {}
    for at, case, use in dated:
        if use in uses:
            latest[case] = max(at, latest.get(case, at))
    return sorted(((at, case) for case, at in latest.items()), reverse=True)


ANSWERS: dict[type, Answer] = {ClauseUsage: clause_usage, ClauseCases: clause_cases}
