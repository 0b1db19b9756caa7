"""What rows of lists say, and how repeats become one; no child, no file."""

from datetime import UTC, date, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files import complaint_list, member_list
from app.files.cells import Problem, id_key
from app.files.complaint_list import ComplaintMerge
from app.files.member_list import MemberMerge, MemberRow, merged
from app.files.problems import (
    FIELD_WORDS,
    PROBLEM_WORDS,
    LineProblem,
    RowProblem,
    describe,
)
from app.files.tables import TableFacts
from app.words import Language, use_language

MEMBER_HEADER = (
    *("序号", "群昵称", "微信号", "备注", "手机号", "入群时间", "身份", "标签"),
)
COMPLAINT_HEADER = (
    *("举报时间", "举报渠道", "举报人微信号", "被举报人微信号", "被举报内容"),
    *("内容时间", "举报理由"),
)
FACTS = TableFacts("", "utf-8", (), MEMBER_HEADER)


NOBODY = MemberRow(
    line=4,
    handle="",
    platform_id="wxid_1",
    remark="",
    phone=None,
    joined_on=None,
    role="",
    tags=(),
)


def member(line: int = 4, **fields: object) -> MemberRow:
    """Return a row with nothing but an id, and these fields."""
    return msgspec.structs.replace(NOBODY, line=line, **fields)


def read_member(*cells: str) -> MemberRow:
    return member_list.row_reader(MEMBER_HEADER)(9, list(cells))


def test_a_row_is_read_field_by_field():
    row = read_member(
        *("1", "=十七_bj", "ＷＸ_1", "已实名 林宁", "１３８０００００００１"),
        *("2024/07/19 04:47", "成员", "付费会员;老用户"),
    )
    assert row == MemberRow(
        line=9,
        handle="=十七_bj",
        platform_id="WX_1",
        remark="已实名 林宁",
        phone="13800000001",
        joined_on=date(2024, 7, 19),
        role="成员",
        tags=("付费会员", "老用户"),
        problems=(),
    )


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        (("", "a", ""), "platform_id", Problem.MISSING),
        (("", "a", "1.3E+10"), "platform_id", Problem.DAMAGED),
        (("", "a", "x", "", "1.38E+10"), "phone", Problem.DAMAGED),
        (("", "a", "x", "", "0571-8888"), "phone", Problem.ODD),
        (("", "a", "x", "", "", "前天"), "joined_on", Problem.UNREADABLE),
        (("1", *"axbcde", "f", "g"), "", Problem.SURPLUS),
    ],
)
def test_what_is_wrong_is_said_of_its_field(
    cells: tuple[str, ...], field: str, code: Problem
):
    assert RowProblem(field, code) in read_member(*cells).problems


def test_a_missing_column_is_empty():
    row = member_list.row_reader(("微信号", "昵称"))(2, ["a", "b"])
    assert (row.platform_id, row.handle, row.phone, row.remark) == ("a", "b", None, "")
    assert row.problems == ()


def test_a_later_row_fills_what_is_empty():
    first = member(handle="云朵", remark="", phone=None)
    later = member(9, handle="别名", remark="林宁", phone="1", tags=("新人",))
    assert merged(first, later) == member(
        handle="云朵", remark="林宁", phone="1", tags=("新人",)
    )


@pytest.mark.parametrize("remark", ["重复", "重复项", "Duplicate"])
def test_the_word_for_a_repeat_is_no_remark(remark: str):
    assert merged(member(), member(9, remark=remark)) == member()


def test_a_good_phone_takes_the_place_of_a_damaged_one():
    damaged = RowProblem("phone", Problem.DAMAGED)
    missing = member(problems=(damaged,))
    good = member(9, phone="13800000001")
    assert merged(missing, good) == member(phone="13800000001")
    assert merged(good, missing) == good
    assert merged(missing, missing) == missing
    assert merged(member(), missing) == missing


