"""Type roles: two weights, seven sizes, families by language and platform."""

import sys
from enum import StrEnum
from typing import NamedTuple

from app.words import Language


class Role(StrEnum):
    """What a piece of text is; size, line and usual weight follow."""

    CAPTION = "caption"
    BODY = "body"
    READING = "reading"
    SECTION = "section"
    PAGE = "page"
    RECORD = "record"
    UNLOCK = "unlock"


class Face(NamedTuple):
    """Size and line height in logical pixels, and whether bold is usual."""

    size: int
    line: int
    bold: bool


FACES: dict[Role, Face] = {
    Role.CAPTION: Face(12, 18, bold=False),
    Role.BODY: Face(13, 20, bold=False),
    Role.READING: Face(14, 22, bold=False),
    Role.SECTION: Face(14, 22, bold=True),
    Role.PAGE: Face(18, 26, bold=True),
    Role.RECORD: Face(20, 28, bold=True),
    Role.UNLOCK: Face(22, 32, bold=True),
}

# Order matters: the first family sets the width of curly quotes and dots. The
# SC family is named explicitly, or Japanese glyph forms can appear.
_CHINESE: dict[str, tuple[str, ...]] = {
    "win32": ("Microsoft YaHei UI",),
    "darwin": ("PingFang SC",),
    "linux": ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei"),
}
_LATIN: dict[str, tuple[str, ...]] = {
    "win32": ("Segoe UI",),
    "darwin": (".AppleSystemUIFont",),
    "linux": ("Noto Sans",),
}
_SERIF: dict[str, tuple[str, ...]] = {
    "win32": ("SimSun", "NSimSun"),
    "darwin": ("Songti SC", "STSong"),
    "linux": ("Noto Serif CJK SC", "Source Han Serif SC"),
}
CODE_FAMILIES: tuple[str, ...] = (
    "Consolas",
    "Menlo",
    "DejaVu Sans Mono",
    "Noto Sans Mono",
)
"""Faces that tell 0 from O and 1 from l; whichever the system has."""


def families(language: Language, platform: str = sys.platform) -> tuple[str, ...]:
    """Return the interface's font families, first choice first."""
    key = platform if platform in _CHINESE else "linux"
    chinese, latin = _CHINESE[key], _LATIN[key]
    return chinese + latin if language is Language.ZH_CN else latin + chinese


def seal_families(platform: str = sys.platform) -> tuple[str, ...]:
    """Return the serif families; the seal alone uses them."""
    return _SERIF.get(platform, _SERIF["linux"])
