"""What a conflict of interest can be about."""

from enum import StrEnum


class About(StrEnum):
    """What somebody is involved with: 成员, 案件."""

    MEMBER = "member"
    CASE = "case"
