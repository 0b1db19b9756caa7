import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exports.leaks import LeakKind, fold, reopen, runs_as_formula, scan
from app.files.safe_csv import csv_bytes

FIXED = frozenset({"", "Clause", "Outcome", "Reminder", "提醒", "12", "2026-10"})
AUTHORED = frozenset({"3.1 禁止攻击星河读书会的人", "3.2 刷屏"})


def found(text: str, *known: str) -> set[LeakKind]:
    """Return what is recognised in a cell among harmless ones."""
    rows = [["Clause", "Outcome"], ["3.2 刷屏", "提醒"], [text, "12"]]
    leaks = scan(rows, known=known, fixed=FIXED, authored=AUTHORED)
    assert {(leak.row, leak.column) for leak in leaks} <= {(3, 1)}
    return {leak.kind for leak in leaks}


@pytest.mark.parametrize(
    "text",
    [
        "老巷口",
        "见老巷口的留言",
        "老\u200b巷\u200d口",
        "\u2066老巷口\u2069",
        "老\ufe0f巷\u00ad口",
        "老\u3164巷口",
    ],
)
def test_a_known_nick_is_found_however_it_is_split(text: str) -> None:
    assert found(text, "老巷口", "别人") == {LeakKind.KNOWN}


@pytest.mark.parametrize(
    "text", ["Min_Lee", "ＭＩＮ＿ＬＥＥ", "min\u200b_lee", "x MIN_LEE x", "𝓜𝓲𝓷_𝓛𝓮𝓮"]
)
def test_width_and_case_hide_nothing(text: str) -> None:
    assert found(text, "min_lee") == {LeakKind.KNOWN}
    assert found("min_lee", text.removeprefix("x ").removesuffix(" x")) == {
        LeakKind.KNOWN
    }


@given(
    name=st.text("abcxyz_甲乙丙丁", min_size=2, max_size=8),
    gaps=st.lists(st.sampled_from("\u200b\u200c\u200d\u2060\ufeff\u00ad"), max_size=3),
    chance=st.randoms(use_true_random=False),
)
def test_any_planted_handle_is_found(
    name: str, gaps: list[str], chance: random.Random
) -> None:
    text = list(name)
    for gap in gaps:
        text.insert(chance.randint(0, len(text)), gap)
    wide = [chr(ord(c) + 0xFEE0) if c.isascii() else c for c in text]
    assert LeakKind.KNOWN in found("".join(text).upper(), name)
    assert LeakKind.KNOWN in found("前" + "".join(wide) + "后", name)


@pytest.mark.parametrize("name", ["提醒", "12", "2026-10", "Reminder", "reminder"])
def test_a_fixed_word_is_excused_only_as_a_whole_cell(name: str) -> None:
    rows = [["Clause", "Outcome"], ["提醒", "12"], ["2026-10", "Reminder"]]
    assert scan(rows, known=[name], fixed=FIXED, authored=AUTHORED) == ()
    assert found(f"见 {name}", name) == {LeakKind.KNOWN}


def test_a_nick_in_a_clauses_title_is_chance_but_an_account_is_not() -> None:
    title = "3.1 禁止攻击星河读书会的人"
    assert found(title, "星河", "攻击") == set()
    assert found("星河", "星河") == {LeakKind.KNOWN}
    rows = [["3.3 禁止骚扰 min26132"], ["3.4 见 13800138000"]]
    labels = frozenset(cell for row in rows for cell in row)
    leaks = scan(rows, known=["min26132", "骚扰"], fixed=FIXED, authored=labels)
    assert [(leak.row, leak.kind) for leak in leaks] == [
        (1, LeakKind.KNOWN),
        (2, LeakKind.ACCOUNT),
        (2, LeakKind.PHONE),
    ]


def test_one_character_is_no_identifier() -> None:
    assert found("星星", "星", "\u200b星", "") == set()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("电话13800138000吧", LeakKind.PHONE),
        ("１３８００１３８０００", LeakKind.PHONE),
        ("138-0013-8000", LeakKind.PHONE),
        ("138 0013 8000", LeakKind.PHONE),
        ("一三八〇〇一三八〇〇〇", LeakKind.PHONE),
        ("+8613800138000", LeakKind.PHONE),
        ("010-12345678", LeakKind.PHONE),
        ("号11010519491231002X。", LeakKind.ID_NUMBER),
        ("110105491231002", LeakKind.ID_NUMBER),
        ("写信到a.b@example.com吧", LeakKind.MAIL),
        ("A．B＠EXAMPLE．COM", LeakKind.MAIL),
        ("wxid_3d9ariskokmbg0", LeakKind.ACCOUNT),
        ("ｗｘｉｄ＿3d9", LeakKind.ACCOUNT),
        ("@老巷口", LeakKind.ACCOUNT),
        ("加 12345678", LeakKind.ACCOUNT),
        ("见 https://example.com", LeakKind.LINK),
    ],
)
def test_patterns_are_found_beside_han(text: str, kind: LeakKind) -> None:
    assert kind in found(text)


@pytest.mark.parametrize("text", ["3.10 泄露记录", "第 3.2 条", "2026-10-31", "123456"])
def test_rule_numbers_and_dates_are_no_patterns(text: str) -> None:
    assert found(text) == set()


def test_a_finished_file_is_read_back() -> None:
    rows = [["Clause", "Outcome"], ["3.2, “刷屏”", 'a "b"\nc']]
    assert reopen(csv_bytes(rows)) == rows


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b'"a","b"\r\n"c"\r\n', b'"a\r\n', b'"a"x,"b"\r\n']
)
def test_what_is_no_table_is_not_read(data: bytes) -> None:
    assert reopen(data) is None


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@a", "\t1", "\r1", " =1", "＝1", "－1", "\u200b=1", "−1"],
)
def test_formulas_are_recognised_and_the_writer_stops_them(text: str) -> None:
    assert runs_as_formula(text)
    rows = reopen(csv_bytes([[text]]))
    assert rows is not None
    assert not runs_as_formula(rows[0][0])


@pytest.mark.parametrize("text", ["", "3.2", "'=1", "提醒", "a=1", " ", "(1)"])
def test_plain_cells_are_no_formulas(text: str) -> None:
    assert not runs_as_formula(text)


def test_folding_is_stable() -> None:
    assert fold("Ａ\u200bＢ") == "ab"
    assert fold(fold("ﬃ ǰ ς")) == fold("ﬃ ǰ ς")
