"""Trying other rules on what was decided: what they would have proposed.

Earlier sanctions are taken as they were decided, under the rules of their own day:
their class, their points and their expiry. Under other rules they might have been
others, and so might have been what people did; that is not guessed at.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.errors import InputError
from app.ids import SanctionId
from app.rulebook.checks import ProblemCode, check
from app.rulebook.model import Bilingual, Clause, Rulebook, Severity, Step, step_weight
from app.rulebook.rules import PriorOffence, Proposal, propose

_UNFIT = frozenset(
    {
        ProblemCode.LADDER_EMPTY,
        ProblemCode.CELL_EMPTY,
        ProblemCode.WINDOW,
        ProblemCode.RULE_WINDOW,
    }
)
"""What a ladder cannot be read with."""


class Shift(StrEnum):
    """How a proposal differs: 更轻, 不变, 更重, 不再违规."""

    LIGHTER = "lighter"
    SAME = "same"
    HEAVIER = "heavier"
    NO_BREACH = "no_breach"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A breach that was found, as far as other rules have to know it.

    Attributes:
        clause: number of the clause cited.
        severity: how grave it was found.
        by_hand: whether that is another severity than the clause cited had.
        at: when it was decided.
    """

    clause: str
    severity: Severity
    by_hand: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseTried:
    """How the findings under a clause would have come out.

    Attributes:
        title: the clause's in the rules tried; None where they do not have it.
        counts: findings by how their proposal differs.
    """

    number: str
    title: Bilingual | None
    counts: Mapping[Shift, int]

    @property
    def total(self) -> int:
        """How many findings were looked at."""
        return sum(self.counts.values())

    @property
    def changed(self) -> int:
        """How many would have come out differently."""
        return self.total - self.counts.get(Shift.SAME, 0)


class Record:
    """A member's earlier sanctions, ready to be counted at any moment."""

    def __init__(self, priors: Iterable[PriorOffence] = ()) -> None:
        """Sort the sanctions by class and time."""
        by_class: defaultdict[str, list[PriorOffence]] = defaultdict(list)
        for prior in sorted(priors, key=_begun):
            by_class[prior.offence_class].append(prior)
        self._by_class = by_class

    def within(
        self, offence_class: str, window_days: int, at: datetime
    ) -> Sequence[PriorOffence]:
        """Return the sanctions of a class that took effect in the window.

        No other can count: a member of long standing costs no more than a new one.
        """
        priors = self._by_class.get(offence_class, [])
        begin = bisect_right(priors, at - timedelta(days=window_days), key=_begun)
        return priors[begin : bisect_right(priors, at, key=_begun)]


class Trial:
    """Rules that are tried on findings, one after another."""

    def __init__(self, book: Rulebook) -> None:
        """Take the rules to try.

        Raises:
            InputError: their ladder cannot be read: it has no rows, a cell is empty, or
                a window is no length of time.
        """
        unfit = [problem for problem in check(book) if problem.code in _UNFIT]
        if unfit:
            raise InputError("rulebook_has_problems", count=len(unfit))
        self._ladder = book.ladder
        self._clauses: dict[str, Clause] = {c.number: c for c in book.clauses}
        self._counts: defaultdict[str, dict[Shift, int]] = defaultdict(
            lambda: dict.fromkeys(Shift, 0)
        )

    def retry(
        self,
        finding: Finding,
        record: Record,
        own: Container[SanctionId] = frozenset(),
    ) -> Proposal | None:
        """Return what these rules propose; None where it breaks none of them.

        A severity set by hand is kept; otherwise it is the one the clause has now.

        Args:
            finding: what was found.
            record: the member's sanctions.
            own: those of the case itself, which do not count in it.
        """
        clause = self._clauses.get(finding.clause)
        if clause is None:
            return None
        severity = finding.severity if finding.by_hand else clause.severity
        window = self._ladder.window(clause.offence_class)
        within = record.within(clause.offence_class, window, finding.at)
        priors = [prior for prior in within if prior.sanction_id not in own]
        return propose(self._ladder, severity, clause.offence_class, priors, finding.at)

    def count(self, finding: Finding, shift: Shift) -> None:
        """Count how a finding came out."""
        self._counts[finding.clause][shift] += 1

    @property
    def clauses(self) -> Sequence[ClauseTried]:
        """The clauses with findings, in the book's order, then those not in it."""
        known = [number for number in self._clauses if number in self._counts]
        gone = sorted(number for number in self._counts if number not in self._clauses)
        return [
            ClauseTried(
                number=number,
                title=self._clauses[number].title if number in self._clauses else None,
                counts=self._counts[number],
            )
            for number in (*known, *gone)
        ]


def shift_between(before: Step, after: Step | None) -> Shift:
    """Return how a proposal differs from an earlier one.

    The same sanction with more points is heavier, except for what ends the membership.
    """
    if after is None:
        return Shift.NO_BREACH
    was, now = _burden(before), _burden(after)
    if was == now:
        return Shift.SAME
    return Shift.HEAVIER if now > was else Shift.LIGHTER


def _burden(step: Step) -> tuple[int, int, int]:
    return (*step_weight(step), 0 if step.kind.is_removal else step.points)


def _begun(prior: PriorOffence) -> datetime:
    return prior.effective_at
