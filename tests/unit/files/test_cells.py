from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files.cells import (
    Phone,
    Problem,
    day,
    id_key,
    lost_digits,
    moment,
    name_text,
    phone,
    plain_text,
    tags,
)
from app.times import DEFAULT_ZONE

MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
MOMENTS = st.datetimes(
    min_value=datetime.fromisoformat("1992-01-01"),
    max_value=datetime.fromisoformat("2199-12-31"),
).map(lambda at: at.replace(second=0, microsecond=0))
DAY_FORMS = st.sampled_from(
    [
        "%Y/%m/%d",
        "%Y-%m-%d",
        "%Y年%m月%d日",
        "%Y.%m.%d",
        "%Y/%m/%d %H:%M",
        "%Y-%m-%dT%H:%M",
    ]
)
MOMENT_FORMS = st.sampled_from(
    [
        "%Y/%m/%d %H:%M",
        "%Y/%m/%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%Y年%m月%d日 %H:%M",
        "%Y年%m月%d日%H时%M分",
        "%Y-%m-%dT%H:%M:%S",
    ]
)


@given(
    MOBILES, st.sampled_from(["{}", " {} ", "+86{}", "0086 {}", "'{}", '="{}"', "{}.0"])
)
def test_a_mobile_number_is_its_digits(number: str, form: str):
    assert phone(form.format(number)) == Phone(value=number)
    assert phone(form.format(number.translate(FULL_WIDTH))) == Phone(value=number)


@given(MOBILES)
def test_digits_in_groups_are_the_same_number(number: str):
    for between in (" ", "-", "\u3000", "\u200b", "·"):
        parts = (number[:3], number[3:7], number[7:])
        assert phone(between.join(parts)) == Phone(value=number)


@given(MOBILES, st.integers(0, 9))
def test_what_a_spreadsheet_spoilt_never_becomes_a_number(number: str, digits: int):
    for text in (f"{float(number):.{digits}E}", f"{float(number):.{digits}e}", "#####"):
        assert phone(text) == Phone(problem=Problem.DAMAGED)
    assert phone("１．３８Ｅ＋１０") == Phone(problem=Problem.DAMAGED)


@pytest.mark.parametrize(
    "text", ["0571-88886666", "12345", "138000013800", "没有", "1380000138O"]
)
def test_an_odd_number_is_kept_and_flagged(text: str):
    assert phone(text) == Phone(value=text, problem=Problem.ODD)


@given(st.text())
def test_no_phone_raises_or_is_made_up(text: str):
    read = phone(text)
    if read.value and read.problem is None:
        assert read.value in "".join(c for c in plain_text(text) if c.isdigit())


@pytest.mark.parametrize("text", ["", "  ", "\u200b", "\u3000"])
def test_an_empty_phone_is_no_problem(text: str):
    assert phone(text) == Phone()


@given(MOMENTS, DAY_FORMS)
def test_days_are_read_in_every_form(at: datetime, form: str):
    written = at.strftime(form)
    assert day(written) == at.date()
    assert day(f" {written.translate(FULL_WIDTH)} ") == at.date()


@given(MOMENTS, MOMENT_FORMS)
def test_moments_are_the_communitys(at: datetime, form: str):
    there = at.replace(tzinfo=DEFAULT_ZONE)
    assert moment(at.strftime(form)) == there.astimezone(UTC)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2024/07/19 04:47", datetime(2024, 7, 18, 20, 47, tzinfo=UTC)),
        ("2026-04-16", datetime(2026, 4, 15, 16, 0, tzinfo=UTC)),
        ("2026年07月22日", datetime(2026, 7, 21, 16, 0, tzinfo=UTC)),
        ("2026年7月2日", datetime(2026, 7, 1, 16, 0, tzinfo=UTC)),
        ("2026/9/3 12:00:00", datetime(2026, 9, 3, 4, 0, tzinfo=UTC)),
        ("2026-09-03T12:00:00Z", datetime(2026, 9, 3, 12, 0, tzinfo=UTC)),
        ("2026/9/3 7时5分", datetime(2026, 9, 2, 23, 5, tzinfo=UTC)),
    ],
)
def test_known_forms(text: str, read: datetime):
    assert moment(text) == read


@pytest.mark.parametrize(
    "text",
    [
        *("", "昨天", "2026", "2026/13/01", "2026-02-30", "2026年", "45492.199"),
        *("0001-01-01", "9999-12-31", "2026-04-16 25:00", "1.38E+10", "2026-04-16 x"),
        "2026-W01-1",
    ],
)
def test_what_is_no_date_is_none(text: str):
    assert day(text) is None
    assert moment(text) is None


@given(st.text())
def test_no_date_raises(text: str):
    assert day(text) is None or isinstance(day(text), date)
    assert moment(text) is None or moment(text) is not None


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("=十七_bj", "=十七_bj"),
        (" 云朵 \u3000", "云朵"),
        ("ＡＢ１２", "ＡＢ１２"),
        ("云\u200b朵", "云朵"),
        ("\u202e倒着\u202c", "倒着"),
        ("两\n行", "两 行"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("一家人❤\ufe0f", "一家人❤\ufe0f"),
    ],
)
def test_names_keep_what_can_be_seen(text: str, read: str):
    assert name_text(text) == read


def test_ids_are_equal_however_they_are_written():
    assert plain_text(" ｗxid_１２ab\u200b ") == "wxid_12ab"
    assert id_key("ＷXID_12AB ") == id_key("wxid_12ab")


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("1.38E+10", True),
        ("1e5", True),
        ("####", True),
        ("wxid_1e5", False),
        ("12", False),
    ],
)
def test_lost_digits_are_seen(text: str, lost: bool):
    assert lost_digits(text) is lost


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("付费会员;老用户", ("付费会员", "老用户")),
        (" 讲师；志愿者、讲师 ;", ("讲师", "志愿者")),
        ("新人", ("新人",)),
        ("", ()),
        (";；", ()),
    ],
)
def test_tags_are_split_and_stand_once(text: str, read: tuple[str, ...]):
    assert tags(text) == read
