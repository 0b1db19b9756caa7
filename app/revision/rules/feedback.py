"""Pure decisions about feedback: what it is about, and what an answer needs."""

import re
from datetime import date

from app.errors import Conflict, InputError
from app.revision.model.feedback import FeedbackState
from app.revision.rules.words import refuse_long
from app.rulebook.model import Rulebook

REASON_LEAST = 4
"""Fewest characters of an answer's reason; members read it."""

_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,4})+")
_BETWEEN = re.compile(r"[┋;；\n]")
"""What parts several choices of one question in a survey's cell."""


def clauses_named(words: str, book: Rulebook | None) -> tuple[str, ...]:
    """Return the clauses of a book that words name, each once, in their order.

    Numbers count first; without any, each choice is looked up by titles and aliases.
    """
    if book is None:
        return ()
    numbers = (n for n in _NUMBER.findall(words) if book.clause(n))
    found = dict.fromkeys(numbers)
    if not found:
        guessed = (book.suggest_clause(part) for part in _BETWEEN.split(words))
        found = dict.fromkeys(clause.number for clause in guessed if clause)
    return tuple(found)


def clauses_asked(question: str, cell: str, book: Rulebook | None) -> tuple[str, ...]:
    """Return what an answer is about: what its question names, else its row.

    A question may be about one clause ("第 3.2 条是否合适"); titles of clauses in it
    prove nothing, since questions speak of many things.
    """
    if book is not None:
        asked = [n for n in _NUMBER.findall(question) if book.clause(n)]
        if asked:
            return tuple(dict.fromkeys(asked))
    return clauses_named(cell, book)


def check_words(words: str) -> str:
    """Return what somebody said, without its margins.

    Raises:
        InputError: nothing is said, or too much.
    """
    trimmed = words.strip()
    if not trimmed:
        raise InputError("feedback_words_missing")
    refuse_long(trimmed)
    return trimmed


def check_received(received_on: date, today: date) -> None:
    """Let pass a day that has come.

    Raises:
        InputError: it lies ahead.
    """
    if received_on > today:
        raise InputError("feedback_day_ahead")


def check_reason(reason: str) -> str:
    """Return an answer's reason without its margins.

    Raises:
        InputError: it says too little, or is too long.
    """
    trimmed = reason.strip()
    if len(trimmed) < REASON_LEAST:
        raise InputError("feedback_reason_missing", least=REASON_LEAST)
    refuse_long(trimmed)
    return trimmed


def refuse_unless(state: FeedbackState, wanted: FeedbackState) -> None:
    """Let pass feedback that stands where it should.

    Raises:
        Conflict: somebody has answered it, struck it, or taken an answer back.
    """
    if state is wanted:
        return
    match state:
        case FeedbackState.STRUCK:
            raise Conflict("feedback_struck")
        case FeedbackState.ANSWERED:
            raise Conflict("feedback_answered")
        case FeedbackState.OPEN:
            raise Conflict("feedback_not_answered")
