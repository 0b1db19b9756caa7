"""What happens to motions and amendments; each is a subject of its own."""

from typing import ClassVar

from app.ids import AmendmentId, FeedbackId, MemberId, MotionId, RulebookId
from app.journal.event import Event, Personal
from app.revision.model.motions import ClauseChange
from app.staff.roles import Capability


class MotionDrafted(Event, frozen=True, kw_only=True):
    """A change of the rules is proposed; the subject is the motion.

    Attributes:
        title: public, as the clauses are.
        clauses: what is proposed for them.
        book: the version it changes.
        feedback: what led to it.
        author: the member who proposes it; None for the staff.
        amendment: the rejected amendment it was made of.
        why: what it is for, in the author's words.
    """

    kind: ClassVar[str] = "revision.motion_drafted"
    requires: ClassVar[str | None] = Capability.WRITE_REVISION

    title: str
    clauses: tuple[ClauseChange, ...]
    book: RulebookId
    feedback: tuple[FeedbackId, ...] = ()
    author: MemberId | None = None
    amendment: AmendmentId | None = None
    why: Personal[str] = None


class MotionEdited(Event, frozen=True, kw_only=True):
    """A draft has other words; nobody has seen the former outside the staff."""

    kind: ClassVar[str] = "revision.motion_edited"
    requires: ClassVar[str | None] = Capability.WRITE_REVISION

    title: str
    clauses: tuple[ClauseChange, ...]
    why: Personal[str] = None


class MotionOpened(Event, frozen=True, kw_only=True):
    """A motion is open for discussion and amendments."""

    kind: ClassVar[str] = "revision.motion_opened"
    requires: ClassVar[str | None] = Capability.WRITE_REVISION


class MotionReworded(Event, frozen=True, kw_only=True):
    """A motion has other words by an accepted amendment; the former stay."""

    kind: ClassVar[str] = "revision.motion_reworded"
    requires: ClassVar[str | None] = Capability.DECIDE_REVISION

    clauses: tuple[ClauseChange, ...]
    amendment: AmendmentId


class MotionWithdrawn(Event, frozen=True, kw_only=True):
    """A motion is not pursued."""

    kind: ClassVar[str] = "revision.motion_withdrawn"
    requires: ClassVar[str | None] = Capability.WRITE_REVISION


class MotionTakenOver(Event, frozen=True, kw_only=True):
    """A draft of the rules has a passed motion's words.

    Attributes:
        draft: its id.
    """

    kind: ClassVar[str] = "revision.motion_taken_over"
    requires: ClassVar[str | None] = Capability.DECIDE_REVISION

    draft: str


class MotionGivenBack(Event, frozen=True, kw_only=True):
    """The draft that had a motion's words came to nothing; it waits for another."""

    kind: ClassVar[str] = "revision.motion_given_back"
    requires: ClassVar[str | None] = Capability.DECIDE_REVISION


class AmendmentDrafted(Event, frozen=True, kw_only=True):
    """Other words are proposed for a motion; the subject is the amendment.

    Attributes:
        motion: which.
        clauses: words in the place of the motion's.
        author: the member who proposes them; None for the staff.
        why: what for, in the author's words.
    """

    kind: ClassVar[str] = "revision.amendment_drafted"
    requires: ClassVar[str | None] = Capability.WRITE_REVISION

    motion: MotionId
    clauses: tuple[ClauseChange, ...]
    author: MemberId | None = None
    why: Personal[str] = None


class AmendmentEdited(Event, frozen=True, kw_only=True):
    """An amendment's draft has other words."""

    kind: ClassVar[str] = "revision.amendment_edited"
    requires: ClassVar[str | None] = Capability.WRITE_REVISION

    clauses: tuple[ClauseChange, ...]
    why: Personal[str] = None


class AmendmentSubmitted(Event, frozen=True, kw_only=True):
    """An amendment waits to be decided."""

    kind: ClassVar[str] = "revision.amendment_submitted"
    requires: ClassVar[str | None] = Capability.WRITE_REVISION


class AmendmentDecided(Event, frozen=True, kw_only=True):
    """An amendment was accepted or rejected.

    Attributes:
        is_accepted: which; then the motion is reworded in the same commit.
        reason: why.
    """

    kind: ClassVar[str] = "revision.amendment_decided"
    requires: ClassVar[str | None] = Capability.DECIDE_REVISION

    is_accepted: bool
    reason: Personal[str] = None


class AmendmentWithdrawn(Event, frozen=True, kw_only=True):
    """An amendment is not pursued."""

    kind: ClassVar[str] = "revision.amendment_withdrawn"
    requires: ClassVar[str | None] = Capability.WRITE_REVISION


MOTION_EVENTS: tuple[type[Event], ...] = (
    MotionDrafted,
    MotionEdited,
    MotionOpened,
    MotionReworded,
    MotionWithdrawn,
    MotionTakenOver,
    MotionGivenBack,
    AmendmentDrafted,
    AmendmentEdited,
    AmendmentSubmitted,
    AmendmentDecided,
    AmendmentWithdrawn,
)
