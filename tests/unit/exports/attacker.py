"""A reader who wants to know what was withheld; shares no code with the product."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import product

ALL = "*"
Name = tuple[str, str, str]
Seen = Mapping[Name, int | None]
Row = dict[Name, Fraction]


def inner(seen: Seen) -> list[Name]:
    """Return the cells that are no totals."""
    return [name for name in seen if ALL not in name]


def parts(seen: Seen, name: Name) -> list[Name]:
    """Return the inner cells that add up to a cell."""
    return [
        cell
        for cell in inner(seen)
        if all(want in (ALL, have) for want, have in zip(name, cell, strict=True))
    ]


def computable(seen: Seen) -> set[Name]:
    """Return withheld cells that some sum and difference of published ones gives.

    Exact linear algebra: a cell is computable if and only if its parts are a
    combination of those of published cells.
    """
    basis: list[tuple[Name, Row]] = []
    for name, figure in seen.items():
        if figure is not None:
            row = _reduce(_row(seen, name), basis)
            if row:
                pivot = min(row)
                basis.append((pivot, {k: v / row[pivot] for k, v in row.items()}))
    return {
        name
        for name, figure in seen.items()
        if figure is None and not _reduce(_row(seen, name), basis)
    }


def _row(seen: Seen, name: Name) -> Row:
    # What is published on its own is known and drops out.
    return {part: Fraction(1) for part in parts(seen, name) if seen[part] is None}


def _reduce(row: Row, basis: Iterable[tuple[Name, Row]]) -> Row:
    for pivot, other in basis:
        factor = row.get(pivot)
        if factor:
            for name, value in other.items():
                row[name] = row.get(name, Fraction(0)) - factor * value
    return {name: value for name, value in row.items() if value}


def possible(seen: Seen, own: Mapping[Name, int]) -> Iterator[dict[Name, int]]:
    """Yield every table that fits what is published and one's own cases.

    Every clause, month and outcome listed is known to have a case.
    """
    hidden = [cell for cell in inner(seen) if seen[cell] is None]
    sums = {
        name: (figure, frozenset(parts(seen, name)))
        for name, figure in seen.items()
        if figure is not None and ALL in name
    }
    known = {cell: figure for cell in inner(seen) if (figure := seen[cell]) is not None}

    def go(at: int, table: dict[Name, int]) -> Iterator[dict[Name, int]]:
        if any(sum(table.get(p, 0) for p in ps) > total for total, ps in sums.values()):
            return
        if at == len(hidden):
            if _fits(seen, sums, table):
                yield dict(table)
            return
        cell = hidden[at]
        rooms = [
            total - sum(table.get(p, 0) for p in ps)
            for total, ps in sums.values()
            if cell in ps
        ]
        for figure in range(own.get(cell, 0), min(rooms) + 1):
            yield from go(at + 1, {**table, cell: figure})

    yield from go(0, known)


def _fits(
    seen: Seen,
    sums: Mapping[Name, tuple[int, frozenset[Name]]],
    table: Mapping[Name, int],
) -> bool:
    exact = all(sum(table[p] for p in ps) == total for total, ps in sums.values())
    listed = (name for name in seen if name.count(ALL) == 2 and name != (ALL, ALL, ALL))
    return exact and all(sum(table[p] for p in parts(seen, n)) > 0 for n in listed)


def widths(seen: Seen, own: Mapping[Name, int]) -> dict[Name, int]:
    """Return how wide a range is left to each withheld cell; tiny tables only."""
    hidden = [name for name, figure in seen.items() if figure is None]
    pieces = {name: parts(seen, name) for name in hidden}
    ranges: dict[Name, tuple[int, int]] = {}
    for table in possible(seen, own):
        for name in hidden:
            figure = sum(table[part] for part in pieces[name])
            low, high = ranges.get(name, (figure, figure))
            ranges[name] = min(low, figure), max(high, figure)
    return {name: high - low for name, (low, high) in ranges.items()}


def every_cell(axes: Iterable[Iterable[str]]) -> list[Name]:
    """Return all names over three lists of values, totals included."""
    clauses, months, outcomes = ([*axis, ALL] for axis in axes)
    return list(product(clauses, months, outcomes))
