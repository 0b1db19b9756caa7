"""What benchmarks share: a table of figures, printed when all are measured."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One thing measured.

    Attributes:
        work: what was done.
        value: how fast, or how long.
        unit: of `value`; per second is a speed, anything else a time.
        budget: what the design allows; None where it says nothing.
        raw: the same with SQLCipher alone, in the same run; None without a likeness.
    """

    work: str
    value: float
    unit: str
    budget: float | None = None
    raw: float | None = None

    @property
    def speed(self) -> bool:
        """Whether more is better."""
        return self.unit.endswith("/s")

    @property
    def kept(self) -> bool:
        """Whether the budget is kept."""
        if self.budget is None:
            return True
        return self.value >= self.budget if self.speed else self.value <= self.budget


@dataclass(slots=True)
class Figures:
    """What was measured so far."""

    taken: list[Figure] = field(default_factory=list[Figure])

    def take(self, figure: Figure) -> None:
        """Keep a figure."""
        self.taken.append(figure)

    def show(self) -> None:
        """Print all figures."""
        table = Table(title="gongdao bench")
        table.add_column("work")
        for name in ("measured", "budget", "raw SQLCipher", "of raw"):
            table.add_column(name, justify="right")
        table.add_column("")
        for figure in self.taken:
            table.add_row(
                figure.work,
                _number(figure.value, figure.unit),
                _number(figure.budget, figure.unit),
                _number(figure.raw, figure.unit),
                _share(figure),
                "" if figure.kept else "OVER BUDGET",
            )
        Console(width=110).print(table)


def _number(value: float | None, unit: str) -> str:
    if value is None:
        return "-"
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}"


def _share(figure: Figure) -> str:
    if not figure.raw or not figure.value:
        return "-"
    share = figure.value / figure.raw
    return f"{share:.0%}" if figure.speed else f"{share:.1f} x"


@pytest.fixture(scope="session")
def figures() -> Iterator[Figures]:
    """Take figures; they are printed at the end."""
    figures = Figures()
    yield figures
    figures.show()
