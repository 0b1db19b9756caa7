"""Text files somebody brought, read whole: rules and the like, not tables."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from app.errors import InputError
from app.files.opening import ForeignFile, Kind, TableLimits, survey

# The sentences for tables speak of rows and separators.
_CODES = {
    "file_unreadable": "file_not_text",
    "file_encoding_unknown": "text_encoding_unknown",
    "file_too_large": "rules_text_too_long",
    "file_too_many_rows": "rules_text_too_long",
    "file_cell_too_long": "rules_text_too_long",
}
_LIMITS = TableLimits(file_bytes=1 << 20, lines=20_000, rows=20_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainText:
    """A text file's words.

    Attributes:
        sha256: hexadecimal digest of its bytes.
        encoding: codec it was read by.
    """

    text: str
    sha256: str
    encoding: str


def read_text(path: Path) -> PlainText:
    """Read a text file of at most a megabyte and 20,000 lines.

    In UTF-8, with or without its mark, or in GB 18030. It is small and only decoded,
    so it needs no child process.

    Raises:
        InputError: what is wrong with the file (`file_…`, `text_…`).
    """
    try:
        return _read(path)
    except InputError as error:
        raise InputError(_CODES.get(error.code, error.code)) from error


def _read(path: Path) -> PlainText:
    foreign = ForeignFile(path, _LIMITS)
    try:
        found = survey(foreign, _LIMITS)
        if found.kind is not Kind.TEXT:
            raise InputError("file_not_text")
        foreign.file.seek(0)
        data = foreign.file.read(_LIMITS.file_bytes + 1)
        foreign.check_unchanged()
    finally:
        foreign.close()
    try:
        text = codecs.decode(data, found.encoding)
    except UnicodeDecodeError as changed:
        raise InputError("file_changed") from changed
    return PlainText(text=text, sha256=found.sha256, encoding=found.encoding)
