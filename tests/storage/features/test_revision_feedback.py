"""Feedback on clauses: taken in once, sorted, answered, erased with who said it."""

from datetime import timedelta
from typing import Any

import pytest

from app.appeals.commands import FileAppeal
from app.audit.queries import HistoryPage
from app.audit.wording import headline
from app.cases.model import Channel
from app.conflicts.commands import DeclareConflict
from app.conflicts.model import About
from app.erasure.commands import EraseMembers
from app.erasure.model import Because
from app.ids import FeedbackId
from app.revision.commands.feedback import (
    AnswerFeedback,
    FileAppealAsFeedback,
    RecordFeedback,
    SortFeedback,
    StrikeFeedback,
    WithdrawAnswers,
)
from app.revision.commands.surveys import ImportFeedback
from app.revision.model.feedback import FeedbackState, Reply, Stance, Way
from app.revision.queries.feedback import (
    ClauseFeedback,
    FeedbackByClause,
    FeedbackByStart,
    FeedbackDetail,
    FeedbackFileKnown,
    FeedbackKnown,
    FeedbackLine,
    FeedbackPage,
    FeedbackQueue,
)
from app.times import local_day
from tests.builders import BEGINNING, OWNER
from tests.polled import polled, star_row
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    OBSERVER,
    PEOPLE,
    SECOND,
    SECOND_LEAD,
    Stage,
)

WORDS = "这条太严，玩笑话也算人身攻击吗？"
REASON = "已在例子里写明玩笑话的界线。"


def said(
    stage: Stage,
    at: int | None = None,
    *,
    clause: str = "3.2",
    stance: Stance = Stance.AGAINST,
    by: str = MODERATOR,
    said_by: str = "",
    words: str = WORDS,
) -> FeedbackId:
    """Have feedback recorded, by one of `PEOPLE` or somebody else."""
    command = RecordFeedback(
        clause=clause,
        way=Way.PRIVATE_MESSAGE,
        stance=stance,
        words=words,
        member=None if at is None else stage.member(at),
        said_by=said_by,
    )
    return stage.do(by, command)


def lines(
    stage: Stage, name: str = OBSERVER, queue: FeedbackQueue = FeedbackQueue.ALL
) -> list[FeedbackLine]:
    return [*stage.ask(FeedbackPage(queue=queue), name).rows]


def one(stage: Stage, feedback: FeedbackId, name: str = OBSERVER) -> FeedbackLine:
    return stage.ask(FeedbackDetail(feedback=feedback), name)


def counts(stage: Stage, clause: str = "3.2") -> ClauseFeedback:
    groups = stage.ask(FeedbackByClause())
    return next(group for group in groups if group.clause == clause)


def test_what_was_said_is_kept_with_who_said_it(stage: Stage):
    feedback = said(stage, 3)
    line = one(stage, feedback)
    assert (line.who, line.words) == (PEOPLE[3].handle, WORDS)
    assert (line.clause, line.version, line.way) == ("3.2", 1, Way.PRIVATE_MESSAGE)
    assert line.received_on == local_day(BEGINNING)
    assert (line.recorded_by, line.state) == (MODERATOR, FeedbackState.OPEN)
    assert one(stage, said(stage, said_by=" 路人甲 ")).who == "路人甲"
    assert stage.ask(FeedbackByStart(start=feedback[:8])) == feedback
    assert stage.silence(MODERATOR, FeedbackByStart(start="")) == "feedback_not_found"


def test_an_answer_has_a_reason_and_can_be_taken_back(stage: Stage):
    pieces = (said(stage), said(stage, 2), said(stage, stance=Stance.FOR))
    answer = AnswerFeedback(feedback=pieces[:2], answer=Reply.PARTLY, reason=REASON)
    stage.clock.forward(days=1)
    outcome = stage.outcome(LEAD, answer)
    assert outcome.undo == WithdrawAnswers(feedback=pieces[:2])
    line = one(stage, pieces[0])
    assert (line.answer, line.reason, line.answered_by) == (
        Reply.PARTLY,
        REASON,
        LEAD,
    )
    assert line.answered_at == stage.clock()
    group = counts(stage)
    assert (group.total, group.waiting) == (3, 1)
    assert group.replies == {Reply.PARTLY: 2}
    assert group.stances == {Stance.AGAINST: 2, Stance.FOR: 1}
    assert [each.id for each in lines(stage, queue=FeedbackQueue.OPEN)] == [pieces[2]]
    assert stage.refusal(LEAD, answer) == "feedback_answered"
    sort = SortFeedback(feedback=pieces[0], clause="3.1", stance=Stance.FOR)
    assert stage.refusal(LEAD, sort) == "feedback_answered"
    stage.do(LEAD, WithdrawAnswers(feedback=pieces[:1]))
    assert one(stage, pieces[0]).answer is None
    again = WithdrawAnswers(feedback=pieces)
    assert stage.refusal(LEAD, again) == "feedback_not_answered"


