"""Surveys: which column says what, and what stays the same in every export."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InputError
from app.files.profiles import (
    SurveyColumns,
    proposed_columns,
    read_survey,
    survey_of,
)
from tests.polled import (
    STAR_HEADER,
    TENCENT_HEADER,
    csv_of,
    polled,
    sheet,
    star_row,
    tencent_row,
)

STAR = star_row(7, "wx_a", "3.2", "太严了", "改成提醒")


def test_the_columns_of_wenjuanxing_are_known():
    assert proposed_columns(STAR_HEADER) == SurveyColumns(
        number="序号",
        submitted="提交答卷时间",
        who="1、您的微信号",
        clause="2、条款",
        stance="3、您的态度是",
        answers=("4、您的意见是", "5、还有什么建议"),
    )


def test_the_columns_of_tencent_are_known():
    assert proposed_columns(TENCENT_HEADER) == SurveyColumns(
        number="编号",
        submitted="结束答题时间",
        who="1.微信号",
        clause="2.条款",
        answers=("3.您的看法",),
    )


def test_what_is_asked_about_the_person_is_no_answer_by_default():
    header = ("序号", "1、您的姓名", "2、手机号码", "3、您怎么看")
    assert proposed_columns(header).answers == ("3、您怎么看",)


@pytest.mark.parametrize(
    ("header", "row", "encoding"),
    [
        (STAR_HEADER, STAR, "utf-8-sig"),
        (TENCENT_HEADER, tencent_row(7, "wx_a", "3.2", "太严了"), "gb18030"),
    ],
)
def test_a_real_file_is_read(
    tmp_path: Path, header: tuple[str, ...], row: tuple[str, ...], encoding: str
):
    path = tmp_path / "答卷.csv"
    path.write_bytes(csv_of(header, [row]).encode(encoding))
    read = read_survey(path)
    assert read.facts.encoding == encoding
    file = survey_of(read, proposed_columns(read.facts.header))
    answer = next(each for each in file.answers if each.words == "太严了")
    assert answer.clause == "3.2"
    assert answer.submitted is not None
    kept = "\n".join(str(each) for each in file.answers)
    assert not [each for each in ("114.92", "上海", "Mozilla") if each in kept]


def test_what_was_left_empty_is_no_answer():
    rows = [
        star_row(n, "", "", words, more, stance="")
        for n, (words, more) in enumerate(
            [("(空)", "-3"), ("  ", "（跳过）"), ("", "好")]
        )
    ]
    file = polled(*rows)
    assert [(each.question, each.words) for each in file.answers] == [
        ("还有什么建议", "好")
    ]
    assert file.rows == 3


def test_an_answer_is_known_in_every_export():
    first = polled(STAR)
    again = polled(star_row(1, "wx_b", "", "早", stance=""), STAR, name="t")
    keys = {each.words: each.key for each in again.answers}
    assert [keys[each.words] for each in first.answers] == [
        each.key for each in first.answers
    ]
    assert len({each.key for each in again.answers}) == len(again.answers)


def test_without_number_or_time_a_key_is_the_files_own():
    header = ("条款", "意见")
    columns = SurveyColumns(clause="条款", answers=("意见",))
    one, two, other = (
        polled(("3.2", "太严"), ("3.2", "太严"), header=header, columns=columns, name=n)
        for n in ("s", "s", "t")
    )
    assert [each.key for each in one.answers] == [each.key for each in two.answers]
    keys = {each.key for file in (one, other) for each in file.answers}
    assert len(keys) == 4


@given(words=st.text(min_size=1), other=st.text(min_size=1))
def test_a_key_tells_nothing_of_the_words(words: str, other: str):
    keys = {
        each.key
        for text in (words, other)
        for each in polled(star_row(3, "wx", "3.2", text)).answers
        if each.question == "您的意见是"
    }
    assert len(keys) <= 1


@given(
    rows=st.lists(st.lists(st.text(max_size=6), max_size=14), max_size=5),
    header=st.lists(st.text(max_size=6), min_size=1, max_size=12),
)
def test_no_table_breaks_it(rows: list[list[str]], header: list[str]):
    columns = proposed_columns(header)
    if not columns.answers:
        with pytest.raises(InputError) as caught:
            survey_of(sheet(rows, header), columns)
        assert caught.value.code == "survey_no_answers"
        return
    file = survey_of(sheet(rows, header), columns)
    assert all(each.words.strip() for each in file.answers)


def test_a_column_that_is_not_there_is_named():
    columns = SurveyColumns(clause="没有", answers=("4、您的意见是",))
    with pytest.raises(InputError) as caught:
        survey_of(sheet([STAR]), columns)
    assert (caught.value.code, caught.value.context) == (
        "survey_column_unknown",
        {"column": "没有"},
    )


def test_a_time_nobody_can_read_is_told():
    row = list(STAR)
    row[1] = "昨天"
    file = polled(row)
    assert [(each.line, each.field) for each in file.problems] == [(2, "submitted")]
    assert {each.submitted for each in file.answers} == {None}
