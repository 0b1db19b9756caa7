"""Rows of a text table: CSV with comma, semicolon or tab, quoted or not."""

import contextlib
import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from app.errors import InputError
from app.files.opening import TableLimits

DELIMITERS = (",", ";", "\t")
_SAMPLE_ROWS = 60
_SAMPLE_CHARS = 1 << 18


def text_rows(
    file: BinaryIO, encoding: str, limits: TableLimits
) -> Iterator[list[str]]:
    """Yield every row, blank ones too, cells as they stand in the file.

    Raises:
        InputError: `file_cell_too_long` with the line where the cell began.
    """
    file.seek(0)
    csv.field_size_limit(limits.cell_chars)
    # newline="" leaves line breaks inside quoted cells as they are.
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        delimiter = _sniffed(text)
        text.seek(0)
        yield from _rows(csv.reader(text, delimiter=delimiter), limits)
    finally:
        with contextlib.suppress(ValueError):  # the caller may have closed the file
            text.detach()


def _rows(reader: Iterator[list[str]], limits: TableLimits) -> Iterator[list[str]]:
    line = 0
    try:
        for row in reader:
            line += 1
            yield row
    except csv.Error as bad:
        raise InputError(
            "file_cell_too_long", line=line + 1, limit=limits.cell_chars
        ) from bad


def _sniffed(text: io.TextIOWrapper) -> str:
    sample = text.read(_SAMPLE_CHARS)
    return max(DELIMITERS, key=lambda delimiter: _agreement(sample, delimiter))


def _agreement(sample: str, delimiter: str) -> int:
    """Return in how many rows this delimiter makes the commonest width, weighted."""
    rows: list[Sequence[str]] = []
    try:
        # The last row may be cut by the end of the sample; one of sixty hardly counts.
        source = io.StringIO(sample, newline="")
        rows.extend(islice(csv.reader(source, delimiter=delimiter), _SAMPLE_ROWS))
    except csv.Error:  # a quote that never closes; the rows before it say enough
        pass
    widths = [len(row) for row in rows if len(row) > 1]
    return max((widths.count(width) * (width - 1) for width in set(widths)), default=0)
