"""Who said in a file that they read the rules: a list, a survey, or a chat.

Of a chat only messages count that say nothing but words of agreement; a question, or
"everybody received it", is no agreement of who wrote it. A person is the platform id,
never the nickname. A list without a column of words names people who all agreed.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, cast

from app.errors import InputError
from app.files.cells import Problem, id_key, lost_digits, name_text, plain_text
from app.files.headers import Profile, column_key
from app.files.member_list import MEMBER_PROFILE
from app.files.problems import LineProblem
from app.files.survey import SURVEY_PROFILE, proposed_columns, stated_moment
from app.files.tables import Row, Sheet
from app.times import local_day

AGREEMENT: Final = (
    *("已读", "收到", "同意", "知悉", "知道", "知晓", "了解", "明白", "遵守", "接受"),
    *("agree", "agreed", "read", "received", "understood"),
)
"""What people write when they say that they read something."""

_FILLING: Final = (
    *("我们", "我", "已经", "已", "都", "全部", "全文", "会", "了", "啦", "的", "好的"),
    *("好", "嗯", "哦", "并", "和", "谢谢", "感谢", "辛苦", "群主", "管理员", "规则"),
    *("群规", "公约", "新规", "群公告", "公告", "1", "ok", "okay", "yes", "i", "have"),
    *("the", "rules", "to", "and", "all", "thanks", "thank", "you", "noted"),
)
"""What may stand beside it without saying anything else."""

SAID_PROFILE: Final = Profile(
    names={
        "who": (
            *SURVEY_PROFILE.names["who"],
            *MEMBER_PROFILE.names["platform_id"],
        ),
        "name": (
            *MEMBER_PROFILE.names["handle"],
            *("发送者昵称", "发送者", "accountName", "sender name"),
        ),
        "at": SURVEY_PROFILE.names["submitted"],
        "kind": ("消息类型", "type", "type name", "message type"),
        "words": SURVEY_PROFILE.names["message"],
    },
    needed=(),
)
_NOT_SAID: Final = frozenset(
    {
        *("系统消息", "系统", "撤回", "撤回消息", "system", "recall"),
        *("10000", "10002", "80", "81"),
    }
)
"""Kinds of messages that nobody wrote, or that were taken back."""

_LONGEST: Final = 40
"""Whoever writes more says something else as well."""

_SHORT: Final = 12
"""Among more words than that, one of agreement means something else."""

_MENTION: Final = re.compile(r"@\S{1,40}(?:[\s\u2005]|$)")
_EMOTE: Final = re.compile(r"\[[^\[\]]{1,8}\]")
_QUESTION: Final = re.compile("[?？]|吗")


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidColumns:
    """Which column says what, by the header's own words; empty where none does.

    Attributes:
        who: the platform id.
        name: the nickname; shown, never compared.
        at: when they said so.
        kind: what kind of message it is.
        words: what they wrote; empty where everybody in the file agreed.
    """

    who: str = ""
    name: str = ""
    at: str = ""
    kind: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What counts as having said so.

    Attributes:
        words: words of agreement.
        since, until: first and last day; None for no limit.
    """

    words: tuple[str, ...] = AGREEMENT
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A person who said so.

    Attributes:
        line: where it stands in the file.
        who: platform id.
        name: nickname, as the file has it.
        on: the day; None where the file does not say.
        words: what they wrote.
    """

    line: int
    who: str
    name: str = ""
    on: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidFile:
    """What a file holds of people who read the rules, each person once.

    Attributes:
        sha256: the file's digest, hexadecimal.
        columns: how it was read.
        rows: how many rows there are.
        said: who said so, by their first line.
        unclear: who wrote one of the words among a few others; a person has to judge.
        nameless: lines that say so and name nobody by a platform id.
        outside: how many said so before the first or after the last day.
        problems: cells that nobody can read.
    """

    sha256: str
    columns: SaidColumns
    rows: int
    said: tuple[Said, ...]
    unclear: tuple[Said, ...]
    nameless: tuple[int, ...]
    outside: int
    problems: tuple[LineProblem, ...]


def proposed_said(header: Sequence[str]) -> SaidColumns:
    """Return what the columns seem to hold."""
    found = SAID_PROFILE.columns(header)
    asked = proposed_columns(header)

    def named(field: str, instead: str = "") -> str:
        return header[found[field]] if field in found else instead

    return SaidColumns(
        who=named("who", asked.who),
        name=named("name"),
        at=named("at", asked.submitted),
        kind=named("kind"),
        words=named("words"),
    )


def said_in(sheet: Sheet, columns: SaidColumns, terms: Terms | None = None) -> SaidFile:
    """Return who said so.

    Args:
        sheet: the file.
        columns: what its columns hold.
        terms: what counts; the usual words by default.

    Raises:
        InputError: no column names people, it has none of a name that is asked for,
            or no words are to count.
    """
    wanted = terms or Terms()
    if not columns.who:
        raise InputError("acknowledgement_without_ids")
    if columns.words and not any(map(_bare, wanted.words)):
        raise InputError("acknowledgement_without_words")
    return _Reading(sheet, columns, wanted).read()


class _Reading:
    """Reads the rows one after the other."""

    def __init__(self, sheet: Sheet, columns: SaidColumns, terms: Terms) -> None:
        self._sheet, self._columns, self._terms = sheet, columns, terms
        self._at = {"": -1} | _places(sheet.facts.header, columns)
        self._words = [word for word in map(_bare, terms.words) if word]
        self._said: dict[str, Said] = {}
        self._unclear: dict[str, Said] = {}
        self._nameless: list[int] = []
        self._outside = 0
        self._problems: list[LineProblem] = []

    def read(self) -> SaidFile:
        for row in self._sheet.rows:
            self._take(row)
        unclear = [s for key, s in self._unclear.items() if key not in self._said]
        return SaidFile(
            sha256=self._sheet.facts.sha256,
            columns=self._columns,
            rows=len(self._sheet.rows),
            said=tuple(self._said.values()),
            unclear=tuple(unclear),
            nameless=tuple(self._nameless),
            outside=self._outside,
            problems=tuple(self._problems),
        )

    def _take(self, row: Row) -> None:
        words = _said_words(self._cell(row, self._columns.words))
        clear = not self._columns.words or self._agrees(words)
        if not clear and not self._mentions(words):
            return
        if self._cell(row, self._columns.kind).casefold() in _NOT_SAID:
            return
        on = self._day(row)
        if on is not None and not self._is_within(on):
            self._outside += clear
            return
        said = Said(
            line=row.line,
            who=self._who(row, clear=clear),
            name=name_text(self._cell(row, self._columns.name)),
            on=on,
            words=words,
        )
        if said.who:
            kept = self._said if clear else self._unclear
            kept.setdefault(id_key(said.who), said)

    def _who(self, row: Row, *, clear: bool) -> str:
        who = plain_text(self._cell(row, self._columns.who))
        if lost_digits(who):
            self._problems.append(LineProblem(row.line, "platform_id", Problem.DAMAGED))
            who = ""
        if not who and clear:
            self._nameless.append(row.line)
        return who

    def _day(self, row: Row) -> date | None:
        told = self._cell(row, self._columns.at)
        at = stated_moment(told) if told else None
        if told and at is None:
            self._problems.append(
                LineProblem(row.line, "submitted", Problem.UNREADABLE)
            )
        return local_day(at) if at else None

    def _is_within(self, on: date) -> bool:
        since, until = self._terms.since, self._terms.until
        return (since is None or since <= on) and (until is None or on <= until)

    def _agrees(self, words: str) -> bool:
        return not _QUESTION.search(words) and _says_only(_bare(words), self._words)

    def _mentions(self, words: str) -> bool:
        bare = _bare(words)
        return len(bare) <= _SHORT and any(word in bare for word in self._words)

    def _cell(self, row: Row, title: str) -> str:
        at = self._at[title]
        return row.cells[at] if 0 <= at < len(row.cells) else ""


def _places(header: Sequence[str], columns: SaidColumns) -> dict[str, int]:
    known = {column_key(title): at for at, title in reversed([*enumerate(header)])}
    found: dict[str, int] = {}
    for title in (columns.who, columns.name, columns.at, columns.kind, columns.words):
        at = known.get(column_key(title)) if title else None
        if title and at is None:
            raise InputError("survey_column_unknown", column=title)
        if at is not None:
            found[title] = at
    return found


def _says_only(bare: str, words: Sequence[str]) -> bool:
    """Tell whether a message is put together of these words, and filling.

    Step by step and not by a pattern, which a long message could keep busy for hours.
    """
    if len(bare) > _LONGEST:
        return False
    # How far the message is put together so far: by filling alone, or with a word.
    filled, said = {0}, set[int]()
    for at in range(len(bare)):
        if at in filled:
            filled.update(_ends(bare, at, _FILLING))
        if at in filled | said:
            said.update(_ends(bare, at, words))
        if at in said:
            said.update(_ends(bare, at, _FILLING))
    return len(bare) in said


def _ends(bare: str, at: int, words: Iterable[str]) -> Iterator[int]:
    return (at + len(word) for word in words if bare.startswith(word, at))


def _said_words(cell: str) -> str:
    """Return the words of a message; some exports wrap them in JSON."""
    if cell.startswith("{"):
        try:
            told = json.loads(cell)
        except (ValueError, RecursionError):
            return name_text(cell)
        if isinstance(told, dict):
            inner = cast("dict[str, object]", told)
            cell = str(next(_told(inner), ""))
    return name_text(cell)


def _told(message: dict[str, object]) -> Iterator[object]:
    return (message[name] for name in ("msg", "content") if message.get(name))


def _bare(words: str) -> str:
    """Return words without spaces, signs, mentions and pictures."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    spoken = _EMOTE.sub("", _MENTION.sub("", plain))
    return "".join(sign for sign in spoken if sign.isalnum())
