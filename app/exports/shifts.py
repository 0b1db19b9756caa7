"""Shifts of cases that only a few cells of a table would show.

Two values of each dimension span a box of eight cells, `ALL` counting as a value.
Cases can go round the inner corners of a box so that nothing outside it changes:
where all eight corners are suppressed, no published figure moves.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from app.exports.model import SLICE, CaseTable, Grid

_DETOURS = 500
"""Swaps, and transfers, looked at before the best of them is taken."""

_WATCHED = {bits for bits in range(8) if bits.bit_count() in {0, SLICE}}
"""Totals whose figure limits a shift, by the dimensions they are totals over."""

_Moved = tuple[tuple[int, ...], tuple[int, ...]]


class Shift(NamedTuple):
    """A move, and the cells that would show it.

    Attributes:
        cells: every cell it changes, each by one.
        gains: inner cells that gain a case.
        loses: inner cells that lose one.
        falls: cells whose figure limits how often the move can be made: inner
            cells and totals of one clause, month or outcome.
        rises: the same for the move in reverse.
    """

    cells: tuple[int, ...]
    gains: tuple[int, ...]
    loses: tuple[int, ...]
    falls: tuple[int, ...]
    rises: tuple[int, ...]


class _Corners(NamedTuple):
    """Which of a box's eight corners play which part in its shift."""

    gains: tuple[int, ...]
    loses: tuple[int, ...]
    falls: tuple[int, ...]
    rises: tuple[int, ...]


def _corners(near: int, far: int) -> _Corners:
    """Sort the corners of a box by where its near and far sides are totals.

    A corner is numbered by its sides, 4, 2 and 1 for the far side of clause, month
    and outcome; `near` and `far` say by the same bits which sides are totals. The
    near corner gains; each step between plain values turns a gain into a loss; a
    total changes as its inner corner does.
    """
    signs = [-1 if (c & ~near & ~far).bit_count() % 2 else 1 for c in range(8)]
    levels = [(c & far | ~c & near).bit_count() for c in range(8)]
    inner = [c for c in range(8) if levels[c] == 0]
    watched = [c for c in range(8) if levels[c] in {0, SLICE}]
    return _Corners(
        gains=tuple(c for c in inner if signs[c] > 0),
        loses=tuple(c for c in inner if signs[c] < 0),
        falls=tuple(c for c in watched if signs[c] < 0),
        rises=tuple(c for c in watched if signs[c] > 0),
    )


_CORNERS = [[_corners(near, far) for far in range(8)] for near in range(8)]


class Shifts:
    """The shifts of one table."""

    def __init__(self, table: CaseTable) -> None:
        grid = table.grid
        self._cases = table.cases
        self._strides = grid.strides
        self._totals = [_total_bits(grid, cell) for cell in range(len(grid))]
        self._lines = [
            [tuple(range(-at * by, (size + 1 - at) * by, by)) for at in range(size + 1)]
            for size, by in zip(grid.sizes, grid.strides, strict=True)
        ]
        self._places = [grid.places(cell) for cell in range(len(grid))]
        inner = [cell for cell, bits in enumerate(self._totals) if not bits]
        inner.sort(key=lambda cell: -table.cases[cell])
        self._counts_in = {cell: frozenset(grid.totals(cell)) for cell in inner}

    def neighbours(self, cell: int, axis: int) -> list[int]:
        """Return the offsets to all other cells on the cell's line along an axis.

        The total comes last, if it is not the cell itself.
        """
        return [by for by in self._lines[axis][self._places[cell][axis]] if by]

    def box(self, cell: int, offsets: tuple[int, int, int]) -> Shift:
        """Return the shift round the box between a cell and its three neighbours."""
        cells = corners_of(cell, *offsets)
        part = _CORNERS[self._totals[cell]][self._totals[cells[7]]]
        return Shift(
            cells=cells,
            gains=tuple([cells[corner] for corner in part.gains]),
            loses=tuple([cells[corner] for corner in part.loses]),
            falls=tuple([cells[corner] for corner in part.falls]),
            rises=tuple([cells[corner] for corner in part.rises]),
        )

    def detours(self, cell: int) -> Iterator[Shift]:
        """Yield shifts into a cell that no box makes, by way of its largest part.

        First those that keep every total of one clause, month and outcome: two
        dimensions change together while the third is swapped. Then those that take
        a case from just anywhere. Large cells, which can give most, come first.
        """
        parts = (part for part, within in self._counts_in.items() if cell in within)
        into = next(parts)
        for gains, loses in chain(
            islice(self._swaps(into), _DETOURS), islice(self._transfers(into), _DETOURS)
        ):
            effect = self._effect(gains, loses)
            if effect.get(cell) == 1 and max(map(abs, effect.values())) == 1:
                watched = [c for c in effect if self._totals[c] in _WATCHED]
                yield Shift(
                    cells=tuple(effect),
                    gains=gains,
                    loses=loses,
                    falls=tuple([c for c in watched if effect[c] < 0]),
                    rises=tuple([c for c in watched if effect[c] > 0]),
                )

    def _swaps(self, into: int) -> Iterator[_Moved]:
        """Yield swaps between cells that differ in every dimension."""
        cases = self._cases
        here = self._places[into]
        for out in self._counts_in:
            there = self._places[out]
            if any(a == b for a, b in zip(here, there, strict=True)):
                continue
            for a, b, by in zip(here, there, self._strides, strict=True):
                first, second = into + (b - a) * by, out - (b - a) * by
                if (cases[first] and cases[second]) or (cases[into] and cases[out]):
                    yield (into, out), (first, second)

    def _transfers(self, into: int) -> Iterator[_Moved]:
        for out in self._counts_in:
            if out != into and (self._cases[out] or self._cases[into]):
                yield (into,), (out,)

    def _effect(self, gains: tuple[int, ...], loses: tuple[int, ...]) -> dict[int, int]:
        effect: defaultdict[int, int] = defaultdict(int)
        for cells, change in ((gains, 1), (loses, -1)):
            for inner in cells:
                for total in self._counts_in[inner]:
                    effect[total] += change
        return {cell: change for cell, change in effect.items() if change}


def _total_bits(grid: Grid, cell: int) -> int:
    clause, month, outcome = (
        place == size for place, size in zip(grid.places(cell), grid.sizes, strict=True)
    )
    return clause * 4 + month * 2 + outcome


def corners_of(cell: int, a: int, b: int, c: int) -> tuple[int, ...]:
    """Return the eight corners of the box these three offsets span."""
    return (
        cell,
        cell + c,
        cell + b,
        cell + b + c,
        cell + a,
        cell + a + c,
        cell + a + b,
        cell + a + b + c,
    )
