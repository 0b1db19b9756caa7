"""What members said about clauses, and what they were answered.

What was said by somebody the person asking is involved with, or in an appeal they are
involved with, is left out of lists; numbers by clause are the whole community's.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import peewee

from app.appeals.tables import AppealTable
from app.chunks import chunks
from app.conflicts.queries.involvement import (
    barred_cases,
    barred_members,
    refuse_case,
    refuse_member,
)
from app.errors import NotFound
from app.files.cells import id_key
from app.ids import FeedbackId, MemberId, MotionId
from app.members.queries import handles, platform_keys
from app.members.wording import erased_words
from app.revision.model.feedback import FeedbackState, Reply, Stance, Way
from app.revision.tables import FeedbackImportTable, FeedbackTable
from app.rulebook.queries import version_numbers
from app.staff.queries import staff_names
from app.times import from_ms, moment_or_none
from app.vault.store import Record
from app.work import Answer, Page, Query, Reader, found

_PART = 500


class FeedbackQueue(StrEnum):
    """The lists: 待答复, 已答复, 全部."""

    OPEN = "open"
    ANSWERED = "answered"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackLine:
    """A piece of feedback.

    Attributes:
        clause: number of the clause; empty where nobody has told yet.
        version: number of the rules it is about; 0 where none were in force.
        who: handle of the member, or what else is known of who said it.
        member: who said it, where they are on the list.
        appeal: number of the appeal that says it; empty for none.
        words: what was said.
        answer: None while it waits for one.
        reason: why; empty while it waits.
        motion: which it led to, if to any.
        recorded_by, answered_by: names.
    """

    id: FeedbackId
    clause: str
    version: int
    way: Way
    stance: Stance
    received_on: date
    who: str
    member: MemberId | None
    appeal: str
    words: str
    state: FeedbackState
    answer: Reply | None
    reason: str
    motion: MotionId | None
    recorded_by: str
    at: datetime
    answered_by: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackPage(Query[Page[FeedbackLine]]):
    """Feedback, newest first.

    Attributes:
        clause: about this one alone; empty for what is about none, None for all.
    """

    queue: FeedbackQueue = FeedbackQueue.OPEN
    clause: str | None = None
    after: tuple[int, str] | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseFeedback:
    """How much was said about a clause.

    Attributes:
        clause: its number; empty for what is about none.
        stances: how often each stance was taken; those nobody took are left out.
        waiting: how many wait for an answer.
        replies: how often each answer was given.
    """

    clause: str
    stances: Mapping[Stance, int]
    waiting: int
    replies: Mapping[Reply, int]

    @property
    def total(self) -> int:
        """How many pieces of feedback there are."""
        return sum(self.stances.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackByClause(Query[Sequence[ClauseFeedback]]):
    """How much was said about each clause, the most first; struck is not counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackDetail(Query[FeedbackLine]):
    """One piece of feedback."""

    feedback: FeedbackId


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackByStart(Query[FeedbackId]):
    """The feedback whose id begins so."""

    start: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackFileKnown(Query[datetime | None]):
    """When a survey's file with this hash was taken in last, if it was."""

    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackKnown(Query[frozenset[str]]):
    """Which answers of a survey are here already, by their keys."""

    keys: tuple[str, ...]


_COLUMNS = (
    FeedbackTable.id,
    FeedbackTable.clause,
    FeedbackTable.book,
    FeedbackTable.way,
    FeedbackTable.stance,
    FeedbackTable.received_on,
    FeedbackTable.member,
    FeedbackTable.case,
    AppealTable.number,
    AppealTable.statement,
    FeedbackTable.words,
    FeedbackTable.said_by,
    FeedbackTable.at,
    FeedbackTable.actor,
    FeedbackTable.state,
    FeedbackTable.answer,
    FeedbackTable.reason,
    FeedbackTable.answered_at,
    FeedbackTable.answered_by,
    FeedbackTable.motion,
)


def _listed() -> "peewee.ModelSelect[FeedbackTable]":
    outer = peewee.JOIN.LEFT_OUTER
    return FeedbackTable.select(*_COLUMNS).join(
        AppealTable, outer, on=(FeedbackTable.appeal == AppealTable.id)
    )


