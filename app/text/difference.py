"""Which words differ between two texts; a Han character is a word of its own.

Read aloud, the segments are one text with its corrections: what both have, what went,
what came. Short stretches that both have between two corrections are told with these,
since a single common character between changed words only disturbs reading.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from app.text.tokens import LONE

Piece = tuple[str, bool]
"""A stretch of text, and whether the other text has it not."""

Pieces = tuple[Piece, ...]

_TOKEN = re.compile(f"[{LONE}]|[^\\W_{LONE}]+|\\s+|.", re.DOTALL)
_SENTENCE = re.compile(r"[^。！？；\n.!?;]*[。！？；\n.!?;]+\s*|[^。！？；\n.!?;]+")

_MOST: Final = 2_000
"""Longer stretches are compared as a whole: time grows with the square."""

_AT_ONCE: Final = 250_000
"""With more pairs of words than these, sentences are compared first."""

_ISLAND: Final = 2
"""A shorter stretch that both have, between what differs, only disturbs reading."""

_ISLET: Final = 3
"""So does one up to this length, where what differs on both sides is longer."""


class Fate(StrEnum):
    """What became of a stretch of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text and what became of it; never empty."""

    fate: Fate
    text: str


@dataclass(frozen=True, slots=True)
class _Run:
    """What stands in one place of both texts; equal where it is kept."""

    before: str
    after: str

    @property
    def same(self) -> bool:
        return self.before == self.after

    @property
    def extent(self) -> int:
        return max(len(self.before), len(self.after))


def segments(before: str, after: str) -> tuple[Segment, ...]:
    """Return one text with its corrections.

    Without what was added it is the text before, without what was removed the one
    after. Of neighbours no two have the same fate, and what was removed comes before
    what was added in its place.
    """
    return tuple(
        segment for run in _readable(_runs(before, after)) for segment in _told(run)
    )


def difference(before: str, after: str) -> tuple[Pieces, Pieces]:
    """Return both texts in pieces, each marked whether it differs.

    Joined, the pieces are the texts again.
    """
    runs = _readable(_runs(before, after))
    gone = tuple((run.before, not run.same) for run in runs if run.before)
    come = tuple((run.after, not run.same) for run in runs if run.after)
    return _joined(gone), _joined(come)


def _told(run: _Run) -> Iterator[Segment]:
    if run.same:
        yield Segment(Fate.KEPT, run.before)
        return
    if run.before:
        yield Segment(Fate.REMOVED, run.before)
    if run.after:
        yield Segment(Fate.ADDED, run.after)


def _runs(before: str, after: str) -> list[_Run]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if len(old) * len(new) <= _AT_ONCE:
        return [*_compared(old, new)]
    if max(len(old), len(new)) > _MOST:
        return [_Run(before, after)]
    return [*_by_sentence(before, after)]


def _by_sentence(before: str, after: str) -> Iterator[_Run]:
    for run in _compared(_SENTENCE.findall(before), _SENTENCE.findall(after)):
        old, new = _TOKEN.findall(run.before), _TOKEN.findall(run.after)
        if run.same or len(old) * len(new) > _AT_ONCE:
            yield run
        else:
            yield from _compared(old, new)


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[_Run]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for _, i1, i2, j1, j2 in matcher.get_opcodes():
        yield _Run("".join(old[i1:i2]), "".join(new[j1:j2]))


def _readable(runs: Sequence[_Run]) -> list[_Run]:
    """Return the runs with islands drowned and neighbours of one kind joined."""
    whole: list[_Run] = []
    for run in runs:
        if whole and whole[-1].same == run.same:
            whole[-1] = _together(whole[-1], run)
        elif run.extent:
            whole.append(run)
    read: list[_Run] = []
    for place, run in enumerate(whole):
        islet = run.same and 0 < place < len(whole) - 1
        drowned = islet and _disturbs(run, whole[place - 1], whole[place + 1])
        if read and not read[-1].same and (drowned or not run.same):
            read[-1] = _together(read[-1], run)
        else:
            read.append(run)
    return read


def _disturbs(run: _Run, left: _Run, right: _Run) -> bool:
    length = len(run.before.strip())
    beside = min(left.extent, right.extent)
    return length < _ISLAND or (length <= _ISLET and length < beside)


def _together(left: _Run, right: _Run) -> _Run:
    return _Run(left.before + right.before, left.after + right.after)


def _joined(pieces: Sequence[Piece]) -> Pieces:
    joined: list[Piece] = []
    for text, differs in pieces:
        if joined and joined[-1][1] is differs:
            joined[-1] = (joined[-1][0] + text, differs)
        else:
            joined.append((text, differs))
    return tuple(joined)
