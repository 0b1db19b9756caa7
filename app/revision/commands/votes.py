"""How votes come in from a file: a survey's answers or a chat's messages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.conflicts.queries.involvement import barred_members
from app.files.cells import id_key
from app.files.survey import SurveyAnswer, SurveyFile
from app.ids import BallotId, ImportId, MemberId, new_id
from app.journal.event import Event
from app.members.queries import known_by_platform
from app.revision.events.ballots import VoteRecorded, VotesImported
from app.revision.model.ballots import Choice, VoteProblem
from app.revision.model.feedback import Way
from app.revision.queries.ballots import BallotLine, ballot_of, cast_votes
from app.revision.queries.roll import roll_of
from app.revision.rules.ballots import (
    Vote,
    check_open,
    closes_at,
    counted,
    read_vote,
    states_reason,
)
from app.staff.roles import Capability
from app.work import Act, Command, Handler, Intent


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A row that was not taken in, and why."""

    line: int
    why: VoteProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class VotesResult:
    """What an import of votes did.

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
class ImportVotes(Command[VotesResult]):
    """Take votes in from a file that has been read.

    Attributes:
        file: its answers are the choices, with their reasons after a colon.
        way: how they came.
    """

    ballot: BallotId
    file: SurveyFile
    way: Way = Way.DISCUSSION


def import_votes(command: ImportVotes, act: Act) -> Intent[VotesResult]:
    """Handle `ImportVotes`; rows that cannot be taken in are told, the others are.

    Raises:
        Conflict: the ballot is closed or cancelled.
        NotFound: there is no such ballot.
        NotPermitted: the role does not allow it.
    """
    act.require(Capability.WRITE_REVISION)
    line = ballot_of(act, command.ballot)
    check_open(line.state)
    intake = _Intake(command, line, act)
    events = [e for answer in command.file.answers for e in intake.recorded(answer)]
    result = VotesResult(
        added=len(events),
        unchanged=intake.unchanged,
        changed=intake.changed(),
        left_out=tuple(intake.left_out),
    )
    if not events:
        return Intent(value=result, events=[])
    taken_in = VotesImported(
        subject=intake.source,
        ballot=command.ballot,
        sha256=command.file.sha256,
        added=result.added,
        unchanged=result.unchanged,
    )
    return Intent(value=result, events=_with(taken_in, events))


def _with(first: Event, rest: Sequence[VoteRecorded]) -> Iterator[Event]:
    yield first
    yield from rest


class _Intake:
    """What every row is compared with, looked up once."""

    def __init__(self, command: ImportVotes, line: BallotLine, act: Act) -> None:
        self._command = command
        self._line = line
        self._now = act.now
        answers = command.file.answers
        known = known_by_platform(act, (answer.who for answer in answers))
        self._members = {key: each.id for key, each in known.items()}
        self._roll = roll_of(act, line.id)
        self._barred = frozenset(barred_members(act))
        self._votes = cast_votes(act, line, sorted(self._members.values()))
        self._before = counted(self._votes)
        self._seen = {(v.member, v.choice, v.cast_at) for v in self._votes}
        self._in_file: set[tuple[str, Choice, datetime | None]] = set()
        self.source = ImportId(new_id())
        self.unchanged = 0
        self.left_out: list[LeftOut] = []

    def recorded(self, answer: SurveyAnswer) -> Iterator[VoteRecorded]:
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
    ) -> Iterator[VoteRecorded]:
        row = (member, choice, answer.submitted)
        cast_at = answer.submitted or self._now
        if row in self._in_file:
            why = VoteProblem.REPEATED
            self.left_out.append(LeftOut(line=answer.line, why=why))
        elif self._is_known(member, choice, answer.submitted):
            self.unchanged += 1
        else:
            vote = VoteRecorded(
                subject=new_id(),
                ballot=self._line.id,
                member=member,
                choice=choice,
                way=self._command.way,
                cast_at=cast_at,
                source=self.source,
                reason=reason or None,
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


def _as_vote(event: VoteRecorded, now: datetime) -> Vote:
    return Vote(
        ref=event.subject,
        member=event.member,
        choice=event.choice,
        cast_at=event.cast_at,
        recorded_at=now,
    )


HANDLERS: dict[type, Handler] = {ImportVotes: import_votes}
