from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.appeals.model import Ruling
from app.appeals.rules import (
    APPEAL_WINDOW_DAYS,
    RulingBar,
    appeal_until,
    bar_to_ruling,
    check_filing,
    check_ruling,
    effect,
    lighter,
    lighter_steps,
    refuse_bar,
    ruling_due_at,
)
from app.errors import Conflict, InputError, NotPermitted
from app.ids import PersonId
from app.rulebook.model import Ladder, SanctionKind, Step, step_weight
from app.words import known_codes
from tests.unit.rulebook.strategies import NOW, ladders, moments, steps

MOMENT = timedelta(microseconds=1)
REPLY = "二维码确为已批准的活动所放，当日已改正。"
MUTE = Step(kind=SanctionKind.MUTE, days=3, points=2)
WARNING = Step(kind=SanctionKind.WARNING, points=2)

people = st.sampled_from([PersonId(each) for each in "pqrs"])


@given(moments, st.integers(1, 60))
def test_an_appeal_is_in_time_up_to_its_last_moment(
    effective_at: datetime, days: int
) -> None:
    last = appeal_until(effective_at, days)
    for received_at in (effective_at - timedelta(minutes=4), effective_at, last):
        check_filing(
            received_at=received_at,
            effective_at=effective_at,
            open_appeals=0,
            window_days=days,
        )
    with pytest.raises(InputError) as caught:
        check_filing(
            received_at=last + MOMENT,
            effective_at=effective_at,
            open_appeals=0,
            window_days=days,
        )
    assert caught.value.code == "appeal_too_late"


def test_seven_days_are_allowed_and_three_for_the_ruling() -> None:
    assert APPEAL_WINDOW_DAYS == 7
    assert appeal_until(NOW) == NOW + timedelta(days=7)
    assert ruling_due_at(NOW) == NOW + timedelta(hours=72)


def test_one_appeal_of_a_case_is_open_at_a_time() -> None:
    with pytest.raises(Conflict) as caught:
        check_filing(received_at=NOW, effective_at=NOW, open_appeals=1)
    assert caught.value.code == "appeal_already_open"


def test_a_reversed_sanction_leaves_nothing_to_appeal() -> None:
    with pytest.raises(InputError) as caught:
        check_filing(received_at=NOW, effective_at=NOW, open_appeals=0, reversed_at=NOW)
    assert caught.value.code == "appeal_nothing_to_appeal"


@pytest.mark.parametrize("reversed_at", [None, NOW])
def test_a_decision_is_appealed_once(reversed_at: datetime | None):
    with pytest.raises(Conflict) as caught:
        check_filing(
            received_at=NOW,
            effective_at=NOW,
            open_appeals=0,
            reversed_at=reversed_at,
            heard=True,
        )
    assert caught.value.code == "appeal_already_heard"


@given(people, people, st.frozensets(people))
def test_whoever_decided_in_a_case_rules_on_no_appeal(
    actor: PersonId, decider: PersonId, earlier: frozenset[PersonId]
) -> None:
    bar = bar_to_ruling(actor=actor, deciders={decider}, earlier_deciders=earlier)
    assert (bar is None) is (actor != decider and actor not in earlier)
    assert (bar is RulingBar.OWN_DECISION) is (actor == decider)


def test_a_bar_is_told_in_words() -> None:
    refuse_bar(None)
    for bar in RulingBar:
        with pytest.raises(NotPermitted) as caught:
            refuse_bar(bar)
        assert caught.value.code in known_codes()


@pytest.mark.parametrize("ruling", list(Ruling))
def test_a_ruling_needs_its_reasons(ruling: Ruling) -> None:
    reduced = WARNING if ruling is Ruling.REDUCED else None
    check_ruling(ruling=ruling, reply=REPLY, original=MUTE, reduced_to=reduced)
    with pytest.raises(InputError) as caught:
        check_ruling(ruling=ruling, reply="同意", original=MUTE, reduced_to=reduced)
    assert caught.value.code == "appeal_reply_too_short"


@given(steps, steps)
def test_a_reduction_is_lighter_in_weight_and_no_heavier_in_points(
    original: Step, step: Step
) -> None:
    fits = step_weight(step) < step_weight(original) and step.points <= original.points
    assert lighter(step, original) is fits
    if fits:
        check_ruling(
            ruling=Ruling.REDUCED, reply=REPLY, original=original, reduced_to=step
        )
        return
    with pytest.raises(InputError) as caught:
        check_ruling(
            ruling=Ruling.REDUCED, reply=REPLY, original=original, reduced_to=step
        )
    assert caught.value.code == "appeal_step_not_lighter"


def test_only_a_reduction_has_a_step() -> None:
    with pytest.raises(InputError) as missing:
        check_ruling(ruling=Ruling.REDUCED, reply=REPLY, original=MUTE)
    assert missing.value.code == "appeal_step_missing"
    for ruling in set(Ruling) - {Ruling.REDUCED}:
        with pytest.raises(InputError) as unexpected:
            check_ruling(ruling=ruling, reply=REPLY, original=MUTE, reduced_to=WARNING)
        assert unexpected.value.code == "appeal_step_unexpected"


def test_what_a_ruling_does() -> None:
    done = {ruling: effect(ruling) for ruling in Ruling}
    assert [r for r in Ruling if not done[r].reverses] == [Ruling.UPHELD]
    assert [r for r in Ruling if done[r].replaces] == [Ruling.REDUCED]
    assert [r for r in Ruling if done[r].reopens] == [Ruling.REMANDED]


@given(ladders(), steps)
def test_a_reduction_is_offered_each_lighter_step_once_the_nearest_first(
    ladder: Ladder, original: Step
) -> None:
    offered = lighter_steps(ladder, original)
    cells = {step for row in ladder.rows for step in row}
    assert set(offered) == {step for step in cells if lighter(step, original)}
    assert len(set(offered)) == len(offered)
    weights = [step_weight(step) for step in offered]
    assert weights == sorted(weights, reverse=True)
