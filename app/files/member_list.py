"""Member lists: which columns they have, and what their rows say.

A person is the platform id, never the nickname. Of rows with the same id the first
stands and later ones fill what it leaves empty.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec

from app.files.cells import (
    Problem,
    day,
    id_key,
    lost_digits,
    name_text,
    phone,
    plain_text,
    tags,
)
from app.files.child_work import Outbox
from app.files.headers import Profile
from app.files.problems import LineProblem, Problems, Repeat, RowProblem
from app.files.tables import TableFacts, open_table

MEMBER_PROFILE: Final = Profile(
    names={
        "handle": (
            *("群昵称", "昵称", "群名片", "成员昵称", "微信昵称", "群内昵称", "名称"),
            *("nickname", "nick name", "handle", "display name", "group nickname"),
        ),
        "platform_id": (
            *("微信号", "微信ID", "wxid", "微信账号", "平台ID", "成员微信号", "用户ID"),
            *("wechat id", "wechat", "platform id", "user id", "userid", "account"),
        ),
        "remark": (
            *("备注", "备注名", "成员备注", "说明"),
            *("remark", "remarks", "note", "notes", "comment"),
        ),
        "phone": (
            *("手机号", "手机", "电话", "手机号码", "联系电话", "电话号码", "联系方式"),
            *("phone", "phone number", "mobile", "mobile number", "tel", "telephone"),
        ),
        "joined_on": (
            *("入群时间", "入群日期", "加入时间", "加入日期", "进群时间", "进群日期"),
            *("joined", "joined at", "joined on", "join time", "join date"),
        ),
        "role": ("身份", "群身份", "角色", "成员身份", "role"),
        "tags": ("标签", "成员标签", "标记", "tags", "tag", "labels"),
    },
    needed=("platform_id",),
)

# What list keepers write beside a person entered twice; it says nothing of the person.
_REPEAT_REMARKS = frozenset({"重复", "重复项", "重复成员", "duplicate", "repeated"})
_FILLED = ("handle", "remark", "phone", "joined_on", "role", "tags")
_CACHED = 4096


class MemberRow(msgspec.Struct, frozen=True, array_like=True):
    """One person of a member list.

    Attributes:
        line: the row's number as a spreadsheet shows it, from 1.
        handle: the nickname as its owner wrote it, a leading `=` included.
        platform_id: None when the list does not say; then nobody can be told apart
            by this row.
        remark: 备注; may hold a legal name.
        phone: digits, or the text of an odd one; None when empty or damaged.
        joined_on: the calendar day in the community's place.
        role: the word of the list, such as 成员 or 管理员.
        tags: each once.
        problems: what is wrong with the row.
    """

    line: int
    handle: str
    platform_id: str | None
    remark: str
    phone: str | None
    joined_on: date | None
    role: str
    tags: tuple[str, ...]
    problems: Problems = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPreview:
    """What an import would do.

    Attributes:
        rows: rows that are not blank, below the header.
        people: rows left after merging.
        new_people: of these, the ones with an id not known yet.
        known_people: of these, the ones with an id known already.
        without_platform_id: of these, the ones without an id.
        repeats: lines of the rows that were merged.
        merged_rows: how many rows were merged into another.
        damaged_phones: phones that a spreadsheet has spoilt.
        odd_phones: phones of an unusual form.
        unreadable_dates: dates nobody can read.
    """

    rows: int
    people: int
    new_people: int
    known_people: int
    without_platform_id: int
    repeats: tuple[Repeat, ...]
    merged_rows: int
    damaged_phones: int
    odd_phones: int
    unreadable_dates: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFile:
    """A member list, read.

    Attributes:
        facts: digest, encoding, titles and header of the file.
        rows: one a person, in the order of the file.
        repeats: rows merged.
        problems: of the rows that stand, in the order of the file.
    """

    facts: TableFacts
    rows: tuple[MemberRow, ...]
    repeats: tuple[Repeat, ...]
    problems: tuple[LineProblem, ...]

    @property
    def sha256(self) -> str:
        """Return the file's digest, hexadecimal."""
        return self.facts.sha256

    def preview(self, known: Collection[str] = ()) -> MemberPreview:
        """Say what an import would do.

        Args:
            known: `id_key` of the platform ids that are members already.
        """
        ids = [row.platform_id for row in self.rows if row.platform_id is not None]
        known_people = sum(id_key(each) in known for each in ids)
        merged = sum(len(repeat.lines) - 1 for repeat in self.repeats)
        return MemberPreview(
            rows=len(self.rows) + merged,
            people=len(self.rows),
            new_people=len(ids) - known_people,
            known_people=known_people,
            without_platform_id=len(self.rows) - len(ids),
            repeats=self.repeats,
            merged_rows=merged,
            damaged_phones=self._count("phone", Problem.DAMAGED),
            odd_phones=self._count("phone", Problem.ODD),
            unreadable_dates=self._count("joined_on", Problem.UNREADABLE),
        )

    def _count(self, field: str, code: Problem) -> int:
        return sum(p.field == field and p.code is code for p in self.problems)


