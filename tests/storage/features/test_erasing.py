"""Erasing members: what goes, and what stays as it was."""

from typing import Any

import pytest

from app.appeals.model import Ruling
from app.appeals.queries import AppealDetail, AppealPage, AppealQueue
from app.approvals.commands import Approve, Propose
from app.cases.commands.intake import ImportCases, OpenCase
from app.cases.model import Channel
from app.cases.queries.decisions import DecisionOf
from app.cases.queries.queues import CasePage, CasesOf, Queue
from app.erasure.commands import EraseMembers, PlaceHold
from app.erasure.model import Because, Plan
from app.erasure.queries.due import DueForErasure
from app.erasure.queries.holds import HoldsOf
from app.erasure.queries.plans import ErasurePlan
from app.errors import NotPermitted
from app.ids import CaseId, MemberId
from app.journal import clock
from app.members.commands import ImportMembers, RevealIdentity
from app.members.queries import (
    MemberCount,
    MemberDetail,
    MemberPage,
    MembersNamed,
)
from app.notes.commands import AddNote
from app.notes.queries import Notes, NoteSearch
from app.staff.commands import LinkStaff
from app.words import Language, sentence, use_language
from tests.builders import OWNER
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    OBSERVER,
    PEOPLE,
    SECOND,
    SECOND_LEAD,
    Stage,
    complaint,
    complaints,
    listed,
    row,
)

WHY = "警方来函，案件未了"
GONE, GONE_WORDS = "Erased member", "These words were erased."
YEARS = {"days": 900}


