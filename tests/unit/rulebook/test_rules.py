from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ids import SanctionId
from app.rulebook.model import ClassRule, Ladder, SanctionKind, Severity, step_weight
from app.rulebook.rules import (
    PriorOffence,
    Standing,
    balance,
    earliest_day,
    propose,
    standing,
    version_in_force,
)
from app.rulebook.templates import load_template
from tests.unit.rulebook.strategies import (
    CLASSES,
    NOW,
    heavier,
    histories,
    ladders,
    moments,
    severities,
)

LADDER = load_template("reading_club").ladder
classes = st.sampled_from(CLASSES)


def warning(effective_at: datetime, **changes: object) -> PriorOffence:
    plain = PriorOffence(
        sanction_id=SanctionId("a" * 32),
        case_number="GD-2610-0031",
        clause_number="3.2",
        offence_class="personal_attack",
        kind=SanctionKind.WARNING,
        days=0,
        points=2,
        effective_at=effective_at,
        expires_at=effective_at + timedelta(days=400),
    )
    return replace(plain, **changes)


def reason_left_out(prior: PriorOffence) -> Standing | None:
    proposal = propose(LADDER, Severity.MEDIUM, "personal_attack", [prior], NOW)
    assert proposal.ordinal == 1 + len(proposal.counted)
    return proposal.left_out[0][1] if proposal.left_out else None


MOMENT = timedelta(microseconds=1)
WINDOW = timedelta(days=LADDER.window_days)


@pytest.mark.parametrize(
    ("prior", "reason"),
    [
        (warning(NOW), None),
        (warning(NOW + MOMENT), Standing.NOT_YET_EFFECTIVE),
        (warning(NOW - WINDOW + MOMENT), None),
        (warning(NOW - WINDOW), Standing.OUTSIDE_WINDOW),
        (warning(NOW - timedelta(1), expires_at=NOW), Standing.EXPIRED),
        (warning(NOW - timedelta(1), expires_at=NOW + MOMENT), None),
        (warning(NOW - timedelta(1), reversed_at=NOW), Standing.REVERSED),
        (warning(NOW - timedelta(1), reversed_at=NOW + MOMENT), None),
        (warning(NOW - timedelta(1), offence_class="order"), Standing.OTHER_CLASS),
    ],
)
def test_what_counts_at_the_edges(prior: PriorOffence, reason: Standing | None) -> None:
    assert reason_left_out(prior) is reason


def test_the_second_attack_in_the_window_is_a_mute_and_says_why() -> None:
    first = warning(NOW - timedelta(days=50))
    proposal = propose(LADDER, Severity.MEDIUM, "personal_attack", [first], NOW)
    assert (proposal.ordinal, proposal.step.kind) == (2, SanctionKind.MUTE)
    assert proposal.counted == (first,)
    assert [step.kind for step in proposal.lighter] == [
        SanctionKind.WARNING,
        SanctionKind.REMINDER,
    ]
    assert [(step.kind, step.days) for step in proposal.heavier] == [
        (SanctionKind.MUTE, 30),
        (SanctionKind.REMOVAL, 0),
        (SanctionKind.REMOVAL_BLOCKED, 0),
        (SanctionKind.PERMANENT, 0),
    ]


def test_alternatives_take_their_points_from_the_cases_own_column_first() -> None:
    proposal = propose(LADDER, Severity.LOW, "order", [], NOW)
    assert proposal.heavier[0] == LADDER.rows[1][0]


@given(ladders(), severities, histories(), st.integers(1, 400))
def test_a_class_has_its_own_window_and_the_others_the_ladders(
    ladder: Ladder, severity: Severity, priors: list[PriorOffence], window: int
) -> None:
    rule = ClassRule(offence_class="order", window_days=window)
    own = msgspec.structs.replace(ladder, classes=(rule,))
    plain = msgspec.structs.replace(ladder, window_days=window)
    found = propose(own, severity, "order", priors, NOW)
    assert found == propose(plain, severity, "order", priors, NOW)
    assert found.window_days == window
    others = propose(own, severity, "privacy", priors, NOW)
    assert others == propose(ladder, severity, "privacy", priors, NOW)


@given(ladders(), severities, classes, histories())
def test_a_class_that_jumps_stands_in_the_last_row_from_the_first_time_on(
    ladder: Ladder,
    severity: Severity,
    offence_class: str,
    priors: list[PriorOffence],
) -> None:
    rule = ClassRule(offence_class=offence_class, to_end=True)
    jumping = msgspec.structs.replace(ladder, classes=(rule,))
    found = propose(jumping, severity, offence_class, priors, NOW)
    plain = propose(ladder, severity, offence_class, priors, NOW)
    assert found.step == ladder.rows[-1][severity.column]
    assert found.to_end
    # How often it happened is told all the same.
    assert (found.ordinal, found.counted) == (plain.ordinal, plain.counted)


@given(ladders(), severities, classes, histories(), st.randoms())
def test_a_proposal_heeds_no_order(
    ladder: Ladder,
    severity: Severity,
    offence_class: str,
    priors: list[PriorOffence],
    chance: Random,
) -> None:
    shuffled = list(priors)
    chance.shuffle(shuffled)
    assert propose(ladder, severity, offence_class, priors, NOW) == (
        propose(ladder, severity, offence_class, shuffled, NOW)
    )


