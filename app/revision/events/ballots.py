"""What happens to ballots and votes.

Each vote is a subject of its own, so that a member's words go when they are erased
while the count stays.
"""

from datetime import date, datetime
from typing import ClassVar

from app.ids import BallotId, ImportId, MemberId, MotionId
from app.journal.event import Event, Personal
from app.revision.model.ballots import Choice, Outcome, Tally, Terms
from app.revision.model.feedback import Way
from app.staff.roles import Capability


class BallotOpened(Event, frozen=True, kw_only=True):
    """Members vote from now on; the subject is the ballot.

    Attributes:
        question: what is voted on.
        terms: fixed for good.
        entitled: how many may vote; who they are follows in the same commit.
        motion: what is voted on, if it is one.
        wording: which of its words.
    """

    kind: ClassVar[str] = "revision.ballot_opened"
    requires: ClassVar[str | None] = Capability.DECIDE_REVISION

    question: str
    terms: Terms
    entitled: int
    motion: MotionId | None = None
    wording: str = ""


class RollFixed(Event, frozen=True, kw_only=True):
    """Some of those who may vote; it counts in the commit that opens the ballot."""

    kind: ClassVar[str] = "revision.roll_fixed"
    requires: ClassVar[str | None] = Capability.DECIDE_REVISION

    members: tuple[MemberId, ...]


class VoteRecorded(Event, frozen=True, kw_only=True):
    """Somebody witnessed a vote; the subject is the vote.

    Attributes:
        ballot: which.
        member: whose.
        choice: how.
        way: how it came.
        cast_at: when it was cast.
        source: the import it came with.
        reason: why, as the member says it.
    """

    kind: ClassVar[str] = "revision.vote_recorded"
    requires: ClassVar[str | None] = Capability.WRITE_REVISION

    ballot: BallotId
    member: MemberId
    choice: Choice
    way: Way
    cast_at: datetime
    source: ImportId | None = None
    reason: Personal[str] = None


class VotesImported(Event, frozen=True, kw_only=True):
    """Votes were taken in from a file; the subject is the import.

    Attributes:
        ballot: which.
        sha256: of the file.
        added: how many votes were new.
        unchanged: how many were there before.
    """

    kind: ClassVar[str] = "revision.votes_imported"
    requires: ClassVar[str | None] = Capability.WRITE_REVISION

    ballot: BallotId
    sha256: str
    added: int
    unchanged: int


class VoteStruck(Event, frozen=True, kw_only=True):
    """A vote was entered by mistake and counts nowhere; the subject is the vote."""

    kind: ClassVar[str] = "revision.vote_struck"
    requires: ClassVar[str | None] = Capability.WRITE_REVISION


class BallotClosed(Event, frozen=True, kw_only=True):
    """Votes were counted; the subject is the ballot.

    Attributes:
        came_to: what they came to.
        tally: how many voted how.
        review_on: when the outcome is looked at again.
    """

    kind: ClassVar[str] = "revision.ballot_closed"
    requires: ClassVar[str | None] = Capability.DECIDE_REVISION

    came_to: Outcome
    tally: Tally
    review_on: date


class BallotCancelled(Event, frozen=True, kw_only=True):
    """A ballot came to nothing: its terms were wrong; the subject is the ballot."""

    kind: ClassVar[str] = "revision.ballot_cancelled"
    requires: ClassVar[str | None] = Capability.DECIDE_REVISION

    reason: Personal[str] = None


BALLOT_EVENTS: tuple[type[Event], ...] = (
    BallotOpened,
    RollFixed,
    VoteRecorded,
    VotesImported,
    VoteStruck,
    BallotClosed,
    BallotCancelled,
)