def test_people_are_told_apart_by_id_and_never_by_nickname():
    merge = MemberMerge()
    rows = [
        member(4, platform_id="Wxid_A", handle="同名"),
        member(5, platform_id="wxid_b", handle="同名"),
        member(6, platform_id=None, handle="同名"),
        member(7, platform_id=None, handle="同名"),
        member(8, platform_id="WXID_a", role="成员"),
    ]
    merge.add(rows[:3])
    merge.add(rows[3:])
    read = merge.finish(FACTS)
    assert [row.line for row in read.rows] == [4, 5, 6, 7]
    assert [repeat.lines for repeat in read.repeats] == [(4, 8)]
    assert read.rows[0].role == "成员"
    assert read.preview().without_platform_id == 2


IDS = st.one_of(st.none(), st.sampled_from(["a", "A", "b", "ｂ", "c"]))
ROWS = st.lists(
    st.builds(
        lambda platform_id, handle, phone: member(
            platform_id=platform_id, handle=handle, phone=phone
        ),
        IDS,
        st.sampled_from(["", "x", "y"]),
        st.sampled_from([None, "1", "2"]),
    ),
    max_size=12,
)


@given(ROWS, st.integers(0, 12))
def test_merging_keeps_every_person_once_and_loses_no_field(
    rows: list[MemberRow], cut: int
):
    merge = MemberMerge()
    merge.add(rows[:cut])
    merge.add(rows[cut:])
    read = merge.finish(FACTS)
    ids = [id_key(row.platform_id) for row in rows if row.platform_id]
    kept = [id_key(row.platform_id) for row in read.rows if row.platform_id]
    assert kept == list(dict.fromkeys(ids))
    assert read.preview().rows == len(rows)
    for row in read.rows:
        if row.platform_id:
            key = id_key(row.platform_id)
            same = [r for r in rows if r.platform_id and id_key(r.platform_id) == key]
            assert row.phone == next((r.phone for r in same if r.phone), None)
            assert row.handle == next((r.handle for r in same if r.handle), "")


def test_a_complaint_is_read_field_by_field():
    read = complaint_list.row_reader(COMPLAINT_HEADER)
    row = read(
        2,
        [
            *("2026/11/10 00:53", "私信", "ｗxid_1", " wxid_2", "= =这也算"),
            *("2026/11/09 22:46", "引战"),
        ],
    )
    assert row.reported_at == datetime(2026, 11, 9, 16, 53, tzinfo=UTC)
    assert row.occurred_at == datetime(2026, 11, 9, 14, 46, tzinfo=UTC)
    assert (row.channel, row.reporter, row.subject) == ("私信", "wxid_1", "wxid_2")
    assert (row.quote, row.reason, row.problems) == ("= =这也算", "引战", ())


def test_what_is_wrong_with_a_complaint_is_said():
    read = complaint_list.row_reader(COMPLAINT_HEADER)
    row = read(2, ["某日", "", "1.2E+10"])
    assert row.problems == (
        RowProblem("reported_at", Problem.UNREADABLE),
        RowProblem("reporter", Problem.DAMAGED),
        RowProblem("subject", Problem.MISSING),
        RowProblem("quote", Problem.MISSING),
    )
    merge = ComplaintMerge()
    merge.add([row])
    preview = merge.finish(FACTS).preview()
    assert (preview.unreadable_times, preview.without_subject) == (1, 1)
    assert preview.without_quote == 1


@pytest.mark.parametrize("language", Language)
def test_every_problem_has_its_words(language: Language):
    use_language(language)
    said = {
        describe(LineProblem(1, field, code))
        for field in FIELD_WORDS
        for code in PROBLEM_WORDS
    }
    assert len(said) == len(FIELD_WORDS) * len(PROBLEM_WORDS)
    fields = {*MemberRow.__struct_fields__, *complaint_list.COMPLAINT_PROFILE.names}
    assert fields - {"line", "problems"} <= set(FIELD_WORDS)
    assert set(Problem) == set(PROBLEM_WORDS)
