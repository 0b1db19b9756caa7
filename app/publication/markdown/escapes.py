r"""Any words on one line of Markdown, and back.

Backslashes as Markdown has them; `\n`, `\r`, `\t`, `\s` and `\x{…}` besides, for
what would break the line. What a person writes without a backslash stands for itself.
"""

import re
from typing import Final

ALWAYS: Final = "\\<*`"
"""What would turn into markup anywhere."""

_NAMED: Final = {"\n": "n", "\r": "r", "\t": "t", " ": "s"}
_LETTERS: Final = {letter: character for character, letter in _NAMED.items()}
# Control characters, and what editors take for the end of a line or of nothing.
_ODD: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_BLANK: Final = re.compile(" ")
_EDGE: Final = re.compile(r"\A | \Z")
_ESCAPE: Final = re.compile(r"\\(?:x\{([0-9a-f]{1,6})\}|(.))", re.DOTALL)
_LAST_CODE: Final = 0x10FFFF


def escaped(text: str, marks: str = "") -> str:
    """Return a text as it is written, on one line.

    Args:
        text: any text.
        marks: further characters that mean something where it is written.
    """
    special = re.escape(ALWAYS + marks.replace(" ", ""))
    line = re.sub(f"[{special}]", lambda found: f"\\{found[0]}", text)
    line = _ODD.sub(_odd, line)
    # Editors take blanks away where they end a line, so those get a letter.
    return (_BLANK if " " in marks else _EDGE).sub(r"\\s", line)


def unescaped(line: str) -> str:
    """Return what was meant; never fails."""
    return _ESCAPE.sub(_meant, line)


def lines_escaped(text: str) -> str:
    """Return a text as it is written in a list, its line breaks kept for the eye."""
    return "\\\n  ".join(map(escaped, text.split("\n")))


def goes_on(line: str) -> bool:
    """Tell whether a written line goes on with the next one."""
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1


def trimmed(line: str) -> str:
    """Return a written line without the blanks about it that nobody meant."""
    return line.strip(" \t")


def split(line: str, marks: str) -> list[str]:
    """Return the parts of a written line between marks that are not escaped."""
    parts, begun, place = [], 0, 0
    while place < len(line):
        if line[place] == "\\":
            place += 1
        elif line[place] in marks:
            parts.append(line[begun:place])
            begun = place + 1
        place += 1
    return [*parts, line[begun:]]


def _odd(found: re.Match[str]) -> str:
    character = found[0]
    return f"\\{_NAMED.get(character) or f'x{{{ord(character):x}}}'}"


def _meant(found: re.Match[str]) -> str:
    code, character = found[1], found[2]
    if code is None:
        return _LETTERS.get(character, character)
    number = int(code, 16)
    return chr(number) if number <= _LAST_CODE else found[0]
