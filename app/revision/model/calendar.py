"""When a clause is looked at again, and what came of it."""

from enum import StrEnum


class Verdict(StrEnum):
    """What a review of a clause comes to: 保留原样, 需要修订."""

    KEEP = "keep"
    REVISE = "revise"


class Because(StrEnum):
    """Why a clause is due on its day: 随发布, 人工设定, 随上次复审."""

    PUBLISHED = "published"
    BY_HAND = "by_hand"
    REVIEWED = "reviewed"


class Due(StrEnum):
    """How near a clause's review is: 已逾期, 即将到期, 未到期."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
