"""What an import reports of rows: problems, their words, and repeats."""

import msgspec

from app.files.cells import Problem
from app.words import mark, tr


class RowProblem(msgspec.Struct, frozen=True, array_like=True):
    """One thing wrong in one row.

    Attributes:
        field: the field's name as the row's type spells it, empty for the row.
        code: what is wrong.
    """

    field: str
    code: Problem


class LineProblem(msgspec.Struct, frozen=True, array_like=True):
    """A problem and the line where it stands, as a spreadsheet numbers lines."""

    line: int
    field: str
    code: Problem


class Repeat(msgspec.Struct, frozen=True, array_like=True):
    """Rows that are one and the same; the first of the lines is the one that stands."""

    lines: tuple[int, ...]


Problems = tuple[RowProblem, ...]

FIELD_WORDS = {
    "": mark("row"),
    "handle": mark("nickname"),
    "platform_id": mark("platform id"),
    "remark": mark("remark"),
    "phone": mark("phone"),
    "joined_on": mark("joined on"),
    "role": mark("role in the group"),
    "tags": mark("tags"),
    "reported_at": mark("reported at"),
    "channel": mark("channel"),
    "reporter": mark("reporter"),
    "subject": mark("reported member"),
    "quote": mark("reported words"),
    "occurred_at": mark("written at"),
    "reason": mark("reason given"),
    "submitted": mark("handed in"),
}

PROBLEM_WORDS = {
    Problem.DAMAGED: mark("digits lost in a spreadsheet; left out"),
    Problem.ODD: mark("of an unusual form; kept as it is"),
    Problem.UNREADABLE: mark("not a date; left empty"),
    Problem.MISSING: mark("empty"),
    Problem.SURPLUS: mark("more cells than columns; the rest was left out"),
}


def describe(problem: RowProblem | LineProblem) -> str:
    """Return the field and what is wrong with it, in the current language."""
    return tr(
        "{field}: {problem}",
        field=tr(FIELD_WORDS[problem.field]),
        problem=tr(PROBLEM_WORDS[problem.code]),
    )
