"""Links between the staff and members: several for a person, and taken away again."""

import pytest

from app.cases.commands.deciding import TakeCase
from app.cases.queries.cases import CaseDetail
from app.cases.timeline import What
from app.members.queries import MemberDetail
from app.staff.commands import LinkStaff, UnlinkStaff
from app.staff.queries import StaffList
from tests.builders import OWNER
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    OBSERVER,
    PEOPLE,
    SECOND,
    SECOND_LEAD,
    Stage,
)

REPORTER, SUBJECT, ANOTHER = 1, 2, 3


def unlink(stage: Stage, name: str, at: int) -> UnlinkStaff:
    return UnlinkStaff(person=stage.person(name), member=stage.member(at))


def reported(stage: Stage, by: int = REPORTER) -> CaseDetail:
    return CaseDetail(case=stage.opened(SUBJECT, reporter=PEOPLE[by].platform_id))


def test_somebody_can_be_several_members(stage: Stage):
    theirs, others = reported(stage), reported(stage, ANOTHER)
    for at in (REPORTER, ANOTHER, SUBJECT):
        stage.link(MODERATOR, at)
    staff = {each.name: each.members for each in stage.ask(StaffList())}
    members = {stage.member(at) for at in (REPORTER, ANOTHER, SUBJECT)}
    assert {*staff[MODERATOR]} == members
    for member in members:
        assert stage.silence(MODERATOR, MemberDetail(member=member)) == (
            "member_own_part"
        )
    stage.do(LEAD, unlink(stage, MODERATOR, SUBJECT))
    assert stage.silence(MODERATOR, theirs) == "case_recused"
    # Taking one away leaves what follows from the other.
    stage.do(LEAD, unlink(stage, MODERATOR, REPORTER))
    assert stage.ask(theirs, MODERATOR)
    assert stage.silence(MODERATOR, others) == "case_recused"
    assert stage.ask(MemberDetail(member=stage.member(REPORTER)), MODERATOR)


@pytest.mark.parametrize("linked", ["before", "after"])
def test_a_link_taken_away_lets_them_see_and_decide_again(stage: Stage, linked: str):
    if linked == "before":
        stage.link(MODERATOR, REPORTER)
    theirs = reported(stage)
    if linked == "after":
        stage.link(MODERATOR, REPORTER)
    assert stage.silence(MODERATOR, theirs) == "case_recused"
    outcome = stage.outcome(LEAD, unlink(stage, MODERATOR, REPORTER))
    assert outcome.changes.areas == {"staff", "cases"}
    assert outcome.changes.subjects == {stage.person(MODERATOR), theirs.case}
    stage.do(MODERATOR, TakeCase(case=theirs.case))
    workspace = stage.sign_in(OWNER)
    before = workspace.digests()
    assert workspace.verify().sound
    workspace.rebuild()
    assert workspace.digests() == before


def test_others_who_are_the_reporter_stand_aside_still(stage: Stage):
    theirs = reported(stage)
    stage.link(MODERATOR, REPORTER)
    stage.link(SECOND, REPORTER)
    stage.do(LEAD, unlink(stage, MODERATOR, REPORTER))
    assert stage.ask(theirs, MODERATOR)
    assert stage.silence(SECOND, theirs) == "case_recused"


def test_linking_and_unlinking_undo_one_another(stage: Stage):
    theirs = reported(stage)
    digests = stage.sign_in(LEAD).digests()
    outcome = stage.link(MODERATOR, REPORTER, by=LEAD)
    assert isinstance(outcome.undo, UnlinkStaff)
    linked = stage.sign_in(LEAD).digests()
    assert linked != digests
    undone = stage.outcome(LEAD, outcome.undo)
    assert stage.sign_in(LEAD).digests() == digests
    assert isinstance(undone.undo, LinkStaff)
    stage.do(LEAD, undone.undo)
    assert stage.sign_in(LEAD).digests() == linked
    assert stage.silence(MODERATOR, theirs) == "case_recused"


@pytest.mark.parametrize("name", [OWNER, LEAD])
def test_nobody_takes_away_a_link_of_their_own(stage: Stage, name: str):
    outcome = stage.link(name, REPORTER, by=name)
    assert outcome.undo is None
    assert stage.refusal(name, unlink(stage, name, REPORTER)) == "unlink_own"
    stage.do(SECOND_LEAD, unlink(stage, name, REPORTER))


def test_who_may_take_a_link_away(stage: Stage):
    stage.link(MODERATOR, REPORTER)
    command = unlink(stage, MODERATOR, REPORTER)
    for name in (MODERATOR, SECOND, OBSERVER):
        assert stage.refusal(name, command) == "not_permitted"
    stage.do(LEAD, command)
    assert stage.refusal(LEAD, command) == "not_linked"
    # One who is the same member is involved, and leaves it to others.
    stage.link(MODERATOR, REPORTER)
    stage.link(LEAD, REPORTER)
    assert stage.refusal(LEAD, command) == "member_own_part"


def test_a_link_gives_back_cases_about_the_member(stage: Stage):
    case = stage.opened(SUBJECT)
    stage.do(MODERATOR, TakeCase(case=case))
    stage.link(MODERATOR, SUBJECT, by=LEAD)
    view = stage.ask(CaseDetail(case=case), SECOND)
    assert view.holder is None
    assert (view.timeline[-1].what, view.timeline[-1].actor) == (What.RELEASED, LEAD)
