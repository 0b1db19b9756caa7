"""Seeded files in the shapes people bring, with the truth about what is in them.

The shapes come from `app.files.sample`; the same arguments give the same files.
Nobody in them exists.
"""

import hashlib
import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import xlsxwriter

from app.files.sample import (
    BLANK_EVERY,
    SampleComplaint,
    SamplePerson,
    complaints_csv,
    make_complaints,
    make_people,
    members_csv,
)
from app.files.sample_words import QUOTES
from app.times import DEFAULT_ZONE

# Title, blank row, header.
_ABOVE_MEMBERS = 3
# Session, export time, tool; then the header.
_ABOVE_CHAT = 4
_CHAT_HEADER = (
    *("序号", "时间", "发送者昵称", "发送者微信ID", "发送者备注"),
    *("发送者身份", "消息类型", "内容"),
)
_CHAT_BEGINS = datetime(2026, 10, 1, 8, 0, tzinfo=DEFAULT_ZONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersTruth:
    """What a generated member list holds.

    Attributes:
        path: the file.
        people: everybody once, in the order of the list.
        repeats: for each person entered twice, both lines.
        damaged_phones: lines of phones like 1.38E+10.
        full_width_phones: lines of phones in full-width digits.
        sha256: hexadecimal digest of the file.
    """

    path: Path
    people: tuple[SamplePerson, ...]
    repeats: tuple[tuple[int, int], ...]
    damaged_phones: tuple[int, ...]
    full_width_phones: tuple[int, ...]
    sha256: str

    @property
    def rows(self) -> int:
        """Return how many rows are not blank, below the header."""
        return len(self.people) + len(self.repeats)

    @property
    def handles(self) -> tuple[str, ...]:
        """Return the nicknames, in the order of the list."""
        return tuple(person.handle for person in self.people)

    @property
    def legal_names(self) -> tuple[str, ...]:
        """Return the names that must be sealed."""
        return tuple(p.legal_name for p in self.people if p.legal_name)

    @property
    def phones(self) -> tuple[str, ...]:
        """Return the phones that can be read and must be sealed."""
        return tuple(p.phone for p in self.people if p.phone)

    def joined_on(self, at: int) -> date:
        """Return the day the person at this place of the list joined."""
        return self.people[at].joined_at.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsTruth:
    """What a generated list of complaints holds.

    Attributes:
        path: the file.
        complaints: in the order of the list.
        unknown_subjects: how many name somebody who is not on the member list.
        reasons: how many there are of each.
        sha256: hexadecimal digest of the file.
    """

    path: Path
    complaints: tuple[SampleComplaint, ...]
    unknown_subjects: int
    reasons: Counter[str]
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatTruth:
    """What a generated group chat holds.

    Attributes:
        path: the file.
        lines: messages, system lines included.
        system_lines: lines nobody wrote.
        senders: platform ids of those who wrote.
    """

    path: Path
    lines: int
    system_lines: int
    senders: frozenset[str]


def write_members(
    path: Path, people: int = 1200, repeats: int = 12, seed: int = 1
) -> MembersTruth:
    """Write a hand-kept member list: GB18030, title row, blank rows, repeats."""
    made = make_people(people, seed)
    chance = random.Random(f"repeats {seed}")
    places = chance.sample(range(people), repeats)
    content = members_csv(made, [made[at] for at in places])
    path.write_bytes(content)
    listed = list(enumerate(made))
    below = line_of(people - 1) + 1 + (people % BLANK_EVERY == 0)
    return MembersTruth(
        path=path,
        people=made,
        repeats=tuple(sorted((line_of(at), below + n) for n, at in enumerate(places))),
        damaged_phones=tuple(
            line_of(at) for at, person in listed if "E+" in person.listed_phone
        ),
        full_width_phones=tuple(
            line_of(at)
            for at, person in listed
            if person.listed_phone and not person.listed_phone.isascii()
        ),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def line_of(at: int) -> int:
    """Return the line of the person at this place of a generated member list."""
    return _ABOVE_MEMBERS + 1 + at + at // BLANK_EVERY


def write_reports(
    path: Path, members: MembersTruth, count: int = 400, seed: int = 1
) -> ReportsTruth:
    """Write complaints: UTF-8 with BOM, every 25th about somebody unknown."""
    made = make_complaints(members.people, count, seed)
    content = complaints_csv(made)
    path.write_bytes(content)
    known = {person.platform_id for person in members.people}
    return ReportsTruth(
        path=path,
        complaints=made,
        unknown_subjects=sum(each.subject not in known for each in made),
        reasons=Counter(each.reason for each in made),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def write_group_chat(
    path: Path, members: MembersTruth, count: int = 3000, seed: int = 1
) -> ChatTruth:
    """Write a group chat as the common exporters do: XLSX, header in row 4."""
    chance = random.Random(f"chat {seed}")
    lines = [_chat_line(at, members, chance) for at in range(count)]
    about = (
        ("会话", "雨林读书会 3 群", "会话ID", "10000001@chatroom"),
        ("导出时间", "2026-11-20 21:04:11", "消息总数", str(count)),
        ("导出工具", "聊天导出", "时区", "Asia/Shanghai"),
    )
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet("聊天记录")
        for row, cells in enumerate((*about, _CHAT_HEADER, *lines)):
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell)
    senders = frozenset(line[3] for line in lines if line[3])
    return ChatTruth(
        path=path,
        lines=count,
        system_lines=sum(not line[3] for line in lines),
        senders=senders,
    )


def chat_line_of(at: int) -> int:
    """Return the row of the message at this place of a generated chat."""
    return _ABOVE_CHAT + 1 + at


def _chat_line(
    at: int, members: MembersTruth, chance: random.Random
) -> tuple[str, ...]:
    person = chance.choice(members.people)
    said_at = (_CHAT_BEGINS + timedelta(minutes=13 * at)).strftime("%Y-%m-%d %H:%M:%S")
    if chance.random() < 0.05:
        words = f'"{person.handle}"退出了群聊'
        return (str(at + 1), said_at, "", "", "", "", "系统消息", words)
    quote = chance.choice(QUOTES[chance.choice(tuple(QUOTES))])
    return (
        *(str(at + 1), said_at, person.handle, person.platform_id, person.remark),
        *(person.role, "文本消息", quote),
    )
