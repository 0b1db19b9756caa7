"""What members say about a clause, and what they are answered."""

from enum import StrEnum
from typing import Self


class Way(StrEnum):
    """How feedback came: 私信, 问卷, 申诉, 讨论记录, 会议, 其他."""

    PRIVATE_MESSAGE = "private_message"
    SURVEY = "survey"
    APPEAL = "appeal"
    DISCUSSION = "discussion"
    MEETING = "meeting"
    OTHER = "other"


class Stance(StrEnum):
    """What somebody thinks of a clause: 赞成, 反对, 建议, 不明."""

    FOR = "for"
    AGAINST = "against"
    SUGGESTION = "suggestion"
    UNCLEAR = "unclear"

    @classmethod
    def parse(cls, words: str) -> Self:
        """Return the stance a file's word names, `UNCLEAR` if it names none."""
        return cls(_STANCES.get("".join(words.split()).casefold(), "unclear"))


class Reply(StrEnum):
    """What becomes of feedback: 采纳, 部分采纳, 不采纳."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    DECLINED = "declined"


class FeedbackState(StrEnum):
    """Where feedback stands: 待答复, 已答复, 已剔除.

    Members:
        OPEN: nobody has answered it.
        ANSWERED: it was answered, with a reason.
        STRUCK: it was entered by mistake and counts nowhere.
    """

    OPEN = "open"
    ANSWERED = "answered"
    STRUCK = "struck"


_STANCES = {
    word: stance
    for stance, words in {
        "for": ("for", "agree", "support", "yes", "赞成", "同意", "支持", "认可"),
        "against": ("against", "disagree", "oppose", "no", "反对", "不同意", "不支持"),
        "suggestion": ("suggestion", "suggest", "建议", "修改建议", "改进建议"),
    }.items()
    for word in words
}
