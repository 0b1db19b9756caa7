"""How votes come in from a file: a survey's answers or a chat's messages."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.files.survey import SurveyFile
from app.ids import BallotId, ImportId, new_id
from app.journal.event import Event
from app.revision.events.ballots import VoteRecorded, VotesImported
from app.revision.model.feedback import Way
from app.revision.queries.ballots import ballot_of
from app.revision.queries.intake import VotesRead, VotesResult, votes_in
from app.revision.rules.ballots import check_open
from app.staff.roles import Capability
from app.work import Act, Command, Handler, Intent


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
    read = votes_in(act, line, command.file)
    events = _events(command, read) if read.votes else ()
    return Intent(value=read.result, events=events)


def _events(command: ImportVotes, read: VotesRead) -> Iterator[Event]:
    source = ImportId(new_id())
    yield VotesImported(
        subject=source,
        ballot=command.ballot,
        sha256=command.file.sha256,
        added=read.result.added,
        unchanged=read.result.unchanged,
    )
    for vote in read.votes:
        yield VoteRecorded(
            subject=vote.ref,
            ballot=command.ballot,
            member=vote.member,
            choice=vote.choice,
            way=command.way,
            cast_at=vote.cast_at,
            source=source,
            reason=vote.reason or None,
        )


HANDLERS: dict[type, Handler] = {ImportVotes: import_votes}
