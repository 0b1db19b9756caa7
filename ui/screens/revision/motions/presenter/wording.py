"""What is proposed for clauses, against the words that are there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.revision.model.motions import ChangeKind, ClauseChange
from app.revision.wording import change_text
from app.rulebook.model import NO_WORDS, Bilingual, Rulebook
from app.text.difference import difference
from app.words import Language, tr
from ui.theme import Tone
from ui.widgets import ChipSpec, Compared

KINDS: Final = {
    ChangeKind.CHANGE: (Tone.INFO, "pencil-simple"),
    ChangeKind.ADD: (Tone.OK, "plus"),
    ChangeKind.REMOVE: (Tone.WARN, "minus"),
}

Words = Mapping[str, Bilingual]
"""What stands there now, by the number of the clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeShown:
    """What is proposed for a clause.

    Attributes:
        title: its number and name.
        parts: by language, what stands there and what would.
        other: what else changes, described plainly.
    """

    title: str
    chip: ChipSpec
    parts: tuple[Compared, ...]
    other: str


def words_of(book: Rulebook | None) -> Words:
    """Return what every clause of a book says."""
    return {clause.number: clause.text for clause in book.clauses} if book else {}


def with_changes(words: Words, changes: Iterable[ClauseChange]) -> Words:
    """Return what would stand there after some changes."""
    after = dict(words)
    for change in changes:
        before = after.get(change.clause, NO_WORDS)
        after[change.clause] = _after(change, before)
    return after


def changes_shown(
    changes: Sequence[ClauseChange], words: Words, titles: Mapping[str, str]
) -> tuple[ChangeShown, ...]:
    """Return what changes propose, against the words that are there."""
    return tuple(
        ChangeShown(
            title=_title(change, titles),
            chip=_chip(change),
            parts=parts_of(change, words.get(change.clause, NO_WORDS)),
            other=change.other,
        )
        for change in changes
    )


def parts_of(change: ClauseChange, before: Bilingual) -> tuple[Compared, ...]:
    """Return by language what stands there and what would, where that differs."""
    after = _after(change, before)
    found: list[Compared] = []
    for label, language in _LANGUAGES:
        old, new = before.text(language), after.text(language)
        if old != new:
            found.append(Compared(tr(label), *difference(old, new)))
    return tuple(found)


def _after(change: ClauseChange, before: Bilingual) -> Bilingual:
    if change.kind is ChangeKind.REMOVE:
        return NO_WORDS
    # A language that is left out keeps its words.
    return Bilingual(zh=change.text.zh or before.zh, en=change.text.en or before.en)


def _title(change: ClauseChange, titles: Mapping[str, str]) -> str:
    name = titles.get(change.clause, "")
    return f"{change.clause} {name}".strip()


def _chip(change: ClauseChange) -> ChipSpec:
    tone, icon = KINDS[change.kind]
    return ChipSpec(text=change_text(change), tone=tone, icon=icon)


_LANGUAGES: Final = (("中文", Language.ZH_CN), ("English", Language.EN))
