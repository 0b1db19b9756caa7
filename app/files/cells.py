"""What people write in a cell, made plain; nothing is computed from it.

Full-width digits and letters become plain where a machine reads them (phones,
ids, dates). Names keep the characters their owners chose.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.times import DEFAULT_ZONE


class Problem(StrEnum):
    """What is wrong with a cell or a row.

    Members:
        DAMAGED: a spreadsheet has lost digits (`1.38E+10`, `#####`).
        ODD: readable, but not of the usual form.
        UNREADABLE: not a date or time anybody can read.
        MISSING: needed, and empty.
        SURPLUS: the row has more cells than the header.
    """

    DAMAGED = "damaged"
    ODD = "odd"
    UNREADABLE = "unreadable"
    MISSING = "missing"
    SURPLUS = "surplus"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A phone number as text.

    Attributes:
        value: digits of a mobile number, or the plain text of an odd one; None
            when empty or damaged.
        problem: `DAMAGED`, `ODD` or None.
    """

    value: str | None = None
    problem: Problem | None = None


# Zero-width and direction marks: invisible, and able to make two ids look alike.
# The joiners U+200C and U+200D stay in names, where they build emoji and letters.
_MARKS = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_INVISIBLE = re.compile(f"[{_MARKS}]")
_INVISIBLE_IN_CODES = re.compile(f"[{_MARKS}\u200c\u200d\ufe00-\ufe0f]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")

# What a spreadsheet leaves of a long number, or shows when a column is narrow.
_LOST_DIGITS = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d+|#{3,}")
# ="138..." and '138... are ways to make a spreadsheet keep digits as text.
_GUARDED = re.compile(r"=\"(.*)\"|'(.*)", re.DOTALL)
_PHONE_FILLING = re.compile(r"[\s\-()·.]+")
_TRAILING_ZERO = re.compile(r"(\d{11})\.0+")
_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9]\d{9})")

_NO_PHONE = Phone()

_WHEN = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
    r"(?:[T\s]*(\d{1,2})\s*[:时]\s*(\d{1,2})(?:\s*[:分]\s*(\d{1,2})?(?:\.\d+)?)?\s*秒?)?"
)
_EARLIEST, _LATEST = 1970, 2199
_ISO_DAY = 10  # length of 2026-04-16

_BETWEEN_TAGS = re.compile(r"[;；、]")


def plain_text(text: str) -> str:
    """Return an id, phone or date in plain characters, trimmed."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFKC", _INVISIBLE_IN_CODES.sub("", text)).strip()


def name_text(text: str) -> str:
    """Return a name as its owner wrote it, without what cannot be seen.

    A leading `=` stays, and so do full-width letters and emoji.
    """
    if text.isprintable():
        return text.strip()
    return _CONTROL.sub(" ", _INVISIBLE.sub("", text)).strip()


def id_key(text: str) -> str:
    """Return the form under which two spellings of one platform id are equal."""
    return plain_text(text).casefold()


def lost_digits(text: str) -> bool:
    """Tell whether a spreadsheet has turned a number into `1.38E+10` or `####`."""
    return _LOST_DIGITS.fullmatch(text) is not None


def phone(text: str) -> Phone:
    """Read a phone number; what is damaged never becomes a number."""
    plain = plain_text(text)
    if not plain:
        return _NO_PHONE
    guarded = _GUARDED.fullmatch(plain)
    if guarded:
        plain = (guarded[1] or guarded[2] or "").strip()
    if lost_digits(plain):
        return Phone(problem=Problem.DAMAGED)
    digits = _TRAILING_ZERO.sub(r"\1", plain)
    mobile = _MOBILE.fullmatch(_PHONE_FILLING.sub("", digits))
    if mobile:
        return Phone(value=mobile[1])
    return Phone(value=plain or None, problem=Problem.ODD)


def day(text: str) -> date | None:
    """Read the calendar day of `2024/07/19 04:47`, `2026-04-16` or `2026年07月22日`.

    Returns:
        The day as written, or None if this is no date.
    """
    stated = _stated(text)
    return stated.date() if stated else None


def moment(text: str, zone: ZoneInfo = DEFAULT_ZONE) -> datetime | None:
    """Read a moment written in the community's time; a day alone is its midnight.

    Returns:
        The aware UTC moment, or None if this is no date.
    """
    stated = _stated(text)
    if stated is None:
        return None
    return (stated if stated.tzinfo else stated.replace(tzinfo=zone)).astimezone(UTC)


def tags(text: str) -> tuple[str, ...]:
    """Split on `;`, `；` and `、`; each tag once, in the order given."""
    if not text:
        return ()
    parts = (name_text(part) for part in _BETWEEN_TAGS.split(text))
    return tuple(dict.fromkeys(part for part in parts if part))


def _stated(text: str) -> datetime | None:
    plain = plain_text(text)
    if len(plain) >= _ISO_DAY and plain[4] in "-/年" and plain[5:7].isdigit():
        # The common forms, twenty times faster than the pattern below.
        quick = plain.replace("/", "-").replace("年", "-").replace("月", "-")
        try:
            return _bounded(datetime.fromisoformat(quick.rstrip("日")))
        except ValueError:
            pass
    found = _WHEN.fullmatch(plain)
    if not found:
        return None
    year, month, day_, hour, minute, second = (int(g or 0) for g in found.groups())
    try:
        return _bounded(datetime(year, month, day_, hour, minute, second))  # noqa: DTZ001 - the zone is the caller's
    except ValueError:
        return None


def _bounded(stated: datetime) -> datetime | None:
    return stated if _EARLIEST <= stated.year <= _LATEST else None
