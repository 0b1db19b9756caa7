"""Lists of complaints: which columns they have, and what their rows say."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from app.files.cells import Problem, lost_digits, moment, plain_text
from app.files.child_work import Outbox
from app.files.headers import Profile
from app.files.problems import LineProblem, Problems, Repeat, RowProblem
from app.files.tables import TableFacts, open_table

COMPLAINT_PROFILE: Final = Profile(
    names={
        "reported_at": (
            *("举报时间", "投诉时间", "反馈时间", "提交时间", "受理时间", "登记时间"),
            *("reported at", "report time", "submitted at"),
        ),
        "channel": (
            *("举报渠道", "投诉渠道", "渠道", "来源", "举报方式", "投诉方式"),
            *("channel", "source"),
        ),
        "reporter": (
            *("举报人微信号", "举报人微信ID", "举报人", "投诉人微信号", "投诉人"),
            *("reporter", "reporter id", "reported by"),
        ),
        "subject": (
            *("被举报人微信号", "被举报人微信ID", "被举报人", "被举报成员"),
            *("被投诉人微信号", "被投诉人", "subject", "reported member", "subject id"),
        ),
        "quote": (
            *("被举报内容", "举报内容", "投诉内容", "违规内容", "内容", "原文"),
            *("quote", "content", "reported content", "text"),
        ),
        "occurred_at": (
            *("内容时间", "发言时间", "发生时间", "发布时间", "违规时间"),
            *("occurred at", "content time", "posted at"),
        ),
        "reason": (
            *("举报理由", "举报原因", "投诉理由", "投诉原因", "理由", "原因"),
            *("reason", "category"),
        ),
    },
    needed=("subject", "quote"),
)


class ComplaintRow(msgspec.Struct, frozen=True, array_like=True):
    """One complaint.

    Attributes:
        line: the row's number as a spreadsheet shows it, from 1.
        reported_at: when it came; aware UTC, read in the community's time.
        channel: the list's word, such as 私信.
        reporter: platform id of who complained; protected from here on.
        subject: platform id of whom it is about, known to the community or not.
        quote: the words complained of, as they were written.
        occurred_at: when they were written; aware UTC.
        reason: the list's word, such as 刷屏.
        problems: what is wrong with the row.
    """

    line: int
    reported_at: datetime | None
    channel: str
    reporter: str | None
    subject: str | None
    quote: str
    occurred_at: datetime | None
    reason: str
    problems: Problems = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintPreview:
    """What an import would do.

    Attributes:
        rows: rows that are not blank, below the header.
        complaints: rows left when equal ones count once.
        repeats: lines of equal rows.
        unreadable_times: times nobody can read.
        without_subject: complaints that name nobody.
        without_quote: complaints without the words complained of.
    """

    rows: int
    complaints: int
    repeats: tuple[Repeat, ...]
    unreadable_times: int
    without_subject: int
    without_quote: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintFile:
    """A list of complaints, read.

    Attributes:
        facts: digest, encoding, titles and header of the file.
        rows: complaints in the order of the file, equal ones once.
        repeats: rows equal in every field.
        problems: of the rows that stand, in the order of the file.
    """

    facts: TableFacts
    rows: tuple[ComplaintRow, ...]
    repeats: tuple[Repeat, ...]
    problems: tuple[LineProblem, ...]

    @property
    def sha256(self) -> str:
        """Return the file's digest, hexadecimal."""
        return self.facts.sha256

    def preview(self) -> ComplaintPreview:
        """Say what an import would do."""
        codes = [problem.code for problem in self.problems]
        return ComplaintPreview(
            rows=len(self.rows) + sum(len(each.lines) - 1 for each in self.repeats),
            complaints=len(self.rows),
            repeats=self.repeats,
            unreadable_times=codes.count(Problem.UNREADABLE),
            without_subject=sum(row.subject is None for row in self.rows),
            without_quote=sum(not row.quote for row in self.rows),
        )


def parse_complaints(path: Path, out: Outbox[ComplaintRow]) -> TableFacts:
    """Read a list of complaints in this process, a row a line."""
    names = COMPLAINT_PROFILE.proposed()
    with open_table(path, COMPLAINT_PROFILE.score, names=names) as table:
        out.expect(table.total)
        read = row_reader(table.header)
        for line, cells in table.rows:
            out.put(read(line, cells))
        return TableFacts.of(table)


def row_reader(header: tuple[str, ...]) -> Callable[[int, list[str]], ComplaintRow]:
    """Return a function that reads the rows below this header."""
    columns = COMPLAINT_PROFILE.columns(header)
    width = len(header)

    def read(line: int, cells: list[str]) -> ComplaintRow:
        problems: list[RowProblem] = []
        if len(cells) > width:
            problems.append(RowProblem("", Problem.SURPLUS))
            del cells[width:]
        cells += [""] * (width + 1 - len(cells))
        text = {
            # A column the file does not have reads the empty cell after the last.
            field: cells[columns.get(field, width)]
            for field in COMPLAINT_PROFILE.names
        }
        row = ComplaintRow(
            line=line,
            reported_at=_moment(text, "reported_at", problems),
            channel=text["channel"],
            reporter=_person(text, "reporter", problems),
            subject=_person(text, "subject", problems),
            quote=text["quote"],
            occurred_at=_moment(text, "occurred_at", problems),
            reason=text["reason"],
        )
        problems += [
            RowProblem(field, Problem.MISSING)
            for field in COMPLAINT_PROFILE.needed
            if not text[field]
        ]
        return msgspec.structs.replace(row, problems=tuple(problems))

    return read


def _moment(
    text: dict[str, str], field: str, problems: list[RowProblem]
) -> datetime | None:
    found = moment(text[field])
    if found is None and text[field]:
        problems.append(RowProblem(field, Problem.UNREADABLE))
    return found


def _person(text: dict[str, str], field: str, problems: list[RowProblem]) -> str | None:
    platform_id = plain_text(text[field])
    if lost_digits(platform_id):
        problems.append(RowProblem(field, Problem.DAMAGED))
        return None
    return platform_id or None


class ComplaintMerge:
    """Drops rows that are equal in every field, as they come."""

    def __init__(self) -> None:
        self._rows: list[ComplaintRow] = []
        self._lines: dict[ComplaintRow, list[int]] = {}

    def add(self, rows: Iterable[ComplaintRow]) -> None:
        """Take rows in the order of the file."""
        for row in rows:
            # The same complaint twice differs in nothing but the line.
            lines = self._lines.setdefault(msgspec.structs.replace(row, line=0), [])
            if not lines:
                self._rows.append(row)
            lines.append(row.line)

    def finish(self, facts: TableFacts) -> ComplaintFile:
        """Return the list."""
        return ComplaintFile(
            facts=facts,
            rows=tuple(self._rows),
            repeats=tuple(
                Repeat(tuple(lines)) for lines in self._lines.values() if len(lines) > 1
            ),
            problems=tuple(
                LineProblem(row.line, problem.field, problem.code)
                for row in self._rows
                for problem in row.problems
            ),
        )
