"""Rules as other people write them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.publication.markdown.files import read_rulebook_file
from app.publication.markdown.outline import EMPTY_LADDER, Place, Reading
from app.publication.markdown.reading import read_rulebook
from app.rulebook.checks import ProblemCode, check
from app.words import sentence

TIAO = """雨林读书会群规

第一章 总则
第一条 为了大家好好读书，制定本规则。
第二条：入群后请修改昵称。
第二章 发言
第三条 刷屏
不得连续发送相同内容。
理由：别人的话会被淹没。
（一）表情也算；
（二）语音也算。
第４条 人身攻击：不得辱骂他人。
"""

DECIMALS = """# Group rules

Welcome to the group.

## 1. Order
1.1 Flooding: do not send the same thing again and again.
1.2 Keep to the topic.
## 2. Privacy
2.1 **Leaks** - never pass on chats.
3.4 Be kind.
"""

BULLETS = """## 秩序
- 不刷屏
- 不发广告：禁止二维码和外链。
  - 群主同意的除外
## 隐私
* 不外传聊天记录。
"""

HEADINGS = """# 公约

## 秩序
### 刷屏
不要刷屏。
允许：
- 长文分几条发完。
禁止：
- 连发二十个表情。
- 复制到每个话题。
为什么：别人的话没人看到。
### 跑题
Text: Keep to the topic.
"""

PARENS = """群规
一、秩序
（一）不刷屏。
（二）不发广告。
二、隐私
（一）不外传聊天记录。
"""

PLAIN_NUMBERS = "群规\n1、不刷屏\n2、不骂人\n3. 不发广告\n"


def told(reading: Reading) -> dict[str, tuple[str, str]]:
    return {
        clause.number: (
            clause.title.zh or clause.title.en,
            clause.text.zh or clause.text.en,
        )
        for clause in reading.book.clauses
    }


def articles(reading: Reading) -> list[tuple[str, str]]:
    return [(a.number, a.title.zh or a.title.en) for a in reading.book.articles]


def test_articles_of_a_chinese_rulebook():
    reading = read_rulebook(TIAO)
    assert reading.book.title.zh == "雨林读书会群规"
    assert articles(reading) == [("1", "总则"), ("2", "发言")]
    assert told(reading) == {
        "1.1": ("", "为了大家好好读书，制定本规则。"),
        "1.2": ("", "入群后请修改昵称。"),
        "2.1": ("刷屏", "不得连续发送相同内容。\n表情也算；\n语音也算。"),
        "2.2": ("人身攻击", "不得辱骂他人。"),
    }
    clause = reading.book.clause("2.1")
    assert clause is not None
    assert clause.why.zh == "别人的话会被淹没。"
    assert reading.left_out == ()
    assert not reading.ours


def test_decimals_keep_their_numbers():
    reading = read_rulebook(DECIMALS)
    assert reading.book.title.en == "Group rules"
    assert articles(reading) == [("1", "Order"), ("2", "Privacy"), ("3", "")]
    assert told(reading) == {
        "1.1": ("Flooding", "do not send the same thing again and again."),
        "1.2": ("", "Keep to the topic."),
        "2.1": ("", "Leaks - never pass on chats."),
        "3.4": ("", "Be kind."),
    }
    assert [(line.line, line.words) for line in reading.left_out] == [
        (3, "Welcome to the group.")
    ]


def test_bullets_under_headings_are_clauses():
    reading = read_rulebook(BULLETS)
    assert articles(reading) == [("1", "秩序"), ("2", "隐私")]
    assert told(reading) == {
        "1.1": ("不刷屏", ""),
        "1.2": ("不发广告", "禁止二维码和外链。\n群主同意的除外"),
        "2.1": ("", "不外传聊天记录。"),
    }


def test_headings_are_clauses_with_fields():
    reading = read_rulebook(HEADINGS)
    assert reading.book.title.zh == "公约"
    assert articles(reading) == [("1", "秩序")]
    first, second = reading.book.clauses
    assert (first.title.zh, first.text.zh) == ("刷屏", "不要刷屏。")
    assert [e.zh for e in first.allowed] == ["长文分几条发完。"]
    assert [e.zh for e in first.forbidden] == ["连发二十个表情。", "复制到每个话题。"]
    assert first.why.zh == "别人的话没人看到。"
    assert second.text.en == "Keep to the topic."


def test_brackets_under_han_numbers():
    reading = read_rulebook(PARENS)
    assert articles(reading) == [("1", "秩序"), ("2", "隐私")]
    assert [*told(reading)] == ["1.1", "1.2", "2.1"]


def test_plain_numbers_without_articles():
    reading = read_rulebook(PLAIN_NUMBERS)
    assert reading.book.title.zh == "群规"
    assert told(reading) == {
        "1.1": ("不刷屏", ""),
        "1.2": ("不骂人", ""),
        "1.3": ("不发广告", ""),
    }
    assert [line.place for line in reading.lines] == [
        Place.BOOK_TITLE,
        Place.CLAUSE,
        Place.CLAUSE,
        Place.CLAUSE,
    ]


def test_what_is_missing_is_told_by_the_checks_and_not_made_up():
    reading = read_rulebook(PLAIN_NUMBERS)
    codes = {problem.code for problem in check(reading.book)}
    assert {
        ProblemCode.ENGLISH_MISSING,
        ProblemCode.CATEGORY_MISSING,
        ProblemCode.CLASS_MISSING,
        ProblemCode.LADDER_EMPTY,
    } <= codes
    assert reading.book.ladder == EMPTY_LADDER


_LINES = "\n".join((TIAO, DECIMALS, BULLETS, HEADINGS, PARENS)).split("\n")


@given(st.lists(st.sampled_from(_LINES) | st.text(max_size=15), max_size=40))
def test_no_mixture_of_lines_makes_it_fail(lines: list[str]):
    reading = read_rulebook("\n".join(lines))
    numbers = [clause.number for clause in reading.book.clauses]
    assert len(numbers) == len(set(numbers))
    assert len({a.number for a in reading.book.articles}) == len(reading.book.articles)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_usual_encodings_are_read(tmp_path: Path, encoding: str):
    place = tmp_path / "群规.txt"
    place.write_bytes(TIAO.encode(encoding))
    assert read_rulebook_file(place).book == read_rulebook(TIAO).book


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"\x00\x01\x02", "file_not_text"),
        (b"PK\x03\x04 a workbook", "file_not_text"),
        ("第一条 刷屏".encode("utf-16"), "text_encoding_unknown"),
        (b"\xff\xff\xff\xff", "text_encoding_unknown"),
        (b"- a\n" * 30_000, "rules_text_too_long"),
        (b"x" * (1 << 21), "rules_text_too_long"),
        (b"1. a\n" * 1_001, "rulebook_file_too_long"),
        ("只是一段话。\n没有条款。\n".encode(), "rulebook_file_without_clauses"),
    ],
    ids=lambda value: value if isinstance(value, str) else "data",
)
def test_what_is_no_rulebook_is_refused_in_a_sentence(
    tmp_path: Path, data: bytes, code: str
):
    place = tmp_path / "rules.md"
    place.write_bytes(data)
    with pytest.raises(InputError) as refused:
        read_rulebook_file(place)
    assert refused.value.code == code
    assert sentence(refused.value)


def test_a_folder_is_refused(tmp_path: Path):
    with pytest.raises(InputError):
        read_rulebook_file(tmp_path)
