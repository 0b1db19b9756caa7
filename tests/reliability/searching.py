"""Searching a computer for words that must stand nowhere on it."""

import json
import string
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from tests.generator import MembersTruth, ReportsTruth

LEAST_BYTES = 6
"""Shorter strings turn up in encrypted bytes by chance."""

_HEAD = 4
"""Bytes by which a beginning is told from most others: a number to the machine."""

_AT_ONCE = 8 * 1024

Files = Iterable[tuple[str, bytes]]
"""Each with its name."""


def needles_of(
    members: MembersTruth, reports: ReportsTruth
) -> dict[str, frozenset[str]]:
    """Return what is personal in two files, by what it is."""
    people = members.people
    return long_enough(
        {
            "phones": members.phones,
            "legal names": members.legal_names,
            "remarks": (p.remark for p in people if p.remark),
            "nicknames": members.handles,
            "platform ids": (p.platform_id for p in people),
            "quotes": (complaint.quote for complaint in reports.complaints),
        }
    )


def long_enough(needles: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Return those that do not turn up by chance."""
    return {
        what: frozenset(word for word in words if len(word.encode()) >= LEAST_BYTES)
        for what, words in needles.items()
    }


def spellings(word: str) -> set[bytes]:
    """Return a word as bytes in every way that a program might write it."""
    found = {
        word.encode(encoding, "ignore")
        for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
    }
    digits = word.encode().hex()
    escaped = json.dumps(word)[1:-1]
    for text in (digits, digits.upper(), escaped, in_ini(word), quote(word)):
        found.add(text.encode())
    return {spelling for spelling in found if len(spelling) >= LEAST_BYTES}


def in_ini(word: str) -> str:
    """Return a word as Qt's settings escape it in an INI file."""
    parts: list[str] = []
    for sign in word:
        # A digit after an escape would be taken for a part of it.
        merges = sign in string.hexdigits and parts and parts[-1].startswith("\\x")
        plain = sign.isascii() and sign.isprintable() and not merges
        parts.append(sign if plain else f"\\x{ord(sign):x}")
    return "".join(parts)


def found_in(everything: Files, words: Iterable[str]) -> dict[str, set[str]]:
    """Return the words that stand in each file, where there are any."""
    search = Search(words)
    found = {name: set(search.found(content)) for name, content in everything}
    return {name: words for name, words in found.items() if words}


class Search:
    """Looks for thousands of words at once, in all their spellings."""

    def __init__(self, words: Iterable[str]) -> None:
        """Spell them out."""
        self._spelt: defaultdict[bytes, list[tuple[bytes, str]]] = defaultdict(list)
        for word in words:
            for spelling in spellings(word):
                self._spelt[spelling[:LEAST_BYTES]].append((spelling, word))
        self._heads = {int.from_bytes(s[:_HEAD], sys.byteorder) for s in self._spelt}

    def found(self, content: bytes) -> Iterator[str]:
        """Yield every word that stands in these bytes, each time it does."""
        for begin in range(0, len(content), _AT_ONCE):
            # Nearly all bytes are encrypted: most parts hold not even a beginning.
            if self._may_begin(content[begin : begin + _AT_ONCE + _HEAD - 1]):
                yield from self._beginning(content, range(begin, begin + _AT_ONCE))

    def _may_begin(self, part: bytes) -> bool:
        view = memoryview(part)
        for shift in range(min(_HEAD, len(part))):
            whole = (len(part) - shift) // _HEAD * _HEAD
            numbers = view[shift : shift + whole].cast("I")
            if not self._heads.isdisjoint(numbers):
                return True
        return False

    def _beginning(self, content: bytes, places: range) -> Iterator[str]:
        for at in places:
            for spelling, word in self._spelt.get(content[at : at + LEAST_BYTES], ()):
                if content.startswith(spelling, at):
                    yield word


def files_of(computer: Path) -> list[tuple[str, bytes]]:
    """Return every file on a computer with its bytes."""
    return [
        (path.relative_to(computer).as_posix(), path.read_bytes())
        for path in sorted(computer.rglob("*"))
        if path.is_file()
    ]


def names_on(computer: Path) -> list[tuple[str, bytes]]:
    """Return the name of every file and folder on a computer, as what it holds."""
    names = (path.relative_to(computer) for path in sorted(computer.rglob("*")))
    return [(name.as_posix(), name.as_posix().encode()) for name in names]
