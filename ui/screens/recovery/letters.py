"""Letters of a PDF that can be searched for.

Qt writes down which character each shape of a font stands for. Where several share
one shape it takes the first, so that "雨" could be found only as the radical "⾬" and
a space only as a tab. The table is plain text in the file; every entry keeps its
length, so nothing else in the file moves.
"""

import re
import unicodedata
from typing import Final

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


def searchable(pdf: bytes) -> bytes:
    """Return the file with the characters that people write."""
    return _TABLE.sub(_mended_table, pdf)


def _mended_table(table: re.Match[bytes]) -> bytes:
    return _ENTRIES.sub(lambda found: _CODE.sub(_mended, found[0]), table[0])


def _mended(code: re.Match[bytes]) -> bytes:
    letter = chr(int(code[1], 16))
    if letter == "\t":
        letter = " "
    elif _FIRST_RADICAL <= ord(letter) < _PAST_RADICALS:
        letter = unicodedata.normalize("NFKC", letter.translate(_SIMPLIFIED))
    return b"<%04X>" % ord(letter)
