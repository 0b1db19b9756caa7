"""What a reader of the published table can work out about its suppressed cells.

The audit knows nothing of how cells were chosen. It is given a table, the cells to
be left out and the witnesses, and proves each cell anew.

The reader it reckons with
    knows which clauses, months and outcomes the table has, and that each of them
    has at least one case; knows every published figure and that a total is the sum
    of its parts; knows this policy: a published cell has at least so many members,
    a suppressed one may have any number of cases, none included, and does not tell
    whether it was too small itself or protects another; and, being a member or
    close to one, knows all of that one member's cases.
    Not reckoned with: readers who put together what several members know, and
    readers who run the choice of cells backwards for every table they think
    possible. Other releases are dealt with in `rules`.

Proof
    Each witness leads to two tables of non-negative integers that agree with all
    published figures. The reader cannot tell them from the true one, so the cell's
    feasible interval is at least as wide as they differ in it. That also refutes
    every way of computing the cell: a cell that is a combination of published ones
    is the same in all such tables.
    A member's own cases rule out tables with fewer. Decreases of a witness never
    draw on its increases, so any part of it, too, is a witness: of a cell that
    falls below the member's own cases by n, n steps of one case are taken back,
    each of which costs one of the width. What is left after the member it costs
    most is the width that counts.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import chain

from app.exports.model import SLICE, CaseTable, Grid, TierPolicy
from app.exports.proofs import Move, Witness

_ROUNDS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What was found.

    Attributes:
        published: number of published cells.
        suppressed: number of suppressed cells.
        small: published cells of fewer members than the tier asks for.
        least_members: members of the smallest published cell, 0 without any.
        dominated: published cells of which one member makes up too much.
        largest_share: greatest share of one member in a published cell, in percent,
            rounded up; 0 without any cell.
        computable: suppressed cells whose exact value follows from what is
            published by adding and subtracting alone.
        unproven: suppressed cells without a proof that they cannot be computed.
        narrow: suppressed cells whose proven interval is narrower than the tier's.
        narrowest: width in cases of the narrowest proven interval, 0 if any cell is
            unproven, None if nothing is suppressed.
        one_outcome: published groups whose cases visibly all ended alike.
    """

    published: int
    suppressed: int
    small: tuple[int, ...]
    least_members: int
    dominated: tuple[int, ...]
    largest_share: int
    computable: tuple[int, ...]
    unproven: tuple[int, ...]
    narrow: tuple[int, ...]
    narrowest: int | None
    one_outcome: tuple[int, ...]


def audit(
    table: CaseTable,
    suppressed: Set[int],
    witnesses: Mapping[int, Witness],
    policy: TierPolicy,
) -> Audit:
    """Measure what publishing all but the suppressed cells would give away."""
    published = [cell for cell in range(len(table.grid)) if cell not in suppressed]
    checker = _Checker(table, suppressed)
    hidden = sorted(suppressed)
    widths = {
        cell: checker.width(cell, witnesses[cell]) if cell in witnesses else 0
        for cell in hidden
    }
    shares = {cell: _share(table, cell) for cell in published}
    limit = 100 if policy.largest_share is None else policy.largest_share
    return Audit(
        published=len(published),
        suppressed=len(hidden),
        small=tuple(c for c in published if table.members[c] < policy.least_members),
        least_members=min((table.members[c] for c in published), default=0),
        dominated=tuple(c for c, share in shares.items() if share > limit),
        largest_share=max(shares.values(), default=0),
        computable=_computable(table, suppressed),
        unproven=tuple(c for c in hidden if widths[c] < 1),
        narrow=tuple(c for c in hidden if widths[c] < policy.interval),
        narrowest=min(widths.values(), default=None),
        one_outcome=_one_outcome(table, suppressed),
    )


