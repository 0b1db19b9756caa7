"""Made-up files in the shapes people bring, for the demonstration and the tests.

The same seed gives the same bytes. Nobody in them exists: names, ids and words are put
together from `sample_words`, and phone numbers have a middle part of zeros.
"""

import csv
import io
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.files import sample_words as words
from app.times import DEFAULT_ZONE

MEMBER_TITLE = "雨林读书会 成员名单（2026年11月整理）"
MEMBER_HEADER = (
    *("序号", "群昵称", "微信号", "备注", "手机号", "入群时间", "身份", "标签"),
)
COMPLAINT_HEADER = (
    *("举报时间", "举报渠道", "举报人微信号", "被举报人微信号", "被举报内容"),
    *("内容时间", "举报理由"),
)
BLANK_EVERY = 400
"""A hand-kept list has a blank row after so many people."""

STRANGER_EVERY = 25
"""Every so many complaints name somebody who is not on the list."""

_ID_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_JOINED_FORMS = ("%Y/%m/%d %H:%M", "%Y-%m-%d", "%Y年%m月%d日")
_MOMENT_FORM = "%Y/%m/%d %H:%M"
_FIRST_JOIN = datetime(2024, 1, 5, tzinfo=DEFAULT_ZONE)
_FIRST_COMPLAINT = datetime(2026, 10, 1, tzinfo=DEFAULT_ZONE)
_JOINING_MINUTES = 1_400_000
_COMPLAINING_MINUTES = 70_000
_HALF_A_DAY = 720
_HALF = 0.5

