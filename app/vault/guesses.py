"""How many guesses find a passphrase: a small, honest estimate.

The model: whoever guesses builds passphrases from pieces and tries the cheapest
first. Spaces and common punctuation cost nothing, capitals neither. A piece is

    a phrase many know, or a common password    10 bits
    a name the attacker knows                    2
    a word, in English or in pinyin: 7 for the 128 most frequent, 11 for the 2,048
      most frequent and for those passphrases are made of, 12 for others
    a syllable of pinyin                         7
    a repetition of what stands before it        6
    a run of the alphabet, of digits, of numerals and the like   7
    a walk on the keyboard                       7, and 2 for every turn
    a year                                       7; a date 15
    a mobile or identity card number (China)    20, since anybody's can be bought
    and, for every piece beyond a character, 1 for where it is cut;
    else a character by itself: Chinese 5, a letter 3.5, a digit 3.3, another 4

and letters may be written as digits that look like them for 2 more. The cheapest
way to put the passphrase together counts. A character by itself is taken for part
of running text; random ones hold more.

Where it is wrong: lines of verse, names and sayings that are on no list look better
than they are, and so does whole grammatical prose, whose words are not independent.
It never tells that a passphrase is strong; only that no cheap way was found.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from itertools import takewhile
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "passphrases"

_LOOKED_AT = 128
_CUT = 1.0
_KNOWN_BITS = 10.0
_NAME_BITS = 2.0
_REPEAT_BITS = 6.0
_RUN_BITS = 7.0
_TURN_BITS = 2.0
_YEAR_BITS = 7.0
_DATE_BITS = 15.0
_NUMBER_BITS = 20.0
_SYLLABLE_BITS = 7.0
_MADE_OF_BITS = 11.0
_LEET_BITS = 2.0
_TIERS = ((128, 7.0), (2_048, 11.0), (10_000, 12.0))
_LEAST_RUN = 3
_LEET = str.maketrans("0134570@$!", "oieastoasi")
_SHIFTED = str.maketrans("!@#$%^&*()", "1234567890")
_RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "零一二三四五六七八九十",
    "〇一二三四五六七八九十",
    "甲乙丙丁戊己庚辛壬癸",
    "子丑寅卯辰巳午未申酉戌亥",
)
_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_DATE = re.compile(
    "(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:19|20)[0-9]{2}"
    "|(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:19|20)[0-9]{2}"
)
_NUMBER = re.compile(
    "1[3-9][0-9]{9}|[1-8][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-9]{5}[0-9x]"
)
_FORMS = ((_YEAR, _YEAR_BITS), (_DATE, _DATE_BITS), (_NUMBER, _NUMBER_BITS))


class Kind(Enum):
    """What a piece of a passphrase is."""

    KNOWN = auto()
    NAME = auto()
    WORD = auto()
    REPEAT = auto()
    PATTERN = auto()
    REST = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """The cheapest way to a passphrase.

    Attributes:
        bits: the logarithm to base 2 of its guesses.
        mostly: what most of its characters are.
    """

    bits: float
    mostly: Kind


@dataclass(frozen=True, slots=True)
class _Piece:
    end: int
    bits: float
    kind: Kind


def estimate(text: str, names: Iterable[str] = ()) -> Estimate:
    """Return how many guesses find this text.

    Args:
        text: folded (NFKC).
        names: folded names the attacker knows.
    """
    letters = _bare(text)[:_LOOKED_AT]
    known: _Known = dict.fromkeys(_name_parts(names), (_NAME_BITS, Kind.NAME))
    # The cheapest way to every place: bits, and the piece that led there.
    ways: list[tuple[float, int, Kind]] = [(0.0, 0, Kind.REST)]
    ways += [(float("inf"), 0, Kind.REST)] * len(letters)
    for at in range(len(letters)):
        for piece in _pieces(letters, at, known):
            bits = ways[at][0] + piece.bits
            if bits < ways[piece.end][0]:
                ways[piece.end] = (bits, at, piece.kind)
    return Estimate(bits=ways[-1][0], mostly=_mostly(ways))


def _mostly(ways: list[tuple[float, int, Kind]]) -> Kind:
    at = len(ways) - 1
    if at == 0:  # nothing but signs that cost nothing
        return Kind.REPEAT
    shares = dict.fromkeys(Kind, 0)
    while at > 0:
        _, before, kind = ways[at]
        shares[kind] += at - before
        at = before
    return max(Kind, key=lambda kind: shares[kind])


_Known = dict[str, tuple[float, Kind]]


def _pieces(letters: str, at: int, names: _Known) -> Iterator[_Piece]:
    yield _Piece(at + 1, _alone(letters[at]), Kind.REST)
    yield from _listed(letters, at, names)
    yield from _repeats(letters, at)
    yield from _patterns(letters, at)


def _listed(letters: str, at: int, names: _Known) -> Iterator[_Piece]:
    listed = _lists()
    plain = letters.translate(_LEET)
    for end in range(at + 1, min(at + _longest(), len(letters)) + 1):
        found = names.get(letters[at:end]) or listed.get(letters[at:end])
        more = 0.0
        if found is None:
            found, more = listed.get(plain[at:end]), _LEET_BITS
        if found is not None:
            yield _Piece(end, found[0] + more + _CUT, found[1])


def _repeats(letters: str, at: int) -> Iterator[_Piece]:
    end = at + _LEAST_RUN
    # What is repeated may reach into its own repetition, as in "abababab".
    while end <= len(letters) and letters.find(letters[at:end], 0, end - 1) >= 0:
        yield _Piece(end, _REPEAT_BITS + _CUT, Kind.REPEAT)
        end += 1


def _patterns(letters: str, at: int) -> Iterator[_Piece]:
    for run in _run_ends(letters, at):
        yield _Piece(run, _RUN_BITS + _CUT, Kind.PATTERN)
    for end, turns in _walk_ends(letters, at):
        bits = _RUN_BITS + _TURN_BITS * turns
        yield _Piece(end, bits + _CUT, Kind.PATTERN)
    for form, bits in _FORMS:
        if found := form.match(letters, at):
            yield _Piece(found.end(), bits + _CUT, Kind.PATTERN)


def _run_ends(letters: str, at: int) -> Iterator[int]:
    for row in _RUNS:
        for run in (row, row[::-1]):
            start = run.find(letters[at])
            if start >= 0:
                pairs = zip(run[start:], letters[at:], strict=False)
                same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
                yield from range(at + _LEAST_RUN, at + same + 1)


def _walk_ends(letters: str, at: int) -> Iterator[tuple[int, int]]:
    keys = letters.translate(_SHIFTED)
    turns, former = 0, None
    for end in range(at + 1, len(letters)):
        step = _step(keys[end - 1], keys[end])
        if step is None:
            return
        turns += former is not None and step != former
        former = step
        if end + 1 - at >= _LEAST_RUN:
            yield end + 1, turns


def _step(one: str, two: str) -> tuple[int, int] | None:
    """Return the way from a key to one beside it; keys of a row lie half apart."""
    places = _places()
    if one not in places or two not in places or one == two:
        return None
    (row, column), (other_row, other_column) = places[one], places[two]
    way = (other_row - row, other_column - column)
    beside = {(0, 1), (0, -1), (1, 0), (1, -1), (-1, 0), (-1, 1)}
    return way if way in beside else None


@cache
def _places() -> dict[str, tuple[int, int]]:
    return {
        key: (row, column)
        for row, keys in enumerate(_ROWS)
        for column, key in enumerate(keys)
    }


def _alone(letter: str) -> float:
    if "\u3400" <= letter <= "\u9fff":
        return 5.0
    if letter.isdecimal():
        return 3.3
    return 3.5 if letter.isalpha() else 4.0


def _bare(text: str) -> str:
    """Return what is left without capitals, spaces and common punctuation."""
    return "".join(letter for letter in text.casefold() if not _separates(letter))


def _separates(letter: str) -> bool:
    # Dashes, spaces, and what ends or parts sentences; other signs are characters.
    category = unicodedata.category(letter)
    return category in {"Pd", "Pc", "Cc"} or category[0] == "Z" or letter in _PARTING


_PARTING = frozenset(",.;:'\"?，。；：、？“”‘’·…《》")


def _name_parts(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for part in (name, *name.split()):
            bare = _bare(part)
            if len(bare) > 1:
                yield bare


@cache
def read_list(name: str) -> Sequence[str]:
    """Return the lines of a list in the resources."""
    path = FOLDER / f"{name}.txt"
    return tuple(path.read_text(encoding="utf-8").splitlines())


@cache
def _lists() -> _Known:
    found: _Known = {}
    for word in read_list("passwords"):
        kind = Kind.PATTERN if word.isdecimal() else Kind.KNOWN
        _add(found, [word], _KNOWN_BITS, kind)
    _add(found, read_list("syllables"), _SYLLABLE_BITS, Kind.WORD)
    _add(found, read_list("english"), _MADE_OF_BITS, Kind.WORD)
    for words in (read_list("words"), read_list("pinyin")):
        for rank, word in enumerate(words):
            bits = next(bits for most, bits in _TIERS if rank < most)
            _add(found, [word], bits, Kind.WORD)
    for line in read_list("phrases"):
        _add(found, map(_bare, line.split("\t")), _KNOWN_BITS, Kind.KNOWN)
    return found


def _add(found: _Known, words: Iterable[str], bits: float, kind: Kind) -> None:
    for word in words:
        # A word that is also a common password costs less, and is still a word.
        found[word] = (min(bits, found.get(word, (bits, kind))[0]), kind)


@cache
def _longest() -> int:
    return max(map(len, _lists()))