def _share(table: CaseTable, cell: int) -> int:
    return -(-100 * table.largest[cell] // max(1, table.cases[cell]))


def _one_outcome(table: CaseTable, suppressed: Set[int]) -> tuple[int, ...]:
    # A suppressed outcome may have cases, so only equal published figures show that
    # all others are empty.
    grid = table.grid
    every = grid.sizes[2]
    found: list[int] = []
    for cell in range(len(grid)):
        outcome = grid.places(cell)[2]
        group = cell + (every - outcome) * grid.strides[2]
        if outcome == every or cell in suppressed or group in suppressed:
            continue
        if table.cases[cell] and table.cases[cell] == table.cases[group]:
            found.append(group)
    return tuple(found)


class _Checker:
    """Checks witnesses against one table and what of it is published."""

    def __init__(self, table: CaseTable, suppressed: Set[int]) -> None:
        self._table = table
        self._grid = table.grid
        self._suppressed = suppressed
        self._effects: dict[Move, dict[int, int] | None] = {}

    def width(self, cell: int, witness: Witness) -> int:
        """Return the width proved for a cell, 0 for a witness that proves nothing."""
        sign = 0
        width = 0
        for step in witness.steps:
            effect = self._effect(step.move)
            if effect is None or min(step.forward, step.backward) < 0:
                return 0
            change = effect.get(cell, 0)
            if abs(change) != 1 or change == -sign:
                return 0
            sign = change
            width += step.forward + step.backward
        loss = self._loss(witness)
        return 0 if loss is None else max(0, width - loss)

    def _effect(self, move: Move) -> dict[int, int] | None:
        """Return how a move changes each cell, None if that would be seen."""
        if move not in self._effects:
            self._effects[move] = self._changes(move)
        return self._effects[move]

    def _changes(self, move: Move) -> dict[int, int] | None:
        inner = (*move.gains, *move.loses)
        if len(set(inner)) < len(inner) or any(map(self._grid.level, inner)):
            return None
        effect: Counter[int] = Counter()
        for cells, change in ((move.gains, 1), (move.loses, -1)):
            for total in chain.from_iterable(map(self._grid.totals, cells)):
                effect[total] += change
        changed = {cell: change for cell, change in effect.items() if change}
        return changed if changed.keys() <= self._suppressed else None

    def _loss(self, witness: Witness) -> int | None:
        """Return what one member's own knowledge takes off, None if infeasible."""
        losses: Counter[str] = Counter()
        for cell, fall in self._falls(witness):
            left = self._table.cases[cell] - fall
            # Every clause, month and outcome listed is known to have a case.
            if left < (1 if self._grid.level(cell) == SLICE else 0):
                return None
            if left < self._table.largest[cell]:
                held = self._table.holdings.get(cell, {})
                losses.update({m: own - left for m, own in held.items() if own > left})
        return max(losses.values(), default=0)

    def _falls(self, witness: Witness) -> Iterator[tuple[int, int]]:
        """Yield cells and how far they fall in either table, rises not set off."""
        for sign in (1, -1):
            falls: Counter[int] = Counter()
            for step in witness.steps:
                times = step.forward if sign > 0 else step.backward
                for cell, change in (self._effect(step.move) or {}).items():
                    falls[cell] -= min(0, change * sign) * times
            yield from ((cell, fall) for cell, fall in falls.items() if fall)


def _computable(table: CaseTable, suppressed: Set[int]) -> tuple[int, ...]:
    """Return suppressed cells that totals and parts close in on completely.

    Bounds are drawn tighter along every line of the table until nothing moves.
    They are outer bounds: a cell that is missing here may still be computable, and
    only a witness proves that it is not.
    """
    lower = list(table.cases)
    upper = list(table.cases)
    for cell in suppressed:
        lower[cell] = 1 if table.grid.level(cell) == SLICE else 0
        upper[cell] = table.cases[-1]
    lines = [line for line in _lines(table.grid) if not suppressed.isdisjoint(line)]
    for _ in range(_ROUNDS):
        if sum(_tighten(line, lower, upper) for line in lines) == 0:
            break
    return tuple(cell for cell in sorted(suppressed) if lower[cell] == upper[cell])


def _lines(grid: Grid) -> Iterator[tuple[int, ...]]:
    """Yield every total with its parts along one dimension, the total last."""
    for axis, (size, stride) in enumerate(zip(grid.sizes, grid.strides, strict=True)):
        for cell in range(len(grid)):
            if grid.places(cell)[axis] == 0:
                yield tuple(range(cell, cell + size * stride + 1, stride))


def _tighten(line: tuple[int, ...], lower: list[int], upper: list[int]) -> bool:
    """Draw the bounds of a line tighter; return whether any moved."""
    *parts, total = line
    low = sum(lower[part] for part in parts)
    high = sum(upper[part] for part in parts)
    moved = _narrow(total, low, high, lower, upper)
    for part in parts:
        least = lower[total] - (high - upper[part])
        most = upper[total] - (low - lower[part])
        moved |= _narrow(part, least, most, lower, upper)
    return moved


def _narrow(
    cell: int, least: int, most: int, lower: list[int], upper: list[int]
) -> bool:
    before = lower[cell], upper[cell]
    lower[cell] = max(lower[cell], least)
    upper[cell] = min(upper[cell], most)
    return before != (lower[cell], upper[cell])
