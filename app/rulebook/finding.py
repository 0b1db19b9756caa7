"""Where words stand in clauses, in both languages."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.rulebook.compare import Part
from app.rulebook.model import Bilingual, Clause, Example
from app.text.difference import Pieces
from app.words import Language

_BEFORE: Final = 16
"""So many characters stand before the first word found in an excerpt."""

_LENGTH: Final = 72
"""An excerpt is no longer."""

_CUT: Final = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place in a clause where words were found.

    Attributes:
        language: of the text; None for an alias, which is of either.
        excerpt: the text around the first word, in pieces, each with whether it is
            one of those looked for.
    """

    part: Part
    language: Language | None
    excerpt: Pieces


def wanted(words: str) -> tuple[str, ...]:
    """Return what is looked for in a line of words: every stretch between spaces."""
    return tuple(dict.fromkeys(folded(words).split()))


def folded(text: str) -> str:
    """Return a text without differences of capitals and of width."""
    return unicodedata.normalize("NFKC", text).casefold()


def find_in(clause: Clause, words: Sequence[str]) -> tuple[Hit, ...] | None:
    """Return where words stand in a clause; None unless all of them do.

    A clause is also found by its number, or the beginning of it; then there may be no
    place to show.

    Args:
        clause: looked through.
        words: of `wanted`; a clause holds all or none of no words.
    """
    left = {word for word in words if not clause.number.startswith(word)}
    hits: list[Hit] = []
    for part, language, text in _texts(clause):
        plain = folded(text)
        here = [word for word in words if word in plain]
        if here:
            left.difference_update(here)
            excerpt = _excerpt(text, here)
            hits.append(Hit(part=part, language=language, excerpt=excerpt))
    return tuple(hits) if words and not left else None


def _texts(clause: Clause) -> Iterator[tuple[Part, Language | None, str]]:
    for part, both in (
        (Part.TITLE, clause.title),
        (Part.SHORT, clause.short),
        (Part.TEXT, clause.text),
        (Part.WHY, clause.why),
    ):
        yield from _spoken(part, both)
    for alias in clause.aliases:
        yield Part.ALIASES, None, alias
    yield from _examples(Part.ALLOWED, clause.allowed)
    yield from _examples(Part.FORBIDDEN, clause.forbidden)


def _examples(
    part: Part, examples: Sequence[Example]
) -> Iterator[tuple[Part, Language, str]]:
    for example in examples:
        yield from _spoken(part, example)
        yield from _spoken(part, example.note)


def _spoken(part: Part, both: Bilingual) -> Iterator[tuple[Part, Language, str]]:
    return ((part, language, both.text(language)) for language in Language)


def _excerpt(text: str, words: Sequence[str]) -> Pieces:
    """Return the text around the first word, with the words marked."""
    marked = _marked(text, words)
    first = marked.index(True) if True in marked else 0
    begin = max(first - _BEFORE, 0) if len(text) > _LENGTH else 0
    end = min(begin + _LENGTH, len(text))
    pieces = [(_CUT, False)] if begin else []
    for at in range(begin, end):
        if pieces and pieces[-1][1] is marked[at]:
            pieces[-1] = (pieces[-1][0] + text[at], marked[at])
        else:
            pieces.append((text[at], marked[at]))
    if end < len(text):
        pieces.append((_CUT, False))
    return tuple(pieces)


def _marked(text: str, words: Sequence[str]) -> list[bool]:
    """Tell of each character whether it belongs to a word found."""
    plain = [folded(character) for character in text]
    # Folded, a character can become several.
    owner = [at for at, folds in enumerate(plain) for _ in folds]
    whole = "".join(plain)
    marked = [False] * len(text)
    for word in words:
        at = whole.find(word)
        while at >= 0:
            for place in owner[at : at + len(word)]:
                marked[place] = True
            at = whole.find(word, at + len(word))
    return marked
