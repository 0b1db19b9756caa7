"""What was passed waits for a draft; what was answered is told by version."""

from datetime import timedelta

from app.revision.commands.amendments import DraftAmendment
from app.revision.commands.feedback import AnswerFeedback
from app.revision.commands.takeover import GiveBack, TakeOver
from app.revision.model.ballots import Choice
from app.revision.model.feedback import Reply
from app.revision.model.motions import Stage
from app.revision.queries.motions import MotionList
from app.revision.queries.outcomes import AwaitingDraft, RevisionLog
from app.revision.wording import log_told
from app.rulebook.commands import DiscardDraft
from app.rulebook.queries import OpenDrafts
from app.times import local_day
from app.words import Language, use_language
from tests.builders import OWNER
from tests.revised import discussed, rules_draft
from tests.storage.features.setting import LEAD, MODERATOR, OBSERVER, SECOND
from tests.storage.features.setting import Stage as Vault
from tests.storage.features.test_revision_motions import (
    REASON,
    balloted,
    change,
    discussing,
)

FOR, AGAINST = Choice.FOR, Choice.AGAINST


def waiting(stage: Vault) -> list[str]:
    return [each.line.id for each in stage.ask(AwaitingDraft(), OBSERVER)]


def test_what_was_passed_waits_until_a_draft_has_it(stage: Vault):
    motion = discussing(stage)
    assert waiting(stage) == []
    draft = rules_draft(stage.sign_in(MODERATOR))
    take = TakeOver(motion=motion, draft=draft)
    assert stage.refusal(LEAD, take) == "motion_not_passed"
    ballot = balloted(stage, motion, FOR, FOR)
    (awaited,) = stage.ask(AwaitingDraft())
    assert (awaited.line.id, awaited.ballot) == (motion, ballot)
    assert awaited.clauses == (change(),)
    assert awaited.review_on == local_day(stage.clock()) + timedelta(days=180)
    assert stage.refusal(LEAD, TakeOver(motion=motion, draft=" ")) == "draft_closed"
    assert stage.refusal(MODERATOR, take) == "not_permitted"
    outcome = stage.outcome(LEAD, take)
    assert outcome.undo == GiveBack(motion=motion)
    (written,) = stage.ask(OpenDrafts())
    clause = written.book.clause(change().clause)
    assert clause is not None
    assert clause.text.zh == change().text.zh
    assert waiting(stage) == []
    assert stage.refusal(LEAD, take) == "motion_taken"
    stage.do(LEAD, GiveBack(motion=motion))
    assert waiting(stage) == [motion]
    assert stage.refusal(LEAD, GiveBack(motion=motion)) == "motion_not_taken"


def test_what_was_not_passed_changes_nothing(stage: Vault):
    motion = discussing(stage)
    balloted(stage, motion, AGAINST, AGAINST)
    assert waiting(stage) == []
    draft = rules_draft(stage.sign_in(MODERATOR))
    take = TakeOver(motion=motion, draft=draft)
    assert stage.refusal(LEAD, take) == "motion_not_passed"


def test_the_log_tells_of_a_version_and_names_nobody(stage: Vault):
    pieces = tuple(discussed(stage.sign_in(SECOND)) for _ in range(3))
    motion = discussing(stage)
    balloted(stage, motion, FOR, FOR)
    stage.do(
        LEAD,
        AnswerFeedback(
            feedback=pieces[:2], answer=Reply.ADOPTED, reason=REASON, motion=motion
        ),
    )
    declined = AnswerFeedback(
        feedback=pieces[2:], answer=Reply.DECLINED, reason="例子已经够了"
    )
    stage.do(LEAD, declined)
    log = stage.ask(RevisionLog(), OBSERVER)
    assert [(each.reply, each.times, each.motion) for each in log.answers] == [
        (Reply.ADOPTED, 2, "加一档提醒"),
        (Reply.DECLINED, 1, ""),
    ]
    (decided,) = log.motions
    assert (decided.line.stage, decided.tally.in_favour) == (Stage.PASSED, 2)
    assert stage.ask(RevisionLog(version=1)) == log
    assert stage.silence(OBSERVER, RevisionLog(version=9)) == "rules_version_not_found"
    use_language(Language.ZH_CN)
    assert log_told(log) == [
        "加一档提醒：通过（赞成 2，反对 0，弃权 0，阻止 0）",
        f"第 3.2 条：采纳，{REASON} ×2",
        "第 3.2 条：不采纳，例子已经够了",
    ]


def test_it_is_folded_to_the_same_state_again(stage: Vault):
    motion = discussing(stage)
    command = DraftAmendment(motion=motion, clauses=(change("乙"),), why="更短")
    stage.do(SECOND, command)
    balloted(stage, motion, FOR, FOR)
    draft = rules_draft(stage.sign_in(LEAD))
    stage.do(LEAD, TakeOver(motion=motion, draft=draft))
    workspace = stage.sign_in(OWNER)
    before = workspace.digests()
    assert workspace.verify().sound
    workspace.rebuild()
    assert workspace.digests() == before


def test_what_a_draft_had_waits_again_once_it_is_let_go(stage: Vault):
    motion = discussing(stage)
    balloted(stage, motion, FOR, FOR)
    draft = rules_draft(stage.sign_in(MODERATOR))
    stage.do(LEAD, TakeOver(motion=motion, draft=draft))
    # Whoever may write the rules may let the draft go; no further right is needed.
    undo = stage.outcome(MODERATOR, DiscardDraft(draft=draft)).undo
    assert waiting(stage) == [motion]
    assert stage.refusal(LEAD, GiveBack(motion=motion)) == "motion_not_taken"
    assert undo is not None
    stage.do(MODERATOR, undo)
    assert waiting(stage) == []
    (line,) = stage.ask(MotionList())
    assert line.draft == draft
    stage.do(MODERATOR, DiscardDraft(draft=draft))
    other = rules_draft(stage.sign_in(MODERATOR))
    assert other != draft
    stage.do(LEAD, TakeOver(motion=motion, draft=other))
    (line,) = stage.ask(MotionList())
    assert line.draft == other
    workspace = stage.sign_in(OWNER)
    before = workspace.digests()
    workspace.rebuild()
    assert workspace.digests() == before
