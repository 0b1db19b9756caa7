"""Opening a file somebody brought: what it is, before anything parses it."""

import codecs
import hashlib
import os
import stat
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from app.errors import InputError

_CHUNK = 1 << 20
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a pipe without a writer must not hold us
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLimits:
    """What a table may hold, so that one file cannot fill the machine.

    Attributes:
        file_bytes: size of the file.
        lines: physical lines of a text file; cells with line breaks have several.
        rows: rows that are not blank.
        columns: columns up to the last filled one.
        cells: cells of all rows together.
        cell_chars: characters in one cell.
        unpacked_bytes: what a workbook may unpack to.
    """

    file_bytes: int = 200 * 1024 * 1024
    lines: int = 2_500_000
    rows: int = 2_000_000
    columns: int = 200
    cells: int = 20_000_000
    cell_chars: int = 32_000
    unpacked_bytes: int = 300 * 1024 * 1024


class Kind(StrEnum):
    """What the first bytes say, whatever the file's name ends in."""

    TEXT = "text"
    ZIP = "zip"
    OLE = "ole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What one pass over a file's bytes has shown.

    Attributes:
        sha256: hexadecimal digest of all bytes.
        kind: text, or one of the two containers workbooks come in.
        encoding: codec of a text file; empty for the others.
        lines: physical lines of a text file.
    """

    sha256: str
    kind: Kind
    encoding: str
    lines: int


class ForeignFile:
    """An ordinary file, open for reading; notices when it changes meanwhile.

    Raises:
        InputError: `file_not_found`, `file_not_permitted`, `file_not_plain`,
            `file_empty` or `file_too_large`.
    """

    def __init__(self, path: Path, limits: TableLimits) -> None:
        self.path = path
        self.file = _open(path)
        size = os.fstat(self.file.fileno()).st_size
        if not 0 < size <= limits.file_bytes:
            self.file.close()
            raise InputError("file_too_large" if size else "file_empty")
        self._stamp = self._now()

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    def check_unchanged(self) -> None:
        """Raise `file_changed` if the file is not the one that was opened."""
        if self._now() != self._stamp:
            raise InputError("file_changed")

    def _now(self) -> tuple[int, int, int, int, int]:
        held = os.fstat(self.file.fileno())
        try:
            named = os.lstat(self.path)  # also notices a new file under the name
        except OSError as gone:
            raise InputError("file_changed") from gone
        return held.st_size, held.st_mtime_ns, held.st_ino, named.st_ino, named.st_size


def survey(foreign: ForeignFile, limits: TableLimits) -> Survey:
    """Read every byte once: digest, kind, encoding, lines.

    Raises:
        InputError: `file_unreadable` (text with NUL), `file_encoding_unknown`,
            `file_too_many_rows`, `file_cell_too_long`.
    """
    file = foreign.file
    head = file.read(len(_OLE))
    file.seek(0)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InputError("file_encoding_unknown")
    kind = Kind.ZIP if head.startswith(_ZIP) else Kind.TEXT
    kind = Kind.OLE if head == _OLE else kind
    check = _TextCheck(limits) if kind is Kind.TEXT else None
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
        if check:
            check.feed(chunk)
    return Survey(
        sha256=digest.hexdigest(),
        kind=kind,
        encoding=_encoding(file) if check else "",
        lines=check.lines if check else 0,
    )


class _TextCheck:
    """Bounds that can be seen in the bytes, before a parser holds them."""

    def __init__(self, limits: TableLimits) -> None:
        self._limits = limits
        self.lines = 1

    def feed(self, chunk: bytes) -> None:
        if b"\0" in chunk:
            raise InputError("file_unreadable")
        breaks = max(chunk.count(b"\n"), chunk.count(b"\r"))
        if not breaks and len(chunk) == _CHUNK:
            raise InputError(
                "file_cell_too_long", line=self.lines, limit=self._limits.cell_chars
            )
        self.lines += breaks
        if self.lines > self._limits.lines:
            raise InputError("file_too_many_rows", limit=self._limits.rows)


def _encoding(file: BinaryIO) -> str:
    file.seek(0)
    if file.read(3) == codecs.BOM_UTF8:
        candidates = ("utf-8-sig",)
    else:
        candidates = ("utf-8", "gb18030")
    for name in candidates:
        if _decodes(file, name):
            return name
    raise InputError("file_encoding_unknown")


def _decodes(file: BinaryIO, name: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _open(path: Path) -> BinaryIO:
    try:
        if path.is_symlink():  # systems without O_NOFOLLOW
            raise InputError("file_not_plain")
        handle = os.open(path, _OPEN)
    except FileNotFoundError as missing:
        raise InputError("file_not_found") from missing
    except PermissionError as refused:
        code = "file_not_plain" if path.is_dir() else "file_not_permitted"
        raise InputError(code) from refused
    except (OSError, ValueError) as odd:  # ValueError: a NUL in the path
        raise InputError("file_not_plain") from odd
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise InputError("file_not_plain")
    return os.fdopen(handle, "rb")
