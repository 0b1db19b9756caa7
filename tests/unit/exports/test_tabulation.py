import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exports.model import ALL, Contribution, Key
from app.exports.tabulation import clause_order, figures_digest, tabulate
from tests.unit.exports.attacker import every_cell, parts
from tests.unit.exports.made import contributions, own_cases, seen


def one(
    member: str | None = "m", clause: str = "3.1", month: str = "2026-10"
) -> Contribution:
    return Contribution(member=member, clause=clause, month=month, outcome="mute")


@given(given_cases=contributions())
def test_every_total_is_the_sum_of_its_parts(given_cases: list[Contribution]) -> None:
    table = tabulate(given_cases)
    whole = seen(table, frozenset())
    assert sorted(whole) == sorted(every_cell(table.grid.axes))
    for name, figure in whole.items():
        assert figure == sum(whole[part] or 0 for part in parts(whole, name))
    assert whole[ALL, ALL, ALL] == len(given_cases)


@given(given_cases=contributions())
def test_members_are_counted_once_and_strangers_each(
    given_cases: list[Contribution],
) -> None:
    table = tabulate(given_cases)
    for cell in range(len(table.grid)):
        key = table.grid.key(cell)
        inside = [
            c
            for c in given_cases
            if all(
                want in (ALL, have)
                for want, have in zip(key, (c.clause, c.month, c.outcome), strict=True)
            )
        ]
        people = Counter(c.member for c in inside if c.member is not None)
        strangers = sum(c.member is None for c in inside)
        assert table.members[cell] == len(people) + strangers
        assert table.largest[cell] == max([*people.values(), min(1, strangers)])


@given(given_cases=contributions())
def test_cells_and_keys_name_one_another(given_cases: list[Contribution]) -> None:
    grid = tabulate(given_cases).grid
    keys = [grid.key(cell) for cell in range(len(grid))]
    assert len(set(keys)) == len(keys)
    assert [grid.cell(key) for key in keys] == list(range(len(grid)))
    assert [grid.level(c) for c in range(len(grid))] == [k.count(ALL) for k in keys]


def test_a_cell_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="not in"):
        tabulate([one()]).grid.cell(Key("9.9", "2026-10", "mute"))


def test_clauses_are_in_the_order_of_their_numbers() -> None:
    table = tabulate([one(clause=number) for number in ("3.10", "-", "3.2", "12")])
    assert table.grid.axes[0] == ("3.2", "3.10", "12", "-")
    assert clause_order("3.2") < clause_order("3.10")


@pytest.mark.parametrize("wrong", ["", ALL])
def test_a_value_that_reads_like_a_total_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="total"):
        tabulate([one(clause=wrong)])


def test_nothing_gives_a_table_of_one_empty_cell() -> None:
    table = tabulate([])
    assert (table.cases, table.members, table.largest) == ((0,), (0,), (0,))


def test_a_strangers_key_is_never_taken_for_a_members() -> None:
    table = tabulate([one(None), one("0"), one("?0"), one("=0")])
    assert table.members[-1] == 4


@given(given_cases=contributions(), chance=st.randoms(use_true_random=False))
def test_the_digest_does_not_hang_on_the_order(
    given_cases: list[Contribution], chance: random.Random
) -> None:
    shuffled = list(given_cases)
    chance.shuffle(shuffled)
    assert figures_digest(tabulate(shuffled)) == figures_digest(tabulate(given_cases))


def test_the_digest_tells_other_figures_and_other_members() -> None:
    base = figures_digest(tabulate([one("a"), one("b")]))
    assert figures_digest(tabulate([one("a"), one("a")])) != base
    assert figures_digest(tabulate([one("a"), one("b"), one("c")])) != base
    assert figures_digest(tabulate([one("a"), one("b", month="2026-09")])) != base


def test_members_know_their_own_cases() -> None:
    assert own_cases([one("a"), one("a"), one(None)]) == {
        "a": {("3.1", "2026-10", "mute"): 2}
    }
