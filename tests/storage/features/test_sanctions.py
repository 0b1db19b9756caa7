"""Sanctions: when they begin, what undoes them, what they count for."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.appeals.commands import FileAppeal
from app.appeals.model import Ruling
from app.cases.commands.deciding import DecideCase, RetractDecision
from app.cases.model import CaseState, Channel
from app.cases.queries.decisions import DecisionOf
from app.cases.queries.sanctions import (
    MemberStanding,
    RecordOf,
    Standings,
)
from app.cases.rules import HOLDING_WINDOW
from app.cases.timeline import What
from app.rulebook.model import SanctionKind, Severity, Step
from app.rulebook.rules import Standing
from tests.builders import Site
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    REASON,
    SECOND,
    Stage,
    copied,
)

WARNING = Step(kind=SanctionKind.WARNING, points=2)
MUTE_3 = Step(kind=SanctionKind.MUTE, days=3, points=2)
MUTE_30 = Step(kind=SanctionKind.MUTE, days=30, points=3)
REMOVAL = Step(kind=SanctionKind.REMOVAL, points=4)
BLOCKED = Step(kind=SanctionKind.REMOVAL_BLOCKED, points=4)


def test_a_sanction_begins_when_the_window_ends(stage: Stage):
    case = stage.opened()
    at = stage.clock()
    decision = stage.decided(case, severity=Severity.HIGH, wait=False)
    assert decision.ready_at == decision.undo_until == at + timedelta(minutes=5)
    assert stage.standing() == MemberStanding()
    assert stage.record().balance.points == 0
    assert [row.standing for row in stage.record().balance.rows] == [
        Standing.NOT_YET_EFFECTIVE
    ]
    stage.clock.forward(minutes=5)
    begun = MemberStanding(
        points=3,
        ends={SanctionKind.MUTE: at + timedelta(days=3, minutes=5)},
        removed=False,
    )
    assert stage.standing() == begun
    assert stage.record().balance.points == 3
    stage.clock.forward(days=3)
    assert stage.standing() == MemberStanding(points=3)


def test_what_is_not_yet_effective_is_not_counted(stage: Stage):
    stage.decided(stage.opened(), wait=False)
    assert stage.next_step() == (1, WARNING)
    stage.clock.forward(minutes=5)
    assert stage.next_step() == (2, MUTE_3)


def test_whoever_decided_undoes_it_in_time(stage: Stage):
    case = stage.opened()
    outcome = stage.outcome(
        MODERATOR, DecideCase(case=case, clause="3.2", reason=REASON)
    )
    stage.clock.forward(minutes=4, seconds=59)
    assert isinstance(outcome.undo, RetractDecision)
    undone = stage.outcome(MODERATOR, outcome.undo)
    assert undone.undo is None
    view = stage.case(case)
    assert (view.state, view.outcome, view.decision) == (CaseState.DECIDING, None, None)
    assert view.holder_name == MODERATOR
    assert view.timeline[-1].what is What.RETRACTED
    for _ in range(2):
        assert stage.record().sanctions == []
        assert stage.standing() == MemberStanding()
        assert stage.next_step() == (1, WARNING)
        stage.clock.forward(days=1)
    kept = stage.ask(DecisionOf(case=case, decision=outcome.value.id))
    assert kept is not None
    assert kept.retracted_at is not None
    # History is never removed, and the same case is decided anew.
    again = stage.decided(case, clause=None)
    assert again.id != outcome.value.id
    latest = stage.ask(DecisionOf(case=case))
    assert latest is not None
    assert latest.id == again.id


@pytest.mark.parametrize("name", [SECOND, LEAD])
def test_nobody_undoes_anothers_decision(stage: Stage, name: str):
    case = stage.opened()
    decision = stage.decided(case, wait=False)
    command = RetractDecision(case=case, decision=decision.id)
    assert stage.refusal(name, command) == "undo_only_own"


@pytest.mark.parametrize("late", [HOLDING_WINDOW, timedelta(days=2)])
def test_after_the_window_nothing_is_undone(stage: Stage, late: timedelta):
    case = stage.opened()
    decision = stage.decided(case, wait=False)
    stage.clock.now += late
    command = RetractDecision(case=case, decision=decision.id)
    assert stage.refusal(MODERATOR, command) == "undo_window_over"
    assert stage.case(case).state is CaseState.DECIDED


def test_a_decision_is_undone_once(stage: Stage):
    case = stage.opened()
    first = stage.decided(case, wait=False)
    undo = RetractDecision(case=case, decision=first.id)
    stage.do(MODERATOR, undo)
    assert stage.refusal(MODERATOR, undo) == "undo_no_longer_possible"
    stage.decided(case, wait=False)
    assert stage.refusal(MODERATOR, undo) == "undo_no_longer_possible"


@pytest.mark.parametrize("ruling", [None, Ruling.UPHELD, Ruling.OVERTURNED])
def test_a_decision_that_was_appealed_is_not_undone(
    stage: Stage, ruling: Ruling | None
):
    case = stage.opened()
    decision = stage.decided(case, wait=False)
    if ruling is None:
        stage.do(SECOND, FileAppeal(case=case, channel=Channel.MAIL, statement="不服"))
    else:
        stage.ruled(case, ruling)
    undo = RetractDecision(case=case, decision=decision.id)
    assert stage.refusal(MODERATOR, undo) == "undo_no_longer_possible"


def test_the_ladder_goes_up_to_removal(stage: Stage):
    expected = [WARNING, MUTE_3, MUTE_30, REMOVAL, BLOCKED]
    for time, step in enumerate(expected, start=1):
        assert stage.next_step() == (time, step)
        stage.sanctioned()
        stage.clock.forward(hours=1)
    assert [row.step for row in stage.record().sanctions] == expected[::-1]
    assert stage.standing().removed
    assert stage.record().balance.points == 2 + 2 + 3 + 4 + 4


def test_a_decision_lists_what_it_counted(stage: Stage):
    first, second = stage.sanctioned(), stage.sanctioned()
    stage.sanctioned(clause="2.1")
    case = stage.sanctioned()
    view = stage.ask(DecisionOf(case=case))
    assert view is not None
    assert [row.case for row in view.counted] == [first, second]
    assert view.ordinal == 3


def test_only_breaches_of_the_same_class_are_counted(stage: Stage):
    stage.sanctioned(clause="3.3")
    assert stage.next_step("3.2") == (1, WARNING)
    assert stage.next_step("3.4") == (2, MUTE_3)  # both are discrimination
    assert stage.ask(RecordOf(member=stage.member(1))).sanctions == []


def test_points_expire_after_their_days(stage: Stage):
    stage.sanctioned()
    begun = stage.clock()
    balance = stage.record().balance
    assert (balance.points, balance.next_expiry) == (2, begun + timedelta(days=90))
    stage.clock.now = begun + timedelta(days=90, milliseconds=-1)
    assert stage.record().balance.points == stage.standing().points == 2
    assert stage.next_step()[0] == 2
    stage.clock.forward(microseconds=1000)
    balance = stage.record().balance
    assert (balance.points, balance.next_expiry) == (0, None)
    assert [row.standing for row in balance.rows] == [Standing.EXPIRED]
    assert stage.standing().points == 0
    assert stage.next_step()[0] == 1
    assert [row.step for row in stage.record().sanctions] == [WARNING]


def test_the_record_leaves_out_what_was_undone_in_time_alone(stage: Stage):
    undone, overturned = stage.opened(), stage.sanctioned()
    decision = stage.decided(undone, wait=False)
    stage.do(MODERATOR, RetractDecision(case=undone, decision=decision.id))
    stage.ruled(overturned, Ruling.OVERTURNED)
    assert [row.case for row in stage.record().sanctions] == [overturned]


def test_members_are_told_apart(stage: Stage):
    stage.sanctioned(0)
    stage.sanctioned(1, severity=Severity.HIGH)
    asked = tuple(stage.member(at) for at in (0, 1, 2))
    found = stage.ask(Standings(members=asked))
    assert [found[member].points for member in asked] == [2, 3, 0]
    assert [not found[member].ends for member in asked] == [
        True,
        False,
        True,
    ]
    assert stage.ask(Standings(members=())) == {}


@settings(max_examples=8)
@given(
    moves=st.lists(
        st.tuples(
            st.sampled_from(["decide", "undo", "uphold", "overturn", "wait"]),
            st.sampled_from(["3.2", "2.1"]),
        ),
        max_size=12,
    )
)
def test_what_counts_is_what_stands(
    founded_site: Site,
    tmp_path_factory: pytest.TempPathFactory,
    moves: list[tuple[str, str]],
):
    """After any history points, standing and the next step agree."""
    stage = Stage(copied(founded_site, tmp_path_factory.mktemp("history")))
    stands: list[str] = []
    for move, clause in moves:
        case = stage.opened()
        if move == "wait":
            stage.clock.forward(hours=5)
            continue
        decision = stage.decided(case, clause, wait=False)
        if move == "undo":
            stage.do(MODERATOR, RetractDecision(case=case, decision=decision.id))
        stage.clock.forward(minutes=5)
        if move in {"uphold", "overturn"}:
            stage.ruled(case, Ruling.UPHELD if move == "uphold" else Ruling.OVERTURNED)
        if move in {"decide", "uphold"}:
            stands.append(clause)
    kept = [row for row in stage.record().sanctions if row.reversed_at is None]
    assert sorted(row.clause for row in kept) == sorted(stands)
    assert stage.record().balance.points == sum(row.step.points for row in kept)
    assert stage.standing().points == stage.record().balance.points
    for clause in ("3.2", "2.1"):
        assert stage.next_step(clause)[0] == 1 + stands.count(clause)
    workspace = stage.sign_in(LEAD)
    before = workspace.digests()
    workspace.rebuild()
    assert workspace.digests() == before
    stage.leave()
