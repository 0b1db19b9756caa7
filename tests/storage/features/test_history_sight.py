"""What of the history somebody must not read, and what of it is told all the same."""

from dataclasses import replace

import pytest

from app.approvals.commands import Propose, Reject
from app.audit.facts import facts_of
from app.audit.model import Area
from app.audit.queries import HistoryDetail, HistoryPage
from app.audit.wording import entry_text, headline
from app.cases.commands.deciding import DecideCase
from app.conflicts.commands import DeclareConflict
from app.conflicts.model import About
from app.errors import AppError
from app.members.commands import ImportMembers
from app.rulebook.model import SanctionKind, Step
from tests.builders import OWNER
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    OBSERVER,
    PEOPLE,
    REASON,
    SECOND,
    Stage,
    listed,
    row,
)
from tests.storage.features.test_history import detail, newest, page


def test_nobody_reads_about_what_they_are_involved_with(stage: Stage):
    case = stage.opened(3)
    number = stage.case(case).number
    stage.link(LEAD, 3)
    link, opened = page(stage, LEAD, limit=2)
    for hidden in (link, opened):
        assert (hidden.withheld, hidden.first, hidden.names) == (True, None, {})
        assert headline(hidden) == "Something that you may not read here"
        asked = HistoryDetail(commit=hidden.commit)
        assert stage.silence(LEAD, asked) in ("case_own_part", "member_own_part")
    # Who, when, where and how much is told, as every copy tells it.
    told = next(r for r in page(stage, OWNER) if r.commit == opened.commit)
    assert replace(told, first=None, names={}, withheld=True) == opened
    assert stage.silence(LEAD, HistoryPage(subject=case)) == "case_own_part"
    assert page(stage, LEAD, words=number) == []
    for narrowed in (Area.CASES, Area.TEAM):
        commits = {r.commit for r in page(stage, LEAD, area=narrowed)}
        assert commits.isdisjoint({link.commit, opened.commit})
    with pytest.raises(AppError, match="case_own_part"):
        stage.sign_in(LEAD).witness.at(stage.clock.now, about=case)
    assert not page(stage, OWNER, subject=case)[0].withheld


def test_a_word_on_a_proposal_is_hidden_with_what_it_is_about(stage: Stage):
    case = stage.opened(3)
    stage.clock.forward(minutes=1)
    step = Step(kind=SanctionKind.REMOVAL, points=4)
    removal = DecideCase(
        case=case, clause="3.2", step=step, reason=REASON, deviation_reason=REASON
    )
    proposal = stage.do(MODERATOR, Propose(command=removal))
    stage.do(LEAD, Reject(proposal=proposal, reason="先问一问本人再说，不急着移除。"))
    stage.link(LEAD, 3)
    about = page(stage, OWNER, subject=proposal)
    assert [headline(r)[:8] for r in about] == ["Did not ", "Proposed"]
    for each in about:
        asked = HistoryDetail(commit=each.commit)
        assert stage.silence(LEAD, asked) == "case_own_part"
    assert page(stage, LEAD, subject=proposal) == []


def test_of_a_list_taken_in_the_own_line_alone_is_hidden(stage: Stage):
    me = PEOPLE[3].platform_id
    file = listed([row(me, "新名字"), row("wx-1", "甲")])
    stage.do(LEAD, ImportMembers(file=file))
    commit = newest(stage).commit
    stage.link(LEAD, 3)
    view = stage.ask(HistoryDetail(commit=commit), LEAD)
    assert not view.row.withheld
    assert [e.withheld for e in view.entries] == [False, False, True]
    hidden = view.entries[2]
    assert (hidden.kind, hidden.subject, facts_of(hidden, view.names)) == ("", "", ())
    assert entry_text(hidden, view.names) == "Something that you may not read here"
    assert "新名字" not in repr(view)


def test_who_is_involved_is_for_the_keepers_of_the_register(stage: Stage):
    command = DeclareConflict(
        person=stage.person(SECOND),
        about=About.MEMBER,
        target=stage.member(6),
        reason="同事的亲属",
    )
    stage.do(LEAD, command)
    seen = headline(newest(stage, LEAD))
    assert seen == f"Entered {SECOND} as involved with {PEOPLE[6].handle}"
    assert newest(stage, OBSERVER).withheld
    assert "同事的亲属" not in repr(detail(stage, LEAD))
