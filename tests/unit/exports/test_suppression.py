import random
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.exports.audit import audit
from app.exports.model import ALL, POLICIES, CaseTable, Contribution, Tier, TierPolicy
from app.exports.suppression import Pattern, Refusal, choose
from app.exports.tabulation import tabulate
from tests.unit.exports.attacker import computable, widths
from tests.unit.exports.made import (
    contributions,
    own_cases,
    random_contributions,
    realistic,
    seen,
)

CONTROLLED = POLICIES[Tier.CONTROLLED]
TINY = replace(CONTROLLED, least_members=2, interval=2)
"""The same rules in a size where every possible table can be tried."""


def publish(
    given_cases: list[Contribution], policy: TierPolicy
) -> tuple[CaseTable, Pattern]:
    table = tabulate(given_cases)
    pattern = choose(table, policy)
    assume(isinstance(pattern, Pattern))
    assert isinstance(pattern, Pattern)
    return table, pattern


@settings(max_examples=150)
@given(given_cases=contributions(), tier=st.sampled_from(Tier))
def test_no_withheld_cell_can_be_computed_from_what_is_published(
    given_cases: list[Contribution], tier: Tier
) -> None:
    table, pattern = publish(given_cases, POLICIES[tier])
    assert computable(seen(table, pattern.suppressed)) == set()


@settings(max_examples=150)
@given(given_cases=contributions(), tier=st.sampled_from(Tier))
def test_published_cells_have_enough_members_and_nobody_dominates(
    given_cases: list[Contribution], tier: Tier
) -> None:
    policy = POLICIES[tier]
    table, pattern = publish(given_cases, policy)
    for cell in set(range(len(table.grid))) - pattern.suppressed:
        key = table.grid.key(cell)
        inside = [
            c
            for c in given_cases
            if key.clause in (ALL, c.clause)
            and key.month in (ALL, c.month)
            and key.outcome in (ALL, c.outcome)
        ]
        people = [c.member or f"stranger {at}" for at, c in enumerate(inside)]
        assert len(set(people)) >= policy.least_members
        if policy.largest_share is not None:
            assert 2 * max(map(people.count, people)) <= len(people)


@settings(max_examples=150)
@given(given_cases=contributions(), tier=st.sampled_from(Tier))
def test_the_audit_agrees_with_the_choice(
    given_cases: list[Contribution], tier: Tier
) -> None:
    policy = POLICIES[tier]
    table, pattern = publish(given_cases, policy)
    found = audit(table, pattern.suppressed, pattern.witnesses, policy)
    breaches = (found.small, found.dominated, found.computable, found.unproven)
    assert breaches == ((), (), (), ())
    assert found.narrow == ()
    assert found.narrowest is None or found.narrowest >= policy.interval
    assert pattern.primary <= pattern.suppressed == set(pattern.witnesses)


@settings(max_examples=80)
@given(given_cases=contributions(shapes=(2, 2, 2), cases=(4, 9)))
def test_every_possible_table_was_tried_and_leaves_room_to_everybody(
    given_cases: list[Contribution],
) -> None:
    """No theory: all tables a reader can imagine, for strangers and each member."""
    table, pattern = publish(given_cases, TINY)
    published = seen(table, pattern.suppressed)
    for own in ({}, *own_cases(given_cases).values()):
        room = widths(published, own)
        assert set(room) == {name for name, f in published.items() if f is None}
        assert min(room.values(), default=2) >= 2


@settings(max_examples=80)
@given(
    given_cases=contributions(shapes=(2, 2, 2), cases=(4, 9)),
    bare=st.sets(st.integers(0, 26), max_size=4),
)
def test_the_audit_never_proves_more_room_than_there_is(
    given_cases: list[Contribution], bare: set[int]
) -> None:
    table, pattern = publish(given_cases, TINY)
    suppressed = pattern.suppressed - bare  # published after all, by mistake
    found = audit(table, suppressed, pattern.witnesses, TINY)
    published = seen(table, suppressed)
    for own in ({}, *own_cases(given_cases).values()):
        room = widths(published, own)
        for cell in suppressed - set(found.narrow):
            assert room[table.grid.key(cell)] >= 2
        for cell in found.computable:
            assert room[table.grid.key(cell)] == 0


