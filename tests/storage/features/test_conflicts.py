"""The register of conflicts of interest: who may enter and end what."""

import pytest

from app.cases.commands.deciding import ReleaseCase, TakeCase
from app.cases.queries.cases import CaseDetail
from app.cases.queries.queues import CasePage, Queue
from app.cases.timeline import What
from app.conflicts.commands import DeclareConflict, EndConflict
from app.conflicts.events import ConflictEnded, ConflictStated, ConflictWithdrawn
from app.conflicts.fold import FEATURE
from app.conflicts.model import About
from app.conflicts.queries.register import ConflictEntry, ConflictList
from app.ids import ConflictId, PersonId
from app.journal.event import Event
from app.journal.fold import Stamp
from app.journal.rows import Rows
from app.members.commands import ImportMembers
from app.members.queries import MemberDetail, MembersNamed
from app.staff.roles import Role
from app.words import Language, sentence, use_language
from app.workspace import Workspace
from tests.builders import BEGINNING, OWNER, enrol
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    OBSERVER,
    SECOND,
    SECOND_LEAD,
    Stage,
    listed,
    row,
)

WHY = "两人是表亲"


def entry(
    stage: Stage, name: str, target: str, about: About = About.MEMBER, why: str = WHY
) -> DeclareConflict:
    person = stage.person(name)
    return DeclareConflict(person=person, about=about, target=target, reason=why)


def declared(
    stage: Stage, name: str, target: str, about: About = About.MEMBER, by: str = ""
) -> ConflictId:
    """Have somebody entered, by themselves unless somebody else is named."""
    return stage.do(by or name, entry(stage, name, target, about))


def register(stage: Stage, name: str, *, ended: bool = False) -> list[ConflictEntry]:
    return [*stage.ask(ConflictList(ended=ended), name)]


@pytest.mark.parametrize("name", [OWNER, LEAD, MODERATOR, OBSERVER])
def test_everybody_states_and_takes_back_their_own(stage: Stage, name: str):
    member = stage.member(0)
    conflict = declared(stage, name, member)
    assert stage.silence(name, MemberDetail(member=member)) == "member_conflict"
    (shown,) = register(stage, name)
    assert (shown.person_name, shown.about, shown.target) == (
        name,
        About.MEMBER,
        member,
    )
    assert shown.endable
    outcome = stage.outcome(name, EndConflict(conflict=conflict))
    assert outcome.changes.areas == {"conflicts"}
    assert stage.ask(MemberDetail(member=member), name).id == member
    assert register(stage, name) == []
    (kept,) = register(stage, name, ended=True)
    assert kept.ended_by == name
    assert not kept.endable


@pytest.mark.parametrize("name", [MODERATOR, OBSERVER])
def test_only_keepers_enter_others(stage: Stage, name: str):
    command = entry(stage, SECOND, stage.member(0))
    assert stage.refusal(name, command) == "not_permitted"
    declared(stage, SECOND, stage.member(0), by=LEAD)


@pytest.mark.parametrize("name", [MODERATOR, SECOND_LEAD, OWNER])
def test_nobody_ends_what_others_entered_about_them(stage: Stage, name: str):
    conflict = declared(stage, name, stage.member(0), by=LEAD)
    problem = stage.refused(name, EndConflict(conflict=conflict))
    assert problem.code == "conflict_entered_by_others"
    use_language(Language.ZH_CN)
    assert "组长" in sentence(problem)
    assert not register(stage, name)[0].endable
    stage.do(LEAD, EndConflict(conflict=conflict))
    assert stage.ask(MemberDetail(member=stage.member(0)), name)


def test_a_keeper_ends_what_others_stated(stage: Stage):
    conflict = declared(stage, MODERATOR, stage.member(0))
    assert stage.refusal(SECOND, EndConflict(conflict=conflict)) == "not_permitted"
    stage.do(LEAD, EndConflict(conflict=conflict))
    assert stage.refusal(LEAD, EndConflict(conflict=conflict)) == "conflict_over"


