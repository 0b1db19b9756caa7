"""What an appeal can be, and how it can end."""

from enum import StrEnum


class AppealState(StrEnum):
    """Where an appeal stands: 待裁决, 已裁决."""

    OPEN = "open"
    RULED = "ruled"


class Ruling(StrEnum):
    """What an appeal comes to: 维持, 减轻, 撤销, 发回.

    Members:
        UPHELD: the decision stands, and so do its points.
        REDUCED: a lighter sanction takes its place.
        OVERTURNED: the sanction and its points are reversed.
        REMANDED: the sanction is reversed and somebody else decides anew.
    """

    UPHELD = "upheld"
    REDUCED = "reduced"
    OVERTURNED = "overturned"
    REMANDED = "remanded"
