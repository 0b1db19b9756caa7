"""Nobody decides a case, or an appeal, in which they have a part."""

from typing import Any

import pytest

from app.appeals.commands import FileAppeal, RuleOnAppeal
from app.appeals.model import Ruling
from app.appeals.queries import AppealDetail
from app.cases.commands.deciding import (
    DecideCase,
    ReleaseCase,
    RetractDecision,
    TakeCase,
    TriageCase,
)
from app.cases.commands.intake import ImportCases
from app.cases.model import CaseState, Channel
from app.cases.queries.cases import CaseByNumber, CaseDetail
from app.cases.queries.decisions import DecisionOf
from app.cases.queries.queues import CasePage, Queue
from app.cases.rules import Part
from app.ids import CaseId, MemberId, PersonId
from app.members.commands import ImportMembers
from app.members.queries import MembersNamed
from app.staff.commands import LinkStaff
from app.staff.queries import StaffList
from app.staff.roles import Role
from app.words import Language, sentence, use_language
from app.work import Command
from tests.builders import OWNER, enrol
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    OBSERVER,
    PEOPLE,
    REASON,
    REPLY,
    SECOND,
    SECOND_LEAD,
    Stage,
    complaint,
    complaints,
    listed,
    row,
)

REPORTER, SUBJECT, ANOTHER = 1, 2, 3


def moves(case: CaseId) -> list[Command[Any]]:
    return [
        TakeCase(case=case),
        TriageCase(case=case, clause="3.2"),
        DecideCase(case=case, clause="3.2", reason=REASON),
        DecideCase(case=case, clause=None, reason=REASON),
    ]


def barred(stage: Stage, name: str, case: CaseId, part: Part) -> None:
    """A person is told why not, in every move, and does not see the case at all."""
    assert stage.silence(name, CaseDetail(case=case)) == part.value
    assert stage.silence(name, DecisionOf(case=case)) == part.value
    listed = stage.ask(CasePage(queue=Queue.ALL, limit=500), name).rows
    assert case not in {row.id for row in listed}
    for command in moves(case):
        assert stage.refusal(name, command) == part.value


def free(stage: Stage, name: str, case: CaseId) -> None:
    stage.sign_in(name)
    assert stage.case(case).bar is None
    stage.do(name, TakeCase(case=case))
    stage.do(name, ReleaseCase(case=case))


def reported(stage: Stage, reporter: int = REPORTER, subject: int = SUBJECT) -> CaseId:
    return stage.opened(
        subject, reporter=PEOPLE[reporter].platform_id.upper(), by=SECOND
    )


def appealed(stage: Stage, case: CaseId):
    command = FileAppeal(
        case=case, channel=Channel.PRIVATE_MESSAGE, statement="那是书里的话"
    )
    return stage.do(SECOND, command)


def test_whoever_is_the_subject_decides_nothing(stage: Stage):
    stage.link(MODERATOR, SUBJECT)
    case = stage.opened(SUBJECT, by=MODERATOR)
    barred(stage, MODERATOR, case, Part.OWN)
    free(stage, SECOND, case)
    free(stage, LEAD, case)


def test_a_link_made_later_bars_the_subject_at_once(stage: Stage):
    case = stage.opened(SUBJECT)
    stage.do(MODERATOR, TriageCase(case=case, clause="3.2"))
    stage.link(MODERATOR, SUBJECT)
    barred(stage, MODERATOR, case, Part.OWN)


def test_whoever_was_reported_before_they_were_listed_has_a_part(stage: Stage):
    case = stage.opened(None, subject_id="wx_late")
    stage.do(MODERATOR, ImportMembers(file=listed([row("WX_late", "迟来")])))
    member = stage.ask(MembersNamed(platform_ids=("wx_late",)))["wx_late"]
    stage.do(OWNER, LinkStaff(person=stage.person(MODERATOR), member=member))
    barred(stage, MODERATOR, case, Part.OWN)
    free(stage, SECOND, case)
    stage.link(LEAD, ANOTHER)
    free(stage, LEAD, case)


def test_a_linked_reporter_stands_aside_from_the_first(stage: Stage):
    stage.link(MODERATOR, REPORTER)
    by_hand = reported(stage)
    rows = [complaint(PEOPLE[SUBJECT].platform_id, PEOPLE[REPORTER].platform_id)]
    rows += [complaint(PEOPLE[SUBJECT].platform_id, PEOPLE[ANOTHER].platform_id)]
    result = stage.do(SECOND, ImportCases(file=complaints(*rows)))
    imported = stage.ask(CaseByNumber(number=result.first))
    others = stage.ask(CaseByNumber(number=result.last))
    for case in (by_hand, imported):
        barred(stage, MODERATOR, case, Part.RECUSED)
        free(stage, LEAD, case)
    free(stage, MODERATOR, others)


def test_a_reporter_linked_later_stands_aside_as_well(stage: Stage):
    theirs = [reported(stage), reported(stage)]
    others = reported(stage, ANOTHER)
    without = stage.opened(SUBJECT, by=SECOND)
    outcome = stage.link(MODERATOR, REPORTER)
    assert outcome.changes.areas == {"staff", "cases"}
    assert outcome.changes.subjects == {stage.person(MODERATOR), *theirs}
    for case in theirs:
        barred(stage, MODERATOR, case, Part.RECUSED)
        free(stage, SECOND, case)
    for case in (others, without):
        free(stage, MODERATOR, case)
    assert stage.sign_in(OWNER).verify().sound


