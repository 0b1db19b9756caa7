"""The report as rows: one flat table, the same for every tier.

A row is a cell of the table; "all" in a place makes it a total. Suppressed cells
have an empty figure and say so in the last column, without a bound: "< 5" would tell
a small cell from one that merely protects others. Rows stand in the order of clause,
month and outcome, totals last, which says nothing of the figures.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from app.exports.model import ALL, NO_CLAUSE, CaseTable, Key
from app.words import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Words for what the table holds, in the language of the report.

    Attributes:
        clauses: title of each clause by its number; a clause without one is named
            by its number alone, as all are when the mapping is empty.
        outcomes: word for each outcome by its code, in the order to be shown.
    """

    clauses: Mapping[str, str]
    outcomes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What the file is to contain.

    Attributes:
        rows: all rows, the header first; None is an empty cell.
        fixed: every cell that is a word or figure of the report's own.
        authored: every cell that people have worded.
    """

    rows: tuple[tuple[str | int | None, ...], ...]
    fixed: frozenset[str]
    authored: frozenset[str]


def lay_out(table: CaseTable, suppressed: Set[int], wording: Wording) -> Layout:
    """Lay a table out without its suppressed figures."""
    grid = table.grid
    labels = _Labels(wording)
    order = list(wording.outcomes)
    known, months = len(order), grid.axes[1]

    def place(cell: int) -> tuple[int, int, int, str]:
        clause, month, _ = grid.places(cell)
        outcome = grid.key(cell).outcome
        rank = order.index(outcome) if outcome in wording.outcomes else known
        return clause, month, known + 1 if outcome == ALL else rank, outcome

    header = (
        tr("Clause cited"),
        tr("Month decided"),
        tr("How it ended"),
        tr("Number of cases"),
        tr("Shown or withheld"),
    )
    shown, withheld = tr("Shown"), tr("Withheld")
    rows = [
        (*labels.of(grid.key(cell)), None, withheld)
        if cell in suppressed
        else (*labels.of(grid.key(cell)), table.cases[cell], shown)
        for cell in sorted(range(len(grid)), key=place)
    ]
    figures = {str(figure) for *_, figure, _ in rows if figure is not None}
    outcomes = {labels.outcome(code) for code in (*grid.axes[2], ALL)}
    clauses = {labels.clause(number) for number in grid.axes[0]}
    own = {labels.clause(ALL), labels.clause(NO_CLAUSE), labels.month(ALL)}
    fixed = {"", *header, shown, withheld, *figures, *outcomes, *months, *own}
    return Layout(
        rows=(header, *rows),
        fixed=frozenset(fixed),
        authored=frozenset(clauses - fixed),
    )


class _Labels:
    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def of(self, key: Key) -> tuple[str, str, str]:
        return (
            self.clause(key.clause),
            self.month(key.month),
            self.outcome(key.outcome),
        )

    def clause(self, number: str) -> str:
        """Name a clause so that no spreadsheet takes "3.10" for a number."""
        if number == ALL:
            return tr("All clauses")
        if number == NO_CLAUSE:
            return tr("No clause")
        title = self._wording.clauses.get(number, "")
        return f"{number} {title}" if title else tr("Clause {number}", number=number)

    def month(self, month: str) -> str:
        return tr("All months") if month == ALL else month

    def outcome(self, code: str) -> str:
        if code == ALL:
            return tr("All outcomes")
        return self._wording.outcomes.get(code, code)
