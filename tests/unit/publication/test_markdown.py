"""A rulebook as Markdown, and back without loss."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.publication.markdown.escapes import escaped, lines_escaped, split, unescaped
from app.publication.markdown.outline import Place
from app.publication.markdown.reading import read_rulebook
from app.publication.markdown.writing import as_markdown
from app.rulebook.model import (
    Bilingual,
    DsaCategory,
    Rulebook,
    SanctionKind,
    Severity,
    Step,
)
from app.rulebook.templates import KEYS, load_template
from tests.unit.publication.books import books, texts


@given(books())
def test_a_book_comes_back_as_it_was(book: Rulebook):
    reading = read_rulebook(as_markdown(book))
    assert reading.book == book
    assert reading.left_out == ()
    assert reading.ours
    assert reading.repeated == ()


@given(books())
def test_an_editor_may_change_the_ends_of_lines(book: Rulebook):
    windows = as_markdown(book).replace("\n", "\r\n")
    bare = "\n".join(line.rstrip(" ") for line in as_markdown(book).split("\n"))
    assert read_rulebook(windows).book == book
    assert read_rulebook(bare).book == book


@pytest.mark.parametrize("key", KEYS)
def test_a_template_comes_back_as_it_was(key: str):
    book = load_template(key)
    assert read_rulebook(as_markdown(book)).book == book


@given(texts, st.sampled_from(["", "·", "|", "、，,", " ("]))
def test_any_words_fit_on_a_line(words: str, marks: str):
    line = escaped(words, marks)
    assert len(line.splitlines()) <= 1
    assert unescaped(line) == words
    assert not marks or split(line, marks) == [line]


@given(texts)
def test_what_nobody_wrote_is_read_without_failing(words: str):
    assert isinstance(unescaped(words), str)
    assert "\r" not in lines_escaped(words)


def test_it_reads_as_a_person_would_write_it():
    text = as_markdown(load_template("reading_club"))
    for line in (
        "# 读书会公约 · Reading club rules",
        "## 3 人与人 · Between people",
        "### 3.2 人身攻击 · Personal attack",
        "- 严重程度：中",
        "- 违规类别：personal_attack",
        "- 别名：辱骂、侮辱、骂人、谩骂、网暴",
        "- 计次窗口：90 天",
        "| 2 | 警告，记 1 分 | 禁言 3 天，记 2 分 | 禁言 30 天，记 3 分 |",
        "| doxxing |  | 是 |",
    ):
        assert line in text.split("\n"), line


EDITED = """<!-- gongdao rulebook 1 -->
# 公约 · Rules

## 1 秩序 · Order

### 1.1 刷屏 · Flooding

* 条文: 不刷屏。
+ text: No flooding.
- Allowed: Once.
- Allowed: Twice.
- 允许：一次。
- Severity: HIGH
- DSA category: cyber_violence
- 心情：好
随手写的一行

### 1.1 灌水 · Noise

- 严重程度：很重

## 处罚阶梯 · Ladder

- Window: 30 days
| 第几次 | 低 | 中 | 高 |
| --- | --- | --- | --- |
| 1 | reminder | mute 3 days, 2 points | 永久移出，记 5 分 |
| 2 | 提醒 | 说两句 | 移出 |
| 3 | 提醒 | 警告 |
"""


def test_what_somebody_edited_is_taken_as_far_as_it_is_understood():
    reading = read_rulebook(EDITED)
    first, second = reading.book.clauses
    assert first.text == Bilingual(zh="不刷屏。", en="No flooding.")
    assert [(e.zh, e.en) for e in first.allowed] == [
        ("", "Once."),
        ("", "Twice."),
        ("一次。", ""),
    ]
    assert first.severity is Severity.HIGH
    assert first.dsa.category is DsaCategory.CYBER_VIOLENCE
    assert second.number == "1.2"
    assert reading.repeated == ("1.1",)
    assert reading.book.ladder.window_days == 30
    assert [step.kind.value for step in reading.book.ladder.cells] == [
        "reminder",
        "mute",
        "permanent",
    ]
    assert reading.book.ladder.rows[0][1] == Step(
        kind=SanctionKind.MUTE, days=3, points=2
    )
    assert [(line.line, line.place) for line in reading.left_out] == [
        (15, Place.LEFT_OUT),
        (16, Place.LEFT_OUT),
        (20, Place.LEFT_OUT),
        (28, Place.LEFT_OUT),
        (29, Place.LEFT_OUT),
    ]


@given(st.lists(st.sampled_from(EDITED.split("\n")) | texts, max_size=30))
def test_no_mixture_of_lines_makes_it_fail(lines: list[str]):
    reading = read_rulebook("\n".join(["<!-- gongdao rulebook 1 -->", *lines]))
    numbers = [clause.number for clause in reading.book.clauses]
    assert len(numbers) == len(set(numbers))