def test_the_word_of_others_weighs_beside_the_own(stage: Stage):
    member = stage.member(0)
    own = declared(stage, MODERATOR, member)
    again = entry(stage, MODERATOR, member)
    assert stage.refusal(MODERATOR, again) == "conflict_known"
    stage.do(LEAD, again)
    assert stage.refusal(SECOND_LEAD, again) == "conflict_known"
    stage.do(MODERATOR, EndConflict(conflict=own))
    assert stage.silence(MODERATOR, MemberDetail(member=member)) == "member_conflict"


def test_reasons_are_for_leads(stage: Stage):
    declared(stage, MODERATOR, stage.member(0))
    assert register(stage, MODERATOR)[0].reason is None
    assert register(stage, SECOND) == []
    for name in (LEAD, OWNER):
        assert [each.reason for each in register(stage, name)] == [WHY]
    assert register(stage, OBSERVER) == []
    kept = stage.sign_in(OWNER)._session.store.sql("SELECT reason FROM conflicts_entry")
    assert WHY.encode() not in bytes(kept[0][0])


def test_who_came_later_keeps_the_register_too(stage: Stage):
    declared(stage, MODERATOR, stage.member(0))
    enrol(stage.sign_in(OWNER), "方远", Role.LEAD)
    assert register(stage, "方远")[0].reason == WHY


def test_one_who_is_involved_keeps_no_register_of_it(stage: Stage):
    """Otherwise a lead would read there what is kept from them everywhere else."""
    member = stage.member(0)
    conflict = declared(stage, MODERATOR, member)
    declared(stage, LEAD, member)
    assert [each.person_name for each in register(stage, LEAD)] == [LEAD]
    assert stage.refusal(LEAD, EndConflict(conflict=conflict)) == "member_conflict"
    assert stage.refusal(LEAD, entry(stage, SECOND, member)) == "member_conflict"
    assert len(register(stage, SECOND_LEAD)) == 2


def test_the_register_of_one_person(stage: Stage):
    declared(stage, MODERATOR, stage.member(0))
    case = stage.opened(1)
    declared(stage, SECOND, case, About.CASE, by=LEAD)
    asked = ConflictList(person=stage.person(SECOND))
    (shown,) = stage.ask(asked, LEAD)
    number = stage.case(case).number
    assert (shown.about, shown.label) == (About.CASE, number)
    assert shown.entered_by_name == LEAD
    assert stage.ask(asked, MODERATOR) == []


def test_what_cannot_be_entered(stage: Stage):
    member = stage.member(0)
    for command, code in (
        (entry(stage, MODERATOR, "0" * 32), "member_not_found"),
        (entry(stage, MODERATOR, "0" * 32, About.CASE), "case_not_found"),
        (entry(stage, MODERATOR, member, About.CASE), "case_not_found"),
        (entry(stage, MODERATOR, member, why="  亲  "), "conflict_reason_too_short"),
    ):
        assert stage.refusal(MODERATOR, command) == code
    nobody = DeclareConflict(
        person=PersonId("0" * 32), about=About.MEMBER, target=member, reason=WHY
    )
    assert stage.refusal(LEAD, nobody) == "person_not_found"
    unknown = EndConflict(conflict=ConflictId("0" * 32))
    assert stage.refusal(LEAD, unknown) == "conflict_not_found"


@pytest.mark.parametrize("by", [MODERATOR, LEAD])
@pytest.mark.parametrize("about", About)
def test_a_case_in_hand_is_given_back_with_it(stage: Stage, about: About, by: str):
    case, other = stage.opened(0), stage.opened(1)
    for each in (case, other):
        stage.do(MODERATOR, TakeCase(case=each))
    target = case if about is About.CASE else stage.member(0)
    outcome = stage.outcome(by, entry(stage, MODERATOR, target, about))
    assert outcome.changes.areas == {"conflicts", "cases"}
    view = stage.ask(CaseDetail(case=case), SECOND)
    assert view.holder is None
    last = view.timeline[-1]
    assert (last.what, last.actor) == (What.RELEASED, by)
    mine = stage.ask(CasePage(queue=Queue.MINE), MODERATOR).rows
    assert [line.id for line in mine] == [other]
    stage.do(SECOND, TakeCase(case=case))


