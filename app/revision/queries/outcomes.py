"""What the next draft of the rules takes over, and what its change log can tell."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from app.ids import BallotId, RulebookId
from app.revision.model.ballots import Outcome, Tally
from app.revision.model.feedback import FeedbackState, Reply
from app.revision.model.motions import ClauseChange, Stage
from app.revision.queries.amendments import CLAUSES
from app.revision.queries.books import present_version
from app.revision.queries.motions import MotionLine, MotionList, motion_list
from app.revision.tables import BallotTable, FeedbackTable, MotionTable, WordingTable
from app.work import Answer, Query, Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """A motion that was passed and is not in a draft of the rules yet.

    Attributes:
        clauses: the words that were voted on, whatever came later.
        review_on: when the outcome is looked at again.
    """

    line: MotionLine
    ballot: BallotId
    clauses: tuple[ClauseChange, ...]
    review_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitingDraft(Query[Sequence[Awaited]]):
    """Every passed motion that no draft has, the oldest first.

    One whose draft was let go waits again.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What feedback on a clause was answered.

    Attributes:
        clause: its number; empty for feedback about none.
        reason: why; empty where it was erased with who had said it.
        motion: title of the motion it led to; empty for none.
        times: how many pieces of feedback were answered so.
    """

    clause: str
    reply: Reply
    reason: str
    motion: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a motion came to.

    Attributes:
        tally: how many voted how.
    """

    line: MotionLine
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """What became of what members said and proposed about a version of the rules.

    It names no member: it is what a change log for all of them is written from.

    Attributes:
        answers: by clause.
        motions: those with an outcome, the oldest first.
    """

    book: RulebookId
    version: int
    answers: Sequence[Answered]
    motions: Sequence[Decided]


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionLog(Query[Log]):
    """What was answered and decided about a version; None for the present one."""

    version: int | None = None


def awaiting_draft(_: AwaitingDraft, reader: Reader) -> Sequence[Awaited]:
    """Answer `AwaitingDraft`."""
    passed = motion_list(MotionList(stage=Stage.PASSED), reader)
    waiting = [line for line in reversed(passed) if line.draft is None]
    chosen = (
        BallotTable.select(
            BallotTable.motion,
            BallotTable.id,
            WordingTable.clauses,
            BallotTable.review_on,
        )
        .join(WordingTable, on=(BallotTable.wording == WordingTable.id))
        .where(
            BallotTable.outcome == Outcome.PASSED.value,
            BallotTable.motion.in_([line.id for line in waiting]),
        )
        .order_by(BallotTable.closed_at)
    )
    ballots = {row[0]: row for row in reader.rows(chosen)}
    return [
        Awaited(
            line=line,
            ballot=BallotId(row[1]),
            clauses=CLAUSES.decode(row[2]),
            review_on=date.fromisoformat(row[3]),
        )
        for line in waiting
        if (row := ballots.get(line.id)) is not None
    ]


def revision_log(query: RevisionLog, reader: Reader) -> Log:
    """Answer `RevisionLog`.

    Raises:
        InputError: no rules were published.
        NotFound: there is no such version.
    """
    version = present_version(reader, query.version)
    return Log(
        book=version.id,
        version=version.version,
        answers=_answers(reader, version.id),
        motions=_motions(reader, version.id),
    )


def _answers(reader: Reader, book: RulebookId) -> Sequence[Answered]:
    titles = dict(reader.rows(MotionTable.select(MotionTable.id, MotionTable.title)))
    chosen = FeedbackTable.select(
        FeedbackTable.clause,
        FeedbackTable.answer,
        FeedbackTable.reason,
        FeedbackTable.motion,
    ).where(
        FeedbackTable.book == book,
        FeedbackTable.state == FeedbackState.ANSWERED.value,
    )
    times = Counter(
        (clause, Reply(answer), reason, titles.get(motion, ""))
        for clause, answer, reason, motion in reader.rows(chosen)
    )
    order = list(Reply)
    return [
        Answered(clause=clause, reply=reply, reason=reason, motion=motion, times=count)
        for (clause, reply, reason, motion), count in sorted(
            times.items(), key=lambda item: (item[0][0], order.index(item[0][1]), item)
        )
    ]


def _motions(reader: Reader, book: RulebookId) -> Sequence[Decided]:
    chosen = BallotTable.select(BallotTable.motion, BallotTable.tally).where(
        BallotTable.motion.is_null(False), BallotTable.tally.is_null(False)
    )
    kept = reader.rows(chosen.order_by(BallotTable.closed_at))
    tallies = {m: msgspec.msgpack.decode(tally, type=Tally) for m, tally in kept}
    lines = reversed(motion_list(MotionList(), reader))
    return [
        Decided(line=line, tally=tallies[line.id])
        for line in lines
        if line.book == book and line.stage in _ENDED and line.id in tallies
    ]


_ENDED = frozenset({Stage.PASSED, Stage.NOT_PASSED, Stage.BELOW_QUORUM, Stage.BLOCKED})

ANSWERS: dict[type, Answer] = {
    AwaitingDraft: awaiting_draft,
    RevisionLog: revision_log,
}
