"""Pure decisions about ballots: which votes count, and what they come to."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.errors import Conflict, InputError
from app.revision.model.ballots import (
    BallotState,
    Choice,
    Entitlement,
    Outcome,
    Tally,
    Terms,
)
from app.times import DEFAULT_ZONE

LEAST_THRESHOLD = 50
"""A pass below half of for and against would be a minority's."""

LONGEST = timedelta(days=366)
"""No ballot runs for longer; a slip of the pen in the year would keep it open."""

REASON_LEAST = 4
"""Fewest characters of a block's reason; what is stopped can be mended only so."""

BLOCKS_MOST = 1_000
"""More could not stop anything."""

QUESTION_MOST = 300
"""Characters of a question."""

_WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """A vote as it was witnessed.

    Attributes:
        ref: random id.
        member: whose.
        cast_at: when it was cast.
        recorded_at: when it was entered.
    """

    ref: str
    member: str
    choice: Choice
    cast_at: datetime
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a ballot comes to, with its working.

    Attributes:
        needed: how many must have voted.
        needed_for: how many of for and against must be for.
        outcome: what it comes to.
    """

    tally: Tally
    needed: int
    needed_for: int
    outcome: Outcome


def counted(votes: Iterable[Vote]) -> Mapping[str, Vote]:
    """Return the vote that counts of each member: the one cast last.

    Of two cast at the same moment the one entered later counts; their order here is
    of no consequence.
    """
    found: dict[str, Vote] = {}
    for vote in votes:
        other = found.get(vote.member)
        if other is None or _place(vote) > _place(other):
            found[vote.member] = vote
    return found


def _place(vote: Vote) -> tuple[datetime, datetime, str]:
    return (vote.cast_at, vote.recorded_at, vote.ref)


def tally(votes: Iterable[Vote], entitled: AbstractSet[str]) -> Tally:
    """Count each entitled member's vote once; others' votes count nowhere."""
    last = counted(vote for vote in votes if vote.member in entitled)
    times = Counter(vote.choice for vote in last.values())
    return Tally(
        entitled=len(entitled),
        in_favour=times[Choice.FOR],
        against=times[Choice.AGAINST],
        abstained=times[Choice.ABSTAIN],
        blocked=times[Choice.BLOCK],
    )


def result(terms: Terms, count: Tally) -> Result:
    """Return what votes come to under a ballot's terms.

    Below the quorum nothing else matters. Then blocks above the limit stop it. Then the
    share of for among for and against decides, and a tie never passes; abstaining and
    blocking count for the quorum alone.
    """
    needed = _share(terms.quorum, count.entitled)
    sides = count.in_favour + count.against
    needed_for = max(_share(terms.threshold, sides), sides // 2 + 1)
    return Result(
        tally=count,
        needed=needed,
        needed_for=needed_for,
        outcome=_outcome(terms, count, needed, needed_for),
    )


def _outcome(terms: Terms, count: Tally, needed: int, needed_for: int) -> Outcome:
    if not count.entitled or count.taken < needed:
        return Outcome.BELOW_QUORUM
    if count.blocked > terms.blocks:
        return Outcome.BLOCKED
    passed = count.in_favour >= needed_for
    return Outcome.PASSED if passed else Outcome.NOT_PASSED


def _share(percent: int, of: int) -> int:
    # Whole numbers alone, rounded up: 34 % of 3 are 2 people.
    return -(-percent * of // _WHOLE)


def closes_at(terms: Terms, zone: ZoneInfo = DEFAULT_ZONE) -> datetime:
    """Return the moment from which on no vote is cast: the end of the last day."""
    if terms.closes_on == date.max:
        return datetime.combine(terms.closes_on, time.max, zone)
    return datetime.combine(terms.closes_on + timedelta(days=1), time(), zone)


def check_question(question: str) -> str:
    """Return what is voted on, without its margins.

    Raises:
        InputError: nothing is asked, or it is too long.
    """
    trimmed = " ".join(question.split())
    if not trimmed:
        raise InputError("ballot_question_missing")
    if len(trimmed) > QUESTION_MOST:
        raise InputError("text_too_long", most=QUESTION_MOST)
    return trimmed


def check_terms(terms: Terms, today: date) -> None:
    """Let pass terms under which a ballot can be held.

    Raises:
        InputError: which of them does not do.
    """
    if not 0 <= terms.quorum <= _WHOLE:
        raise InputError("ballot_quorum")
    if not LEAST_THRESHOLD <= terms.threshold <= _WHOLE:
        raise InputError("ballot_threshold", least=LEAST_THRESHOLD)
    if not 0 <= terms.blocks <= BLOCKS_MOST:
        raise InputError("ballot_blocks", most=BLOCKS_MOST)
    if not today <= terms.closes_on <= today + LONGEST:
        raise InputError("ballot_closing_day", days=LONGEST.days)
    by_day = terms.entitled_by is Entitlement.JOINED_BEFORE
    if by_day != (terms.joined_before is not None):
        raise InputError("ballot_joining_day")


def check_open(state: BallotState) -> None:
    """Let pass a ballot that takes votes.

    Raises:
        Conflict: it is closed or was cancelled; nothing about it changes any more.
    """
    if state is BallotState.CLOSED:
        raise Conflict("ballot_closed")
    if state is BallotState.CANCELLED:
        raise Conflict("ballot_cancelled")


def check_closing(terms: Terms, count: Tally, now: datetime) -> None:
    """Let a ballot be closed after its last day, or once everybody has voted.

    Raises:
        Conflict: votes can still be cast.
    """
    if now < closes_at(terms) and count.taken < count.entitled:
        raise Conflict("ballot_runs", day=terms.closes_on.isoformat())


def check_cast(
    cast_at: datetime, *, opened_at: datetime, terms: Terms, now: datetime
) -> None:
    """Let pass a vote that was cast while the ballot ran.

    Raises:
        InputError: it lies ahead, or outside the ballot's time.
    """
    if cast_at > now:
        raise InputError("vote_ahead")
    if not opened_at <= cast_at < closes_at(terms):
        raise InputError("vote_outside")


def states_reason(choice: Choice, reason: str) -> bool:
    """Tell whether a vote says why, as far as it must: a block alone."""
    return choice is not Choice.BLOCK or len(reason.strip()) >= REASON_LEAST


def check_reason(choice: Choice, reason: str) -> str:
    """Return a vote's reason without its margins; only a block needs one.

    Raises:
        InputError: a block has none, or it is too long.
    """
    trimmed = reason.strip()
    if not states_reason(choice, trimmed):
        raise InputError("vote_block_reason", least=REASON_LEAST)
    if len(trimmed) > _REASON_MOST:
        raise InputError("text_too_long", most=_REASON_MOST)
    return trimmed


_REASON_MOST = 2_000
_WORDS = {
    Choice.FOR: ("赞成", "同意", "支持", "+1", "yes", "agree", "for"),
    Choice.AGAINST: ("反对", "不同意", "不支持", "-1", "no", "disagree", "against"),
    Choice.ABSTAIN: ("弃权", "abstain", "abstention"),
    Choice.BLOCK: ("阻止", "一票否决", "否决", "block", "veto"),
}
_CHOICES = {word: choice for choice, words in _WORDS.items() for word in words}
_OPTION = re.compile(r"^\s*(?:[A-Ha-h]|\d{1,2})\s*[、.．)）]\s*(?=\D)")
_VOTE = re.compile(
    r"({})\s*(?:$|[\s:：,，。;；!！、]+(.*))".format(
        "|".join(re.escape(w) for w in sorted(_CHOICES, key=len, reverse=True))
    ),
    re.IGNORECASE | re.DOTALL,
)


def read_vote(words: str) -> tuple[Choice, str] | None:
    """Return the choice and the reason a message states; None if it is no vote.

    A vote begins with its word and goes on, if at all, after a mark or a space:
    “反对：太严” is one, “同意楼上说的反对” is none.
    """
    found = _VOTE.fullmatch(_OPTION.sub("", words.strip()))
    if found is None:
        return None
    return _CHOICES[found[1].casefold()], (found[2] or "").strip()
