"""Answers of a survey, or messages of a chat: which column says what, and by whom.

A survey's export has a row a person and a column a question. Whoever takes it in says
which columns hold answers; address, place and device, which platforms add, are left.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from app.errors import InputError
from app.files.cells import Problem, moment, name_text
from app.files.chat_json import is_chat_json, parse_chat_json
from app.files.child import Cancel, Progress
from app.files.child_work import Outbox
from app.files.headers import Profile, any_header, column_key
from app.files.problems import LineProblem
from app.files.tables import Row, Sheet, TableFacts, parse_sheet, read_sheet
from app.times import from_ms

SURVEY_PROFILE: Final = Profile(
    names={
        "number": ("序号", "编号", "答卷编号", "答卷序号", "number", "response id"),
        "submitted": (
            *(
                "提交答卷时间",
                "结束答题时间",
                "提交时间",
                "答题时间",
                "反馈时间",
                "日期",
            ),
            *("submitted at", "submit time", "completed at", "date"),
            *("StrTime", "时间", "CreateTime", "timestamp"),
        ),
        "who": (
            *("微信号", "微信ID", "wxid", "用户标识", "平台ID", "成员微信号", "用户ID"),
            *("wechat id", "platform id", "user id", "account"),
            *("发送者微信ID", "Sender", "talker"),
        ),
        "clause": (
            "条款",
            "条款编号",
            "规则条款",
            "涉及条款",
            "clause",
            "clause number",
        ),
        "message": ("StrContent", "内容", "消息内容", "content", "message"),
        "stance": ("立场", "态度", "意见倾向", "stance", "attitude"),
    },
    needed=(),
)

_QUESTION = re.compile(
    r"\s*(?:第\s*)?\d{1,3}\s*(?:[、:：)）题]|[.．](?!\d))\s*(.+)", re.DOTALL
)
_NOTHING = frozenset({"(空)", "（空）", "(跳过)", "（跳过）", "-2", "-3", "无", "/"})
"""What survey platforms write where nothing was answered."""

_HINTS: Final = {
    "who": re.compile("微信号|微信ID|wxid|wechat id", re.IGNORECASE),
    "stance": re.compile("态度|立场"),
}
_PERSONAL = re.compile(
    "微信|姓名|名字|昵称|手机|电话|邮箱|身份证|地址|年龄|生日|phone|name"
)

_EPOCH_SECONDS, _EPOCH_MS = re.compile("1[0-9]{9}"), re.compile("1[0-9]{12}")
_KEY_BYTES = 16
_KNOWN: Final = 8
"""How many words of a row one known column is worth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyColumns:
    """Which column says what, by the header's own words; empty where none does.

    Attributes:
        number: the answer sheet's number.
        submitted: when it was handed in.
        who: the platform id of who answered.
        clause: the clause it is about.
        stance: whether they are for or against it.
        answers: their words, a column a question.
    """

    number: str = ""
    submitted: str = ""
    who: str = ""
    clause: str = ""
    stance: str = ""
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyAnswer:
    """What one person answered to one question.

    Attributes:
        line: the row's number as a spreadsheet shows it, from 1.
        key: the same for this answer in every export of the survey; tells nothing of
            the words.
        question: the column's title.
        words: the answer.
        clause: what the row says of the clause.
        stance: what the row says of the stance.
        who: platform id; empty where the file does not say.
        submitted: aware UTC; None where the file does not say.
    """

    line: int
    key: str
    question: str
    words: str
    clause: str
    stance: str
    who: str
    submitted: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyFile:
    """A survey's answers, read.

    Attributes:
        facts: digest, encoding, titles and header of the file.
        columns: how it was read.
        rows: how many people answered anything at all, or nothing.
        answers: in the order of the file; what was left empty is not among them.
        problems: times nobody can read.
    """

    facts: TableFacts
    columns: SurveyColumns
    rows: int
    answers: tuple[SurveyAnswer, ...]
    problems: tuple[LineProblem, ...]

    @property
    def sha256(self) -> str:
        """Return the file's digest, hexadecimal."""
        return self.facts.sha256


def read_survey(
    path: Path, cancel: Cancel | None = None, progress: Progress | None = None
) -> Sheet:
    """Read a survey's or a chat's export in a child process.

    Chats may be tables or in the ChatLab format; see `read_sheet` for the errors.
    """
    return read_sheet(path, parse_answers, cancel=cancel, progress=progress)


