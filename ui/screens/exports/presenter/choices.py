"""What a person wants in a report, and what helps where a check is not passed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.exports.gates import Remedy
from app.exports.model import POLICIES, Tier
from app.exports.preparation import Prepared, PrepareReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What is wanted.

    Attributes:
        tier: who will read it.
        months: the months wanted; None until it is known which there are.
        numbers_only: clauses by number, without their titles.
    """

    tier: Tier = Tier.CONTROLLED
    months: frozenset[str] | None = None
    numbers_only: bool = False

    def query(self, months: "Months") -> PrepareReport:
        """Return the question for such a report."""
        return PrepareReport(
            tier=self.tier,
            with_running_month=months.running in (self.months or ()),
            months=self.months,
            numbers_only=self.numbers_only,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Months:
    """Which months there are.

    Attributes:
        available: those with decided cases, the oldest first.
        running: the month of today.
        released: those told of by a report that left the team.
        differing: those of the present choice that left with other figures.
    """

    available: tuple[str, ...] = ()
    running: str = ""
    released: frozenset[str] = frozenset()
    differing: frozenset[str] = frozenset()

    @property
    def closed(self) -> frozenset[str]:
        """The months that have ended."""
        return frozenset(month for month in self.available if month < self.running)

    @property
    def begun(self) -> frozenset[str]:
        """The month that has not ended, if it has decided cases."""
        return frozenset(self.available) - self.closed

    def first_choice(self) -> frozenset[str]:
        """Return the months to begin with: closed ones that have not left yet."""
        return (self.closed - self.released) or self.closed

    def selectable(self, tier: Tier) -> frozenset[str]:
        """Return the months a tier takes."""
        return self.closed | self.begun if POLICIES[tier].running_month else self.closed

    @staticmethod
    def of(prepared: Prepared, released: Iterable[str]) -> "Months":
        """Return what an answer says of the months."""
        return Months(
            available=prepared.available,
            running=prepared.running_month,
            released=frozenset(released),
            differing=prepared.draft.released_months,
        )


def helped(choices: Choices, remedy: Remedy, months: Months) -> Choices | None:
    """Return the choices after a remedy, None where it does not apply.

    A remedy that would leave a report without any month puts others in their place,
    and does not apply where there are none.
    """
    match remedy:
        case Remedy.NUMBERS_ONLY:
            after = replace(choices, numbers_only=True)
        case Remedy.LEAVE_OUT_RUNNING_MONTH:
            after = _without(choices, months.begun, months)
        case Remedy.LEAVE_OUT_RELEASED_MONTHS:
            after = _without(choices, months.differing, months)
        case Remedy.WIDEN:
            after = _with(choices, _chosen(choices) | further(choices, months))
        case Remedy.REPORT_DEFECT:
            return None
    return after if after != choices and after.months else None


def further(choices: Choices, months: Months) -> frozenset[str]:
    """Return the months that could still be added to a report.

    The running month is offered only where there is no other.
    """
    policy = POLICIES[choices.tier]
    barred = frozenset[str]() if policy.rereleases else months.released
    others = months.closed - barred - _chosen(choices)
    if others or not policy.running_month:
        return others
    return months.begun - barred - _chosen(choices)


def all_helped(choices: Choices, remedies: Iterable[Remedy], months: Months) -> Choices:
    """Return the choices after every remedy that applies, one after the other."""
    for remedy in remedies:
        choices = helped(choices, remedy, months) or choices
    return choices


def _chosen(choices: Choices) -> frozenset[str]:
    return choices.months or frozenset()


def _without(choices: Choices, left: frozenset[str], months: Months) -> Choices:
    rest = _chosen(choices) - left
    return _with(choices, rest or further(choices, months))


def _with(choices: Choices, months: frozenset[str]) -> Choices:
    return replace(choices, months=months)
