r"""The last look at a finished file: does any cell name somebody?

A report is made of fixed words, people's own wording of clauses, and numbers. Cells
are therefore judged by what they are:

* exactly one of the report's fixed words or figures: cannot be a leak, even if a
  member calls themselves 提醒 or 12;
* exactly the label of a clause: searched for what no clause is worded like, numbers
  of phones and accounts, addresses, handles with digits in them. A nick that is an
  ordinary word (星河) may stand in a title by chance;
* anything else has no business in the file and is searched for every identifier.

A fixed word inside a longer text excuses nothing. Identifiers of one character
cannot be searched for. Patterns use ASCII surroundings: `\b` takes Han for letters
and misses numbers that touch them.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_SHORTEST = 2
_DISTINCTIVE = 5

# Characters that show nothing, besides all of category Cf.
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0100-\U000e01ef]"
)
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九幺", "001234567891")


class LeakKind(StrEnum):
    """What was recognised."""

    KNOWN = "known"
    PHONE = "phone"
    ID_NUMBER = "id_number"
    MAIL = "mail"
    ACCOUNT = "account"
    LINK = "link"


_PATTERNS: Final = (
    (LeakKind.MAIL, re.compile(r"[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")),
    (LeakKind.LINK, re.compile(r"https?:|(?<![a-z0-9])www\.")),
    (LeakKind.ACCOUNT, re.compile(r"wxid_|(?<![0-9a-z.])@[^\s@]")),
    (LeakKind.ID_NUMBER, re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9x](?![0-9a-z])")),
    (LeakKind.ID_NUMBER, re.compile(r"(?<![0-9])[1-9][0-9]{14}(?![0-9])")),
    (LeakKind.PHONE, re.compile(r"(?<![0-9])1[3-9](?:[ ._-]?[0-9]){9}(?![0-9])")),
    (LeakKind.PHONE, re.compile(r"(?<![0-9])(?:\+|00)86[ -]?1[3-9]")),
    (LeakKind.PHONE, re.compile(r"(?<![0-9])0[0-9]{2,3}[ -]?[0-9]{7,8}(?![0-9])")),
    # Seven digits and more: accounts of messengers, cards, what else there is.
    (LeakKind.ACCOUNT, re.compile(r"(?<![0-9])[0-9]{7,}(?![0-9])")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """Where something was found; what it was stays in the file.

    Attributes:
        row: counted from 1, the header included, as a spreadsheet counts.
        column: counted from 1.
        kind: what it looks like.
    """

    row: int
    column: int
    kind: LeakKind


def reopen(data: bytes) -> list[list[str]] | None:
    """Read a finished CSV file back, None if it is no file of equal rows."""
    try:
        text = data.decode("utf-8-sig")
        rows = list(csv.reader(text.splitlines(keepends=True), strict=True))
    except (UnicodeDecodeError, csv.Error):
        return None
    return rows if rows and len({len(row) for row in rows}) == 1 else None


def fold(text: str) -> str:
    """Return text as the search compares it.

    Widths and letter case are made one, and what cannot be seen is dropped.
    """
    # Once more after the letter case: folding can undo the composed form.
    once = unicodedata.normalize("NFKC", text).casefold()
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", once))
    if plain.isascii():
        return plain
    return "".join(c for c in plain if unicodedata.category(c) != "Cf")


def scan(
    rows: Sequence[Sequence[str]],
    *,
    known: Iterable[str],
    fixed: Set[str],
    authored: Set[str],
) -> tuple[Leak, ...]:
    """Search the cells of a finished file.

    Args:
        rows: what `reopen` read.
        known: every identifier there is: handles and earlier ones, platform ids,
            phones, e-mail addresses, id numbers, sign-in names of staff.
        fixed: the report's own words and figures, each as a whole cell.
        authored: labels people worded, each as a whole cell.
    """
    names = {name for name in map(fold, known) if len(name) >= _SHORTEST}
    marked = {name for name in names if _is_distinctive(name)}
    # Each text once: a report repeats few labels in thousands of cells.
    cells: dict[str, tuple[int, int]] = {}
    for at, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            if text not in fixed:
                cells.setdefault(text, (at, column))
    found: set[tuple[int, int, LeakKind]] = set()
    for group, sought in ((True, marked), (False, names)):
        texts = {fold(t): at for t, at in cells.items() if (t in authored) is group}
        found.update((*at, kind) for at, kind in _search(texts, sought))
    return tuple(Leak(row=r, column=c, kind=kind) for r, c, kind in sorted(found))


def _is_distinctive(name: str) -> bool:
    """Return whether an identifier can hardly be part of a clause's wording."""
    return len(name) >= _DISTINCTIVE and any(
        c.isascii() and c.isdecimal() for c in name
    )


def _search(
    texts: dict[str, tuple[int, int]], names: Set[str]
) -> Iterator[tuple[tuple[int, int], LeakKind]]:
    whole = "\n".join(texts)
    for name in names:
        if name in whole:
            for text, at in texts.items():
                if name in text:
                    yield at, LeakKind.KNOWN
    for text, at in texts.items():
        digits = text.translate(_HAN_DIGITS)
        for kind, pattern in _PATTERNS:
            if pattern.search(text) or pattern.search(digits):
                yield at, kind


def runs_as_formula(text: str) -> bool:
    """Return whether a spreadsheet might run a cell instead of showing it.

    Written apart from the writer's own precaution, so that one checks the other.
    """
    if text.startswith(("\t", "\r", "\n")):
        return True
    shown = next((c for c in text if unicodedata.category(c)[0] not in "ZC"), "")
    return unicodedata.normalize("NFKC", shown) in {"=", "+", "-", "@", "\u2212"}
