"""What erasing a member must wait for, and when each of that ends."""

from datetime import timedelta

import pytest

from app.appeals.commands import FileAppeal, RuleOnAppeal
from app.appeals.model import Ruling
from app.cases.model import Channel
from app.erasure.commands import EraseMembers, LiftHold, PlaceHold
from app.erasure.model import Because, Plan
from app.erasure.queries.holds import HoldsOf
from app.erasure.queries.plans import ErasurePlan
from app.ids import HoldId, MemberId
from app.journal import clock
from app.words import Language, sentence, use_language
from tests.builders import OWNER
from tests.storage.features.setting import LEAD, MODERATOR, REPLY, SECOND_LEAD, Stage

WHY = "警方来函，案件未了"
YEARS = {"days": 900}


@pytest.fixture(autouse=True)
def years_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak English, and let years pass without anybody confirming the clock."""
    use_language(Language.EN)
    monkeypatch.setattr(clock, "jumped", lambda *_: False)


def erase(member: MemberId) -> EraseMembers:
    return EraseMembers(members=(member,), because=Because.REQUEST)


def plan(stage: Stage, at: int = 0) -> Plan:
    return stage.sign_in(LEAD).query(ErasurePlan(member=stage.member(at)))


def waits(stage: Stage, at: int = 0) -> list[str]:
    return [wait.code.removeprefix("erasure_waits_") for wait in plan(stage, at).waits]


def test_an_open_case_makes_it_wait(stage: Stage):
    stage.opened(0)
    problem = stage.refused(LEAD, erase(stage.member(0)))
    assert problem.code == "erasure_waits_case"
    assert stage.case(stage.opened(0)).number[:3] in sentence(problem)


def test_each_reason_ends_in_its_time(stage: Stage):
    case = stage.opened(0)
    decision = stage.decided(case, wait=False)
    assert waits(stage) == ["sanction", "appeal_window", "undo"]
    stage.clock.forward(minutes=6)
    assert waits(stage) == ["sanction", "appeal_window"]
    stage.clock.forward(days=8)
    assert waits(stage) == ["sanction"]
    (wait,) = plan(stage).waits
    assert wait.until is not None
    problem = stage.refused(LEAD, erase(stage.member(0)))
    stage.clock.now = wait.until - timedelta(minutes=1)
    assert waits(stage) == ["sanction"]
    stage.clock.forward(minutes=1)
    assert waits(stage) == []
    assert str(problem.context["until"])[:10] in sentence(problem)
    assert decision.sanction


def test_a_decision_of_no_violation_waits_for_its_undoing_alone(stage: Stage):
    stage.decided(stage.opened(0), clause=None, wait=False)
    assert waits(stage) == ["undo"]
    stage.clock.forward(minutes=5)
    assert waits(stage) == []


def test_an_open_appeal_makes_it_wait_and_a_ruling_ends_that(stage: Stage):
    case = stage.sanctioned(0)
    filed = FileAppeal(case=case, channel=Channel.MAIL, statement="请再看一次")
    appeal = stage.do(MODERATOR, filed)
    stage.clock.forward(**YEARS)
    assert waits(stage) == ["appeal"]
    ruling = RuleOnAppeal(appeal=appeal, ruling=Ruling.OVERTURNED, reply=REPLY)
    stage.do(LEAD, ruling)
    assert waits(stage) == []


def test_a_case_sent_back_waits_again(stage: Stage):
    case = stage.sanctioned(0)
    stage.ruled(case, Ruling.REMANDED)
    stage.clock.forward(**YEARS)
    assert waits(stage) == ["case"]


def test_a_hold_makes_it_wait_until_it_is_lifted(stage: Stage):
    member = stage.member(0)
    hold = stage.do(LEAD, PlaceHold(member=member, reason=WHY))
    (shown,) = stage.ask(HoldsOf(member=member))
    assert (shown.reason, shown.placed_by, shown.lifted_at) == (WHY, LEAD, None)
    assert stage.refusal(OWNER, erase(member)) == "erasure_waits_hold"
    stage.do(OWNER, LiftHold(hold=hold))
    assert stage.refusal(OWNER, LiftHold(hold=hold)) == "hold_lifted"
    (shown,) = stage.ask(HoldsOf(member=member))
    assert (shown.lifted_by, shown.lifted_at) == (OWNER, stage.clock())
    stage.together(LEAD, erase(member), SECOND_LEAD)
    (shown,) = stage.ask(HoldsOf(member=member))
    assert shown.reason == ""  # the reason was about the member too


def test_a_hold_is_undone_by_lifting_it(stage: Stage):
    outcome = stage.outcome(LEAD, PlaceHold(member=stage.member(0), reason=WHY))
    assert outcome.undo == LiftHold(hold=outcome.value)


def test_what_a_hold_needs(stage: Stage):
    member = stage.member(0)
    short = PlaceHold(member=member, reason=" 警 ")
    assert stage.refusal(LEAD, short) == "hold_reason_too_short"
    nobody = PlaceHold(member=MemberId("0" * 32), reason=WHY)
    assert stage.refusal(LEAD, nobody) == "member_not_found"
    assert stage.refusal(LEAD, LiftHold(hold=HoldId("0"))) == "hold_not_found"
