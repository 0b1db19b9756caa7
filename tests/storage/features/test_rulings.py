"""What rulings do to the sanctions and cases they are about."""

from datetime import timedelta

from app.appeals.commands import FileAppeal, RuleOnAppeal
from app.appeals.model import Ruling
from app.cases.commands.deciding import DecideCase
from app.cases.model import CaseState, Channel, Outcome
from app.cases.queries.decisions import DecisionOf
from app.cases.queries.sanctions import MemberStanding
from app.rulebook.model import SanctionKind, Severity, Step
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    REASON,
    REPLY,
    SECOND,
    SECOND_LEAD,
    Stage,
)

REMINDER = Step(kind=SanctionKind.REMINDER, points=1)
WARNING = Step(kind=SanctionKind.WARNING, points=2)
MUTE_3 = Step(kind=SanctionKind.MUTE, days=3, points=2)
MUTE_30 = Step(kind=SanctionKind.MUTE, days=30, points=3)
REMOVAL = Step(kind=SanctionKind.REMOVAL, points=4)


def test_overturned_is_reversed_and_counts_no_longer(stage: Stage):
    case = stage.sanctioned(severity=Severity.HIGH)
    assert SanctionKind.MUTE in stage.standing().ends
    stage.clock.forward(hours=2)
    stage.ruled(case, Ruling.OVERTURNED)
    assert stage.standing() == MemberStanding()
    row = stage.record().sanctions[0]
    assert row.reversed_at == stage.clock()
    assert stage.record().balance.points == 0
    assert stage.next_step() == (1, WARNING)
    view = stage.case(case)
    assert (view.state, view.outcome) == (CaseState.DECIDED, Outcome.OVERTURNED)


def test_upheld_changes_nothing(stage: Stage):
    case = stage.sanctioned()
    before = (stage.record(), stage.standing(), stage.case(case).outcome)
    stage.ruled(case, Ruling.UPHELD)
    assert (stage.record(), stage.standing(), stage.case(case).outcome) == before


def test_reduced_counts_the_time_served(stage: Stage):
    stage.sanctioned()
    stage.sanctioned()
    case = stage.sanctioned()  # 30 days
    begun = stage.clock()
    assert stage.standing().ends[SanctionKind.MUTE] == begun + timedelta(days=30)
    stage.clock.forward(days=2)
    stage.ruled(case, Ruling.REDUCED, MUTE_3)
    new, old, *_ = sorted(
        stage.record().sanctions,
        key=lambda row: (-row.effective_at.timestamp(), row.reversed_at is not None),
    )
    assert (new.case, new.step, new.reversed_at) == (case, MUTE_3, None)
    assert (old.case, old.step, old.reversed_at) == (case, MUTE_30, stage.clock())
    assert new.effective_at == old.effective_at == begun
    assert new.ends_at == begun + timedelta(days=3)
    assert new.expires_at == begun + timedelta(days=90)
    assert stage.standing().ends[SanctionKind.MUTE] == begun + timedelta(days=3)
    assert stage.record().balance.points == 2 + 2 + 2
    assert stage.case(case).outcome is Outcome.MUTE
    assert stage.next_step() == (4, REMOVAL)  # it still happened
    stage.clock.forward(days=1)
    assert SanctionKind.MUTE not in stage.standing().ends


def test_reduced_to_a_warning_ends_the_mute(stage: Stage):
    case = stage.sanctioned(severity=Severity.HIGH)
    stage.ruled(case, Ruling.REDUCED, WARNING)
    assert stage.standing() == MemberStanding(points=2)
    assert stage.case(case).outcome is Outcome.WARNING


def test_sent_back_is_decided_anew_by_somebody_else(stage: Stage):
    case = stage.sanctioned()
    stage.ruled(case, Ruling.REMANDED)
    view = stage.case(case)
    assert (view.state, view.outcome, view.decision) == (CaseState.DECIDING, None, None)
    assert stage.standing() == MemberStanding()
    assert stage.next_step() == (1, WARNING)
    again = DecideCase(case=case, clause="3.2", reason=REASON)
    assert stage.refusal(MODERATOR, again) == "case_set_aside"
    stage.decided(case, by=SECOND, severity=Severity.LOW)
    view = stage.ask(DecisionOf(case=case))
    assert view is not None
    assert (view.decider_name, view.ordinal, view.step) == (SECOND, 1, REMINDER)
    assert stage.standing().points == 1
    assert stage.case(case).outcome is Outcome.REMINDER


def test_sent_back_twice_leaves_both_aside(stage: Stage):
    case = stage.sanctioned()
    stage.ruled(case, Ruling.REMANDED)
    stage.decided(case, by=SECOND)
    appeal = stage.do(
        MODERATOR, FileAppeal(case=case, channel=Channel.MAIL, statement="仍然不服")
    )
    command = RuleOnAppeal(appeal=appeal, ruling=Ruling.REMANDED, reply=REPLY)
    assert stage.refusal(LEAD, command) == "appeal_decided_earlier"
    stage.do(SECOND_LEAD, command)
    for name in (MODERATOR, SECOND):
        stage.sign_in(name)
        bar = stage.case(case).bar
        assert bar is not None
        assert bar.value == "case_set_aside"
    stage.decided(case, by=LEAD)
