"""What members of the demonstration say about the rules, and what they are answered."""

from collections.abc import Callable
from datetime import date
from typing import Final

from app.appeals.queries import AppealPage, AppealQueue
from app.ids import FeedbackId
from app.members.queries import MemberPage
from app.revision.commands.calendar import ReviewClause, SetReviewDate
from app.revision.commands.feedback import (
    AnswerFeedback,
    FileAppealAsFeedback,
    RecordFeedback,
)
from app.revision.model.calendar import Verdict
from app.revision.model.feedback import Reply, Stance, Way
from app.revision.queries.feedback import FeedbackPage
from app.workspace import Workspace

_NOBODY: Final = -1
_ASKED: Final = 400

_SAID: Final = (
    (
        *("1.1", Stance.FOR, Way.DISCUSSION, _NOBODY),
        "共读时段不聊别的，这条很好，最近晚上清净多了。",
    ),
    (
        *("4.1", Stance.SUGGESTION, Way.PRIVATE_MESSAGE, 31),
        "能不能写明：征得本人同意、隐去名字的读书笔记可以转。",
    ),
    (
        *("2.1", Stance.AGAINST, Way.MEETING, 77),
        "自己写的书评公众号能不能发？线下会上七八个人提到，希望每周日晚上可以发。",
    ),
    (
        *("2.1", Stance.SUGGESTION, Way.SURVEY, 118),
        "广告引流能否分轻重？第一次提醒就好。",
    ),
    (
        *("3.2", Stance.AGAINST, Way.SURVEY, 190),
        "“人身攻击”太宽：我只说译文难读，也被提醒了一次。希望写清楚批评作品不算。",
    ),
    (
        *("3.2", Stance.AGAINST, Way.PRIVATE_MESSAGE, 233),
        "批评译本和批评人要分开，现在大家不敢说真话。",
    ),
    (
        *("3.2", Stance.SUGGESTION, Way.PRIVATE_MESSAGE, 301),
        "建议把“连麦”也写进 3.2：上周连麦时有人一直阴阳怪气，主持说条文里没有。",
    ),
)
_ANSWERS: Final = (
    (
        *("1.1", Reply.ADOPTED),
        "保持不变，谢谢。",
    ),
    (
        *("4.1", Reply.DECLINED),
        "转出群外的内容难以核实是否已征得同意，暂不放开；每季度的合集照常征集。",
    ),
)
_SHOWN: Final = "3.2"


def hear(desk: Workspace, pass_time: Callable[[], None]) -> int:
    """Record what members say, a while apart; return how many pieces there are."""
    members = [line.id for line in desk.query(MemberPage(limit=_ASKED)).rows]
    for clause, stance, way, who, words in _SAID:
        said = RecordFeedback(
            clause=clause,
            way=way,
            stance=stance,
            words=words,
            member=None if who == _NOBODY else members[who],
            said_by="线下会" if who == _NOBODY else "",
        )
        pass_time()
        desk.execute(said)
    appeals = desk.query(AppealPage(queue=AppealQueue.ALL, limit=1)).rows
    for appeal in appeals:
        stated = FileAppealAsFeedback(appeal=appeal.id, stance=Stance.AGAINST)
        desk.execute(stated)
    return len(_SAID) + len(appeals)


def answer(desk: Workspace) -> FeedbackId:
    """Answer some of it and review a few clauses; return what is worth a picture."""
    for clause, reply, reason in _ANSWERS:
        waiting = desk.query(FeedbackPage(clause=clause)).rows
        chosen = tuple(line.id for line in waiting)
        desk.execute(AnswerFeedback(feedback=chosen, answer=reply, reason=reason))
    kept = "三个月里没有争议，写法清楚。"
    desk.execute(ReviewClause(clause="1.2", verdict=Verdict.KEEP, note=kept))
    asked = "反对意见集中在书评公众号，需要给出例外。"
    revise = ReviewClause(
        clause="2.1",
        verdict=Verdict.REVISE,
        note=asked,
        next_on=date(2026, 12, 20),
    )
    desk.execute(revise)
    desk.execute(SetReviewDate(clause="5.1", due_on=date(2026, 12, 1)))
    return desk.query(FeedbackPage(clause=_SHOWN)).rows[-1].id
