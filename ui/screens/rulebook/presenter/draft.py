"""A draft of the rules: what it began from, and what has been changed since."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import msgspec

from app.rulebook.checks import Problem
from app.rulebook.model import Bilingual, Clause, Rulebook, Severity, Step
from app.rulebook.rules import check
from app.words import Language

NAME: Final = "rulebook:draft"
"""Under which name it lies on the person's desk."""


class Words(StrEnum):
    """The words of a clause that can be changed in place."""

    TEXT = "text"
    WHY = "why"


@dataclass(frozen=True, slots=True)
class Draft:
    """A version that is not published.

    Attributes:
        base: the template or version it began from.
        book: what it has become.
        effective_on: the first day, as it was typed.
        proposal: id under which it was proposed to a second person; empty before.
    """

    base: Rulebook
    book: Rulebook
    effective_on: str
    proposal: str = ""

    def problems(self) -> tuple[Problem, ...]:
        """Return what stands against publishing it."""
        return check(self.book)

    def with_step(self, ordinal: int, severity: Severity, step: Step) -> "Draft":
        """Return the draft with another cell in its ladder; times count from 1."""
        ladder = self.book.ladder
        rows = [list(row) for row in ladder.rows]
        rows[ordinal - 1][severity.column] = step
        cells = tuple((low, medium, high) for low, medium, high in rows)
        changed = msgspec.structs.replace(ladder, rows=cells)
        book = msgspec.structs.replace(self.book, ladder=changed)
        return replace(self, book=book)

    def with_words(
        self, number: str, words: Words, language: Language, text: str
    ) -> "Draft":
        """Return the draft with other words in one language of a clause."""
        articles = tuple(
            msgspec.structs.replace(
                article,
                clauses=tuple(
                    _reworded(clause, words, language, text)
                    if clause.number == number
                    else clause
                    for clause in article.clauses
                ),
            )
            for article in self.book.articles
        )
        book = msgspec.structs.replace(self.book, articles=articles)
        return replace(self, book=book)

    def is_changed(self, number: str) -> bool:
        """Tell whether a clause is not what it began as."""
        return self.book.clause(number) != self.base.clause(number)


def _reworded(clause: Clause, words: Words, language: Language, text: str) -> Clause:
    former: Bilingual = getattr(clause, words.value)
    side = "zh" if language is Language.ZH_CN else "en"
    changed = msgspec.structs.replace(former, **{side: text})
    return msgspec.structs.replace(clause, **{words.value: changed})


def write_draft(draft: Draft) -> str:
    """Return a draft as text."""
    return msgspec.json.encode(draft).decode()


def read_draft(text: str) -> Draft | None:
    """Return the draft a text holds; None if it holds none that can be read."""
    try:
        return msgspec.json.decode(text, type=Draft)
    except msgspec.MsgspecError:
        return None
