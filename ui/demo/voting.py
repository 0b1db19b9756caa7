"""What the demonstration's members propose, and how they vote on it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, Protocol

from app.ids import BallotId, MotionId
from app.members.queries import MemberLine, MemberPage
from app.revision.commands.amendments import (
    DecideAmendment,
    DraftAmendment,
    SubmitAmendment,
)
from app.revision.commands.ballots import CloseBallot, OpenBallot, RecordVote
from app.revision.commands.motions import DraftMotion, OpenMotion
from app.revision.model.ballots import Choice, Entitlement, Terms
from app.revision.model.feedback import Stance, Way
from app.revision.model.motions import ChangeKind, ClauseChange
from app.revision.queries.feedback import FeedbackPage
from app.revision.queries.motions import MotionDetail
from app.rulebook.model import Bilingual
from app.rulebook.queries import Versions, VersionText
from app.times import local_day
from app.workspace import Workspace

_ASKED: Final = 400
_VOTERS: Final = slice(62, 395, 8)
_CIRCLE: Final = slice(201, 400, 40)
"""Who votes on the small change, all of them at once."""

_WHY: Final = (
    "上周连麦时有人一直阴阳怪气，主持说条文里没有；连麦已经和弹幕一样常用，应当写明。"
)
_ACCEPTED: Final = "语音消息同样常见，一并写上更清楚，三位主持都同意。"
_REJECTED: Final = "太短，成员看不出哪些算攻击，也丢了批评作品不在此列。"
_VOTES: Final = (
    *((Choice.FOR, Way.DISCUSSION, ""),) * 9,
    (Choice.AGAINST, Way.PRIVATE_MESSAGE, "语音消息是私下的，不该由群规管。"),
    *((Choice.FOR, Way.MEETING, ""),) * 8,
    (Choice.ABSTAIN, Way.PRIVATE_MESSAGE, ""),
    (Choice.AGAINST, Way.MEETING, "怎么取证还没有说清楚。"),
    *((Choice.FOR, Way.SURVEY, ""),) * 7,
    (Choice.ABSTAIN, Way.DISCUSSION, "没有参加过连麦，不好判断。"),
)
_CHANGED: Final = 9
"""Whose vote it is that becomes another one."""


class Time(Protocol):
    """The story's own time."""

    def __call__(self) -> datetime:
        """Tell the moment."""
        ...

    def forward(self, **by: float) -> None:
        """Let time pass."""
        ...


def propose(desk: Workspace, time: Time) -> Sequence[MotionId]:
    """Write motions down: one with amendments, a small one, one that is a draft."""
    members = _members(desk)
    said = desk.query(FeedbackPage(clause="3.2")).rows
    words = _words(desk, "3.2")
    first = Bilingual(
        zh=words.zh.replace("弹幕和", "弹幕、连麦和"),
        en=words.en.replace("comments or", "comments, calls or"),
    )
    motion = _moved(
        desk,
        DraftMotion(
            title="第 3.2 条写明包括连麦",
            clauses=(_change("3.2", first),),
            why=_WHY,
            feedback=tuple(e.id for e in said if e.stance is Stance.SUGGESTION),
            author=members[301].id,
        ),
    )
    longer = Bilingual(
        zh=first.zh.replace("连麦和", "连麦、语音消息和"),
        en=first.en.replace("calls or", "calls, voice messages or"),
    )
    short = Bilingual(
        zh="对事不对人。", en="Talk about the work, not about the person."
    )
    for text, why, author in (
        (longer, "语音消息也一样，上个月有两次。", members[190]),
        (short, "短一些，大家记得住。", members[77]),
    ):
        time.forward(minutes=4)
        draft = DraftAmendment(
            motion=motion,
            clauses=(_change("3.2", text),),
            why=why,
            author=author.id,
        )
        amendment = desk.execute(draft).value
        desk.execute(SubmitAmendment(amendment=amendment))
    small = _moved(
        desk,
        DraftMotion(
            title="接龙报名不算刷屏",
            clauses=(_with_exception(desk),),
            why="每次活动都要接龙，已经有人因此被提醒。",
            author=members[22].id,
        ),
    )
    time.forward(minutes=4)
    links = Bilingual(
        zh="共读时段不发与当期书目无关的链接。",
        en="During a shared reading, post no links that have nothing to do with it.",
    )
    idea = DraftMotion(
        title="共读时段不发无关链接",
        clauses=(
            ClauseChange(
                kind=ChangeKind.ADD,
                clause="1.9",
                text=links,
                other="另需两个允许的例子。",
            ),
        ),
        why="反馈里提到三次，先写个草稿。",
    )
    desk.execute(idea)
    return motion, small


