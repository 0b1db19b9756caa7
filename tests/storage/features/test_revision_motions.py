"""Motions: drafted, amended, voted on; former words stay; who has no say."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.audit.queries import HistoryPage
from app.audit.wording import headline
from app.erasure.commands import EraseMembers
from app.erasure.model import Because
from app.ids import AmendmentId, BallotId, MotionId
from app.members.commands import ImportMembers
from app.revision.commands.amendments import (
    DecideAmendment,
    DraftAmendment,
    EditAmendment,
    PromoteAmendment,
    SubmitAmendment,
    WithdrawAmendment,
)
from app.revision.commands.ballots import CancelBallot, CloseBallot, OpenBallot
from app.revision.commands.feedback import AnswerFeedback
from app.revision.commands.motions import (
    DraftMotion,
    EditMotion,
    OpenMotion,
    WithdrawMotion,
)
from app.revision.events.motions import MotionEdited, MotionReworded
from app.revision.model.ballots import Choice, Entitlement
from app.revision.model.feedback import Reply
from app.revision.model.motions import (
    AmendmentState,
    ChangeKind,
    ClauseChange,
    Stage,
)
from app.revision.queries.feedback import FeedbackDetail
from app.revision.queries.motions import (
    MotionByStart,
    MotionDetail,
    MotionList,
    MotionView,
)
from app.rulebook.commands import PublishRulebook
from app.rulebook.model import Bilingual
from app.rulebook.templates import load_template
from app.times import local_day
from tests.builders import OWNER, Site
from tests.revised import discussed
from tests.storage.features.balloting import terms, votes, written
from tests.storage.features.setting import (
    FIRST_DAY,
    LEAD,
    MODERATOR,
    OBSERVER,
    PEOPLE,
    SECOND,
    SECOND_LEAD,
    listed,
    row,
)
from tests.storage.features.setting import (
    Stage as Vault,
)

WHY, REASON = "新人常把玩笑当攻击。", "界线写得更清楚了。"
FOR, AGAINST = Choice.FOR, Choice.AGAINST


def change(words: str = "对事不对人。", clause: str = "3.2") -> ClauseChange:
    text = Bilingual(zh=words, en="")
    return ClauseChange(kind=ChangeKind.CHANGE, clause=clause, text=text)


def drafted(vault: Vault, by: str = MODERATOR, **more: Any) -> MotionId:
    command = DraftMotion(title="加一档提醒", clauses=(change(),), why=WHY, **more)
    return vault.do(by, command)


def discussing(vault: Vault, by: str = MODERATOR, **more: Any) -> MotionId:
    motion = drafted(vault, by, **more)
    vault.do(by, OpenMotion(motion=motion))
    return motion


def amendment(
    vault: Vault, motion: MotionId, by: str = SECOND, **more: Any
) -> AmendmentId:
    """Have other words for the clause submitted."""
    other = change("换一种说法。")
    command = DraftAmendment(motion=motion, clauses=(other,), why="更短", **more)
    made = vault.do(by, command)
    vault.do(by, SubmitAmendment(amendment=made))
    return made


def decide(which: AmendmentId, accepts: bool = True) -> DecideAmendment:
    return DecideAmendment(amendment=which, is_accepted=accepts, reason=REASON)


def view(vault: Vault, motion: MotionId, name: str = OBSERVER) -> MotionView:
    return vault.ask(MotionDetail(motion=motion), name)


def stands(vault: Vault, motion: MotionId) -> Stage:
    return view(vault, motion).line.stage


def to_ballot(motion: MotionId, voters: int = 2) -> OpenBallot:
    listed = tuple(person.platform_id for person in PEOPLE[:voters])
    return OpenBallot(question="", terms=terms(), listed=listed, motion=motion)


def balloted(vault: Vault, motion: MotionId, *choices: Choice) -> BallotId:
    ballot = vault.do(LEAD, to_ballot(motion))
    votes(vault, ballot, *choices)
    vault.clock.forward(days=4)
    vault.do(LEAD, CloseBallot(ballot=ballot))
    return ballot


def test_a_motion_goes_from_draft_to_outcome(stage: Vault):
    feedback = discussed(stage.sign_in(SECOND))
    motion = drafted(stage, feedback=(feedback, feedback), author=stage.member(4))
    found = view(stage, motion)
    assert (found.line.stage, found.line.author) == (Stage.DRAFT, PEOPLE[4].handle)
    assert (found.feedback, found.line.clauses) == ((feedback,), ("3.2",))
    edit = EditMotion(
        motion=motion, title="再加一档", clauses=(change("新的"),), why="想清楚了"
    )
    stage.clock.forward(minutes=1)
    stage.do(SECOND, edit)
    stage.do(MODERATOR, OpenMotion(motion=motion))
    assert stage.refusal(SECOND, edit) == "motion_gone_on"
    words = view(stage, motion).wordings
    assert [each.clauses[0].text.zh for each in words] == ["新的", "对事不对人。"]
    assert (words[0].why, words[1].why) == ("想清楚了", WHY)
    ballot = stage.do(LEAD, to_ballot(motion))
    assert stands(stage, motion) is Stage.BALLOT
    assert stage.refusal(LEAD, WithdrawMotion(motion=motion)) == "motion_gone_on"
    assert stage.refusal(SECOND_LEAD, to_ballot(motion)) == "motion_gone_on"
    votes(stage, ballot, FOR, FOR)
    stage.do(LEAD, CloseBallot(ballot=ballot))
    found = view(stage, motion)
    assert (found.line.stage, found.ballots) == (Stage.PASSED, [ballot])
    answer = AnswerFeedback(
        feedback=(feedback,), answer=Reply.ADOPTED, reason=REASON, motion=motion
    )
    stage.do(LEAD, answer)
    line = stage.ask(FeedbackDetail(feedback=feedback))
    assert line.motion == motion
    listed = stage.ask(MotionList(stage=Stage.PASSED))
    assert [each.id for each in listed] == [motion]
    assert stage.ask(MotionList(stage=Stage.DRAFT)) == []
    assert stage.ask(MotionByStart(start=motion[:8])) == motion


def test_an_accepted_amendment_rewords_and_the_former_words_stay(stage: Vault):
    motion = discussing(stage)
    which = amendment(stage, motion)
    assert stage.refusal(LEAD, to_ballot(motion)) == "motion_amendments_wait"
    stage.clock.forward(minutes=1)
    stage.do(LEAD, decide(which))
    found = view(stage, motion)
    assert [each.clauses[0].text.zh for each in found.wordings] == [
        "换一种说法。",
        "对事不对人。",
    ]
    assert [each.amendment for each in found.wordings] == [which, None]
    assert {each.why for each in found.wordings} == {WHY}
    (only,) = found.amendments
    assert (only.state, only.decided_by, only.reason) == (
        AmendmentState.ACCEPTED,
        LEAD,
        REASON,
    )
    assert stage.refusal(LEAD, decide(which, accepts=False)) == "amendment_gone_on"
    promote = PromoteAmendment(amendment=which, title="另一份")
    assert stage.refusal(SECOND, promote) == "amendment_gone_on"


def test_a_rejected_amendment_can_be_a_motion_of_its_own_once(stage: Vault):
    motion = discussing(stage)
    which = amendment(stage, motion, author=stage.member(3))
    stage.do(LEAD, decide(which, accepts=False))
    assert len(view(stage, motion).wordings) == 1
    promote = PromoteAmendment(amendment=which, title="另一份")
    own = stage.do(SECOND, promote)
    found = view(stage, own)
    assert (found.amendment, found.line.author) == (which, PEOPLE[3].handle)
    assert found.wordings[0].clauses == (change("换一种说法。"),)
    assert view(stage, motion).amendments[0].promoted == own
    assert stage.refusal(SECOND, promote) == "amendment_promoted"


def test_an_amendment_is_edited_as_a_draft_and_withdrawn_by_its_writer(stage: Vault):
    motion = discussing(stage)
    command = DraftAmendment(motion=motion, clauses=(change("甲"),), why="更短")
    which = stage.do(SECOND, command)
    stage.do(
        SECOND, EditAmendment(amendment=which, clauses=(change("乙"),), why="最短")
    )
    (only,) = view(stage, motion).amendments
    assert (only.clauses[0].text.zh, only.why) == ("乙", "最短")
    assert stage.refusal(LEAD, decide(which)) == "amendment_gone_on"
    drop = WithdrawAmendment(amendment=which)
    assert stage.refusal(MODERATOR, drop) == "motion_others"
    stage.do(SECOND, drop)
    assert view(stage, motion).amendments[0].state is AmendmentState.WITHDRAWN
    submit = SubmitAmendment(amendment=which)
    assert stage.refusal(SECOND, submit) == "amendment_gone_on"


def test_below_the_quorum_it_changes_nothing_and_can_be_asked_again(stage: Vault):
    motion = discussing(stage)
    ballot = stage.do(LEAD, to_ballot(motion, voters=9))
    votes(stage, ballot, FOR)
    stage.clock.forward(days=4)
    stage.do(LEAD, CloseBallot(ballot=ballot))
    assert stands(stage, motion) is Stage.BELOW_QUORUM
    late = DraftAmendment(motion=motion, clauses=(change(),), why="晚了")
    assert stage.refusal(SECOND, late) == "motion_gone_on"
    until = local_day(stage.clock()) + timedelta(days=3)
    anew = replace(to_ballot(motion), terms=terms(closes_on=until))
    again = stage.do(LEAD, anew)
    stage.do(LEAD, CancelBallot(ballot=again, reason="日期写错了"))
    assert stands(stage, motion) is Stage.BELOW_QUORUM
    stage.do(LEAD, WithdrawMotion(motion=motion))
    assert stands(stage, motion) is Stage.WITHDRAWN


def test_what_was_voted_down_is_not_voted_on_again(stage: Vault):
    motion = discussing(stage)
    balloted(stage, motion, AGAINST, AGAINST)
    assert stands(stage, motion) is Stage.NOT_PASSED
    assert stage.refusal(LEAD, to_ballot(motion)) == "motion_gone_on"


def test_nobody_decides_about_what_they_wrote(stage: Vault):
    motion = discussing(stage, by=LEAD)
    which = amendment(stage, motion, by=LEAD)
    assert stage.refusal(LEAD, decide(which)) == "motion_own"
    stage.do(SECOND_LEAD, decide(which))
    assert stage.refusal(LEAD, to_ballot(motion)) == "motion_own"
    ballot = stage.do(SECOND_LEAD, to_ballot(motion))
    cancel = CancelBallot(ballot=ballot, reason="看着要输了")
    assert stage.refusal(LEAD, cancel) == "motion_own"
    # Counting is arithmetic, so anybody who may close can.
    votes(stage, ballot, AGAINST, AGAINST)
    stage.do(LEAD, CloseBallot(ballot=ballot))


def test_where_nobody_else_could_the_writer_decides(tmp_path: Path):
    site = Site(root=tmp_path / "alone")
    site.root.mkdir()
    with site.created() as workspace:
        book = load_template("reading_club")
        workspace.execute(PublishRulebook(book=book, effective_on=FIRST_DAY))
        workspace.execute(ImportMembers(file=listed([row("wx_a", "甲")])))
        command = DraftMotion(title="改", clauses=(change(),), why=WHY)
        motion = workspace.execute(command).value
        workspace.execute(OpenMotion(motion=motion))
        everybody = terms(entitled_by=Entitlement.ALL)
        ballot = OpenBallot(question="", terms=everybody, motion=motion)
        workspace.execute(ballot)


def test_whoever_is_involved_with_the_author_has_no_say(stage: Vault):
    motion = discussing(stage, author=stage.member(1))
    which = amendment(stage, motion, author=stage.member(1))
    stage.link(LEAD, 1)
    assert stage.refusal(LEAD, decide(which)) == "member_own_part"
    found = view(stage, motion, LEAD)
    assert (found.line.author, found.line.member) == ("", None)
    assert (found.amendments[0].author, found.amendments[0].member) == ("", None)
    stage.do(SECOND_LEAD, decide(which))
    assert stage.refusal(LEAD, to_ballot(motion)) == "member_own_part"


def test_erasing_the_author_takes_the_reasons_and_leaves_the_clauses(stage: Vault):
    motion = discussing(stage, author=stage.member(5))
    which = amendment(stage, motion, author=stage.member(5))
    draft = drafted(stage, author=stage.member(5))
    erase = EraseMembers(members=(stage.member(5),), because=Because.REQUEST)
    stage.together(LEAD, erase, SECOND_LEAD)
    found = view(stage, motion)
    assert WHY not in found.wordings[0].why
    assert found.wordings[0].clauses == (change(),)
    assert PEOPLE[5].handle not in found.line.author
    assert found.amendments[0].why != "更短"
    assert stage.refusal(LEAD, decide(which)) == "motion_erased"
    edit = EditMotion(motion=draft, title="改", clauses=(change(),), why=WHY)
    assert stage.refusal(MODERATOR, edit) == "motion_erased"
    texts = stage.sign_in(OWNER)._session.store.sql(
        "SELECT why FROM revision_wording UNION SELECT why FROM revision_amendment"
    )
    assert {text for (text,) in texts} == {""}


def test_words_another_program_brings_change_nothing_that_was_voted_on(stage: Vault):
    motion = discussing(stage)
    ballot = balloted(stage, motion, FOR, FOR)
    voted_on = view(stage, motion).wordings[0].ref
    other = (change("偷换的话"),)
    written(
        stage,
        MotionEdited(subject=motion, title="偷换", clauses=other, why="偷换"),
        MotionReworded(subject=motion, clauses=other, amendment=AmendmentId("0" * 32)),
    )
    rows = stage.sign_in(OWNER)._session.store.sql(
        "SELECT wording FROM revision_ballot WHERE id=?", (ballot,)
    )
    assert rows == [(voted_on,)]
    assert view(stage, motion).line.title == "加一档提醒"
    workspace = stage.sign_in(OWNER)
    kept = workspace.digests()
    workspace.rebuild()
    assert workspace.digests() == kept
    assert workspace.verify().sound


@pytest.mark.parametrize("name", [OBSERVER, MODERATOR])
def test_only_who_may_decides_and_drafts(stage: Vault, name: str):
    motion = discussing(stage, by=SECOND)
    which = amendment(stage, motion)
    assert stage.refusal(name, decide(which)) == "not_permitted"
    assert stage.refusal(name, to_ballot(motion)) == "not_permitted"
    withdraw = WithdrawMotion(motion=motion)
    expected = "not_permitted" if name == OBSERVER else "motion_others"
    assert stage.refusal(name, withdraw) == expected


def test_what_cannot_be_is_refused(stage: Vault):
    base = DraftMotion(title="改", clauses=(change(),), why=WHY)
    cases: tuple[tuple[dict[str, Any], str], ...] = (
        ({"title": " "}, "motion_title_missing"),
        ({"why": ""}, "motion_why_missing"),
        ({"clauses": ()}, "motion_empty"),
        ({"clauses": (change(clause="9.9"),)}, "revision_clause_not_found"),
        ({"author": "0" * 32}, "member_not_found"),
        ({"feedback": ("0" * 32,)}, "feedback_not_found"),
    )
    for changed, code in cases:
        assert stage.refusal(MODERATOR, replace(base, **changed)) == code
    nothing = MotionId("0" * 32)
    assert stage.refusal(MODERATOR, OpenMotion(motion=nothing)) == "motion_not_found"
    assert stage.silence(OBSERVER, MotionByStart(start="f")) == "motion_not_found"
    gone = SubmitAmendment(amendment=AmendmentId("0" * 32))
    assert stage.refusal(MODERATOR, gone) == "amendment_not_found"
    draft = drafted(stage)
    early = DraftAmendment(motion=draft, clauses=(change(),), why="早了")
    assert stage.refusal(SECOND, early) == "motion_gone_on"


def test_the_history_says_it_in_words(stage: Vault):
    motion = discussing(stage)
    which = amendment(stage, motion)
    stage.do(LEAD, decide(which))
    told = [headline(row) for row in stage.ask(HistoryPage(limit=5), OWNER).rows]
    assert told == [
        "Decided an amendment; accepted: yes",
        "Submitted an amendment",
        "Drafted an amendment: Change clause 3.2",
        "Opened a motion for discussion",
        "Drafted the motion “加一档提醒”",
    ]
