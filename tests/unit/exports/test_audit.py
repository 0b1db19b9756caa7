"""The audit finds what was planted, and believes no forged proof."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.exports.audit import Audit, audit
from app.exports.model import ALL, POLICIES, CaseTable, Contribution, Key, Tier
from app.exports.proofs import Move, Step, Witness
from app.exports.suppression import Pattern, choose
from app.exports.tabulation import tabulate
from tests.unit.exports.attacker import computable
from tests.unit.exports.made import contributions, seen

CONTROLLED = POLICIES[Tier.CONTROLLED]
MONTHS = ("2026-09", "2026-10")


def square(*figures: tuple[str, str, int]) -> CaseTable:
    """Return a table of one month with a member for each case."""
    return tabulate(
        Contribution(
            member=f"{clause}{outcome}{at}",
            clause=clause,
            month=MONTHS[0],
            outcome=outcome,
        )
        for clause, outcome, cases in figures
        for at in range(cases)
    )


TABLE = square(
    ("1", "mute", 9), ("1", "warning", 8), ("2", "mute", 7), ("2", "warning", 9)
)
"""Four figures, each large enough to give or take five."""

CORNERS = tuple(
    Key(c, m, o) for c in "12" for m in (MONTHS[0], ALL) for o in ("mute", "warning")
)


def cells(table: CaseTable, *keys: Key) -> frozenset[int]:
    return frozenset(map(table.grid.cell, keys))


def look(table: CaseTable, hidden: frozenset[int], *steps: Step) -> Audit:
    """Audit with one witness for all hidden cells."""
    witness = Witness(steps=steps)
    return audit(table, hidden, dict.fromkeys(hidden, witness), CONTROLLED)


def swap(table: CaseTable, forward: int, backward: int) -> Step:
    """Return the swap of mutes and warnings between two clauses."""
    at = {key: table.grid.cell(key) for key in CORNERS if key.month != ALL}
    a, b, c, d = at.values()
    return Step(
        move=Move(gains=(a, d), loses=(b, c)), forward=forward, backward=backward
    )


def test_a_square_of_withheld_figures_is_safe() -> None:
    found = look(TABLE, cells(TABLE, *CORNERS), swap(TABLE, 3, 3))
    assert (found.unproven, found.narrow, found.computable) == ((), (), ())
    assert found.narrowest == 6
    assert found.suppressed == 8
    assert found.published == len(TABLE.grid) - 8


def test_the_last_withheld_figure_of_a_row_is_found() -> None:
    lone = cells(TABLE, CORNERS[0])
    found = look(TABLE, lone, swap(TABLE, 3, 3))
    assert found.computable == found.unproven == found.narrow == tuple(lone)
    assert found.narrowest == 0


def test_a_pair_beside_its_totals_is_found() -> None:
    pair = cells(TABLE, CORNERS[0], CORNERS[1])
    found = look(TABLE, pair, swap(TABLE, 3, 3))
    assert set(found.unproven) == pair


def test_a_month_repeated_as_the_total_of_all_months_is_found() -> None:
    inner = cells(TABLE, *(key for key in CORNERS if key.month != ALL))
    found = look(TABLE, inner, swap(TABLE, 3, 3))
    assert set(found.computable) == set(found.unproven) == inner


def test_too_little_room_is_found() -> None:
    found = look(TABLE, cells(TABLE, *CORNERS), swap(TABLE, 2, 2))
    assert found.unproven == ()
    assert found.narrowest == 4
    assert len(found.narrow) == 8


@settings(max_examples=120)
@given(
    given_cases=contributions(),
    bare=st.sets(st.integers(0, 119), min_size=1, max_size=6),
)
def test_whatever_can_be_computed_is_never_proved_safe(
    given_cases: list[Contribution], bare: set[int]
) -> None:
    table = tabulate(given_cases)
    pattern = choose(table, CONTROLLED)
    assume(isinstance(pattern, Pattern))
    assert isinstance(pattern, Pattern)
    suppressed = pattern.suppressed - bare
    assume(suppressed != pattern.suppressed)
    found = audit(table, suppressed, pattern.witnesses, CONTROLLED)
    names = {table.grid.key(cell) for cell in found.unproven}
    exact = computable(seen(table, suppressed))
    assert exact <= names
    for cell in found.computable:
        assert table.grid.key(cell) in names


def forged() -> dict[str, Step]:
    fair = swap(TABLE, 3, 3)
    gains, loses = fair.move.gains, fair.move.loses
    total = TABLE.grid.cell(Key("1", ALL, "mute"))
    return {
        "a figure that is shown moves": replace(
            fair, move=Move(gains=gains[:1], loses=loses[:1])
        ),
        "more is taken than there is": replace(fair, forward=9, backward=0),
        "more is taken back than there is": replace(fair, forward=0, backward=10),
        "steps below nothing": replace(fair, forward=-3, backward=9),
        "a total is moved itself": replace(
            fair, move=Move(gains=(total, gains[1]), loses=loses)
        ),
        "one cell gains and loses": replace(
            fair, move=Move(gains=(*gains, loses[0]), loses=(*loses, loses[0]))
        ),
        "nothing moves": replace(fair, forward=0, backward=0),
    }


@pytest.mark.parametrize("lie", forged())
def test_a_forged_proof_proves_nothing(lie: str) -> None:
    hidden = cells(TABLE, *CORNERS)
    assert set(look(TABLE, hidden, forged()[lie]).unproven) == hidden


def test_steps_that_cancel_one_another_prove_nothing() -> None:
    fair = swap(TABLE, 3, 0)
    back = replace(fair, move=Move(gains=fair.move.loses, loses=fair.move.gains))
    hidden = cells(TABLE, *CORNERS)
    assert set(look(TABLE, hidden, fair, back).unproven) == hidden


def test_a_proof_of_one_cell_is_none_of_another() -> None:
    other = Key("1", MONTHS[0], ALL)
    hidden = cells(TABLE, *CORNERS, other)
    found = look(TABLE, hidden, swap(TABLE, 3, 3))
    assert set(found.unproven) == cells(TABLE, other)


def test_a_cell_without_a_proof_is_unproven() -> None:
    hidden = cells(TABLE, *CORNERS)
    found = audit(TABLE, hidden, {}, CONTROLLED)
    assert set(found.unproven) == hidden


def test_a_clause_that_is_listed_never_empties() -> None:
    table = square(("1", "mute", 3), ("2", "mute", 9), ("3", "mute", 9))
    shift = Move(
        gains=tuple(cells(table, Key("2", MONTHS[0], "mute"))),
        loses=tuple(cells(table, Key("1", MONTHS[0], "mute"))),
    )
    hidden = cells(
        table,
        *(Key(c, m, o) for c in "12" for m in (MONTHS[0], ALL) for o in ("mute", ALL)),
    )
    taken = Step(move=shift, forward=2, backward=3)
    assert look(table, hidden, taken).narrowest == 5
    assert look(table, hidden, replace(taken, forward=3)).narrowest == 0


def test_what_a_member_knows_of_themselves_is_taken_off() -> None:
    """Forward leaves one case where a member has three: two steps are no secret."""
    cases = {("1", "mute"): "aaab", ("1", "warning"): "cdefghij"}
    cases |= {("2", "mute"): "klmnopqr", ("2", "warning"): "stuvwxyz"}
    table = tabulate(
        Contribution(member=who, clause=clause, month=MONTHS[0], outcome=outcome)
        for (clause, outcome), people in cases.items()
        for who in people
    )
    hidden = cells(table, *CORNERS)
    assert look(table, hidden, swap(table, 0, 1)).narrowest == 1
    assert look(table, hidden, swap(table, 0, 3)).narrowest == 1
    assert look(table, hidden, swap(table, 5, 3)).narrowest == 6


def test_published_cells_are_measured() -> None:
    people = ["a"] * 6 + list("bcdef")
    table = tabulate(
        Contribution(member=who, clause=clause, month=MONTHS[0], outcome="mute")
        for clause in "12"
        for who in (people if clause == "1" else "ghi")
    )
    found = audit(table, frozenset(), {}, CONTROLLED)
    assert found.least_members == 3
    assert {table.grid.key(cell).clause for cell in found.small} == {"2"}
    assert {table.grid.key(cell).clause for cell in found.dominated} == {"1"}
    assert found.largest_share == 55
    assert found.narrowest is None


def test_a_group_that_visibly_ended_alike_is_found() -> None:
    table = square(("1", "mute", 9), ("2", "mute", 7), ("2", "warning", 9))
    found = audit(table, frozenset(), {}, CONTROLLED)
    assert {table.grid.key(cell) for cell in found.one_outcome} == {
        Key("1", MONTHS[0], ALL),
        Key("1", ALL, ALL),
    }
    hidden = cells(table, Key("1", MONTHS[0], "mute"), Key("1", ALL, "mute"))
    assert audit(table, hidden, {}, CONTROLLED).one_outcome == ()
