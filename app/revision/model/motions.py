"""What a motion would change, and where it stands.

A motion (修订提案) proposes new words for clauses; the word is not used for what waits
for a second person.
"""

from enum import StrEnum

import msgspec

from app.rulebook.model import NO_WORDS, Bilingual


class ChangeKind(StrEnum):
    """What is done to a clause: 修改, 新增, 删去."""

    CHANGE = "change"
    ADD = "add"
    REMOVE = "remove"


class ClauseChange(msgspec.Struct, frozen=True, kw_only=True):
    """What is proposed for one clause.

    Attributes:
        clause: its number.
        text: its new words; a language may be left out until it is published.
        other: what else changes, such as examples or severity, described plainly.
    """

    kind: ChangeKind
    clause: str
    text: Bilingual = NO_WORDS
    other: str = ""


class MotionState(StrEnum):
    """What its own history says of a motion."""

    DRAFT = "draft"
    DISCUSSION = "discussion"
    WITHDRAWN = "withdrawn"


class Stage(StrEnum):
    """Where a motion stands, its ballots counted in: 草稿, 讨论中, 表决中, ….

    Members:
        BELOW_QUORUM: too few voted; it changes nothing and can be voted on anew.
    """

    DRAFT = "draft"
    DISCUSSION = "discussion"
    WITHDRAWN = "withdrawn"
    BALLOT = "ballot"
    PASSED = "passed"
    NOT_PASSED = "not_passed"
    BELOW_QUORUM = "below_quorum"
    BLOCKED = "blocked"


class AmendmentState(StrEnum):
    """Where an amendment stands: 草稿, 待定, 已接受, 未接受, 已撤回."""

    DRAFT = "draft"
    EVALUATING = "evaluating"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