@settings(max_examples=40)
@given(given_cases=contributions(), chance=st.randoms(use_true_random=False))
def test_the_choice_does_not_hang_on_the_order_of_cases(
    given_cases: list[Contribution], chance: random.Random
) -> None:
    shuffled = list(given_cases)
    chance.shuffle(shuffled)
    first, second = (choose(tabulate(c), CONTROLLED) for c in (given_cases, shuffled))
    if isinstance(first, Pattern) and isinstance(second, Pattern):
        assert first.suppressed == second.suppressed
    else:
        assert first == second


@settings(max_examples=40)
@given(given_cases=contributions())
def test_what_an_earlier_report_left_out_is_left_out_again(
    given_cases: list[Contribution],
) -> None:
    table, strict = publish(given_cases, POLICIES[Tier.PUBLIC])
    later = choose(table, CONTROLLED, strict.suppressed)
    assert isinstance(later, Pattern)
    assert later.suppressed >= strict.suppressed


@pytest.mark.parametrize("months", [1, 2, 4])
@pytest.mark.parametrize("seed", range(4))
def test_a_real_community_keeps_figures_and_loses_some(seed: int, months: int) -> None:
    table = tabulate(realistic(cases=300, members=350, months=months, seed=seed))
    pattern = choose(table, CONTROLLED)
    assert isinstance(pattern, Pattern)
    published = set(range(len(table.grid))) - pattern.suppressed
    clauses = [c for c in published if table.grid.level(c) == 2]
    assert pattern.suppressed
    assert len(published) >= 15
    assert len(clauses) >= 7
    assert len(table.grid) - 1 in published


def test_a_dense_table_keeps_inner_figures() -> None:
    chance = random.Random(5)
    given_cases = random_contributions(chance, shape=(5, 2, 4), cases=900, members=400)
    table = tabulate(given_cases)
    pattern = choose(table, CONTROLLED)
    assert isinstance(pattern, Pattern)
    inner = [c for c in range(len(table.grid)) if table.grid.level(c) == 0]
    assert len(set(inner) - pattern.suppressed) > len(inner) / 2


@pytest.mark.parametrize("thoughts", [0, 2_000])
def test_a_wide_and_sparse_table_is_protected_as_well(
    thoughts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.exports.suppression._SECOND_THOUGHTS", thoughts)
    chance = random.Random(2)
    months = [f"{year}-{month:02d}" for year in (2025, 2026) for month in range(1, 13)]
    table = tabulate(
        replace(c, clause=f"{chance.randrange(1, 13)}", month=chance.choice(months))
        for c in realistic(cases=1500, members=700, months=1, seed=2)
    )
    pattern = choose(table, CONTROLLED)
    assert isinstance(pattern, Pattern)
    found = audit(table, pattern.suppressed, pattern.witnesses, CONTROLLED)
    assert (found.unproven, found.narrow, found.computable) == ((), (), ())
    assert found.published >= 50


def test_too_few_members_are_refused() -> None:
    case = Contribution(member="a", clause="3.1", month="2026-10", outcome="mute")
    few = [replace(case, member=name) for name in "abcd"]
    assert choose(tabulate(few), CONTROLLED) is Refusal.TOO_FEW
    assert choose(tabulate([]), CONTROLLED) is Refusal.TOO_FEW


def test_a_table_one_member_dominates_is_refused() -> None:
    case = Contribution(member="a", clause="3.1", month="2026-10", outcome="mute")
    many = [replace(case, member=name) for name in "bcdef"] + [case] * 6
    assert choose(tabulate(many), CONTROLLED) is Refusal.TOO_FEW


def test_what_no_other_cell_can_hide_is_refused() -> None:
    """Two clauses: the total gives the four away unless both go, and six are few."""
    case = Contribution(member="a", clause="3.1", month="2026-10", outcome="mute")
    lone = [replace(case, member="a", clause="3.2")]
    crowd = [replace(case, member=name) for name in "bcde"]
    assert choose(tabulate([*lone, *crowd]), CONTROLLED) is Refusal.UNPROTECTABLE


def test_a_table_without_small_cells_is_published_whole() -> None:
    case = Contribution(member="a", clause="3.1", month="2026-10", outcome="mute")
    crowd = [replace(case, member=name, clause=c) for name in "abcdef" for c in "12"]
    pattern = choose(tabulate(crowd), CONTROLLED)
    assert isinstance(pattern, Pattern)
    assert pattern.suppressed == frozenset()
