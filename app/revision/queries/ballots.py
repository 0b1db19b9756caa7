"""Ballots: their terms, how they stand, and what was voted.

Votes of members the person asking is involved with are left out of lists; counts are
the whole community's. Where results are hidden, nobody is told how a ballot stands, nor
how anybody voted, until it is closed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import msgspec

from app.chunks import chunks
from app.conflicts.queries.involvement import barred_members
from app.errors import NotFound
from app.ids import BallotId, MemberId, MotionId, VoteId
from app.members.queries import handles
from app.members.wording import erased_words
from app.revision.model.ballots import BallotState, Choice, Outcome, Tally, Terms
from app.revision.model.feedback import Way
from app.revision.queries.roll import roll_of
from app.revision.rules.ballots import (
    Result,
    Vote,
    closes_at,
    counted,
    result,
    tally,
)
from app.revision.tables import BallotTable, VoteTable
from app.staff.queries import staff_names
from app.times import from_ms, moment_or_none
from app.vault.store import Record
from app.work import Answer, Query, Reader, found

_PART = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotLine:
    """A ballot in a list.

    Attributes:
        question: what is voted on.
        outcome: what it came to; None while it runs or if it was cancelled.
        opened_by, closed_by: names.
        review_on: when the outcome is looked at again.
        reason: why it was cancelled.
        motion: what is voted on, if it is one.
    """

    id: BallotId
    question: str
    terms: Terms
    state: BallotState
    outcome: Outcome | None
    entitled: int
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    closed_by: str
    review_on: date | None
    reason: str
    motion: MotionId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotList(Query[Sequence[BallotLine]]):
    """Every ballot, those that run first, then the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotView:
    """A ballot and how it stands.

    Attributes:
        taken: how many have voted.
        result: what it comes to, with its working; None while that is hidden.
        is_over: whether votes can no longer be cast, so that it can be closed.
        differs: whether what is recorded now would come to something else than what
            was counted; votes of another copy came in after it was closed.
    """

    line: BallotLine
    taken: int
    result: Result | None
    is_over: bool
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotDetail(Query[BallotView]):
    """One ballot."""

    ballot: BallotId


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotByStart(Query[BallotId]):
    """The ballot whose id begins so."""

    start: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRow:
    """A vote as it was witnessed.

    Attributes:
        handle: the member's.
        choice: None while that is hidden.
        reason: empty while it is hidden, too.
        recorded_by: name.
        counts: whether it is the member's last, and neither struck nor outside.
        struck: whether it was entered by mistake.
    """

    id: VoteId
    member: MemberId
    handle: str
    choice: Choice | None
    way: Way
    cast_at: datetime
    at: datetime
    recorded_by: str
    reason: str
    counts: bool
    struck: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VotesOf(Query[Sequence[VoteRow]]):
    """Every vote in a ballot with the earlier ones, by member, the latest first."""

    ballot: BallotId


_COLUMNS = (
    BallotTable.id,
    BallotTable.question,
    BallotTable.terms,
    BallotTable.state,
    BallotTable.outcome,
    BallotTable.entitled,
    BallotTable.opened_at,
    BallotTable.opened_by,
    BallotTable.closed_at,
    BallotTable.closed_by,
    BallotTable.review_on,
    BallotTable.reason,
    BallotTable.motion,
)


def ballot_list(_: BallotList, reader: Reader) -> Sequence[BallotLine]:
    """Answer `BallotList`."""
    newest = (BallotTable.opened_at.desc(), BallotTable.id)
    names = staff_names(reader)
    rows = reader.rows(BallotTable.select(*_COLUMNS).order_by(*newest))
    lines = [_line(row, names) for row in rows]
    return sorted(lines, key=lambda line: line.state is not BallotState.OPEN)


def _line(row: Record, names: Mapping[str, str]) -> BallotLine:
    ballot, question, terms, state, outcome, entitled = row[:6]
    opened_at, opened_by, closed_at, closed_by, review_on, reason, motion = row[6:]
    return BallotLine(
        id=BallotId(ballot),
        question=question,
        terms=msgspec.msgpack.decode(terms, type=Terms),
        state=BallotState(state),
        outcome=Outcome(outcome) if outcome else None,
        entitled=entitled,
        opened_at=from_ms(opened_at),
        opened_by=names.get(opened_by, ""),
        closed_at=moment_or_none(closed_at),
        closed_by=names.get(closed_by or "", ""),
        review_on=date.fromisoformat(review_on) if review_on else None,
        reason=reason,
        motion=MotionId(motion) if motion else None,
    )


def ballot_detail(query: BallotDetail, reader: Reader) -> BallotView:
    """Answer `BallotDetail`.

    Raises:
        NotFound: there is none.
    """
    line = ballot_of(reader, query.ballot)
    now = tally_of(reader, line)
    kept = _kept_tally(reader, query.ballot)
    open_now = line.state is BallotState.OPEN
    shown = not (open_now and line.terms.hidden)
    return BallotView(
        line=line,
        taken=(kept or now).taken,
        result=result(line.terms, kept or now) if shown else None,
        is_over=reader.now >= closes_at(line.terms) or now.taken >= now.entitled,
        differs=kept is not None and kept != now,
    )


def _kept_tally(reader: Reader, ballot: str) -> Tally | None:
    chosen = BallotTable.select(BallotTable.tally).where(BallotTable.id == ballot)
    row = reader.one(chosen)
    return msgspec.msgpack.decode(row[0], type=Tally) if row and row[0] else None


