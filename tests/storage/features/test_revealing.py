"""Sealed identities: who may read them, and what is left of it."""

import pytest

from app.ids import MemberId
from app.members.commands import ImportMembers, RevealIdentity
from app.members.queries import MemberDetail
from app.staff.roles import Role
from app.words import Language, sentence, use_language
from tests.builders import OWNER, enrol
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    OBSERVER,
    PEOPLE,
    Stage,
    listed,
    row,
)

WHY = "核对中奖信息"


def reveal(stage: Stage, at: int, reason: str = WHY) -> RevealIdentity:
    return RevealIdentity(member=stage.member(at), reason=reason)


@pytest.mark.parametrize("name", [OWNER, LEAD])
def test_what_is_revealed_is_what_the_list_said(stage: Stage, name: str):
    for at, person in enumerate(PEOPLE[:12]):
        hidden = {"remark": person.remark, "phone": person.phone}
        hidden = {field: text for field, text in hidden.items() if text}
        if hidden:
            assert stage.do(name, reveal(stage, at)) == hidden
        else:
            assert stage.refusal(name, reveal(stage, at)) == "nothing_sealed"


def test_each_reveal_is_a_commit_of_its_own(stage: Stage):
    at = next(at for at, person in enumerate(PEOPLE) if person.phone)
    workspace = stage.sign_in(LEAD)
    before = workspace._session.journal.position.previous.seq
    for count in (1, 2, 3):
        stage.clock.forward(minutes=1)
        stage.do(LEAD, reveal(stage, at))
        assert workspace._session.journal.position.previous.seq == before + count
        profile = stage.ask(MemberDetail(member=stage.member(at)))
        assert (profile.revealed_by, profile.revealed_at) == (LEAD, stage.clock())
    assert workspace.verify().sound


def test_a_reveal_cannot_be_undone_and_names_its_area(stage: Stage):
    at = next(at for at, person in enumerate(PEOPLE) if person.phone)
    outcome = stage.outcome(LEAD, reveal(stage, at))
    assert outcome.undo is None
    assert outcome.changes.areas == {"members"}
    assert outcome.changes.subjects == {stage.member(at)}


@pytest.mark.parametrize("name", [MODERATOR, OBSERVER])
def test_others_may_not_reveal(stage: Stage, name: str):
    problem = stage.refused(name, reveal(stage, 0))
    assert problem.code == "not_permitted"
    use_language(Language.ZH_CN)
    assert "组长" in sentence(problem)


@pytest.mark.parametrize("reason", ["", "   ", "查看 "])
def test_a_reveal_needs_a_reason(stage: Stage, reason: str):
    problem = stage.refused(LEAD, reveal(stage, 0, reason))
    assert problem.code == "reveal_reason_too_short"
    assert problem.context == {"least": 4}


def test_nobody_is_revealed_who_is_not_there(stage: Stage):
    command = RevealIdentity(member=MemberId("0" * 32), reason=WHY)
    assert stage.refusal(LEAD, command) == "member_not_found"


def test_a_lead_who_comes_later_reads_what_was_sealed_before(stage: Stage):
    enrol(stage.sign_in(OWNER), "方远", Role.LEAD)
    hidden = row("wx_new", "新", phone="13800000001")
    stage.do(MODERATOR, ImportMembers(file=listed([hidden])))
    at = next(at for at, person in enumerate(PEOPLE) if person.phone)
    assert stage.do("方远", reveal(stage, at))["phone"] == PEOPLE[at].phone


def test_the_reason_is_in_the_journal_and_in_no_list(stage: Stage):
    at = next(at for at, person in enumerate(PEOPLE) if person.phone)
    stage.do(LEAD, reveal(stage, at, "核对退款账户"))
    workspace = stage.sign_in(LEAD)
    kept = workspace._session.store.sql(
        "SELECT personal FROM journal_event WHERE kind='member.revealed'"
    )
    assert "核对退款账户".encode() in kept[0][0]
