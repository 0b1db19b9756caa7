"""Letters of a PDF that can be searched for.

Qt writes down which character each shape of a font stands for. Where several share
one shape it takes the first, so that "雨" could be found only as the radical "⾬" and
a space only as a tab. The table is plain text in the file; every entry keeps its
length, so nothing else in the file moves.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtGui import QFont, QRawFont

_TABLE: Final = re.compile(rb"beginbfrange.*?endbfrange", re.DOTALL)
_ENTRIES: Final = re.compile(rb"\[.*?\]", re.DOTALL)
_CODE: Final = re.compile(rb"<([0-9A-F]{4})>")
# Unicode knows only the radicals of the Kangxi dictionary as forms of letters.
_SIMPLIFIED: Final = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
_FIRST_RADICAL: Final = 0x2E80
_PAST_RADICALS: Final = 0x2FE0


def searchable(pdf: bytes, words: str = "", font: QFont | None = None) -> bytes:
    """Return the file with the characters that people write.

    Args:
        pdf: the file as Qt made it.
        words: all that is written in it. Chinese fonts draw forms of a character as
            one, 户 and 戶, and only the words tell which of them is meant.
        font: what it is written in, where words are given.
    """
    meant = _meant(pdf, words, font) if font else {}
    mend = partial(_mended, meant)
    return _TABLE.sub(
        lambda table: _ENTRIES.sub(lambda found: _CODE.sub(mend, found[0]), table[0]),
        pdf,
    )


def _meant(pdf: bytes, words: str, font: QFont) -> dict[str, str]:
    """Return for every character nobody wrote the one that has the same shape."""
    named = {
        chr(int(code[1], 16))
        for table in _TABLE.finditer(pdf)
        for code in _CODE.finditer(table[0])
    }
    raw = QRawFont.fromFont(font)
    shapes = {_shape(raw, letter): letter for letter in sorted(set(words))}
    strangers = ((letter, _shape(raw, letter)) for letter in named - set(words))
    return {letter: shapes[shape] for letter, shape in strangers if shape in shapes}


def _shape(font: QRawFont, letter: str) -> int:
    """Return the number of a character's shape; its own where the font has none."""
    found = font.glyphIndexesForString(letter)
    return found[0] if found and found[0] else -ord(letter) - 1


def _mended(meant: Mapping[str, str], code: re.Match[bytes]) -> bytes:
    letter = chr(int(code[1], 16))
    if letter in meant:
        letter = meant[letter]
    elif letter == "\t":
        letter = " "
    elif _FIRST_RADICAL <= ord(letter) < _PAST_RADICALS:
        letter = unicodedata.normalize("NFKC", letter.translate(_SIMPLIFIED))
    return b"<%04X>" % ord(letter)