def test_what_was_a_mistake_counts_nowhere(stage: Stage):
    feedback = said(stage)
    said(stage)
    stage.do(SECOND, StrikeFeedback(feedback=(feedback, feedback)))
    assert counts(stage).total == 1
    assert one(stage, feedback).state is FeedbackState.STRUCK
    answer = AnswerFeedback(feedback=(feedback,), answer=Reply.DECLINED, reason=REASON)
    assert stage.refusal(LEAD, answer) == "feedback_struck"


def test_it_is_sorted_by_reading_it(stage: Stage):
    feedback = said(stage)
    sort = SortFeedback(feedback=feedback, clause="3.1", stance=Stance.SUGGESTION)
    stage.do(MODERATOR, sort)
    line = one(stage, feedback)
    assert (line.clause, line.stance) == ("3.1", Stance.SUGGESTION)
    workspace = stage.sign_in(MODERATOR)
    before = workspace._session.journal.position
    stage.do(MODERATOR, sort)
    assert workspace._session.journal.position == before


def test_the_same_survey_adds_nothing_a_second_time(stage: Stage):
    rows = [
        star_row(1, PEOPLE[1].platform_id, "3.2 人身攻击", "太严了", "加一级提醒"),
        star_row(2, "wx_stranger", "3.1┋3.2", "支持", stance="赞成"),
        star_row(3, "", "说不清", "看不懂", stance=""),
    ]
    result = stage.do(MODERATOR, ImportFeedback(file=polled(*rows)))
    assert (result.added, result.unchanged) == (5, 0)
    assert (result.unsorted, result.members) == (1, 2)
    group = counts(stage)
    assert group.stances == {Stance.AGAINST: 2, Stance.FOR: 1}
    assert counts(stage, "").total == 1
    whos = {line.who for line in lines(stage)}
    assert whos == {PEOPLE[1].handle, "wx_stranger", ""}
    assert {line.version for line in lines(stage)} == {1}
    workspace = stage.sign_in(MODERATOR)
    before = workspace._session.journal.position
    again = stage.do(MODERATOR, ImportFeedback(file=polled(*rows)))
    assert (again.added, again.unchanged) == (0, 4)
    assert workspace._session.journal.position == before
    # Another export of the survey brings what came since, and nothing else.
    grown = polled(star_row(4, "", "3.1", "新的"), *rows, name="t")
    third = stage.do(SECOND, ImportFeedback(file=grown))
    assert (third.added, third.unchanged) == (1, 4)
    assert stage.ask(FeedbackFileKnown(sha256="s" * 64)) == BEGINNING
    keys = {answer.key for answer in polled(*rows).answers}
    assert stage.ask(FeedbackKnown(keys=(*keys, "another"))) == keys


def test_an_undone_import_can_be_taken_in_again(stage: Stage):
    command = ImportFeedback(file=polled(star_row(1, "", "3.2", "太严了")))
    outcome = stage.outcome(MODERATOR, command)
    assert outcome.undo is not None
    stage.do(MODERATOR, outcome.undo)
    assert stage.do(MODERATOR, command).added == 1


def test_an_appeal_counts_as_feedback_without_a_copy(stage: Stage):
    case = stage.sanctioned(1)
    filed = FileAppeal(case=case, channel=Channel.MAIL, statement="条文没有写清楚")
    appeal = stage.do(SECOND, filed)
    file = FileAppealAsFeedback(appeal=appeal, stance=Stance.AGAINST)
    line = one(stage, stage.do(SECOND, file))
    assert (line.words, line.way, line.clause) == ("条文没有写清楚", Way.APPEAL, "3.2")
    assert line.appeal.startswith("AP-")
    assert stage.refusal(SECOND, file) == "feedback_known"
    texts = stage.sign_in(OWNER)._session.store.sql(
        "SELECT words FROM revision_feedback"
    )
    assert texts == [("",)]


def test_erasing_a_member_takes_their_words_and_no_figure(stage: Stage):
    pieces = [
        said(stage, 5),
        said(stage, said_by=PEOPLE[5].platform_id.upper()),
        said(stage, 6),
    ]
    answer = AnswerFeedback(
        feedback=tuple(pieces[:1]), answer=Reply.ADOPTED, reason=REASON
    )
    stage.do(LEAD, answer)
    before = counts(stage)
    erase = EraseMembers(members=(stage.member(5),), because=Because.REQUEST)
    stage.together(LEAD, erase, SECOND_LEAD)
    after = counts(stage)
    assert (after.stances, after.replies) == (before.stances, before.replies)
    for feedback in pieces[:2]:
        line = one(stage, feedback)
        assert WORDS not in line.words
        assert PEOPLE[5].handle not in line.who
        assert line.reason == ""
    assert one(stage, pieces[2]).words == WORDS
    late = AnswerFeedback(
        feedback=(pieces[1],), answer=Reply.DECLINED, reason="晚到的答复"
    )
    assert stage.refusal(LEAD, late) == "feedback_erased"
    known = RecordFeedback(
        clause="3.2",
        way=Way.MEETING,
        stance=Stance.FOR,
        words=WORDS,
        member=stage.member(5),
    )
    assert stage.refusal(MODERATOR, known) == "member_erased"


