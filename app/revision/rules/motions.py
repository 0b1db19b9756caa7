"""Pure decisions about motions and amendments."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.errors import Conflict, InputError, NotFound
from app.revision.model.ballots import BallotState, Outcome
from app.revision.model.motions import (
    AmendmentState,
    ChangeKind,
    ClauseChange,
    MotionState,
    Stage,
)
from app.revision.rules.words import refuse_long
from app.rulebook.model import Rulebook

TITLE_MOST = 120
"""Characters of a title."""

CHANGES_MOST = 50
"""Clauses of one motion; more is a new rulebook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A ballot that was held on a motion."""

    opened_at: datetime
    state: BallotState
    outcome: Outcome | None


def stage(state: MotionState, ballots: Iterable[Held]) -> Stage:
    """Return where a motion stands: what its last ballot says, or its own history.

    A cancelled ballot was none.
    """
    if state is not MotionState.DISCUSSION:
        return Stage(state.value)
    held = [b for b in ballots if b.state is not BallotState.CANCELLED]
    last = max(held, key=lambda ballot: ballot.opened_at, default=None)
    if last is None:
        return Stage.DISCUSSION
    return Stage.BALLOT if last.outcome is None else Stage(last.outcome.value)


def amended(
    words: Sequence[ClauseChange], amendment: Sequence[ClauseChange]
) -> tuple[ClauseChange, ...]:
    """Return a motion's words with an amendment's in the place of the same clauses."""
    new = {change.clause: change for change in amendment}
    kept = [new.pop(change.clause, change) for change in words]
    return (*kept, *new.values())


def check_title(title: str) -> str:
    """Return a title in one line.

    Raises:
        InputError: there is none, or it is too long.
    """
    trimmed = " ".join(title.split())
    if not trimmed:
        raise InputError("motion_title_missing")
    if len(trimmed) > TITLE_MOST:
        raise InputError("text_too_long", most=TITLE_MOST)
    return trimmed


def check_changes(changes: Sequence[ClauseChange], book: Rulebook) -> None:
    """Let pass what can be proposed for these rules.

    Raises:
        InputError: nothing is proposed, a clause is named twice, or words are missing.
        NotFound: a clause to change or remove is not there.
        Conflict: a clause to add is there.
    """
    if not changes:
        raise InputError("motion_empty")
    if len(changes) > CHANGES_MOST:
        raise InputError("motion_too_many", most=CHANGES_MOST)
    named = [change.clause for change in changes]
    if len(set(named)) < len(named):
        raise InputError("motion_clause_twice")
    for change in changes:
        _check_change(change, book)


def _check_change(change: ClauseChange, book: Rulebook) -> None:
    words = (change.text.zh, change.text.en, change.other)
    for text in words:
        refuse_long(text)
    there = book.clause(change.clause) is not None
    if change.kind is ChangeKind.ADD:
        if there:
            raise Conflict("motion_clause_there", clause=change.clause)
        if not change.clause.strip():
            raise InputError("motion_number_missing")
    elif not there:
        raise NotFound("revision_clause_not_found")
    if change.kind is not ChangeKind.REMOVE and not any(map(str.strip, words)):
        raise InputError("motion_words_missing", clause=change.clause)


def check_why(why: str) -> str:
    """Return why something is proposed, without its margins.

    Raises:
        InputError: nothing is said, or too much.
    """
    trimmed = why.strip()
    if not trimmed:
        raise InputError("motion_why_missing")
    refuse_long(trimmed)
    return trimmed


def refuse_stage(now: Stage, *wanted: Stage) -> None:
    """Let pass a motion that stands where it should.

    Raises:
        Conflict: it has gone on.
    """
    if now not in wanted:
        raise Conflict("motion_gone_on")


def refuse_amendment(now: AmendmentState, *wanted: AmendmentState) -> None:
    """Let pass an amendment that stands where it should.

    Raises:
        Conflict: it has gone on.
    """
    if now not in wanted:
        raise Conflict("amendment_gone_on")
