"""What a file of votes would bring: a survey's answers or a chat's messages.

The command that takes them in asks here too, so that what is shown is what is done.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.conflicts.queries.involvement import barred_members
from app.files.cells import id_key
from app.files.survey import SurveyAnswer, SurveyFile
from app.ids import BallotId, MemberId, new_id
from app.members.queries import known_by_platform
from app.revision.model.ballots import Choice, VoteProblem
from app.revision.queries.ballots import BallotLine, ballot_of, cast_votes
from app.revision.queries.roll import roll_of
from app.revision.rules.ballots import (
    Vote,
    closes_at,
    counted,
    read_vote,
    states_reason,
)
from app.staff.roles import Capability
from app.work import Answer, Query, Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A row that was not taken in, and why."""

    line: int
    why: VoteProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class VotesResult:
    """What an import of votes did, or would do.

    Attributes:
        added: new votes.
        unchanged: votes that were taken in before.
        changed: members whose vote is another one than before, or than earlier in the
            file; the earlier ones stay in the history.
        left_out: rows that could not be taken in, in the order of the file.
    """

    added: int
    unchanged: int
    changed: int
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VotesPreview(Query[VotesResult]):
    """What taking a file of votes in would do now; nothing is written.

    It tells how members have voted, so it is for those who witness votes.
    """

    ballot: BallotId
    file: SurveyFile


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRead:
    """A vote that a row states and that can be taken in.

    Attributes:
        ref: random id for it.
    """

    ref: str
    member: MemberId
    choice: Choice
    cast_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VotesRead:
    """The votes of a file that can be taken in, and what taking them in does."""

    votes: tuple[VoteRead, ...]
    result: VotesResult


def votes_preview(query: VotesPreview, reader: Reader) -> VotesResult:
    """Answer `VotesPreview`.

    Raises:
        NotFound: there is no such ballot.
        NotPermitted: the role does not allow it.
    """
    reader.require(Capability.WRITE_REVISION)
    line = ballot_of(reader, query.ballot)
    return votes_in(reader, line, query.file).result


def votes_in(reader: Reader, line: BallotLine, file: SurveyFile) -> VotesRead:
    """Return which votes of a file a ballot can take in."""
    intake = _Intake(reader, line, file)
    votes = tuple(vote for answer in file.answers for vote in intake.read(answer))
    result = VotesResult(
        added=len(votes),
        unchanged=intake.unchanged,
        changed=intake.changed(),
        left_out=tuple(intake.left_out),
    )
    return VotesRead(votes=votes, result=result)


class _Intake:
    """What every row is compared with, looked up once."""

    def __init__(self, reader: Reader, line: BallotLine, file: SurveyFile) -> None:
        self._line = line
        self._now = reader.now
        known = known_by_platform(reader, (answer.who for answer in file.answers))
        self._members = {key: each.id for key, each in known.items()}
        self._roll = roll_of(reader, line.id)
        self._barred = frozenset(barred_members(reader))
        self._votes = cast_votes(reader, line, sorted(self._members.values()))
        self._before = counted(self._votes)
        self._seen = {(v.member, v.choice, v.cast_at) for v in self._votes}
        self._in_file: set[tuple[str, Choice, datetime | None]] = set()
        self.unchanged = 0
        self.left_out: list[LeftOut] = []

    def read(self, answer: SurveyAnswer) -> Iterator[VoteRead]:
        """Yield the vote a row states, if it can be taken in."""
        read = read_vote(answer.words)
        member = self._members.get(id_key(answer.who))
        problem = self._problem(answer, read, member)
        if problem is not None:
            self.left_out.append(LeftOut(line=answer.line, why=problem))
        elif read is not None and member is not None:
            yield from self._vote(answer, member, *read)

    def _vote(
        self, answer: SurveyAnswer, member: MemberId, choice: Choice, reason: str
    ) -> Iterator[VoteRead]:
        row = (member, choice, answer.submitted)
        cast_at = answer.submitted or self._now
        if row in self._in_file:
            why = VoteProblem.REPEATED
            self.left_out.append(LeftOut(line=answer.line, why=why))
        elif self._is_known(member, choice, answer.submitted):
            self.unchanged += 1
        else:
            vote = VoteRead(
                ref=new_id(),
                member=member,
                choice=choice,
                cast_at=cast_at,
                reason=reason,
            )
            self._votes.append(_as_vote(vote, self._now))
            yield vote
        self._in_file.add(row)

    def _is_known(
        self, member: MemberId, choice: Choice, cast_at: datetime | None
    ) -> bool:
        if cast_at is not None:
            return (member, choice, cast_at) in self._seen
        # Without a moment, what already counts says the same.
        last = self._before.get(member)
        return last is not None and last.choice is choice

    def _problem(
        self,
        answer: SurveyAnswer,
        read: tuple[Choice, str] | None,
        member: MemberId | None,
    ) -> VoteProblem | None:
        if read is None:
            return VoteProblem.NO_VOTE
        if member is None:
            return VoteProblem.UNKNOWN
        if member not in self._roll:
            return VoteProblem.NOT_ENTITLED
        if member in self._barred:
            return VoteProblem.INVOLVED
        if not self._is_inside(answer.submitted or self._now):
            return VoteProblem.OUTSIDE
        return None if states_reason(*read) else VoteProblem.NO_REASON

    def _is_inside(self, cast_at: datetime) -> bool:
        ends = closes_at(self._line.terms)
        return self._line.opened_at <= cast_at < ends and cast_at <= self._now

    def changed(self) -> int:
        """Return how many members' votes differ from one of theirs before."""
        choices: dict[str, set[Choice]] = {}
        for vote in self._votes:
            choices.setdefault(vote.member, set()).add(vote.choice)
        after = counted(self._votes)
        return sum(
            len(choices[member]) > 1 and self._before.get(member) != vote
            for member, vote in after.items()
        )


def _as_vote(vote: VoteRead, now: datetime) -> Vote:
    return Vote(
        ref=vote.ref,
        member=vote.member,
        choice=vote.choice,
        cast_at=vote.cast_at,
        recorded_at=now,
    )


ANSWERS: dict[type, Answer] = {VotesPreview: votes_preview}