def test_what_one_is_involved_with_is_left_out_and_refused(stage: Stage):
    pieces = [said(stage, at) for at in (1, 2, 3)]
    stage.link(LEAD, 1)
    entry = DeclareConflict(
        person=stage.person(LEAD),
        about=About.MEMBER,
        target=stage.member(2),
        reason="亲属",
    )
    stage.do(LEAD, entry)
    case = stage.sanctioned(2)
    filed = FileAppeal(case=case, channel=Channel.MAIL, statement="不服这条")
    appeal = stage.do(SECOND, filed)
    file = FileAppealAsFeedback(appeal=appeal, stance=Stance.AGAINST)
    assert stage.refusal(LEAD, file) == "case_conflict"
    barred = stage.do(SECOND, file)
    assert [line.id for line in lines(stage, LEAD)] == [pieces[2]]
    assert len(lines(stage, SECOND_LEAD)) == 4
    assert counts(stage).total == 4
    answers = dict(zip((*pieces[:2], barred), _CODES, strict=True))
    for feedback, code in answers.items():
        command = AnswerFeedback(
            feedback=(feedback,), answer=Reply.DECLINED, reason=REASON
        )
        assert stage.refusal(LEAD, command) == code
        assert stage.silence(LEAD, FeedbackDetail(feedback=feedback)) == code
        assert stage.silence(LEAD, FeedbackByStart(start=feedback)) == code


_CODES = ("member_own_part", "member_conflict", "case_conflict")


@pytest.mark.parametrize("name", [OBSERVER, MODERATOR])
def test_only_who_may_answers_and_records(stage: Stage, name: str):
    feedback = said(stage)
    answer = AnswerFeedback(feedback=(feedback,), answer=Reply.ADOPTED, reason=REASON)
    assert stage.refusal(name, answer) == "not_permitted"
    if name == OBSERVER:
        assert stage.refusal(name, StrikeFeedback(feedback=(feedback,))) == (
            "not_permitted"
        )


def test_what_cannot_be_is_refused(stage: Stage):
    tomorrow = local_day(BEGINNING) + timedelta(days=1)
    base: dict[str, Any] = {
        "clause": "3.2",
        "way": Way.MEETING,
        "stance": Stance.FOR,
        "words": WORDS,
    }
    cases: tuple[tuple[dict[str, Any], str], ...] = (
        ({"clause": "9.9"}, "revision_clause_not_found"),
        ({"words": "  "}, "feedback_words_missing"),
        ({"words": "字" * 10_001}, "text_too_long"),
        ({"received_on": tomorrow}, "feedback_day_ahead"),
        ({"member": "0" * 32}, "member_not_found"),
    )
    for changed, code in cases:
        assert stage.refusal(MODERATOR, RecordFeedback(**(base | changed))) == code
    nothing = AnswerFeedback(feedback=(), answer=Reply.ADOPTED, reason=REASON)
    assert stage.refusal(LEAD, nothing) == "feedback_none_chosen"
    nobody = StrikeFeedback(feedback=(FeedbackId("0" * 32),))
    assert stage.refusal(LEAD, nobody) == "feedback_not_found"
    short = AnswerFeedback(feedback=(said(stage),), answer=Reply.ADOPTED, reason="好")
    assert stage.refusal(LEAD, short) == "feedback_reason_missing"
    empty = ImportFeedback(file=polled())
    assert stage.refusal(MODERATOR, empty) == "feedback_none_in_file"


def test_pages_go_on(stage: Stage):
    pieces: list[FeedbackId] = []
    for _ in range(5):
        stage.clock.forward(minutes=1)
        pieces.append(said(stage))
    seen: list[FeedbackId] = []
    after = None
    while True:
        page = stage.ask(FeedbackPage(limit=2, after=after, clause="3.2"))
        seen += [line.id for line in page.rows]
        if page.after is None:
            break
        after = page.after
    assert seen == [*reversed(pieces)]


def test_the_history_tells_what_was_done_and_the_state_is_folded_again(stage: Stage):
    feedback = said(stage, 3)
    row = stage.ask(HistoryPage(limit=1)).rows[0]
    assert headline(row) == "Recorded feedback on clause 3.2: Private message"
    answer = AnswerFeedback(feedback=(feedback,), answer=Reply.ADOPTED, reason=REASON)
    stage.do(LEAD, answer)
    row = stage.ask(HistoryPage(limit=1)).rows[0]
    assert headline(row) == "Answered feedback: Adopted"
    stage.do(SECOND, ImportFeedback(file=polled(star_row(1, "", "3.2", "太严了"))))
    workspace = stage.sign_in(OWNER)
    before = workspace.digests()
    assert workspace.verify().sound
    workspace.rebuild()
    assert workspace.digests() == before