def ballot_of(reader: Reader, ballot: BallotId) -> BallotLine:
    """Return a ballot.

    Raises:
        NotFound: there is none.
    """
    chosen = BallotTable.select(*_COLUMNS).where(BallotTable.id == ballot)
    row = found(reader.one(chosen), "ballot_not_found")
    return _line(row, staff_names(reader))


def ballot_by_start(query: BallotByStart, reader: Reader) -> BallotId:
    """Answer `BallotByStart`.

    Raises:
        NotFound: no ballot's id begins so, or that of several does.
    """
    chosen = BallotTable.select(BallotTable.id)
    rows = reader.rows(chosen.where(BallotTable.id.startswith(query.start)).limit(2))
    if len(rows) != 1 or not query.start:
        raise NotFound("ballot_not_found")
    return BallotId(rows[0][0])


def tally_of(reader: Reader, line: BallotLine) -> Tally:
    """Return how many voted how, by what is recorded now."""
    return tally(cast_votes(reader, line), roll_of(reader, line.id))


def cast_votes(
    reader: Reader, line: BallotLine, members: Sequence[str] | None = None
) -> list[Vote]:
    """Return the votes that were cast while a ballot ran, but those struck.

    Args:
        reader: where to look.
        line: the ballot.
        members: theirs alone; None for everybody's.
    """
    chosen = VoteTable.select(
        VoteTable.id,
        VoteTable.member,
        VoteTable.choice,
        VoteTable.cast_at,
        VoteTable.at,
    ).where(VoteTable.ballot == line.id, VoteTable.struck == 0)
    parts = [None] if members is None else [*chunks(members, _PART)]
    ends = closes_at(line.terms)
    votes: list[Vote] = []
    for part in parts:
        asked = chosen if part is None else chosen.where(VoteTable.member.in_(part))
        votes += map(_vote, reader.rows(asked))
    return [vote for vote in votes if line.opened_at <= vote.cast_at < ends]


def _vote(row: Record) -> Vote:
    ref, member, choice, cast_at, at = row
    return Vote(
        ref=ref,
        member=member,
        choice=Choice(choice),
        cast_at=from_ms(cast_at),
        recorded_at=from_ms(at),
    )


def votes_of(query: VotesOf, reader: Reader) -> Sequence[VoteRow]:
    """Answer `VotesOf`.

    Raises:
        NotFound: there is no such ballot.
    """
    line = ballot_of(reader, query.ballot)
    roll = roll_of(reader, line.id)
    last = counted(v for v in cast_votes(reader, line) if v.member in roll)
    counting = {vote.ref for vote in last.values()}
    hidden = line.terms.hidden and line.state is BallotState.OPEN
    chosen = (
        VoteTable.select(
            VoteTable.id,
            VoteTable.member,
            VoteTable.choice,
            VoteTable.way,
            VoteTable.cast_at,
            VoteTable.at,
            VoteTable.actor,
            VoteTable.reason,
            VoteTable.struck,
        )
        .where(
            VoteTable.ballot == query.ballot,
            VoteTable.member.not_in(barred_members(reader)),
        )
        .order_by(VoteTable.member, VoteTable.cast_at.desc(), VoteTable.at.desc())
    )
    rows = reader.rows(chosen)
    names = staff_names(reader)
    known = handles(reader, (row[1] for row in rows))
    gone = reader.erased(row[0] for row in rows)
    return [_row(row, names, known, gone, counting, hidden=hidden) for row in rows]


def _row(
    row: Record,
    names: Mapping[str, str],
    known: Mapping[str, str],
    gone: frozenset[str],
    counting: set[str],
    *,
    hidden: bool,
) -> VoteRow:
    vote, member, choice, way, cast_at, at, actor, reason, struck = row
    words = erased_words() if vote in gone else reason
    return VoteRow(
        id=VoteId(vote),
        member=MemberId(member),
        handle=known.get(member, ""),
        choice=None if hidden else Choice(choice),
        way=Way(way),
        cast_at=from_ms(cast_at),
        at=from_ms(at),
        recorded_by=names.get(actor, ""),
        reason="" if hidden else words,
        counts=vote in counting,
        struck=bool(struck),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class VotePlace:
    """Where a vote stands."""

    ballot: BallotId
    member: MemberId
    struck: bool


def vote_place(reader: Reader, vote: VoteId) -> VotePlace:
    """Return where a vote stands.

    Raises:
        NotFound: there is none.
    """
    chosen = VoteTable.select(
        VoteTable.ballot, VoteTable.member, VoteTable.struck
    ).where(VoteTable.id == vote)
    ballot, member, struck = found(reader.one(chosen), "vote_not_found")
    return VotePlace(
        ballot=BallotId(ballot), member=MemberId(member), struck=bool(struck)
    )


def votes_by_members(reader: Reader, members: frozenset[str]) -> Iterator[VoteId]:
    """Yield every vote that members have cast."""
    chosen = VoteTable.select(VoteTable.id)
    for part in chunks(sorted(members), _PART):
        rows = reader.rows(chosen.where(VoteTable.member.in_(part)))
        yield from (VoteId(vote) for (vote,) in rows)


ANSWERS: dict[type, Answer] = {
    BallotList: ballot_list,
    BallotDetail: ballot_detail,
    BallotByStart: ballot_by_start,
    VotesOf: votes_of,
}
