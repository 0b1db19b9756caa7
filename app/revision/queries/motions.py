"""Motions with their words, amendments and ballots.

Motions are public; who of the members proposed one is not told to whoever is involved
with them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

import msgspec

from app.chunks import chunks
from app.errors import NotFound
from app.ids import (
    AmendmentId,
    BallotId,
    DraftId,
    FeedbackId,
    MemberId,
    MotionId,
    PersonId,
    RulebookId,
)
from app.members.wording import erased_words
from app.revision.model.ballots import BallotState, Outcome
from app.revision.model.motions import (
    ClauseChange,
    MotionState,
    Stage,
)
from app.revision.queries.amendments import (
    CLAUSES,
    AmendmentRow,
    amendments_to,
    authors_of,
)
from app.revision.rules.motions import Held, stage
from app.revision.tables import (
    AmendmentTable,
    BallotTable,
    MotionTable,
    WordingTable,
)
from app.rulebook.model import Closed
from app.rulebook.tables import DraftTable
from app.staff.queries import staff_names
from app.times import from_ms
from app.vault.store import Record
from app.work import Answer, Query, Reader, found

_PART = 500
_FEEDBACK = msgspec.msgpack.Decoder(tuple[str, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words a motion had from a moment on.

    Attributes:
        ref: its name in every copy; a ballot names it.
        amendment: the accepted amendment that brought it about, if one did.
        actor: name of who wrote it.
    """

    ref: str
    title: str
    clauses: tuple[ClauseChange, ...]
    why: str
    amendment: AmendmentId | None
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionLine:
    """A motion in a list.

    Attributes:
        book: the version it changes.
        author: handle of the member who proposes it; empty for the staff, or where it
            is not for the person asking.
        member: that member; None as above.
        drafted_by: name of who wrote it down.
        drafter: that person.
        clauses: numbers of those it is about.
        draft: the draft of the rules that has its words, also when it has become a
            version; None where none has, or it was let go.
    """

    id: MotionId
    title: str
    stage: Stage
    book: RulebookId
    author: str
    member: MemberId | None
    drafted_at: datetime
    drafted_by: str
    drafter: PersonId
    clauses: tuple[str, ...]
    draft: DraftId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionList(Query[Sequence[MotionLine]]):
    """Every motion, the newest first.

    Attributes:
        stage: those that stand there alone; None for all.
    """

    stage: Stage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionView:
    """A motion with all that belongs to it.

    Attributes:
        wordings: the latest first; the others are former words.
        feedback: what led to it.
        amendments: the newest first.
        ballots: the newest first.
        amendment: the rejected amendment it was made of, if it was.
    """

    line: MotionLine
    wordings: Sequence[Wording]
    feedback: tuple[FeedbackId, ...]
    amendments: Sequence[AmendmentRow]
    ballots: Sequence[BallotId]
    amendment: AmendmentId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionDetail(Query[MotionView]):
    """One motion."""

    motion: MotionId


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionByStart(Query[MotionId]):
    """The motion whose id begins so."""

    start: str


_COLUMNS = (
    MotionTable.id,
    MotionTable.title,
    MotionTable.state,
    MotionTable.book,
    MotionTable.author,
    MotionTable.drafted_at,
    MotionTable.drafted_by,
    MotionTable.wording,
    MotionTable.feedback,
    MotionTable.amendment,
    MotionTable.draft,
)


def motion_list(query: MotionList, reader: Reader) -> Sequence[MotionLine]:
    """Answer `MotionList`."""
    newest = (MotionTable.drafted_at.desc(), MotionTable.id)
    rows = reader.rows(MotionTable.select(*_COLUMNS).order_by(*newest))
    lines = _lines(reader, rows)
    return [line for line in lines if query.stage in (None, line.stage)]


def _lines(reader: Reader, rows: Sequence[Record]) -> list[MotionLine]:
    names = staff_names(reader)
    authors = authors_of(reader, (row[4] for row in rows))
    held = _held(reader, [row[0] for row in rows])
    words = _clauses_of(reader, [row[7] for row in rows])
    drafts = _kept(reader, {row[10] for row in rows if row[10]})
    return [_line(row, names, authors, held[row[0]], words, drafts) for row in rows]


def _line(
    row: Record,
    names: Mapping[str, str],
    authors: Mapping[str, str],
    held: Sequence[tuple[str, Held]],
    words: Mapping[str, tuple[ClauseChange, ...]],
    drafts: frozenset[str],
) -> MotionLine:
    motion, title, state, book, author, drafted_at, drafted_by, wording = row[:8]
    return MotionLine(
        id=MotionId(motion),
        title=title,
        stage=stage(MotionState(state), (ballot for _, ballot in held)),
        book=RulebookId(book),
        author=authors.get(author or "", ""),
        member=MemberId(author) if author in authors else None,
        drafted_at=from_ms(drafted_at),
        drafted_by=names.get(drafted_by, ""),
        drafter=PersonId(drafted_by),
        clauses=tuple(change.clause for change in words.get(wording, ())),
        draft=DraftId(row[10]) if row[10] in drafts else None,
    )


