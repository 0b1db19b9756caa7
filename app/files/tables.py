"""Tables somebody brought, as text: CSV, XLSX, XLS and ODS alike.

Title rows, blank rows and repeated header rows are left out, cells are trimmed,
and nothing is evaluated: a phone is the characters that stand there.
"""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import msgspec

from app.errors import InputError
from app.files.archives import check_archive
from app.files.child import Cancel, Progress, run_in_child
from app.files.child_work import Outbox, Parser
from app.files.delimited import text_rows
from app.files.headers import SEARCHED_ROWS, HeaderScore, any_header, find_header
from app.files.opening import ForeignFile, Kind, Survey, TableLimits, survey

Numbered = tuple[int, list[str]]
"""A row: the number a spreadsheet shows beside it, from 1, and its trimmed cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table being read.

    Attributes:
        sha256: hexadecimal digest of the file.
        encoding: the codec of a text file, or `zip` or `ole` for a workbook.
        titles: what stood above the header, one text a row.
        header: the columns' names.
        total: about how many rows there are, 0 if that is not known.
        rows: rows below the header that are not blank.
    """

    sha256: str
    encoding: str
    titles: tuple[str, ...]
    header: tuple[str, ...]
    total: int
    rows: Iterator[Numbered]


class Row(msgspec.Struct, frozen=True, array_like=True):
    """A row of a sheet.

    Attributes:
        line: the number a spreadsheet shows beside it, from 1.
        cells: trimmed texts; may be fewer or more than the header's.
    """

    line: int
    cells: tuple[str, ...]


class TableFacts(msgspec.Struct, frozen=True, array_like=True):
    """What is known of a file besides its rows; see `Table`."""

    sha256: str
    encoding: str
    titles: tuple[str, ...]
    header: tuple[str, ...]

    @classmethod
    def of(cls, table: Table) -> "TableFacts":
        """Return what is known of a table."""
        return cls(table.sha256, table.encoding, table.titles, table.header)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A whole table; see `Table` and `Row`."""

    facts: TableFacts
    rows: tuple[Row, ...]


def parse_sheet(
    path: Path, out: Outbox[Row], score: HeaderScore = any_header
) -> TableFacts:
    """Read any table in this process."""
    with open_table(path, score) as table:
        out.expect(table.total)
        for line, cells in table.rows:
            out.put(Row(line, tuple(cells)))
        return TableFacts.of(table)


def read_sheet(
    path: Path,
    parser: Parser[Row, TableFacts] = parse_sheet,
    *,
    cancel: Cancel | None = None,
    progress: Progress | None = None,
) -> Sheet:
    """Read any table, in a child process.

    Args:
        path: the file.
        parser: a function of a module that reads it there.
        cancel: asked at least every 50 ms while waiting.
        progress: told rows done and rows expected.

    Raises:
        InputError: what is wrong with the file, or `reading_stopped`.
        EnvironmentFault: `reader_not_started`.
    """
    rows: list[Row] = []
    facts = run_in_child(
        parser,
        path,
        row=Row,
        facts=TableFacts,
        take=rows.extend,
        cancel=cancel,
        progress=progress,
    )
    return Sheet(facts=facts, rows=tuple(rows))


@contextmanager
def open_table(
    path: Path,
    score: HeaderScore,
    *,
    names: str = "",
    limits: TableLimits | None = None,
) -> Generator[Table]:
    """Open a file and find its header; its rows are read as they are asked for.

    Args:
        path: the file.
        score: says which row is the header.
        names: the columns to name when there is no header.
        limits: what the file may hold.

    Yields:
        The table. Leaving the block checks that the file has not changed.

    Raises:
        InputError: what is wrong with the file; rows raise it too.
    """
    bounds = limits or TableLimits()
    foreign = ForeignFile(path, bounds)
    try:
        known = survey(foreign, bounds)
        if known.kind is Kind.ZIP:
            check_archive(foreign.file, bounds)
        yield _table(foreign, known, bounds, score, names)
        foreign.check_unchanged()
    finally:
        foreign.close()


def _table(
    foreign: ForeignFile,
    known: Survey,
    limits: TableLimits,
    score: HeaderScore,
    names: str,
) -> Table:
    for sheet in _sheets(foreign, known, limits):
        rows = _filled(sheet, limits)
        head = [row for _, row in zip(range(SEARCHED_ROWS), rows, strict=False)]
        at = find_header([cells for _, cells in head], score)
        if at is None:
            continue
        header = head[at][1]
        return Table(
            sha256=known.sha256,
            encoding=known.encoding or known.kind.value,
            titles=tuple(" ".join(filter(None, cells)) for _, cells in head[:at]),
            header=tuple(header),
            total=known.lines,
            rows=_below(header, chain(head[at + 1 :], rows)),
        )
    raise InputError("header_not_found", columns=names)


def _sheets(
    foreign: ForeignFile, known: Survey, limits: TableLimits
) -> Iterator[Iterator[list[str]]]:
    if known.kind is Kind.TEXT:
        return iter((text_rows(foreign.file, known.encoding, limits),))
    from app.files.workbooks import sheets  # its library takes 10 ms to load

    return sheets(foreign.file)


def _filled(rows: Iterator[list[str]], limits: TableLimits) -> Iterator[Numbered]:
    """Number, trim and bound the rows, and leave out the blank ones."""
    count, left = 0, limits.cells
    for line, row in enumerate(rows, 1):
        cells = [cell.strip() for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        count += 1
        left -= len(cells)
        if count > limits.rows or left < 0:
            raise InputError("file_too_many_rows", limit=count - 1)
        if len(cells) > limits.columns:
            raise InputError("file_too_many_columns", line=line, limit=limits.columns)
        if max(map(len, cells)) > limits.cell_chars:
            raise InputError("file_cell_too_long", line=line, limit=limits.cell_chars)
        yield line, cells


def _below(header: list[str], rows: Iterator[Numbered]) -> Iterator[Numbered]:
    for line, cells in rows:
        if cells != header:  # exporters that make pages repeat it
            yield line, cells