def _open_to(reader: Reader) -> peewee.Expression:
    member, case = FeedbackTable.member, FeedbackTable.case
    free = member.is_null() | member.not_in(barred_members(reader))
    return free & (case.is_null() | case.not_in(barred_cases(reader)))


def feedback_page(query: FeedbackPage, reader: Reader) -> Page[FeedbackLine]:
    """Answer `FeedbackPage`."""
    states = {
        FeedbackQueue.OPEN: (FeedbackState.OPEN,),
        FeedbackQueue.ANSWERED: (FeedbackState.ANSWERED,),
        FeedbackQueue.ALL: tuple(FeedbackState),
    }[query.queue]
    listed = _listed().where(
        FeedbackTable.state.in_([state.value for state in states]), _open_to(reader)
    )
    if query.clause is not None:
        listed = listed.where(FeedbackTable.clause == query.clause.strip())
    if query.after is not None:
        here = peewee.Tuple(FeedbackTable.at, FeedbackTable.id)
        listed = listed.where(here < peewee.Tuple(*query.after))
    newest = listed.order_by(FeedbackTable.at.desc(), FeedbackTable.id.desc())
    rows = reader.rows(newest.limit(query.limit))
    more = len(rows) == query.limit
    return Page(
        rows=_lines(reader, rows),
        after=(rows[-1][12], rows[-1][0]) if more else None,
    )


def _lines(reader: Reader, rows: Sequence[Record]) -> list[FeedbackLine]:
    names = staff_names(reader)
    numbers = version_numbers(reader)
    members = handles(reader, (row[6] for row in rows if row[6]))
    gone = reader.erased(each for row in rows for each in (row[0], row[7]) if each)
    return [_line(row, names, numbers, members, gone) for row in rows]


def _line(
    row: Record,
    names: Mapping[str, str],
    numbers: Mapping[str, int],
    members: Mapping[str, str],
    gone: frozenset[str],
) -> FeedbackLine:
    feedback, clause, book, way, stance, received, member, case = row[:8]
    number, statement, words, said_by, at, actor, state = row[8:15]
    answer, reason, answered_at, answered_by, motion = row[15:]
    if feedback in gone or case in gone:
        words = erased_words()
    return FeedbackLine(
        id=FeedbackId(feedback),
        clause=clause,
        version=numbers.get(book or "", 0),
        way=Way(way),
        stance=Stance(stance),
        received_on=date.fromisoformat(received),
        who=members.get(member or "", said_by),
        member=MemberId(member) if member else None,
        appeal=number or "",
        words=words or statement or "",
        state=FeedbackState(state),
        answer=Reply(answer) if answer else None,
        reason=reason,
        motion=MotionId(motion) if motion else None,
        recorded_by=names.get(actor, ""),
        at=from_ms(at),
        answered_by=names.get(answered_by or "", ""),
        answered_at=moment_or_none(answered_at),
    )


def feedback_by_clause(_: FeedbackByClause, reader: Reader) -> Sequence[ClauseFeedback]:
    """Answer `FeedbackByClause`."""
    count = peewee.fn.COUNT(FeedbackTable.id)
    by = (
        FeedbackTable.clause,
        FeedbackTable.stance,
        FeedbackTable.state,
        FeedbackTable.answer,
    )
    counted = FeedbackTable.select(*by, count).where(
        FeedbackTable.state != FeedbackState.STRUCK.value
    )
    stances: defaultdict[str, Counter[Stance]] = defaultdict(Counter)
    waiting: Counter[str] = Counter()
    replies: defaultdict[str, Counter[Reply]] = defaultdict(Counter)
    for clause, stance, state, answer, times in reader.rows(counted.group_by(*by)):
        stances[clause][Stance(stance)] += times
        if state == FeedbackState.OPEN:
            waiting[clause] += times
        elif answer:
            replies[clause][Reply(answer)] += times
    groups = [
        ClauseFeedback(
            clause=clause,
            stances=taken,
            waiting=waiting[clause],
            replies=replies[clause],
        )
        for clause, taken in stances.items()
    ]
    return sorted(groups, key=lambda group: (-group.total, group.clause))


