"""From contributions to a report that may be written, or to why it may not.

    draft = draft_report(contributions, request, earlier)
    # if draft.verdict.passed
    layout = lay_out(draft.table, draft.suppressed, wording)
    data = csv_bytes(layout.rows)
    verdict = judge_file(draft, layout, data, known)
    # written only if verdict.passed

Releases that overlap
    Differences between two reports can single people out, and checks of pairs of
    cells miss what several cells give away together. So a month that left before is
    not released again unless every figure is the same. Where they are the same but
    the tier is another, the later report leaves out all that the earlier one did:
    whoever holds both learns no more than from the earlier one. Reports for the team
    itself do not count, since it can see the cases.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.exports.audit import Audit, audit
from app.exports.gates import (
    GateResult,
    Verdict,
    file_gates,
    month_gates,
    ordered,
    table_gates,
    unprotected,
    whole_gates,
)
from app.exports.model import POLICIES, CaseTable, Contribution, Tier, TierPolicy
from app.exports.report import Layout
from app.exports.suppression import Pattern, Refusal, choose
from app.exports.tabulation import figures_digest, tabulate


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRequest:
    """What is asked for.

    Attributes:
        tier: who will read it.
        running_month: the month of today where the community lives, "YYYY-MM".
        with_running_month: whether it is wanted although it has not ended.
        months: the months wanted, None for all.
    """

    tier: Tier
    running_month: str
    with_running_month: bool = False
    months: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A report that left before.

    Attributes:
        tier: who was to read it.
        months: the months it told of.
        figures: its `figures_digest`.
    """

    tier: Tier
    months: frozenset[str]
    figures: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReport:
    """A report as far as figures go.

    Attributes:
        policy: what it is measured by.
        table: the figures, the withheld ones among them.
        suppressed: cells to be left out; all of them where no report can be made.
        audit: what publishing it would give away, None where no report can be made.
        figures: digest to compare later reports with.
        running_months: months in it that have not ended.
        released_months: months in it that left before with other figures.
        left_out: findings in months that have not ended and were not asked for.
        verdict: the checks made so far; the finished file's are still to come.
    """

    policy: TierPolicy
    table: CaseTable
    suppressed: frozenset[int]
    audit: Audit | None
    figures: str
    running_months: frozenset[str]
    released_months: frozenset[str]
    left_out: int
    verdict: Verdict

    @property
    def months(self) -> tuple[str, ...]:
        """The months the report tells of, in order."""
        return self.table.grid.axes[1]


def draft_report(
    contributions: Iterable[Contribution],
    request: ReportRequest,
    earlier: Sequence[Earlier] = (),
) -> DraftReport:
    """Count, choose what to leave out, and check.

    Args:
        contributions: of every decided case; months not asked for are dropped here.
        request: what is wanted.
        earlier: all reports that left before, the oldest first.
    """
    policy = POLICIES[request.tier]
    wanted = [
        c for c in contributions if request.months is None or c.month in request.months
    ]
    taken = [
        c
        for c in wanted
        if request.with_running_month or c.month < request.running_month
    ]
    table = tabulate(taken)
    figures = figures_digest(table)
    months = frozenset(table.grid.axes[1])
    running = frozenset(month for month in months if month >= request.running_month)
    outside = [e for e in earlier if e.tier is not Tier.INTERNAL]
    released = frozenset[str]().union(
        *(e.months & months for e in outside if e.figures != figures)
    )
    pattern = _pattern(
        table, request.tier, [e.tier for e in outside if e.figures == figures]
    )
    made = [*whole_gates(table, policy), *month_gates(policy, running, released)]
    found: Audit | None = None
    match pattern:
        case Pattern():
            suppressed = pattern.suppressed
            found = audit(table, suppressed, pattern.witnesses, policy)
            made += table_gates(found, policy)
        case Refusal.TOO_FEW:
            suppressed = frozenset(range(len(table.grid)))
        case Refusal.UNPROTECTABLE:
            suppressed = frozenset(range(len(table.grid)))
            made.append(unprotected(len(suppressed)))
    return DraftReport(
        policy=policy,
        table=table,
        suppressed=suppressed,
        audit=found,
        figures=figures,
        running_months=running,
        released_months=released,
        left_out=len(wanted) - len(taken),
        verdict=Verdict(gates=ordered(made)),
    )


def _pattern(table: CaseTable, tier: Tier, before: Sequence[Tier]) -> Pattern | Refusal:
    """Choose as is due after these tiers' reports of the same figures."""
    if tier is Tier.INTERNAL:
        return choose(table, POLICIES[tier])
    chosen: dict[Tier, Pattern | Refusal] = {}
    also: frozenset[int] = frozenset()
    for each in (*before, tier):
        if each in chosen:
            continue
        pattern = choose(table, POLICIES[each], also)
        chosen[each] = pattern
        if isinstance(pattern, Pattern):
            also = pattern.suppressed
    return chosen[tier]


def judge_file(
    draft: DraftReport, layout: Layout, data: bytes, known: Iterable[str]
) -> Verdict:
    """Judge a finished file by everything that was checked.

    Args:
        draft: the figures' own checks.
        layout: what the file is to contain.
        data: the finished bytes, before they are put in their place.
        known: every identifier there is; see `leaks.scan`.
    """
    gates: list[GateResult] = [*draft.verdict.gates, *file_gates(data, layout, known)]
    return Verdict(gates=ordered(gates))
