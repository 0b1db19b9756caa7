"""From contributions to the table of cases by clause × month × outcome."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import count

from app.exports.model import ALL, CaseTable, Contribution, Grid

_CHOICE = "1"
"""Raised with every change of how suppressed cells are chosen: two patterns over one
table could be laid over one another, so a month released under the old choice is not
released again under a new one."""


def tabulate(contributions: Iterable[Contribution]) -> CaseTable:
    """Count cases and distinct members in every cell and total.

    Clauses, months and outcomes without any case are no rows of the table.

    Raises:
        ValueError: a value is empty or reads like a total.
    """
    given = list(contributions)
    axes = (
        tuple(sorted({c.clause for c in given}, key=clause_order)),
        tuple(sorted({c.month for c in given})),
        tuple(sorted({c.outcome for c in given})),
    )
    if any(value in {"", ALL} for axis in axes for value in axis):
        raise ValueError("a value is empty or reads like a total")
    grid = Grid(axes=axes)
    holdings = _holdings(grid, given)
    people: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for inner, held in holdings.items():
        for cell in grid.totals(inner):
            into = people[cell]
            for member, cases in held.items():
                into[member] += cases
    cells = range(len(grid))
    return CaseTable(
        grid=grid,
        cases=tuple(people[cell].total() for cell in cells),
        members=tuple(len(people[cell]) for cell in cells),
        largest=tuple(max(people[cell].values(), default=0) for cell in cells),
        holdings=holdings,
    )


def _holdings(grid: Grid, given: list[Contribution]) -> dict[int, Counter[str]]:
    clauses, months, outcomes = (
        {value: place * stride for place, value in enumerate(axis)}
        for axis, stride in zip(grid.axes, grid.strides, strict=True)
    )
    unknown = count()
    holdings: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for c in given:
        cell = clauses[c.clause] + months[c.month] + outcomes[c.outcome]
        member = f"?{next(unknown)}" if c.member is None else f"={c.member}"
        holdings[cell][member] += 1
    return dict(holdings)


def clause_order(number: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts "3.2" before "3.10"."""
    return tuple(
        (0, int(part), "") if part.isascii() and part.isdecimal() else (1, 0, part)
        for part in number.split(".")
    )


def figures_digest(table: CaseTable) -> str:
    """Return a digest of all that decides figures and pattern of a report.

    Equal digests of one tier mean equal files. It names members by the caller's
    opaque keys and stays in the vault.
    """
    lines = [_CHOICE]
    for cell in sorted(table.holdings):
        held = table.holdings[cell]
        known = sorted(f"{who}×{n}" for who, n in held.items() if who.startswith("="))
        lines.append("\0".join([*table.grid.key(cell), str(table.cases[cell]), *known]))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