def feedback_detail(query: FeedbackDetail, reader: Reader) -> FeedbackLine:
    """Answer `FeedbackDetail`.

    Raises:
        NotFound: there is none.
        NotPermitted: the person asking is involved with who said it.
    """
    return feedback_of(reader, [query.feedback])[0]


def feedback_of(
    reader: Reader, feedback: Sequence[FeedbackId]
) -> Sequence[FeedbackLine]:
    """Return several pieces of feedback, in the order they are named.

    Raises:
        NotFound: there is none of one of these ids.
        NotPermitted: the person asking is involved with who said one of them.
    """
    rows: dict[str, Record] = {}
    for part in chunks(feedback, _PART):
        chosen = _listed().where(FeedbackTable.id.in_(part))
        rows |= {row[0]: row for row in reader.rows(chosen)}
    asked = [found(rows.get(each), "feedback_not_found") for each in feedback]
    for row in asked:
        if row[6]:
            refuse_member(reader, row[6])
        if row[7]:
            refuse_case(reader, row[7])
    return _lines(reader, asked)


def feedback_by_start(query: FeedbackByStart, reader: Reader) -> FeedbackId:
    """Answer `FeedbackByStart`.

    Raises:
        NotFound: no feedback's id begins so, or that of several does.
        NotPermitted: the person asking is involved with who said it.
    """
    chosen = FeedbackTable.select(FeedbackTable.id)
    rows = reader.rows(chosen.where(FeedbackTable.id.startswith(query.start)).limit(2))
    if len(rows) != 1 or not query.start:
        raise NotFound("feedback_not_found")
    return feedback_detail(FeedbackDetail(feedback=rows[0][0]), reader).id


def feedback_file_known(query: FeedbackFileKnown, reader: Reader) -> datetime | None:
    """Answer `FeedbackFileKnown`."""
    chosen = FeedbackImportTable.select(FeedbackImportTable.at).where(
        FeedbackImportTable.sha256 == query.sha256
    )
    row = reader.one(chosen.order_by(FeedbackImportTable.at.desc()).limit(1))
    return from_ms(row[0]) if row else None


def feedback_known(query: FeedbackKnown, reader: Reader) -> frozenset[str]:
    """Answer `FeedbackKnown`."""
    return known_keys(reader, query.keys)


def known_keys(reader: Reader, keys: Iterable[str]) -> frozenset[str]:
    """Return which answers of a survey are here already; struck ones are not."""
    known: set[str] = set()
    for part in chunks(sorted(set(keys)), _PART):
        chosen = FeedbackTable.select(FeedbackTable.key).where(
            FeedbackTable.key.in_(part),
            FeedbackTable.state != FeedbackState.STRUCK.value,
        )
        known.update(key for (key,) in reader.rows(chosen))
    return frozenset(known)


def appeal_known(reader: Reader, appeal: str, clause: str) -> bool:
    """Tell whether an appeal counts as feedback on a clause already."""
    chosen = FeedbackTable.select(FeedbackTable.id).where(
        FeedbackTable.appeal == appeal,
        FeedbackTable.clause == clause,
        FeedbackTable.state != FeedbackState.STRUCK.value,
    )
    return bool(reader.rows(chosen.limit(1)))


def said_by_members(reader: Reader, members: frozenset[str]) -> Iterator[FeedbackId]:
    """Yield what members said, also under their account before they were listed."""
    chosen = FeedbackTable.select(FeedbackTable.id)
    for part in chunks(sorted(members), _PART):
        rows = reader.rows(chosen.where(FeedbackTable.member.in_(part)))
        yield from (FeedbackId(feedback) for (feedback,) in rows)
    keys = platform_keys(reader, members)
    if not keys:
        return
    named = FeedbackTable.select(FeedbackTable.id, FeedbackTable.said_by).where(
        FeedbackTable.member.is_null(), FeedbackTable.said_by != ""
    )
    for feedback, said_by in reader.rows(named):
        if id_key(said_by) in keys:
            yield FeedbackId(feedback)


ANSWERS: dict[type, Answer] = {
    FeedbackPage: feedback_page,
    FeedbackByClause: feedback_by_clause,
    FeedbackDetail: feedback_detail,
    FeedbackByStart: feedback_by_start,
    FeedbackFileKnown: feedback_file_known,
    FeedbackKnown: feedback_known,
}
