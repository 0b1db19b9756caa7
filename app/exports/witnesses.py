"""Building a witness (see `proofs`) shift by shift."""

from collections import Counter
from collections.abc import Sequence

from app.exports.model import CaseTable
from app.exports.proofs import Move, Step
from app.exports.shifts import Shift


class Draft:
    """A witness in the making."""

    def __init__(self, table: CaseTable, spare: Sequence[int], interval: int) -> None:
        self._table = table
        self._spare = spare
        self._interval = interval
        self._fallen: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
        self._width = 0
        self._loss = 0
        self.steps: list[tuple[Shift, Step]] = []

    @property
    def missing(self) -> int:
        """How much wider the interval must still become."""
        return self._interval + self._loss - self._width

    def room(self, shift: Shift) -> tuple[int, int]:
        """Return how often a shift can still be made forward and in reverse."""
        forward, backward = self._fallen
        return self._least(shift.falls, forward), self._least(shift.rises, backward)

    def _least(self, cells: tuple[int, ...], fallen: Counter[int]) -> int:
        spare = self._spare
        return min([spare[cell] - fallen.get(cell, 0) for cell in cells], default=0)

    def add(self, shift: Shift) -> None:
        """Make a shift as often as is possible and useful."""
        forward, backward = self.room(shift)
        forward = min(forward, self.missing)
        backward = min(backward, self.missing - forward)
        self._fallen[0].update(dict.fromkeys(shift.falls, forward))
        self._fallen[1].update(dict.fromkeys(shift.rises, backward))
        move = Move(gains=shift.gains, loses=shift.loses)
        step = Step(move=move, forward=forward, backward=backward)
        self.steps.append((shift, step))
        self._width += forward + backward
        self._loss = self._lost()

    @property
    def touched(self) -> set[int]:
        """Cells that must stay suppressed for the witness to hold."""
        return {cell for shift, _ in self.steps for cell in shift.cells}

    def _lost(self) -> int:
        """Return what the member it costs most can take off the width."""
        losses: Counter[str] = Counter()
        for fallen in self._fallen:
            for cell, fall in fallen.items():
                left = self._table.cases[cell] - fall
                if left < self._table.largest[cell]:
                    held = self._table.holdings.get(cell, {})
                    losses.update(
                        {who: own - left for who, own in held.items() if own > left}
                    )
        return max(losses.values(), default=0)
