"""How the answers of a survey become feedback."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.errors import InputError
from app.files.cells import id_key
from app.files.survey import SurveyAnswer, SurveyFile
from app.ids import FeedbackId, ImportId, new_id
from app.journal.event import Event
from app.members.queries import KnownMember, known_by_platform
from app.revision.commands.feedback import StrikeFeedback
from app.revision.events.feedback import FeedbackImported, FeedbackRecorded
from app.revision.model.feedback import Stance, Way
from app.revision.queries.feedback import known_keys
from app.revision.rules.feedback import clauses_asked
from app.revision.rules.words import LONGEST
from app.rulebook.queries import Shelf
from app.staff.roles import Capability
from app.times import local_day
from app.work import Act, Command, Handler, Intent


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackResult:
    """What an import of a survey did.

    Attributes:
        added: new pieces of feedback.
        unchanged: those that were taken in before.
        unsorted: of the new ones, those that name no clause.
        members: of the new ones, those by somebody on the list.
    """

    added: int
    unchanged: int
    unsorted: int
    members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFeedback(Command[FeedbackResult]):
    """Take in a survey's answers that have been read and looked at.

    Attributes:
        way: how they came; a discussion kept in a table is no survey.
    """

    file: SurveyFile
    way: Way = Way.SURVEY


def import_feedback(command: ImportFeedback, act: Act) -> Intent[FeedbackResult]:
    """Handle `ImportFeedback`; what was taken in before is left as it is.

    Raises:
        InputError: the file has no answer.
        NotPermitted: the role does not allow it.
    """
    act.require(Capability.WRITE_REVISION)
    if not command.file.answers:
        raise InputError("feedback_none_in_file")
    intake = _Intake(command, act)
    events = [e for answer in command.file.answers for e in intake.recorded(answer)]
    result = FeedbackResult(
        added=len(events),
        unchanged=intake.unchanged,
        unsorted=sum(not event.clause for event in events),
        members=sum(event.member is not None for event in events),
    )
    if not events:
        return Intent(value=result, events=[])
    taken_in = FeedbackImported(
        subject=intake.source,
        sha256=command.file.sha256,
        added=result.added,
        unchanged=result.unchanged,
    )
    undo = StrikeFeedback(feedback=tuple(FeedbackId(e.subject) for e in events))
    return Intent(value=result, events=_with(taken_in, events), undo=undo)


def _with(first: Event, rest: Sequence[FeedbackRecorded]) -> Iterator[Event]:
    yield first
    yield from rest


class _Intake:
    """What every answer is compared with, looked up once."""

    def __init__(self, command: ImportFeedback, act: Act) -> None:
        self._way = command.way
        self._today = local_day(act.now)
        self._shelf = Shelf(act)
        answers = command.file.answers
        self._members: Mapping[str, KnownMember] = known_by_platform(
            act, (answer.who for answer in answers)
        )
        self._known = set(known_keys(act, (answer.key for answer in answers)))
        self.source = ImportId(new_id())
        self.unchanged = 0

    def recorded(self, answer: SurveyAnswer) -> Iterator[FeedbackRecorded]:
        """Yield what an answer says, once for each clause it is about."""
        if answer.key in self._known:
            self.unchanged += 1
            return
        self._known.add(answer.key)
        day = self._day(answer)
        version = self._shelf.on(day)
        book = version.book if version else None
        clauses = clauses_asked(answer.question, answer.clause, book)
        member = self._members.get(id_key(answer.who))
        for clause in clauses or ("",):
            yield FeedbackRecorded(
                subject=new_id(),
                clause=clause,
                way=self._way,
                stance=_stance(answer),
                received_on=day,
                book=version.id if version else None,
                member=member.id if member else None,
                source=self.source,
                key=answer.key,
                words=answer.words[:LONGEST],
                said_by=None if member else answer.who or None,
            )

    def _day(self, answer: SurveyAnswer) -> date:
        stated = local_day(answer.submitted) if answer.submitted else self._today
        return min(stated, self._today)


def _stance(answer: SurveyAnswer) -> Stance:
    """Return what the row says of it, else what the answer itself is a word for."""
    stated = Stance.parse(answer.stance)
    return Stance.parse(answer.words) if stated is Stance.UNCLEAR else stated


HANDLERS: dict[type, Handler] = {ImportFeedback: import_feedback}