def vote(desk: Workspace, motions: Sequence[MotionId], time: Time) -> Mapping[str, str]:
    """Decide about the amendments, and have members vote on both motions.

    Returns:
        What is worth a picture, by its name.
    """
    motion, small = motions
    _decide(desk, motion)
    members = _members(desk)
    ballot = _opened(desk, motion, members[_VOTERS], time)
    for member, (choice, way, reason) in zip(members[_VOTERS], _VOTES, strict=False):
        time.forward(minutes=4)
        cast = RecordVote(
            ballot=ballot, member=member.id, choice=choice, way=way, reason=reason
        )
        desk.execute(cast)
    time.forward(minutes=4)
    again = RecordVote(
        ballot=ballot,
        member=members[_VOTERS][_CHANGED].id,
        choice=Choice.FOR,
        way=Way.PRIVATE_MESSAGE,
        reason="看了说明，只管公开的语音消息，可以。",
    )
    desk.execute(again)
    circle = _opened(desk, small, members[_CIRCLE], time)
    for member in members[_CIRCLE]:
        cast = RecordVote(
            ballot=circle, member=member.id, choice=Choice.FOR, way=Way.MEETING
        )
        desk.execute(cast)
    desk.execute(CloseBallot(ballot=circle))
    return {
        "revision-motions": f"motions:{motion}",
        "revision-ballots": f"ballots:{ballot}",
    }


def _members(desk: Workspace) -> Sequence[MemberLine]:
    return desk.query(MemberPage(limit=_ASKED)).rows


def _words(desk: Workspace, clause: str) -> Bilingual:
    (version,) = desk.query(Versions())
    found = desk.query(VersionText(version=version.id))
    known = found.book.clause(clause) if found else None
    if known is None:
        raise LookupError(clause)
    return known.text


def _change(clause: str, text: Bilingual) -> ClauseChange:
    return ClauseChange(kind=ChangeKind.CHANGE, clause=clause, text=text)


def _with_exception(desk: Workspace) -> ClauseChange:
    words = _words(desk, "1.2")
    text = Bilingual(
        zh=words.zh + "活动接龙报名不在此列。",
        en=words.en + " Sign-up chains for activities are not meant.",
    )
    return _change("1.2", text)


def _moved(desk: Workspace, draft: DraftMotion) -> MotionId:
    motion = desk.execute(draft).value
    desk.execute(OpenMotion(motion=motion))
    return motion


def _decide(desk: Workspace, motion: MotionId) -> None:
    """Accept the first amendment and reject the second."""
    rows = desk.query(MotionDetail(motion=motion)).amendments
    first, second = sorted(rows, key=lambda row: row.drafted_at)
    for row, accepted, reason in (
        (first, True, _ACCEPTED),
        (second, False, _REJECTED),
    ):
        decided = DecideAmendment(amendment=row.id, is_accepted=accepted, reason=reason)
        desk.execute(decided)


def _opened(
    desk: Workspace, motion: MotionId, voters: Sequence[MemberLine], time: Time
) -> BallotId:
    terms = Terms(
        quorum=60,
        threshold=60,
        blocks=1,
        closes_on=local_day(time()) + timedelta(days=6),
        hidden=False,
        entitled_by=Entitlement.LISTED,
    )
    listed = tuple(voter.platform_id for voter in voters)
    opened = OpenBallot(question="", terms=terms, listed=listed, motion=motion)
    return desk.execute(opened).value