@given(ladders(), severities, classes, histories(), moments)
def test_a_proposal_counts_what_a_plain_reading_counts(
    ladder: Ladder,
    severity: Severity,
    offence_class: str,
    priors: list[PriorOffence],
    at: datetime,
) -> None:
    counted = {
        prior.sanction_id
        for prior in priors
        if prior.offence_class == offence_class
        and at - timedelta(days=ladder.window_days) < prior.effective_at <= at
        and at < prior.expires_at
        and not (prior.reversed_at and prior.reversed_at <= at)
    }
    proposal = propose(ladder, severity, offence_class, priors, at)
    assert {prior.sanction_id for prior in proposal.counted} == counted
    assert proposal.ordinal == len(counted) + 1
    row = ladder.rows[min(len(counted), len(ladder.rows) - 1)]
    assert proposal.step == row[severity.column]
    left_out = {prior.sanction_id for prior, _ in proposal.left_out}
    assert left_out == {prior.sanction_id for prior in priors} - counted


@given(ladders(), severities, classes, histories())
def test_alternatives_are_the_ladders_other_steps(
    ladder: Ladder, severity: Severity, offence_class: str, priors: list[PriorOffence]
) -> None:
    proposal = propose(ladder, severity, offence_class, priors, NOW)
    assert not any(heavier(step, proposal.step) for step in proposal.lighter)
    assert all(heavier(step, proposal.step) for step in proposal.heavier)
    others = (*reversed(proposal.lighter), *proposal.heavier)
    weights = [step_weight(step) for step in others]
    assert weights == sorted(set(weights))
    cells = {step_weight(cell) for row in ladder.rows for cell in row}
    assert {*weights, step_weight(proposal.step)} == cells
    for step in others:
        assert any(step in row for row in ladder.rows)


@given(ladders(), severities, histories())
def test_one_more_offence_never_makes_it_lighter(
    ladder: Ladder, severity: Severity, priors: list[PriorOffence]
) -> None:
    before = propose(ladder, severity, "personal_attack", priors, NOW)
    more = [*priors, warning(NOW)]
    after = propose(ladder, severity, "personal_attack", more, NOW)
    assert not heavier(before.step, after.step)


@given(histories(), moments)
def test_a_balance_is_the_sum_of_what_counts(
    priors: list[PriorOffence], at: datetime
) -> None:
    counting = [
        prior
        for prior in priors
        if prior.effective_at <= at < prior.expires_at
        and (prior.reversed_at is None or prior.reversed_at > at)
    ]
    found = balance(priors, at)
    assert found.points == sum(prior.points for prior in counting)
    assert len(found.rows) == len(priors)
    assert found.next_expiry == min(
        (prior.expires_at for prior in counting if prior.points), default=None
    )
    assert balance(list(reversed(priors)), at) == found
    assert all(row.standing is standing(row.offence, at) for row in found.rows)


@given(histories())
def test_nothing_changes_until_the_next_expiry(priors: list[PriorOffence]) -> None:
    unreversed = [replace(p, reversed_at=None) for p in priors if p.effective_at <= NOW]
    found = balance(unreversed, NOW)
    if found.next_expiry is not None:
        assert balance(unreversed, found.next_expiry - MOMENT).points == found.points
        assert balance(unreversed, found.next_expiry).points < found.points


@given(histories(), st.data())
def test_a_reversed_offence_counts_no_longer(
    priors: list[PriorOffence], data: st.DataObject
) -> None:
    if not priors:
        return
    place = data.draw(st.integers(0, len(priors) - 1))
    without = [p for i, p in enumerate(priors) if i != place]
    undone = replace(priors[place], reversed_at=NOW)
    again = [*without, undone]
    assert balance(again, NOW).points == balance(without, NOW).points
    assert propose(LADDER, Severity.HIGH, undone.offence_class, again, NOW).counted == (
        propose(LADDER, Severity.HIGH, undone.offence_class, without, NOW).counted
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    number: int
    effective_on: date


days = st.dates(date(2026, 1, 1), date(2026, 1, 31))


@given(st.lists(days, max_size=6), days)
def test_the_latest_begun_version_is_in_force(begins: list[date], day: date) -> None:
    versions = [Version(number=n, effective_on=on) for n, on in enumerate(begins, 1)]
    found = version_in_force(versions, day)
    begun = sorted(
        (v for v in versions if v.effective_on <= day),
        key=lambda v: (v.effective_on, v.number),
    )
    assert found == (begun[-1] if begun else None)


def test_no_version_is_in_force_before_the_first() -> None:
    first = Version(number=1, effective_on=date(2026, 11, 1))
    assert version_in_force([first], date(2026, 10, 31)) is None
    assert version_in_force([first], date(2026, 11, 1)) is first
    assert version_in_force([], datetime.now(UTC).date()) is None


@dataclass(frozen=True)
class Begun:
    effective_on: date


def test_the_next_version_waits_for_its_announcement_and_for_the_one_before():
    today = date(2026, 11, 2)
    assert earliest_day(today, 7, Begun(date(2026, 1, 1))) == date(2026, 11, 9)
    assert earliest_day(today, 7, Begun(date(2026, 12, 1))) == date(2026, 12, 2)
    assert earliest_day(today, 0, Begun(today)) == date(2026, 11, 3)