def _kept(reader: Reader, drafts: Set[str]) -> frozenset[str]:
    """Return those of some drafts that were not let go.

    Asked anew each time: a draft that was let go can be gone on with.
    """
    gone = DraftTable.select(DraftTable.id).where(
        DraftTable.closed == Closed.LET_GO.value, DraftTable.id.in_(sorted(drafts))
    )
    return frozenset(drafts - {draft for (draft,) in reader.rows(gone)})


def _held(
    reader: Reader, motions: Sequence[str]
) -> Mapping[str, list[tuple[str, Held]]]:
    """Return each motion's ballots, the newest first, with their ids."""
    found: defaultdict[str, list[tuple[str, Held]]] = defaultdict(list)
    chosen = BallotTable.select(
        BallotTable.motion,
        BallotTable.id,
        BallotTable.opened_at,
        BallotTable.state,
        BallotTable.outcome,
    ).order_by(BallotTable.opened_at.desc(), BallotTable.id)
    for part in chunks(motions, _PART):
        rows = reader.rows(chosen.where(BallotTable.motion.in_(part)))
        for motion, ballot, opened_at, state, outcome in rows:
            held = Held(
                opened_at=from_ms(opened_at),
                state=BallotState(state),
                outcome=Outcome(outcome) if outcome else None,
            )
            found[motion].append((ballot, held))
    return found


def _clauses_of(
    reader: Reader, wordings: Sequence[str]
) -> Mapping[str, tuple[ClauseChange, ...]]:
    found: dict[str, tuple[ClauseChange, ...]] = {}
    chosen = WordingTable.select(WordingTable.id, WordingTable.clauses)
    for part in chunks(wordings, _PART):
        rows = reader.rows(chosen.where(WordingTable.id.in_(part)))
        found |= {ref: CLAUSES.decode(clauses) for ref, clauses in rows}
    return found


def motion_detail(query: MotionDetail, reader: Reader) -> MotionView:
    """Answer `MotionDetail`.

    Raises:
        NotFound: there is none.
    """
    chosen = MotionTable.select(*_COLUMNS).where(MotionTable.id == query.motion)
    row = found(reader.one(chosen), "motion_not_found")
    held = _held(reader, [query.motion])[query.motion]
    return MotionView(
        line=_lines(reader, [row])[0],
        wordings=_wordings(reader, query.motion, row[7]),
        feedback=tuple(FeedbackId(each) for each in _FEEDBACK.decode(row[8])),
        amendments=amendments_to(reader, query.motion),
        ballots=[BallotId(ballot) for ballot, _ in held],
        amendment=AmendmentId(row[9]) if row[9] else None,
    )


def _wordings(reader: Reader, motion: str, present: str) -> Sequence[Wording]:
    names = staff_names(reader)
    gone = bool(reader.erased([motion]))
    chosen = (
        WordingTable.select(
            WordingTable.id,
            WordingTable.title,
            WordingTable.clauses,
            WordingTable.why,
            WordingTable.amendment,
            WordingTable.at,
            WordingTable.actor,
        )
        .where(WordingTable.motion == motion)
        .order_by(WordingTable.at.desc(), WordingTable.id.desc())
    )
    words = [
        Wording(
            ref=ref,
            title=title,
            clauses=CLAUSES.decode(clauses),
            why=erased_words() if gone else why,
            amendment=AmendmentId(amendment) if amendment else None,
            at=from_ms(at),
            actor=names.get(actor, ""),
        )
        for ref, title, clauses, why, amendment, at, actor in reader.rows(chosen)
    ]
    return sorted(words, key=lambda each: each.ref != present)


def author_of(reader: Reader, subject: str) -> str | None:
    """Return the member who proposed a motion or an amendment, if one did.

    Whoever asks: it is for refusing those who are involved with the member.
    """
    for table in (MotionTable, AmendmentTable):
        row = reader.one(table.select(table.author).where(table.id == subject))
        if row is not None:
            return row[0]
    return None


def motion_by_start(query: MotionByStart, reader: Reader) -> MotionId:
    """Answer `MotionByStart`.

    Raises:
        NotFound: no motion's id begins so, or that of several does.
    """
    chosen = MotionTable.select(MotionTable.id)
    rows = reader.rows(chosen.where(MotionTable.id.startswith(query.start)).limit(2))
    if len(rows) != 1 or not query.start:
        raise NotFound("motion_not_found")
    return MotionId(rows[0][0])


def proposed_by(reader: Reader, members: frozenset[str]) -> Iterator[str]:
    """Yield every motion and amendment that members proposed."""
    for table in (MotionTable, AmendmentTable):
        for part in chunks(sorted(members), _PART):
            chosen = table.select(table.id).where(table.author.in_(part))
            yield from (subject for (subject,) in reader.rows(chosen))


ANSWERS: dict[type, Answer] = {
    MotionList: motion_list,
    MotionDetail: motion_detail,
    MotionByStart: motion_by_start,
}