def parse_answers(path: Path, out: Outbox[Row]) -> TableFacts:
    """Read a survey's or a chat's export in this process."""
    if is_chat_json(path):
        return parse_chat_json(path, out)
    return parse_sheet(path, out, _looks_like_header)


def _looks_like_header(cells: Sequence[str], /) -> int:
    # Known columns tell more than many words: a title is no header.
    words = any_header(cells)
    return words + _KNOWN * len(SURVEY_PROFILE.columns(cells)) if words > 0 else 0


def proposed_columns(header: Sequence[str]) -> SurveyColumns:
    """Return what the columns seem to hold.

    Questions nobody knows are answers, but those about the person: names and phones
    must not become words of feedback by default.
    """
    plain = [_question(title) or title for title in header]
    found = SURVEY_PROFILE.columns(plain)
    for field, hint in _HINTS.items():
        hinted = (
            at for at, title in enumerate(header) if hint.search(_question(title))
        )
        if field not in found and (at := next(hinted, None)) is not None:
            found[field] = at
    message = found.pop("message", None)
    taken = set(found.values())
    return SurveyColumns(
        answers=tuple(
            title
            for at, title in enumerate(header)
            if at == message
            or (
                at not in taken
                and (asked := _question(title))
                and not _PERSONAL.search(asked)
            )
        ),
        **{field: header[at] for field, at in found.items()},
    )


def survey_of(sheet: Sheet, columns: SurveyColumns) -> SurveyFile:
    """Return the answers of a sheet.

    Raises:
        InputError: it has no column of a name that is asked for, or no answers are.
    """
    if not columns.answers:
        raise InputError("survey_no_answers")
    places = _Places(sheet.facts.header, columns)
    answers: list[SurveyAnswer] = []
    problems: list[LineProblem] = []
    for row in sheet.rows:
        told = places.cell(row, columns.submitted)
        submitted = stated_moment(told)
        if told and submitted is None:
            problems.append(LineProblem(row.line, "submitted", Problem.UNREADABLE))
        answers += places.answers(row, submitted, sheet.facts.sha256)
    return SurveyFile(
        facts=sheet.facts,
        columns=columns,
        rows=len(sheet.rows),
        answers=tuple(answers),
        problems=tuple(problems),
    )


def stated_moment(text: str) -> datetime | None:
    """Read a moment; exports of chats count seconds or milliseconds since 1970."""
    if _EPOCH_SECONDS.fullmatch(text):
        return from_ms(int(text) * 1_000)
    return from_ms(int(text)) if _EPOCH_MS.fullmatch(text) else moment(text)


class _Places:
    """Where the chosen columns stand in a row."""

    def __init__(self, header: Sequence[str], columns: SurveyColumns) -> None:
        self._columns = columns
        self._at: dict[str, int] = {"": -1}
        known = {column_key(title): at for at, title in reversed([*enumerate(header)])}
        named = (columns.number, columns.submitted, columns.who, columns.clause)
        for title in (*named, columns.stance, *columns.answers):
            at = known.get(column_key(title)) if title else -1
            if at is None:
                raise InputError("survey_column_unknown", column=title)
            self._at[title] = at

    def cell(self, row: Row, title: str) -> str:
        at = self._at[title]
        return row.cells[at] if 0 <= at < len(row.cells) else ""

    def answers(
        self, row: Row, submitted: datetime | None, sha256: str
    ) -> Iterator[SurveyAnswer]:
        columns = self._columns
        number = self.cell(row, columns.number)
        # A list kept by hand has nothing that stays the same in another copy of it.
        known = bool(number and submitted)
        whose = (number, str(submitted)) if known else (sha256, str(row.line))
        for title in columns.answers:
            words = name_text(self.cell(row, title))
            if not words or words in _NOTHING:
                continue
            yield SurveyAnswer(
                line=row.line,
                key=_key(*whose, column_key(title)),
                question=_question(title) or title,
                words=words,
                clause=self.cell(row, columns.clause),
                stance=self.cell(row, columns.stance),
                who=self.cell(row, columns.who),
                submitted=submitted,
            )


def _key(*parts: str) -> str:
    joined = "\0".join(parts).encode()
    return hashlib.blake2b(joined, digest_size=_KEY_BYTES).hexdigest()


def _question(title: str) -> str:
    """Return a question without its number; empty if it has none."""
    found = _QUESTION.fullmatch(title)
    return found[1].strip() if found else ""
