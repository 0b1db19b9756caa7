"""Rows of a workbook's sheets (XLSX, XLS, ODS) as text; formulas are not run."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import BinaryIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
)

from app.errors import InputError

_Value = int | float | str | bool | time | date | datetime | timedelta

_SHEETS = 20
# A spreadsheet keeps 15 digits of a number; whatever is longer has lost some.
_EXACT = 10**15


def sheets(file: BinaryIO) -> Iterator[Iterator[list[str]]]:
    """Yield the first sheets one after another, each as its rows from row 1.

    Raises:
        InputError: `file_encrypted`, or `file_unreadable`.
    """
    file.seek(0)
    try:
        with CalamineWorkbook.from_filelike(file) as workbook:
            for at, about in enumerate(workbook.sheets_metadata[:_SHEETS]):
                if about.typ is SheetTypeEnum.WorkSheet:
                    yield _rows(workbook.get_sheet_by_index(at))
    except PasswordError as locked:
        raise InputError("file_encrypted") from locked
    except CalamineError as bad:
        raise InputError("file_unreadable") from bad


def _rows(sheet: CalamineSheet) -> Iterator[list[str]]:
    start = sheet.start
    if start is None:
        return
    # The library gives the empty rows above the first filled one, so that row numbers
    # are the ones a spreadsheet shows, but not the empty columns before it.
    indent = [""] * start[1]
    for row in sheet.iter_rows():
        yield indent + [
            value if type(value) is str else cell_text(value) for value in row
        ]


def cell_text(value: _Value) -> str:
    """Return a cell's value as the text a person would have typed.

    A number with more digits than a spreadsheet keeps is given in exponent form,
    so that it is recognised as damaged.
    """
    match value:
        case str():
            return value
        case bool():
            return str(value).upper()
        case float() if abs(value) >= _EXACT:
            return f"{value:.14E}"
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.isoformat(" ", "seconds").removesuffix(" 00:00:00")
        case _:
            return str(value)