def test_an_account_that_came_onto_the_list_later_is_given_back_too(stage: Stage):
    case = stage.opened(None, subject_id="wx_late")
    stage.do(MODERATOR, TakeCase(case=case))
    stage.do(MODERATOR, ImportMembers(file=listed([row("WX_late", "迟来")])))
    late = stage.ask(MembersNamed(platform_ids=("wx_late",)))["wx_late"]
    declared(stage, MODERATOR, late)
    assert stage.silence(MODERATOR, CaseDetail(case=case)) == "case_conflict"
    assert stage.ask(CaseDetail(case=case), SECOND).holder is None


def test_others_keep_what_they_look_after(stage: Stage):
    case = stage.opened(0)
    stage.do(SECOND, TakeCase(case=case))
    declared(stage, MODERATOR, case, About.CASE)
    assert stage.ask(CaseDetail(case=case), SECOND).holder_name == SECOND
    stage.do(SECOND, ReleaseCase(case=case))


def test_entering_can_be_undone(stage: Stage):
    outcome = stage.outcome(LEAD, entry(stage, MODERATOR, stage.member(0)))
    assert isinstance(outcome.undo, EndConflict)
    stage.do(LEAD, outcome.undo)
    assert register(stage, LEAD) == []


def test_the_register_is_folded_to_the_same_state_again(stage: Stage):
    case = stage.opened(0)
    stage.do(MODERATOR, TakeCase(case=case))
    ended = declared(stage, MODERATOR, case, About.CASE)
    stage.do(MODERATOR, EndConflict(conflict=ended))
    declared(stage, SECOND, stage.member(1), by=LEAD)
    workspace = stage.sign_in(OWNER)
    before = workspace.digests()
    report = workspace.verify()
    assert report.sound, report.problems
    workspace.rebuild()
    assert workspace.digests() == before


def written(workspace: Workspace, event: Event, by: str) -> None:
    """Fold an event as if somebody's own program had signed it."""
    rows = Rows(workspace._session.store)
    stamp = Stamp("feed", 1, 0, by, BEGINNING)
    with workspace._session.store.transaction():
        FEATURE.folds[type(event)](stamp, event, rows)
        rows.flush()


def test_another_program_lifts_nothing_either(stage: Stage):
    """Whatever is signed, a person does not end or rewrite what binds them."""
    member, other = stage.member(0), stage.member(1)
    conflict = declared(stage, SECOND_LEAD, member, by=LEAD)
    person = stage.person(SECOND_LEAD)
    workspace = stage.sign_in(SECOND_LEAD)
    again = ConflictStated(subject=conflict, about=About.MEMBER, target=other)
    for event in (
        again,
        ConflictWithdrawn(subject=conflict),
        ConflictEnded(subject=conflict),
    ):
        written(workspace, event, person)
        barred = MemberDetail(member=member)
        assert stage.silence(SECOND_LEAD, barred) == "member_conflict"
    written(workspace, ConflictWithdrawn(subject=conflict), stage.person(MODERATOR))
    assert stage.silence(SECOND_LEAD, barred) == "member_conflict"
    written(workspace, ConflictEnded(subject=conflict), stage.person(OWNER))
    assert stage.ask(barred, SECOND_LEAD)


def test_taking_in_is_open_to_everybody(stage: Stage):
    """A report is no decision; who enters one sees it no more than any other."""
    declared(stage, MODERATOR, stage.member(0))
    case = stage.opened(0, by=MODERATOR)
    assert stage.silence(MODERATOR, CaseDetail(case=case)) == "case_conflict"
    assert stage.ask(CaseDetail(case=case), SECOND).state.value == "triage"
