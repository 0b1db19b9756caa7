"""What a case can be, and where it came from."""

from enum import StrEnum
from typing import Self

from app.rulebook.model import SanctionKind


class CaseState(StrEnum):
    """Where a case stands: 待分诊, 待决定, 已决定."""

    TRIAGE = "triage"
    DECIDING = "deciding"
    DECIDED = "decided"


class CaseAction(StrEnum):
    """What moves a case from one state to another.

    Members:
        TRIAGE: a clause and a severity are set; it waits for a decision.
        UNTRIAGE: they are taken back.
        DECIDE: somebody decides.
        RETRACT: the decision is undone within the holding window.
        REMAND: a ruling sends it back to be decided anew.
        RETURN: a lead gives the decision back to who made it.
    """

    TRIAGE = "triage"
    UNTRIAGE = "untriage"
    DECIDE = "decide"
    RETRACT = "retract"
    REMAND = "remand"
    RETURN = "return"


class Channel(StrEnum):
    """How a complaint or an appeal came: 私信, 投诉, 当面, 巡查, 邮件, 其他."""

    PRIVATE_MESSAGE = "private_message"
    COMPLAINT = "complaint"
    IN_PERSON = "in_person"
    PATROL = "patrol"
    MAIL = "mail"
    OTHER = "other"

    @classmethod
    def parse(cls, words: str) -> Self:
        """Return the channel a file's word names, `OTHER` if it names none.

        Chinese words, English words and the codes themselves are understood,
        whatever their spaces and capitals.
        """
        return cls(_CHANNEL_WORDS.get("".join(words.split()).casefold(), "other"))


_CHANNEL_WORDS = {
    "private_message": "private_message",
    "privatemessage": "private_message",
    "message": "private_message",
    "dm": "private_message",
    "私信": "private_message",
    "私聊": "private_message",
    "complaint": "complaint",
    "report": "complaint",
    "投诉": "complaint",
    "举报": "complaint",
    "in_person": "in_person",
    "inperson": "in_person",
    "当面": "in_person",
    "口头": "in_person",
    "patrol": "patrol",
    "巡查": "patrol",
    "巡群": "patrol",
    "mail": "mail",
    "email": "mail",
    "e-mail": "mail",
    "邮件": "mail",
    "电子邮件": "mail",
    "邮箱": "mail",
}


class Outcome(StrEnum):
    """How a case ended, as reports count it.

    `OVERTURNED` is never decided; a ruling brings it about.
    """

    NO_VIOLATION = "no_violation"
    REMINDER = "reminder"
    WARNING = "warning"
    MUTE = "mute"
    RESTRICTION = "restriction"
    SUSPENSION = "suspension"
    REMOVAL = "removal"
    REMOVAL_BLOCKED = "removal_blocked"
    PERMANENT = "permanent"
    OVERTURNED = "overturned"

    @property
    def is_timed(self) -> bool:
        """Whether it is a sanction that ends by itself."""
        return self in {Outcome.MUTE, Outcome.RESTRICTION, Outcome.SUSPENSION}

    @classmethod
    def of(cls, kind: SanctionKind | None) -> Self:
        """Return the outcome of a decision that imposed this, or nothing."""
        return cls("no_violation" if kind is None else kind.value)
