"""What happens to feedback; the subject is the piece of feedback."""

from datetime import date
from typing import ClassVar

from app.ids import AppealId, CaseId, ImportId, MemberId, MotionId, RulebookId
from app.journal.event import Event, Personal
from app.revision.model.feedback import Reply, Stance, Way
from app.staff.roles import Capability


class FeedbackRecorded(Event, frozen=True, kw_only=True):
    """Somebody said something about a clause.

    Attributes:
        clause: its number; empty where nobody has told yet which it is about.
        book: the version that was in force that day.
        way: how it came.
        stance: what they think of it.
        received_on: the community's day.
        member: who said it, where they are on the list.
        case: the case of an appeal that says it; then its statement are the words.
        appeal: that appeal.
        source: the import it came with.
        key: the same for this answer in every export of a survey.
        words: what was said.
        said_by: account or name of who is not on the list.
    """

    kind: ClassVar[str] = "revision.feedback_recorded"
    requires: ClassVar[str | None] = Capability.WRITE_REVISION

    clause: str
    way: Way
    stance: Stance
    received_on: date
    book: RulebookId | None = None
    member: MemberId | None = None
    case: CaseId | None = None
    appeal: AppealId | None = None
    source: ImportId | None = None
    key: str = ""
    words: Personal[str] = None
    said_by: Personal[str] = None


class FeedbackImported(Event, frozen=True, kw_only=True):
    """A survey's answers were taken in; the subject is the import.

    Attributes:
        sha256: of the file.
        added: how many were new.
        unchanged: how many were there before.
    """

    kind: ClassVar[str] = "revision.feedback_imported"
    requires: ClassVar[str | None] = Capability.WRITE_REVISION

    sha256: str
    added: int
    unchanged: int


class FeedbackSorted(Event, frozen=True, kw_only=True):
    """Somebody read it: it is about this clause, and this is what it says of it."""

    kind: ClassVar[str] = "revision.feedback_sorted"
    requires: ClassVar[str | None] = Capability.WRITE_REVISION

    clause: str
    stance: Stance


class FeedbackStruck(Event, frozen=True, kw_only=True):
    """It was entered by mistake and counts nowhere."""

    kind: ClassVar[str] = "revision.feedback_struck"
    requires: ClassVar[str | None] = Capability.WRITE_REVISION


class FeedbackAnswered(Event, frozen=True, kw_only=True):
    """It was answered.

    Attributes:
        answer: whether it is adopted.
        motion: which it led to, if to any.
        reason: why, as members read it.
    """

    kind: ClassVar[str] = "revision.feedback_answered"
    requires: ClassVar[str | None] = Capability.DECIDE_REVISION

    answer: Reply
    motion: MotionId | None = None
    reason: Personal[str] = None


class AnswerWithdrawn(Event, frozen=True, kw_only=True):
    """An answer was taken back; it waits for another."""

    kind: ClassVar[str] = "revision.answer_withdrawn"
    requires: ClassVar[str | None] = Capability.DECIDE_REVISION


FEEDBACK_EVENTS: tuple[type[Event], ...] = (
    FeedbackRecorded,
    FeedbackImported,
    FeedbackSorted,
    FeedbackStruck,
    FeedbackAnswered,
    AnswerWithdrawn,
)
