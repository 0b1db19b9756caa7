"""Pure decisions about rules: what counts, what is proposed, what is in force."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from app.ids import SanctionId
from app.rulebook.checks import Problem, ProblemCode, check, check_ladder, step_problem
from app.rulebook.model import Ladder, SanctionKind, Severity, Step, step_weight

__all__ = [
    "Balance",
    "BalanceRow",
    "Dated",
    "PriorOffence",
    "Problem",
    "ProblemCode",
    "Proposal",
    "Standing",
    "balance",
    "check",
    "check_ladder",
    "earliest_day",
    "propose",
    "standing",
    "step_problem",
    "version_in_force",
]


class Standing(StrEnum):
    """Whether an earlier offence counts, and if not, why not."""

    COUNTED = "counted"
    REVERSED = "reversed"
    NOT_YET_EFFECTIVE = "not_yet_effective"
    EXPIRED = "expired"
    OUTSIDE_WINDOW = "outside_window"
    OTHER_CLASS = "other_class"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorOffence:
    """A sanction the member has had, as it was decided.

    Attributes:
        sanction_id: its id; ties in time are ordered by it.
        case_number: label of its case, for the explanation.
        clause_number: the clause cited, as it was numbered then.
        offence_class: class of that clause.
        kind: what was imposed.
        days: length of a mute, else 0.
        points: points entered.
        effective_at: when it took effect, after the holding window.
        expires_at: from this moment on it counts no longer.
        reversed_at: when a ruling or an undo took it back, or None.
    """

    sanction_id: SanctionId
    case_number: str
    clause_number: str
    offence_class: str
    kind: SanctionKind
    days: int
    points: int
    effective_at: datetime
    expires_at: datetime
    reversed_at: datetime | None = None

    @property
    def step(self) -> Step:
        """What was imposed, as a step."""
        return Step(kind=self.kind, days=self.days, points=self.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the ladder proposes, and why.

    Attributes:
        at: the moment it was asked about.
        ordinal: which time within the window this is, from 1.
        severity: the column read.
        step: the proposed step.
        window_days: length of the window for this class.
        to_end: whether this class stands in the last row from the first time on.
        counted: the earlier offences that made it the n-th time, oldest first.
        left_out: the others, oldest first, each with the reason.
        lighter: the ladder's other steps below the proposed one, nearest first.
        heavier: those above it, nearest first.
    """

    at: datetime
    ordinal: int
    severity: Severity
    step: Step
    window_days: int
    to_end: bool
    counted: tuple[PriorOffence, ...]
    left_out: tuple[tuple[PriorOffence, Standing], ...]
    lighter: tuple[Step, ...]
    heavier: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceRow:
    """One line of the working: an offence and whether its points count."""

    offence: PriorOffence
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """A member's points at a moment, with the working.

    Attributes:
        points: the sum that counts.
        rows: every offence given, oldest first.
        next_expiry: when the next counted points expire, or None.
    """

    points: int
    rows: tuple[BalanceRow, ...]
    next_expiry: datetime | None


def propose(
    ladder: Ladder,
    severity: Severity,
    offence_class: str,
    priors: Iterable[PriorOffence],
    at: datetime,
) -> Proposal:
    """Read the ladder for one more offence of this class.

    An earlier offence counts if it is of the same class, has taken effect, is
    neither expired nor reversed at that moment, and took effect less than the class's
    window ago. The order of `priors` is of no consequence. The offences
    of the case itself must not be among them.

    Args:
        ladder: a ladder without problems.
        severity: how grave this offence is.
        offence_class: class of the clause cited.
        priors: the member's earlier sanctions.
        at: the moment of the decision.
    """
    window = ladder.window(offence_class)
    judged = [
        (prior, _in_window(prior, offence_class, window, at))
        for prior in sorted(priors, key=_by_time)
    ]
    counted = tuple(p for p, standing in judged if standing is Standing.COUNTED)
    step = ladder.step(len(counted) + 1, severity, offence_class)
    others = _others(ladder, severity, step)
    weight = step_weight(step)
    return Proposal(
        at=at,
        ordinal=len(counted) + 1,
        severity=severity,
        step=step,
        window_days=window,
        to_end=ladder.jumps(offence_class),
        counted=counted,
        left_out=tuple(each for each in judged if each[1] is not Standing.COUNTED),
        lighter=tuple(s for s in reversed(others) if step_weight(s) < weight),
        heavier=tuple(s for s in others if step_weight(s) > weight),
    )


def balance(priors: Iterable[PriorOffence], at: datetime) -> Balance:
    """Add up the points that count at a moment, whatever their class."""
    rows = tuple(
        BalanceRow(offence=prior, standing=standing(prior, at))
        for prior in sorted(priors, key=_by_time)
    )
    counting = [r.offence for r in rows if r.standing is Standing.COUNTED]
    return Balance(
        points=sum(offence.points for offence in counting),
        rows=rows,
        next_expiry=min((o.expires_at for o in counting if o.points), default=None),
    )


def standing(prior: PriorOffence, at: datetime) -> Standing:
    """Return whether an offence counts at a moment, by its own dates.

    A reversal after that moment had not happened yet, so that a past balance
    can be worked out again as it was.
    """
    if prior.reversed_at is not None and prior.reversed_at <= at:
        return Standing.REVERSED
    if prior.effective_at > at:
        return Standing.NOT_YET_EFFECTIVE
    return Standing.EXPIRED if prior.expires_at <= at else Standing.COUNTED


class Dated(Protocol):
    """Something that applies from a day on."""

    @property
    def effective_on(self) -> date:
        """The first day it applies."""
        ...


DatedT = TypeVar("DatedT", bound=Dated)


def earliest_day(today: date, notice_days: int, newest: Dated) -> date:
    """Return the first day on which the next version can begin to apply.

    It is announced long enough, and begins after the version it replaces. A first
    version, which replaces none, may begin earlier.
    """
    noticed = today + timedelta(days=notice_days)
    return max(noticed, newest.effective_on + timedelta(days=1))


def version_in_force(versions: Sequence[DatedT], day: date) -> DatedT | None:
    """Return the version that applied on a day, or None before the first.

    Of two that begin on the same day the later in the sequence applies.
    """
    begun = [version for version in versions if version.effective_on <= day]
    return max(reversed(begun), key=lambda version: version.effective_on, default=None)


def _in_window(
    prior: PriorOffence, offence_class: str, window_days: int, at: datetime
) -> Standing:
    if prior.offence_class != offence_class:
        return Standing.OTHER_CLASS
    plain = standing(prior, at)
    if plain is Standing.COUNTED and prior.effective_at <= at - timedelta(window_days):
        return Standing.OUTSIDE_WINDOW
    return plain


def _others(ladder: Ladder, severity: Severity, step: Step) -> list[Step]:
    """Return one step for every weight of the ladder but this one, lightest first.

    The same sanction can stand in several cells with different points: the
    case's own column comes first, then the nearest column, then the first row.
    """
    columns = sorted(Severity, key=lambda s: abs(s.column - severity.column))
    by_weight: dict[tuple[int, int], Step] = {step_weight(step): step}
    for column in columns:
        for row in ladder.rows:
            cell = row[column.column]
            by_weight.setdefault(step_weight(cell), cell)
    del by_weight[step_weight(step)]
    return [by_weight[weight] for weight in sorted(by_weight)]


def _by_time(prior: PriorOffence) -> tuple[datetime, str]:
    return (prior.effective_at, prior.sanction_id)
