"""Which words differ between two texts; a Han character is a word of its own."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from app.text.tokens import LONE

Piece = tuple[str, bool]
"""A stretch of text, and whether the other text has it not."""

Pieces = tuple[Piece, ...]

_TOKEN = re.compile(f"[{LONE}]|[^\\W_{LONE}]+|\\s+|.", re.DOTALL)
_MOST: Final = 2_000
"""Longer stretches are compared as a whole: time grows with the square."""

_ISLAND: Final = 2
"""A shorter stretch that both have, between what differs, only disturbs reading."""


def difference(before: str, after: str) -> tuple[Pieces, Pieces]:
    """Return both texts in pieces, each marked whether it differs.

    Joined, the pieces are the texts again.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    gone: list[Piece] = []
    come: list[Piece] = []
    for same, left, right in _runs(old, new):
        gone.append((left, not same))
        come.append((right, not same))
    return _joined(gone), _joined(come)


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, str, str]]:
    if max(len(old), len(new)) > _MOST:
        yield old == new, "".join(old), "".join(new)
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    codes = matcher.get_opcodes()
    for place, (code, i1, i2, j1, j2) in enumerate(codes):
        left, right = "".join(old[i1:i2]), "".join(new[j1:j2])
        inner = 0 < place < len(codes) - 1
        island = inner and len(left.strip()) < _ISLAND
        yield code == "equal" and not island, left, right


def _joined(pieces: Sequence[Piece]) -> Pieces:
    joined: list[Piece] = []
    for text, differs in pieces:
        if joined and joined[-1][1] is differs:
            joined[-1] = (joined[-1][0] + text, differs)
        elif text:
            joined.append((text, differs))
    return tuple(joined)
