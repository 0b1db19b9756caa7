"""Made-up contributions in the shapes communities have."""

import random

from hypothesis import strategies as st

from app.exports.model import CaseTable, Contribution
from tests.unit.exports.attacker import Name, Seen

CLAUSES = ("3.1", "3.2", "3.10", "4.1", "4.2", "5.1", "6.1")
OUTCOMES = ("no_violation", "reminder", "warning", "mute", "removal")
MONTHS = tuple(f"2026-{month:02d}" for month in range(1, 13))


def realistic(
    *, cases: int, members: int, months: int, seed: int
) -> list[Contribution]:
    """Return decided cases of seven clauses and five outcomes.

    Each clause mostly ends the way the ladder has it for a first time; some cases
    are dismissed, some are repetitions.
    """
    chance = random.Random(seed)
    usual = ("reminder", "warning", "warning", "mute", "reminder", "mute", "removal")
    found: list[Contribution] = []
    for _ in range(cases):
        clause = chance.randrange(len(CLAUSES))
        luck = chance.random()
        found.append(
            Contribution(
                member=f"m{chance.randrange(members)}",
                clause=CLAUSES[clause],
                month=MONTHS[8 + chance.randrange(months)],
                outcome=usual[clause]
                if luck < 0.6
                else OUTCOMES[0]
                if luck < 0.8
                else chance.choice(OUTCOMES),
            )
        )
    return found


def random_contributions(
    chance: random.Random, *, shape: tuple[int, int, int], cases: int, members: int
) -> list[Contribution]:
    """Return cases spread unevenly over a table of a shape."""
    axes = (CLAUSES[: shape[0]], MONTHS[: shape[1]], OUTCOMES[: shape[2]])
    weights = [[chance.choice((1, 1, 2, 6)) for _ in axis] for axis in axes]
    clauses, months, outcomes = (
        chance.choices(axis, weight, k=cases)
        for axis, weight in zip(axes, weights, strict=True)
    )
    return [
        Contribution(
            member=None if chance.random() < 0.05 else f"m{chance.randrange(members)}",
            clause=clause,
            month=month,
            outcome=outcome,
        )
        for clause, month, outcome in zip(clauses, months, outcomes, strict=True)
    ]


@st.composite
def contributions(
    draw: st.DrawFn,
    shapes: tuple[int, int, int] = (5, 3, 4),
    cases: tuple[int, int] = (5, 150),
) -> list[Contribution]:
    """Draw contributions for tables of up to a shape."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    clauses, months, outcomes = (draw(st.integers(1, size)) for size in shapes)
    return random_contributions(
        chance,
        shape=(clauses, months, outcomes),
        cases=draw(st.integers(*cases)),
        members=draw(st.integers(2, cases[1])),
    )


def seen(table: CaseTable, suppressed: frozenset[int]) -> Seen:
    """Return what a reader has before them."""
    return {
        table.grid.key(cell): None if cell in suppressed else table.cases[cell]
        for cell in range(len(table.grid))
    }


def own_cases(given: list[Contribution]) -> dict[str, dict[Name, int]]:
    """Return what each known member knows of themselves."""
    people: dict[str, dict[Name, int]] = {}
    for c in given:
        if c.member is not None:
            mine = people.setdefault(c.member, {})
            name = (c.clause, c.month, c.outcome)
            mine[name] = mine.get(name, 0) + 1
    return people