# Which people's rows are odd: every so many, from the given one on. Each shape comes
# within the first ten people, so that a small list has it too.
_BEGINS_LIKE_A_FORMULA = (200, 0)
_FOUNDER = (10**9, 1)
_TRAILING_SPACE = (31, 2)
_DAMAGED_PHONE = (97, 3)
_ADMIN = (75, 4)
_FULL_WIDTH_PHONE = (151, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePerson:
    """Somebody who does not exist.

    Attributes:
        handle: the nickname.
        platform_id: unique among these people.
        legal_name: empty where the list does not know it.
        remark: the cell that holds the legal name.
        phone: what can be read from the list; empty where it has none or lost it.
        joined_at: aware, in the community's place.
        role: 成员, 管理员 or 群主.
        tags: as the list writes them.
        listed_handle: the nickname's cell.
        listed_phone: the phone's cell: plain, in full-width digits, or damaged.
        listed_joined: the cell of the day, in one of three forms.
    """

    handle: str
    platform_id: str
    legal_name: str
    remark: str
    phone: str
    joined_at: datetime
    role: str
    tags: str
    listed_handle: str
    listed_phone: str
    listed_joined: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleComplaint:
    """A complaint nobody made.

    Attributes:
        reported_at: aware UTC.
        channel: the list's word.
        reporter: platform id.
        subject: platform id; not always of somebody on the list.
        quote: the words complained of.
        occurred_at: aware UTC, before `reported_at`.
        reason: the list's word.
    """

    reported_at: datetime
    channel: str
    reporter: str
    subject: str
    quote: str
    occurred_at: datetime
    reason: str


def make_people(count: int, seed: int = 1) -> tuple[SamplePerson, ...]:
    """Make people up; their ids are all different."""
    chance = random.Random(f"people {seed}")  # noqa: S311 - made-up data, no secret
    taken: set[str] = set()
    return tuple(_person(at, chance, taken) for at in range(count))


def make_complaints(
    people: Sequence[SamplePerson], count: int, seed: int = 1
) -> tuple[SampleComplaint, ...]:
    """Make complaints up, by and about these people."""
    chance = random.Random(f"complaints {seed}")  # noqa: S311 - made-up data, no secret
    return tuple(_complaint(at, people, chance) for at in range(count))


def members_csv(
    people: Sequence[SamplePerson], repeated: Iterable[SamplePerson] = ()
) -> bytes:
    """Return a hand-kept member list in GB18030, with all that goes wrong in one.

    Args:
        people: one row each.
        repeated: entered once more at the end, with the remark 重复.
    """
    rows: list[Sequence[str]] = [(MEMBER_TITLE,), (), MEMBER_HEADER]
    for at, person in enumerate(people, 1):
        rows.append(
            (
                *(str(at), person.listed_handle, person.platform_id, person.remark),
                *(person.listed_phone, person.listed_joined, person.role, person.tags),
            )
        )
        if at % BLANK_EVERY == 0:
            rows.append(())
    rows += [
        ("", each.handle, each.platform_id, "重复", each.phone, "", each.role, "")
        for each in repeated
    ]
    return _table(rows).encode("gb18030")


def complaints_csv(complaints: Iterable[SampleComplaint]) -> bytes:
    """Return a list of complaints in UTF-8 with BOM, as a form's export."""
    rows: list[Sequence[str]] = [COMPLAINT_HEADER]
    rows += [
        (
            *(_local(each.reported_at), each.channel, each.reporter, each.subject),
            *(each.quote, _local(each.occurred_at), each.reason),
        )
        for each in complaints
    ]
    return _table(rows).encode("utf-8-sig")


def _person(at: int, chance: random.Random, taken: set[str]) -> SamplePerson:
    given = "".join(chance.choices(words.GIVEN, k=chance.choice((1, 2))))
    legal_name = chance.choice(words.SURNAMES) + given if _toss(chance) else ""
    handle = ("=" if _among(at, _BEGINS_LIKE_A_FORMULA) else "") + _handle(
        given, chance
    )
    phone, listed_phone = _phones(at, chance)
    joined_at = _FIRST_JOIN + timedelta(minutes=chance.randrange(_JOINING_MINUTES))
    return SamplePerson(
        handle=handle,
        platform_id=_platform_id(chance, taken),
        legal_name=legal_name,
        remark=f"已实名 {legal_name}" if legal_name and at % 2 else legal_name,
        phone=phone,
        joined_at=joined_at,
        role=_role(at),
        tags=chance.choice(words.TAGS),
        listed_handle=f"{handle} " if _among(at, _TRAILING_SPACE) else handle,
        listed_phone=listed_phone,
        listed_joined=joined_at.strftime(chance.choice(_JOINED_FORMS)),
    )


def _among(at: int, pattern: tuple[int, int]) -> bool:
    every, first = pattern
    return at % every == first


def _toss(chance: random.Random) -> bool:
    return chance.random() < _HALF


def _role(at: int) -> str:
    if _among(at, _FOUNDER):
        return "群主"
    return "管理员" if _among(at, _ADMIN) else "成员"


def _phones(at: int, chance: random.Random) -> tuple[str, str]:
    """Return what can be read of a phone, and its cell."""
    start, end = chance.randint(130, 199), chance.randrange(10_000)
    number = f"{start}0000{end:04}"
    if _among(at, _DAMAGED_PHONE):
        return "", f"{int(number):.2E}"
    if _among(at, _FULL_WIDTH_PHONE):
        return number, number.translate(_FULL_WIDTH)
    return (number, number) if _toss(chance) else ("", "")


def _complaint(
    at: int, people: Sequence[SamplePerson], chance: random.Random
) -> SampleComplaint:
    reported_at = (
        _FIRST_COMPLAINT + timedelta(minutes=chance.randrange(_COMPLAINING_MINUTES))
    ).astimezone(UTC)
    reporter, subject = chance.sample(people, 2)
    reason = chance.choice(words.REASONS)
    quote = chance.choice(words.QUOTES[reason]) + chance.choice(words.ENDINGS)
    if not quote.startswith("="):
        quote = chance.choice(words.OPENINGS) + quote
    return SampleComplaint(
        reported_at=reported_at,
        channel=chance.choice(words.CHANNELS),
        reporter=reporter.platform_id,
        subject=f"不在名单_{at}" if at % STRANGER_EVERY == 0 else subject.platform_id,
        quote=quote,
        occurred_at=reported_at - timedelta(minutes=chance.randint(1, _HALF_A_DAY)),
        reason=reason,
    )


def _handle(given: str, chance: random.Random) -> str:
    city, number = chance.choice(words.CITIES), str(chance.randint(2, 99))
    ending = chance.choice(("", "", f"·{given}", city, number, "🌟"))
    return chance.choice(words.NICKNAMES) + ending


def _platform_id(chance: random.Random, taken: set[str]) -> str:
    while True:
        if _toss(chance):
            made = "wxid_" + "".join(chance.choices(_ID_LETTERS, k=14))
        else:
            syllables = "".join(chance.choices(words.SYLLABLES, k=2))
            made = f"{syllables}{chance.randint(10, 99_999)}"
        if made not in taken:
            taken.add(made)
            return made


def _local(moment: datetime) -> str:
    return moment.astimezone(DEFAULT_ZONE).strftime(_MOMENT_FORM)


def _table(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()
