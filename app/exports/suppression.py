"""Which cells of a table are left out so that none of them can be computed back.

Primary: cells of fewer distinct members than the tier asks for, and cells of which
one member makes up too much. Cells without any case are treated as small ones. A
published zero would say of everybody who had to do with a clause in a month what
did *not* become of them, and, beside a total, that all the others ended alike; and
if zeros were always published, an empty field would mean "somebody is here". Only
clauses, months and outcomes that occur nowhere in the table are missing from it,
which tells of nobody in it.

Complementary: for each suppressed cell a witness is built (see `proofs`), shift by
shift, each time by the one that costs least for what it widens the cell's interval;
published cells that would show it are suppressed too and wait for their own witness.
In the end cells are published again that the others can be proved without. The
grand total stays; a table that cannot be protected beneath it is refused.

Only case counts are published. Counts of members do not add up to their totals, and
every one of them would bound its cell and its total in ways no linear audit sees.
The choice is deterministic: the same table gives the same pattern, so repeating a
release tells nothing new.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, product

from app.exports.model import SLICE, CaseTable, TierPolicy
from app.exports.proofs import Witness
from app.exports.shifts import Shift, Shifts, corners_of
from app.exports.witnesses import Draft

_LOSS_BY_LEVEL = (1.0, 4.0, 30.0, math.inf)
"""How much a published figure is worth by its level, chosen by trial: totals are
what most readers look at, and the grand total is never given up."""

_FEW = 8
"""Neighbours looked at along each line before all of them are."""

_SECOND_THOUGHTS = 2_000
"""Proofs that may be looked for anew to publish a cell after all. Reports of usual
size need fewer; a table of thousands of nearly empty cells must not take minutes."""


class Refusal(StrEnum):
    """Why a table cannot be published at all."""

    TOO_FEW = "too_few"
    UNPROTECTABLE = "unprotectable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """What is left out of a table, and why that is safe.

    Attributes:
        primary: cells that must not be shown for their own sake.
        suppressed: all cells that are left out.
        witnesses: the proof for each of them, to be checked by `audit`.
    """

    primary: frozenset[int]
    suppressed: frozenset[int]
    witnesses: Mapping[int, Witness]


def choose(
    table: CaseTable, policy: TierPolicy, also: Set[int] = frozenset()
) -> Pattern | Refusal:
    """Choose the cells to leave out, or say why nothing can be published.

    Args:
        table: the figures.
        policy: what they must satisfy.
        also: cells to leave out in any case.
    """
    primary = frozenset(c for c in range(len(table.grid)) if _unsafe(table, policy, c))
    start = primary | also
    if len(table.grid) - 1 in start:
        return Refusal.TOO_FEW
    chooser = _Chooser(table, policy.interval, start)
    if not chooser.run():
        return Refusal.UNPROTECTABLE
    return Pattern(
        primary=primary,
        suppressed=frozenset(chooser.witnesses),
        witnesses=chooser.witnesses,
    )


def _unsafe(table: CaseTable, policy: TierPolicy, cell: int) -> bool:
    few = table.members[cell] < policy.least_members
    share = policy.largest_share
    return few or (
        share is not None and 100 * table.largest[cell] > share * table.cases[cell]
    )


class _Chooser:
    """Grows the set of suppressed cells until each has a witness."""

    def __init__(self, table: CaseTable, interval: int, start: Set[int]) -> None:
        grid = table.grid
        levels = [grid.level(cell) for cell in range(len(grid))]
        self._table = table
        self._slices = [level == SLICE for level in levels]
        self._interval = interval
        self._start = start
        self._shifts = Shifts(table)
        self._hidden = bytearray(len(grid))
        for cell in start:
            self._hidden[cell] = 1
        self._loss = [
            _LOSS_BY_LEVEL[level] * (1 + math.log2(1 + cases))
            for level, cases in zip(levels, table.cases, strict=True)
        ]
        # One case must stay in every clause, month and outcome that is listed.
        self._spare = [
            cases - (level == SLICE)
            for level, cases in zip(levels, table.cases, strict=True)
        ]
        # The smallest first: by trial, that order gives least away for the same.
        self._waiting = sorted(start, key=lambda c: (table.cases[c], levels[c], c))
        self._empty = {
            cell for cell in start if not (levels[cell] or table.cases[cell])
        }
        self._proofs: dict[int, Draft] = {}
        self._patience = _SECOND_THOUGHTS

    def run(self) -> bool:
        """Protect every suppressed cell; return False if one cannot be."""
        for cell in self._waiting:  # grows while it is walked through
            if cell in self._proofs:
                continue
            proof = self._prove(cell)
            if proof is None:
                return False
            self._proofs[cell] = proof
            if len(proof.steps) == 1:  # a single box protects all its corners
                for corner in proof.steps[0][0].cells:
                    self._proofs.setdefault(corner, proof)
        self._spare_needless()
        return True

    @property
    def witnesses(self) -> dict[int, Witness]:
        """The witness of each suppressed cell."""
        return {
            cell: Witness(steps=tuple(step for _, step in proof.steps))
            for cell, proof in self._proofs.items()
        }

    def _prove(self, cell: int) -> Draft | None:
        proof = self._begin(cell)
        while proof.missing > 0:
            shift = self._next(cell, proof)
            if shift is None:
                return None
            for shown in shift.cells:
                if not self._hidden[shown]:
                    self._hidden[shown] = 1
                    self._waiting.append(shown)
            proof.add(shift)
        return proof

    def _next(self, cell: int, proof: Draft) -> Shift | None:
        """Return the shift that costs least for what it widens the interval by."""
        box = self._cheapest_box(cell, proof, _FEW)
        if box is None:
            box = self._cheapest_box(cell, proof, len(self._hidden))
        if box is None:
            return self._cheapest(self._shifts.detours(cell), proof)
        if any(self._slices[shown] and not self._hidden[shown] for shown in box.cells):
            return self._cheapest(chain([box], self._shifts.detours(cell)), proof)
        return box

    def _begin(self, cell: int) -> Draft:
        """Widen the cell's interval as far as boxes go that cost nothing."""
        proof = Draft(self._table, self._spare, self._interval)
        hidden = self._hidden
        lines = [self._giving(cell, axis) for axis in range(3)]
        for a, b in product(lines[0], lines[1]):
            if not hidden[cell + a + b]:
                continue
            for c in lines[2]:
                if not all(map(hidden.__getitem__, corners_of(cell, a, b, c))):
                    continue
                shift = self._shifts.box(cell, (a, b, c))
                if any(proof.room(shift)):
                    proof.add(shift)
                    if proof.missing <= 0:
                        return proof
        return proof

    def _giving(self, cell: int, axis: int) -> list[int]:
        """Return the suppressed neighbours on a line, the largest first.

        An empty inner cell can only gain, so those that cannot lose are no use.
        """
        by = self._shifts.neighbours(cell, axis)
        use = [to for to in by if self._hidden[cell + to]]
        if cell in self._empty:
            use = [to for to in use if self._table.cases[cell + to]]
        use.sort(key=lambda to: -self._table.cases[cell + to])
        return use

    def _cheapest_box(self, cell: int, proof: Draft, few: int) -> Shift | None:
        lines = [self._promising(cell, axis, few) for axis in range(3)]
        best: Shift | None = None
        lowest = math.inf
        for offsets in product(lines[0], lines[1], lines[2]):
            loss = self._lost_by(corners_of(cell, *offsets))
            if loss >= lowest * proof.missing or loss == math.inf:
                continue
            shift = self._shifts.box(cell, offsets)
            rate = self._rate(loss, shift, proof)
            if rate < lowest:
                best, lowest = shift, rate
        return best

    def _cheapest(self, shifts: Iterable[Shift], proof: Draft) -> Shift | None:
        best: Shift | None = None
        lowest = math.inf
        for shift in shifts:
            rate = self._rate(self._lost_by(shift.cells), shift, proof)
            if rate < lowest:
                best, lowest = shift, rate
        return best

    def _lost_by(self, cells: tuple[int, ...]) -> float:
        return sum([self._loss[cell] for cell in cells if not self._hidden[cell]])

    def _rate(self, loss: float, shift: Shift, proof: Draft) -> float:
        """Return what a shift costs for each case it widens the interval by."""
        gain = min(sum(proof.room(shift)), proof.missing)
        return loss / gain if gain > 0 else math.inf

    def _promising(self, cell: int, axis: int, few: int) -> list[int]:
        """Return the neighbours on a line that cost least, the total among them."""
        by = self._shifts.neighbours(cell, axis)
        if len(by) <= few:
            return by
        total = by[-1:]
        by.sort(
            key=lambda to: (
                0 if self._hidden[cell + to] else self._loss[cell + to],
                -self._table.cases[cell + to],
            )
        )
        return by[:few] + [to for to in total if to not in by[:few]]

    def _spare_needless(self) -> None:
        """Publish again what the other cells can be proved without, dearest first."""
        users: defaultdict[int, set[int]] = defaultdict(set)
        for cell, proof in self._proofs.items():
            for touched in proof.touched:
                users[touched].add(cell)
        extra = [cell for cell in self._proofs if cell not in self._start]
        for cell in sorted(extra, key=lambda c: (-self._loss[c], c)):
            self._hidden[cell] = 0
            anew = self._prove_anew(users[cell] - {cell})
            if anew is None:
                self._hidden[cell] = 1
                continue
            old = {user: self._proofs[user] for user in (*anew, cell)}
            del self._proofs[cell]
            self._proofs.update(anew)
            _exchange(users, old, anew)

    def _prove_anew(self, cells: Set[int]) -> dict[int, Draft] | None:
        """Prove cells by what is suppressed now, None if that is not enough."""
        anew: dict[int, Draft] = {}
        for cell in sorted(cells):
            if self._patience == 0:
                return None
            self._patience -= 1
            proof = self._begin(cell)
            if proof.missing > 0:
                return None
            anew[cell] = proof
        return anew


def _exchange(
    users: defaultdict[int, set[int]],
    old: Mapping[int, Draft],
    new: Mapping[int, Draft],
) -> None:
    for user, proof in old.items():
        for touched in proof.touched:
            users[touched].discard(user)
    for user, proof in new.items():
        for touched in proof.touched:
            users[touched].add(user)