def parse_members(path: Path, out: Outbox[MemberRow]) -> TableFacts:
    """Read a member list in this process, a row a line, repeats included."""
    names = MEMBER_PROFILE.proposed()
    with open_table(path, MEMBER_PROFILE.score, names=names) as table:
        out.expect(table.total)
        read = row_reader(table.header)
        for line, cells in table.rows:
            out.put(read(line, cells))
        return TableFacts.of(table)


def row_reader(header: tuple[str, ...]) -> Callable[[int, list[str]], MemberRow]:
    """Return a function that reads the rows below this header."""
    columns = MEMBER_PROFILE.columns(header)
    width = len(header)
    # A column the file does not have reads the empty cell put after the last one.
    h, i, r, p, j, o, t = (columns.get(field, width) for field in MEMBER_PROFILE.names)
    joined_day = lru_cache(_CACHED)(day)
    tag_list = lru_cache(_CACHED)(tags)

    def read(line: int, cells: list[str]) -> MemberRow:
        problems: Problems = ()
        if len(cells) > width:
            problems += (RowProblem("", Problem.SURPLUS),)
            del cells[width:]
        cells += [""] * (width + 1 - len(cells))
        platform_id = plain_text(cells[i]) or None
        if platform_id is None:
            problems += (RowProblem("platform_id", Problem.MISSING),)
        elif lost_digits(platform_id):
            platform_id = None
            problems += (RowProblem("platform_id", Problem.DAMAGED),)
        number = phone(cells[p])
        if number.problem:
            problems += (RowProblem("phone", number.problem),)
        joined_on = joined_day(cells[j])
        if joined_on is None and cells[j]:
            problems += (RowProblem("joined_on", Problem.UNREADABLE),)
        return MemberRow(
            line,
            name_text(cells[h]),
            platform_id,
            cells[r],
            number.value,
            joined_on,
            cells[o],
            tag_list(cells[t]),
            problems,
        )

    return read


class MemberMerge:
    """Puts rows of the same platform id together, as they come."""

    def __init__(self) -> None:
        self._rows: list[MemberRow] = []
        self._place: dict[str, int] = {}
        self._lines: dict[int, list[int]] = {}

    def add(self, rows: Iterable[MemberRow]) -> None:
        """Take rows in the order of the file."""
        for row in rows:
            at = len(self._rows)
            if row.platform_id is not None:
                at = self._place.setdefault(id_key(row.platform_id), at)
            if at == len(self._rows):
                self._rows.append(row)
            else:
                self._lines.setdefault(at, [self._rows[at].line]).append(row.line)
                self._rows[at] = merged(self._rows[at], row)

    def finish(self, facts: TableFacts) -> MemberFile:
        """Return the list."""
        return MemberFile(
            facts=facts,
            rows=tuple(self._rows),
            repeats=tuple(Repeat(tuple(self._lines[at])) for at in sorted(self._lines)),
            problems=tuple(
                LineProblem(row.line, problem.field, problem.code)
                for row in self._rows
                for problem in row.problems
            ),
        )


def merged(first: MemberRow, later: MemberRow) -> MemberRow:
    """Return the first row with what it leaves empty filled from a later one.

    A field brings its own problems along; 重复 as a remark is no remark.
    """
    if later.remark.casefold() in _REPEAT_REMARKS:
        later = msgspec.structs.replace(later, remark="")
    taken = {
        field: getattr(later, field)
        for field in _FILLED
        if getattr(later, field) and not getattr(first, field)
    }
    problems = [p for p in first.problems if p.field not in taken]
    settled = {p.field for p in problems}
    problems += [
        p
        for p in later.problems
        if p.field in _FILLED and p.field not in settled
        if p.field in taken or not getattr(first, p.field)
    ]
    return msgspec.structs.replace(first, **taken, problems=tuple(problems))
