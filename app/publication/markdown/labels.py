"""The words by which a rulebook in Markdown names its fields.

They belong to the file and not to the interface: a file written in one language is
read in the other.
"""

from enum import StrEnum
from typing import Final

from app.rulebook.model import SanctionKind, Severity

MARK: Final = "<!-- gongdao rulebook 1 -->"
"""The first line of a file of ours."""

LADDER: Final = "处罚阶梯 · Ladder"
TIME: Final = "第几次"
CLASS: Final = "违规类别"
YES: Final = "是"
NO_NUMBER: Final = "()"


class Label(StrEnum):
    """A field of a clause or of the ladder."""

    TEXT = "text"
    SHORT = "short"
    WHY = "why"
    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    NOTE = "note"
    SEVERITY = "severity"
    CLASS = "class"
    ALIASES = "aliases"
    NORMS = "norms"
    DSA_GROUND = "dsa_ground"
    DSA_CATEGORY = "dsa_category"
    DSA_ADDITIONS = "dsa_additions"
    DSA_KEYWORDS = "dsa_keywords"
    DSA_LAW = "dsa_law"
    WINDOW = "window"
    EXPIRY = "expiry"
    REVIEW = "review"


CHINESE: Final = {
    Label.TEXT: "条文",
    Label.SHORT: "短句",
    Label.WHY: "为什么",
    Label.ALLOWED: "允许",
    Label.FORBIDDEN: "禁止",
    Label.NOTE: "说明",
    Label.SEVERITY: "严重程度",
    Label.CLASS: CLASS,
    Label.ALIASES: "别名",
    Label.NORMS: "公共规范",
    Label.DSA_GROUND: "DSA 依据",
    Label.DSA_CATEGORY: "DSA 类别",
    Label.DSA_ADDITIONS: "DSA 其他类别",
    Label.DSA_KEYWORDS: "DSA 关键词",
    Label.DSA_LAW: "DSA 法律",
    Label.WINDOW: "计次窗口",
    Label.EXPIRY: "记分有效",
    Label.REVIEW: "复核线",
}

ENGLISH: Final = {
    Label.TEXT: "Text",
    Label.SHORT: "Short",
    Label.WHY: "Why",
    Label.ALLOWED: "Allowed",
    Label.FORBIDDEN: "Forbidden",
    Label.NOTE: "Note",
    Label.SEVERITY: "Severity",
    Label.CLASS: "Class",
    Label.ALIASES: "Aliases",
    Label.NORMS: "Norms",
    Label.DSA_GROUND: "DSA ground",
    Label.DSA_CATEGORY: "DSA category",
    Label.DSA_ADDITIONS: "DSA additions",
    Label.DSA_KEYWORDS: "DSA keywords",
    Label.DSA_LAW: "DSA law",
    Label.WINDOW: "Window",
    Label.EXPIRY: "Points expire",
    Label.REVIEW: "Review at",
}

FIELD_OF: Final = {
    **{words.casefold(): (label, "zh") for label, words in CHINESE.items()},
    **{words.casefold(): (label, "en") for label, words in ENGLISH.items()},
}
"""Which field, in which language, a label names; labels without capitals."""

SEVERITIES: Final = {
    Severity.LOW: "低",
    Severity.MEDIUM: "中",
    Severity.HIGH: "高",
}

KINDS: Final = {
    SanctionKind.REMINDER: "提醒",
    SanctionKind.WARNING: "警告",
    SanctionKind.MUTE: "禁言",
    SanctionKind.RESTRICTION: "限制活动",
    SanctionKind.SUSPENSION: "暂停权益",
    SanctionKind.REMOVAL: "移出",
    SanctionKind.REMOVAL_BLOCKED: "移出并拉黑",
    SanctionKind.PERMANENT: "永久移出",
}

SEVERITY_OF: Final = {
    **{words: severity for severity, words in SEVERITIES.items()},
    **{severity.value: severity for severity in Severity},
}

KIND_OF: Final = {
    **{words: kind for kind, words in KINDS.items()},
    **{kind.value.replace("_", " "): kind for kind in SanctionKind},
}
