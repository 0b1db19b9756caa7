"""Writing CSV that can do no harm when a spreadsheet opens it.

A cell that begins with `=`, `+`, `-`, `@`, a tab or a line break would be run as a
formula, or hide one; it gets an apostrophe in front, after which spreadsheets show
it as text. The same goes for the full-width signs, which some turn into plain ones
while reading, and for signs behind spaces and invisible characters, which some skip.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date

Cell = str | int | float | date | None
"""Text is made harmless; a number is a number and keeps its sign; None is empty."""

_ENDING = "\r\n"
# Spaces, controls and zero-width characters, then a sign in any of its widths. Tab and
# line breaks count as signs themselves, wherever they stand among the spaces.
_HARMFUL = re.compile(
    r"[\s\x00-\x1f\x7f-\xa0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]*"
    r"[=+\-@\t\r\n\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20]"
)


def csv_bytes(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows as CSV: UTF-8 with BOM, every cell quoted, lines end CR LF.

    Raises:
        ValueError: for a number that is not finite.
    """
    text = "".join(",".join(map(_quoted, row)) + _ENDING for row in rows)
    # What UTF-8 has no form for (halves of a pair) came from no keyboard.
    return text.encode("utf-8-sig", "replace")


def harmless(text: str) -> str:
    """Return text that a spreadsheet shows and does not run."""
    return f"'{text}" if _HARMFUL.match(text) else text


def _quoted(cell: Cell) -> str:
    return '"' + _text(cell).replace('"', '""') + '"'


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return harmless(cell.replace("\0", ""))
        case float() if cell - cell != 0:
            raise ValueError("number_not_finite")
        case bool() | int() | float():
            return str(cell)
        case _:
            return cell.isoformat()
