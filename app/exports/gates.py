"""What a file must pass before it leaves the vault, with what was measured."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from enum import StrEnum

from app.exports.audit import Audit
from app.exports.leaks import reopen, runs_as_formula, scan
from app.exports.model import CaseTable, TierPolicy
from app.exports.report import Layout


class GateCode(StrEnum):
    """The checks, in the order they are listed."""

    MEMBERS = "members"
    CELL_MEMBERS = "cell_members"
    DOMINANCE = "dominance"
    COMPUTED_BACK = "computed_back"
    INTERVAL = "interval"
    ONE_OUTCOME = "one_outcome"
    RUNNING_MONTH = "running_month"
    RELEASED_MONTHS = "released_months"
    READ_BACK = "read_back"
    LEAKS = "leaks"
    FORMULAS = "formulas"


class Remedy(StrEnum):
    """What helps where a gate is not passed."""

    WIDEN = "widen"
    LEAVE_OUT_RUNNING_MONTH = "leave_out_running_month"
    LEAVE_OUT_RELEASED_MONTHS = "leave_out_released_months"
    NUMBERS_ONLY = "numbers_only"
    REPORT_DEFECT = "report_defect"


@dataclass(frozen=True, slots=True, kw_only=True)
class GateResult:
    """One check.

    Attributes:
        code: which.
        passed: whether the file may be written as far as this check goes.
        measured: the figure found, None if there was nothing to measure.
        limit: the figure it is held against.
        remedy: what helps, None where it is passed.
    """

    code: GateCode
    passed: bool
    measured: int | None
    limit: int
    remedy: Remedy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """All checks together.

    Attributes:
        gates: the checks made, in the order of `GateCode`.
    """

    gates: tuple[GateResult, ...]

    @property
    def passed(self) -> bool:
        """Whether the file may be written; no checks, no file."""
        return bool(self.gates) and all(gate.passed for gate in self.gates)

    @property
    def failures(self) -> tuple[GateResult, ...]:
        """The checks that are not passed."""
        return tuple(gate for gate in self.gates if not gate.passed)


def _at_least(
    code: GateCode, measured: int | None, limit: int, remedy: Remedy
) -> GateResult:
    passed = measured is None or measured >= limit
    return GateResult(
        code=code,
        passed=passed,
        measured=measured,
        limit=limit,
        remedy=None if passed else remedy,
    )


def _at_most(code: GateCode, measured: int, limit: int, remedy: Remedy) -> GateResult:
    passed = measured <= limit
    return GateResult(
        code=code,
        passed=passed,
        measured=measured,
        limit=limit,
        remedy=None if passed else remedy,
    )


def whole_gates(table: CaseTable, policy: TierPolicy) -> list[GateResult]:
    """Check whether there is enough for any report at all."""
    gates = [
        _at_least(
            GateCode.MEMBERS, table.members[-1], policy.least_members, Remedy.WIDEN
        )
    ]
    if policy.largest_share is not None and table.cases[-1]:
        share = -(-100 * table.largest[-1] // table.cases[-1])
        gates.append(
            _at_most(GateCode.DOMINANCE, share, policy.largest_share, Remedy.WIDEN)
        )
    return gates


def unprotected(cells: int) -> GateResult:
    """Return the failure of a table no choice of cells can protect."""
    return _at_most(GateCode.COMPUTED_BACK, cells, 0, Remedy.WIDEN)


def table_gates(audit: Audit, policy: TierPolicy) -> list[GateResult]:
    """Check what publishing a table would give away."""
    open_cells = len({*audit.unproven, *audit.computable})
    gates = [
        _at_least(
            GateCode.CELL_MEMBERS,
            audit.least_members,
            policy.least_members,
            Remedy.REPORT_DEFECT,
        ),
        _at_most(GateCode.COMPUTED_BACK, open_cells, 0, Remedy.REPORT_DEFECT),
        _at_least(
            GateCode.INTERVAL, audit.narrowest, policy.interval, Remedy.REPORT_DEFECT
        ),
    ]
    if policy.largest_share is not None:
        share = audit.largest_share
        gates.append(
            _at_most(
                GateCode.DOMINANCE, share, policy.largest_share, Remedy.REPORT_DEFECT
            )
        )
    if policy.one_outcome_groups is not None:
        groups = len(audit.one_outcome)
        gates.append(
            _at_most(
                GateCode.ONE_OUTCOME, groups, policy.one_outcome_groups, Remedy.WIDEN
            )
        )
    return gates


def month_gates(
    policy: TierPolicy, running: Set[str], released: Set[str]
) -> list[GateResult]:
    """Check the months of a report.

    Args:
        policy: the tier's figures.
        running: months of the report that have not ended. They are in it because
            somebody asked for them, which is enough where the tier allows it.
        released: months that were released before with other figures.
    """
    gates = [
        _at_most(
            GateCode.RUNNING_MONTH,
            len(running),
            len(running) if policy.running_month else 0,
            Remedy.LEAVE_OUT_RUNNING_MONTH,
        )
    ]
    if not policy.rereleases:
        gates.append(
            _at_most(
                GateCode.RELEASED_MONTHS,
                len(released),
                0,
                Remedy.LEAVE_OUT_RELEASED_MONTHS,
            )
        )
    return gates


def file_gates(data: bytes, layout: Layout, known: Iterable[str]) -> list[GateResult]:
    """Check the finished bytes, before they are put in their place.

    Args:
        data: the file as it would be written.
        layout: what it is to contain.
        known: every identifier there is; see `leaks.scan`.
    """
    rows = reopen(data)
    if rows is None:
        return [_at_most(GateCode.READ_BACK, len(layout.rows), 0, Remedy.REPORT_DEFECT)]
    cells = [[_without_guard(cell, layout) for cell in row] for row in rows]
    leaks = scan(cells, known=known, fixed=layout.fixed, authored=layout.authored)
    authored = all(cells[at.row - 1][at.column - 1] in layout.authored for at in leaks)
    formulas = sum(runs_as_formula(cell) for row in rows for cell in row)
    differing = sum(a != b for a, b in zip(cells, _texts(layout), strict=False))
    differing += abs(len(cells) - len(layout.rows))
    return [
        _at_most(GateCode.READ_BACK, differing, 0, Remedy.REPORT_DEFECT),
        _at_most(
            GateCode.LEAKS,
            len(leaks),
            0,
            Remedy.NUMBERS_ONLY if authored else Remedy.REPORT_DEFECT,
        ),
        _at_most(GateCode.FORMULAS, formulas, 0, Remedy.REPORT_DEFECT),
    ]


def _without_guard(cell: str, layout: Layout) -> str:
    """Take off the apostrophe in front of what would have run as a formula."""
    bare = cell.removeprefix("'")
    return bare if bare in layout.fixed or bare in layout.authored else cell


def _texts(layout: Layout) -> list[list[str]]:
    return [["" if c is None else str(c) for c in row] for row in layout.rows]


def ordered(gates: Iterable[GateResult]) -> tuple[GateResult, ...]:
    """Return gates in the order of `GateCode`.

    Of two of one code the later stands, unless the earlier failed.
    """
    order = list(GateCode)
    standing: dict[GateCode, GateResult] = {}
    for gate in gates:
        if gate.code not in standing or standing[gate.code].passed:
            standing[gate.code] = gate
    return tuple(sorted(standing.values(), key=lambda gate: order.index(gate.code)))