def test_a_link_that_concerns_no_case_changes_the_staff_alone(stage: Stage):
    reported(stage)
    assert stage.link(MODERATOR, ANOTHER).changes.areas == {"staff"}


def test_two_people_can_stand_aside_in_one_case(stage: Stage):
    case = reported(stage)
    stage.link(MODERATOR, REPORTER)
    stage.link(SECOND, REPORTER, by=LEAD)
    barred(stage, MODERATOR, case, Part.RECUSED)
    barred(stage, SECOND, case, Part.RECUSED)
    # Somebody who is two members is entered once.
    again = stage.link(MODERATOR, ANOTHER)
    assert again.changes.areas == {"staff"}


def test_standing_aside_gives_the_case_back(stage: Stage):
    case, kept = reported(stage), reported(stage)
    stage.do(MODERATOR, TakeCase(case=case))
    stage.do(SECOND, TakeCase(case=kept))
    stage.link(MODERATOR, REPORTER)
    assert stage.case(case).holder is None
    assert stage.case(kept).holder_name == SECOND
    stage.decided(case, by=SECOND)


def test_the_timeline_does_not_say_who_stands_aside(stage: Stage):
    case = reported(stage)
    before = stage.case(case).timeline
    stage.link(MODERATOR, REPORTER)
    assert stage.case(case).timeline == before


def test_a_decision_stands_but_its_maker_rules_on_nothing(stage: Stage):
    case = reported(stage)
    stage.decided(case, by=LEAD)
    stage.link(LEAD, REPORTER)
    assert stage.case(case).state is CaseState.DECIDED
    appeal = appealed(stage, case)
    command = RuleOnAppeal(appeal=appeal, ruling=Ruling.OVERTURNED, reply=REPLY)
    assert stage.refusal(LEAD, command) == "case_recused"
    stage.do(SECOND_LEAD, command)


@pytest.mark.parametrize("when", ["before", "decided", "appealed"])
@pytest.mark.parametrize("who", [REPORTER, SUBJECT])
def test_whoever_has_a_part_rules_on_no_appeal(stage: Stage, who: int, when: str):
    case = reported(stage)
    steps = [
        lambda: stage.link(LEAD, who),
        lambda: stage.decided(case, by=MODERATOR),
        lambda: appealed(stage, case),
    ]
    order = {"before": (0, 1, 2), "decided": (1, 0, 2), "appealed": (1, 2, 0)}[when]
    done = {at: steps[at]() for at in order}
    command = RuleOnAppeal(
        appeal=done[2],  # pyright: ignore[reportArgumentType]
        ruling=Ruling.OVERTURNED,
        reply=REPLY,
    )
    code = {REPORTER: "case_recused", SUBJECT: "case_own_part"}[who]
    problem = stage.refused(LEAD, command)
    assert problem.code == code
    assert stage.silence(LEAD, AppealDetail(appeal=command.appeal)) == code
    use_language(Language.ZH_CN)
    assert "须由别人处理" in sentence(problem)
    stage.do(SECOND_LEAD, command)


def test_a_stranger_who_is_a_lead_rules_on_no_appeal_of_theirs(stage: Stage):
    case = stage.opened(None, subject_id="wx_late", by=SECOND)
    stage.decided(case, by=MODERATOR)
    appeal = appealed(stage, case)
    stage.do(MODERATOR, ImportMembers(file=listed([row("wx_late", "迟来")])))
    member = stage.ask(MembersNamed(platform_ids=("wx_late",)))["wx_late"]
    stage.do(OWNER, LinkStaff(person=stage.person(LEAD), member=member))
    command = RuleOnAppeal(appeal=appeal, ruling=Ruling.UPHELD, reply=REPLY)
    assert stage.refusal(LEAD, command) == "case_own_part"
    stage.do(SECOND_LEAD, command)


def test_one_may_still_undo_ones_own_decision(stage: Stage):
    case = reported(stage)
    decision = stage.decided(case, by=MODERATOR, wait=False)
    stage.link(MODERATOR, REPORTER)
    stage.do(MODERATOR, RetractDecision(case=case, decision=decision.id))
    barred(stage, MODERATOR, case, Part.RECUSED)
    assert stage.ask(CaseDetail(case=case), SECOND).holder is None
    stage.decided(case, by=SECOND)


def test_links_are_made_by_leads_and_to_people_who_are_there(stage: Stage):
    person, member = stage.person(MODERATOR), stage.member(REPORTER)
    link = LinkStaff(person=person, member=member)
    for name in (MODERATOR, SECOND, OBSERVER):
        assert stage.refusal(name, link) == "not_permitted"
    nobody = LinkStaff(person=PersonId("0" * 32), member=member)
    assert stage.refusal(LEAD, nobody) == "person_not_found"
    for unknown in ("0" * 32, ""):
        nowhere = LinkStaff(person=person, member=MemberId(unknown))
        assert stage.refusal(LEAD, nowhere) == "member_not_found"
    stage.do(LEAD, link)
    assert stage.refusal(OWNER, link) == "already_linked"
    linked = {each.name: each.members for each in stage.ask(StaffList())}
    assert linked[MODERATOR] == (member,)


def test_a_lead_who_came_later_can_look_back_too(stage: Stage):
    case = reported(stage)
    enrol(stage.sign_in(OWNER), "方远", Role.LEAD)
    stage.link(MODERATOR, REPORTER, by="方远")
    barred(stage, MODERATOR, case, Part.RECUSED)