@pytest.fixture(autouse=True)
def years_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak English, and let years pass without anybody confirming the clock."""
    use_language(Language.EN)
    monkeypatch.setattr(clock, "jumped", lambda *_: False)


def erase(*members: MemberId, because: Because = Because.REQUEST) -> EraseMembers:
    return EraseMembers(members=members, because=because)


def plan(stage: Stage, at: int = 0) -> Plan:
    return stage.sign_in(LEAD).query(ErasurePlan(member=stage.member(at)))


def story(stage: Stage, at: int = 0) -> CaseId:
    """Let much happen to one of `PEOPLE`, and time pass until nothing is left."""
    case = stage.sanctioned(at)
    stage.do(MODERATOR, AddNote(subject=case, text="案件里的备注"))
    stage.do(MODERATOR, AddNote(subject=stage.member(at), text="成员的备注"))
    stage.ruled(case, Ruling.UPHELD)
    stage.clock.forward(**YEARS)
    return case


# what goes, and how it looks afterwards


def test_an_erased_member_has_no_name_and_no_empty_row_anywhere(stage: Stage):
    case, member = story(stage), stage.member(0)
    people = stage.ask(MemberCount())
    stage.together(LEAD, erase(member), SECOND_LEAD)
    profile = stage.ask(MemberDetail(member=member))
    assert (profile.handle, profile.platform_id, profile.erased) == (GONE, "", True)
    assert (profile.tags, profile.sealed, profile.role) == ((), (), "")
    assert stage.ask(MemberCount()) == people - 1
    assert member not in {line.id for line in stage.ask(MemberPage(limit=100)).rows}
    view = stage.case(case)
    assert (view.handle, view.quote, view.complaint) == (GONE, GONE_WORDS, "")
    (line,) = stage.ask(CasesOf(member=member))
    assert (line.handle, line.excerpt) == (GONE, GONE_WORDS)
    for queue in (Queue.DECIDED, Queue.ALL):
        shown = next(r for r in stage.ask(CasePage(queue=queue)).rows if r.id == case)
        assert (shown.handle, shown.excerpt) == (GONE, GONE_WORDS)
    (appeal,) = stage.ask(AppealPage(queue=AppealQueue.ALL)).rows
    assert appeal.handle == GONE
    whole = stage.ask(AppealDetail(appeal=appeal.id))
    assert (whole.line.handle, whole.statement, whole.notice) == (GONE, GONE_WORDS, {})
    decision = stage.ask(DecisionOf(case=case))
    assert decision is not None
    assert (decision.reason, decision.notice) == (GONE_WORDS, {})
    for subject in (member, case):
        assert [n.text for n in stage.ask(Notes(subject=subject))] == [GONE_WORDS]


def test_nothing_of_it_is_found_any_more(stage: Stage):
    case = story(stage)
    person = PEOPLE[0]
    asked: list[Any] = [
        MemberPage(words=person.handle),
        MemberPage(words=person.platform_id),
        CasePage(queue=Queue.ALL, words="不配看书"),
        NoteSearch(words="成员的备注"),
        NoteSearch(words="案件里的备注"),
    ]

    def hits() -> list[int]:
        answers = [stage.ask(query) for query in asked]
        return [len(getattr(a, "rows", a)) for a in answers]

    assert all(hits())  # the control
    stage.together(LEAD, erase(stage.member(0)), SECOND_LEAD)
    assert not any(hits())
    number = stage.case(case).number
    assert [r.id for r in stage.ask(CasePage(queue=Queue.ALL, words=number)).rows]


def test_what_is_told_of_it_is_what_went(stage: Stage):
    story(stage)
    before = plan(stage)
    assert not before.over
    receipt = stage.together(LEAD, erase(stage.member(0)), SECOND_LEAD)
    assert receipt.texts == {
        **before.texts,
        "approval.proposed": 1,  # that this be done
    }
    assert before.texts == {
        "member.added": 1,
        "case.opened": 1,
        "case.decided": 1,
        "appeal.filed": 1,
        "appeal.ruled": 1,
        "note.added": 2,
    }
    assert (receipt.at, receipt.members, receipt.subjects) == (stage.clock(), 1, 3)
    assert (receipt.remains.notices, receipt.remains.reported) == (2, 0)
    after = plan(stage)
    assert after.erased is not None
    assert (after.erased.by, after.erased.because) == (SECOND_LEAD, "request")
    assert (after.over, after.texts) == (True, {})


def test_facts_stay_as_they_were(stage: Stage):
    case, member = story(stage), stage.member(0)
    other = stage.sanctioned(1)
    before = stage.record(0), stage.standing(0), stage.record(1), stage.case(other)
    facts = stage.case(case)
    stage.together(LEAD, erase(member), SECOND_LEAD)
    assert before == (
        stage.record(0),
        stage.standing(0),
        stage.record(1),
        stage.case(other),
    )
    after = stage.case(case)
    for name in ("number", "clause", "severity", "outcome", "decided_at", "opened_at"):
        assert getattr(after, name) == getattr(facts, name)
    workspace = stage.sign_in(LEAD)
    state = workspace.digests()
    assert workspace.verify().sound
    workspace.rebuild()
    assert workspace.digests() == state


def test_many_go_in_one_commit_or_none_does(stage: Stage):
    members = tuple(stage.member(at) for at in range(5))
    workspace = stage.sign_in(LEAD)
    stage.opened(4)
    assert stage.refusal(LEAD, erase(*members)) == "erasure_waits_case"
    workspace = stage.sign_in(LEAD)
    seq = workspace._session.journal.position.previous.seq
    receipt = stage.together(
        LEAD, erase(*members[:4], because=Because.RETENTION), SECOND_LEAD
    )
    assert (receipt.members, receipt.subjects) == (4, 4)
    assert workspace._session.journal.position.previous.seq == seq + 1
    named = stage.ask(MembersNamed(platform_ids=tuple(p.platform_id for p in PEOPLE)))
    assert not {*members[:4]} & {*named.values()}


def test_it_names_the_areas_a_screen_shows_and_cannot_be_undone(stage: Stage):
    case = story(stage)
    proposal = stage.do(LEAD, Propose(command=erase(stage.member(0))))
    outcome = stage.outcome(SECOND_LEAD, Approve(proposal=proposal))
    assert outcome.undo is None
    assert {"members", "cases", "appeals", "notes"} <= outcome.changes.areas
    assert {stage.member(0), case} <= outcome.changes.subjects


# what somebody else's is, and what names the account alone


def test_a_case_from_before_the_member_was_listed_goes_as_well(stage: Stage):
    case = stage.opened(None, subject_id=" WX_NEW ")
    stage.decided(case, clause=None)
    stage.do(MODERATOR, ImportMembers(file=listed([row("wx_new", "新来")])))
    member = stage.ask(MembersNamed(platform_ids=("wx_new",)))["wx_new"]
    stage.clock.forward(**YEARS)
    stage.together(LEAD, erase(member), SECOND_LEAD)
    view = stage.case(case)
    assert (view.handle, view.quote) == (GONE, GONE_WORDS)
    assert view.member == member  # figures go on counting one person
    assert stage.sign_in(LEAD).verify().sound


def test_a_case_about_somebody_else_stays_theirs(stage: Stage):
    case = stage.opened(1, reporter=PEOPLE[0].platform_id)
    assert (
        stage.together(LEAD, erase(stage.member(0)), SECOND_LEAD).remains.reported == 1
    )
    view = stage.case(case)
    assert view.quote == "你这种人不配看书"
    assert view.has_reporter
    assert stage.refusal(LEAD, erase(stage.member(1))) == "erasure_waits_case"


def test_where_else_a_name_stands_is_counted(stage: Stage):
    person = PEOPLE[0]
    stage.do(MODERATOR, AddNote(subject=stage.member(1), text=f"和{person.handle}同城"))
    stage.opened(2, complaint=f"冒充 {person.platform_id}")
    assert plan(stage).remains.mentions == 2


# who may, and what is refused afterwards


@pytest.mark.parametrize("name", [MODERATOR, OBSERVER])
def test_others_neither_erase_nor_ask(stage: Stage, name: str):
    member = stage.member(0)
    assert stage.refusal(name, erase(member)) == "not_permitted"
    assert stage.refusal(name, PlaceHold(member=member, reason=WHY)) == "not_permitted"
    asked: list[Any] = [
        ErasurePlan(member=member),
        HoldsOf(member=member),
        DueForErasure(days=365),
    ]
    for query in asked:
        with pytest.raises(NotPermitted):
            stage.sign_in(name).query(query)


def test_nobody_erases_themselves(stage: Stage):
    member = stage.member(0)
    stage.link(LEAD, 0)
    assert stage.refusal(LEAD, erase(member)) == "member_own_part"
    with pytest.raises(NotPermitted):
        stage.ask(ErasurePlan(member=member), LEAD)
    stage.together(OWNER, erase(stage.member(0)), SECOND_LEAD)


def test_nobody_is_erased_who_is_not_there(stage: Stage):
    assert stage.refusal(LEAD, erase()) == "erasure_nobody"
    assert stage.refusal(LEAD, erase(MemberId("0" * 32))) == "member_not_found"


def test_nothing_personal_is_added_about_the_erased(stage: Stage):
    case, member = story(stage), stage.member(0)
    stage.together(LEAD, erase(member), SECOND_LEAD)
    opened = OpenCase(
        member=member, subject_id="", channel=Channel.PATROL, quote="又来了"
    )
    link = LinkStaff(person=stage.person(SECOND), member=member)
    for name, command, code in (
        (MODERATOR, AddNote(subject=member, text="一句"), "subject_erased"),
        (MODERATOR, AddNote(subject=case, text="一句"), "subject_erased"),
        (MODERATOR, opened, "member_erased"),
        (LEAD, RevealIdentity(member=member, reason="核对名单"), "member_erased"),
        (LEAD, PlaceHold(member=member, reason=WHY), "member_erased"),
        (LEAD, erase(member), "member_erased"),
        (OWNER, link, "member_erased"),
    ):
        problem = stage.refused(name, command)
        assert problem.code == code
        for language in Language:
            use_language(language)
            assert sentence(problem)


def test_who_comes_back_is_somebody_new(stage: Stage):
    member, person = stage.member(0), PEOPLE[0]
    stage.together(LEAD, erase(member), SECOND_LEAD)
    again = listed([row(person.platform_id, person.handle)])
    assert stage.do(MODERATOR, ImportMembers(file=again)).added == 1
    named = stage.ask(MembersNamed(platform_ids=(person.platform_id,)))
    assert named[person.platform_id] != member
    assert stage.ask(MemberDetail(member=member)).erased
    file = complaints(complaint(person.platform_id))
    assert stage.do(MODERATOR, ImportCases(file=file)).unknown == 0
    assert stage.ask(CasesOf(member=member)) == []


# who is due


def test_the_long_silent_are_due_and_nobody_else(stage: Stage):
    stage.sign_in(LEAD)
    members = [stage.member(at) for at in range(len(PEOPLE))]
    assert stage.ask(DueForErasure(days=365), LEAD) == []
    stage.clock.forward(days=400)
    stage.do(MODERATOR, AddNote(subject=members[1], text="还在"))
    stage.opened(2)
    stage.do(LEAD, PlaceHold(member=members[3], reason=WHY))
    fresh = listed([row(PEOPLE[4].platform_id, "改了名")])
    stage.do(MODERATOR, ImportMembers(file=fresh))
    stage.link(LEAD, 5)
    due = stage.ask(DueForErasure(days=365), LEAD)
    assert {r.member for r in due} == {members[0], *members[6:]}
    assert all(not r.again and r.handle and not r.removed for r in due)
    stage.together(
        LEAD, erase(*(r.member for r in due), because=Because.RETENTION), SECOND_LEAD
    )
    assert stage.ask(DueForErasure(days=365), LEAD) == []


def test_few_days_are_no_retention(stage: Stage):
    with pytest.raises(Exception, match="retention_too_short"):
        stage.ask(DueForErasure(days=29), LEAD)
