"""Who said in a file that they read the rules."""

import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.acknowledgements.said import (
    SaidColumns,
    SaidFile,
    Terms,
    proposed_said,
    said_in,
)
from app.errors import InputError
from app.files.profiles import read_survey
from tests.generator import write_group_chat, write_members
from tests.polled import sheet

ECHO = (
    *("序号", "时间", "发送者昵称", "发送者微信ID"),
    *("发送者备注", "发送者身份", "消息类型", "内容"),
)
WECHATMSG = (
    *("localId", "TalkerId", "Type", "SubType", "IsSender", "CreateTime", "Status"),
    *("StrContent", "StrTime", "Remark", "NickName", "Sender"),
)
PYWXDUMP = (
    *("id", "MsgSvrID", "type_name", "is_sender", "talker", "room_name"),
    *("content", "CreateTime"),
)
DAY = date(2026, 11, 3)


def line(who: str, words: str, kind: str = "文本消息", at: str = "2026-11-03 09:14:17"):
    return ("7", at, "随便谁", who, "", "成员", kind, words)


def said(*rows, terms: Terms | None = None) -> SaidFile:
    read = sheet(rows, ECHO)
    return said_in(read, proposed_said(read.facts.header), terms)


def test_the_columns_of_known_exports_are_proposed():
    assert proposed_said(ECHO) == SaidColumns(
        who="发送者微信ID", name="发送者昵称", at="时间", kind="消息类型", words="内容"
    )
    assert proposed_said(WECHATMSG) == SaidColumns(
        who="Sender", name="NickName", at="CreateTime", kind="Type", words="StrContent"
    )
    assert proposed_said(PYWXDUMP) == SaidColumns(
        who="talker", at="CreateTime", kind="type_name", words="content"
    )
    assert proposed_said(("序号", "群昵称", "微信号", "手机号")) == SaidColumns(
        who="微信号", name="群昵称"
    )
    assert proposed_said(("序号", "提交答卷时间", "1、您的微信号")) == SaidColumns(
        who="1、您的微信号", at="提交答卷时间"
    )


@pytest.mark.parametrize(
    "words",
    [
        "已读",
        "收到",
        "收到！",
        "收到，谢谢群主",
        "已读已知悉",
        "我同意群规",
        "@所有人 收到[OK]",
        "收到收到🙏",
        "好的，收到",
        "I have read the rules and agree",
    ],
)
def test_words_of_agreement_alone_count(words: str):
    (only,) = said(line("wx_a", words)).said
    assert (only.line, only.who, only.on, only.words) == (2, "wx_a", DAY, words)


@pytest.mark.parametrize(
    "words",
    [
        "大家都收到了没",
        "收到？",
        "我不同意",
        "没收到",
        "同意楼上说的",
        "我家里同意了手术",
    ],
)
def test_what_says_something_else_is_left_to_a_person(words: str):
    read = said(line("wx_a", words))
    assert read.said == ()
    assert [each.words for each in read.unclear] == [words]


def test_other_messages_are_nothing():
    read = said(
        line("wx_a", "今晚读到哪一章"),
        line("wx_b", "收到", kind="系统消息"),
        line("wx_c", "收到", kind="10002"),
    )
    assert (read.said, read.unclear, read.rows) == ((), (), 3)


def test_a_person_counts_once_by_their_platform_id_and_first_line():
    read = said(
        line("wx_a", "收到没有"),
        line("WX_A", "收到", at="2026-11-04 10:00:00"),
        line("wx_a", "已读", at="2026-11-05 10:00:00"),
        line("", "收到"),
        line("1.38E+10", "收到"),
    )
    (only,) = read.said
    assert (only.who, only.line) == ("WX_A", 3)
    assert read.unclear == ()
    assert read.nameless == (5, 6)
    assert [problem.line for problem in read.problems] == [6]


def test_days_before_and_after_are_left_out():
    terms = Terms(since=date(2026, 11, 2), until=date(2026, 11, 3))
    read = said(
        line("wx_a", "收到", at="2026-11-01 23:59:00"),
        line("wx_b", "收到", at="2026-11-03 23:59:00"),
        line("wx_c", "收到", at="2026-11-04 00:00:00"),
        line("wx_d", "收到", at="某天"),
        terms=terms,
    )
    assert [(each.who, each.on) for each in read.said] == [
        ("wx_b", date(2026, 11, 3)),
        ("wx_d", None),
    ]
    assert read.outside == 2
    assert [problem.field for problem in read.problems] == ["submitted"]


def test_what_counts_can_be_said_otherwise():
    terms = Terms(words=("打卡",))
    read = said(line("wx_a", "收到"), line("wx_b", "打卡！"), terms=terms)
    assert [each.who for each in read.said] == ["wx_b"]


def test_in_a_list_everybody_counts():
    read = sheet([("甲", "wx_a"), ("乙", ""), ("丙", "wx_a")], ("群昵称", "微信号"))
    found = said_in(read, proposed_said(read.facts.header))
    assert [(each.who, each.name, each.words) for each in found.said] == [
        ("wx_a", "甲", "")
    ]
    assert found.nameless == (3,)


def test_words_that_an_export_wraps_are_unwrapped():
    wrapped = json.dumps({"src": "", "msg": "收到"})
    read = sheet(
        [
            ("1", "9", "文本", "0", "wx_a", "48213377@chatroom", wrapped, "1762132457"),
            ("2", "9", "文本", "0", "wx_b", "48213377@chatroom", "{收到", "1762132457"),
        ],
        PYWXDUMP,
    )
    found = said_in(read, proposed_said(read.facts.header))
    assert [(each.who, each.words) for each in found.said] == [
        ("wx_a", "收到"),
        ("wx_b", "{收到"),
    ]


def test_a_file_without_a_column_of_ids_is_refused():
    read = sheet([("甲", "收到")], ("昵称", "内容"))
    columns = proposed_said(read.facts.header)
    with pytest.raises(InputError) as refused:
        said_in(read, columns)
    assert refused.value.code == "acknowledgement_without_ids"
    with pytest.raises(InputError) as refused:
        said_in(read, SaidColumns(who="账号"))
    assert refused.value.code == "survey_column_unknown"
    with pytest.raises(InputError) as refused:
        said_in(read, SaidColumns(who="昵称", words="内容"), Terms(words=("！", "")))
    assert refused.value.code == "acknowledgement_without_words"


def test_a_long_message_keeps_nobody_busy():
    began = time.monotonic()
    said(line("wx_a", "好的好的已经已" * 400 + "乙"), line("wx_b", "我们" * 20 + "甲"))
    assert time.monotonic() - began < 1


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=30)), max_size=20))
def test_any_file_is_read_and_nobody_counts_twice(rows: list[tuple[str, str]]):
    read = said(*(line(who, words) for who, words in rows))
    keys = [each.who.casefold() for each in (*read.said, *read.unclear)]
    assert len(keys) == len(set(keys))


CHATLAB = {
    "chatlab": {"version": "0.0.2"},
    "meta": {"name": "雨林读书会 3 群", "platform": "wechat", "type": "group"},
    "members": [
        {"platformId": "wx_a", "accountName": "阿宁", "groupNickname": "阿宁·玲"},
        {"platformId": "wx_b", "accountName": "Kevin"},
    ],
    "messages": [
        {"sender": "wx_a", "timestamp": 1762132457, "type": 0, "content": "收到"},
        {"sender": "wx_b", "timestamp": 1762132457000, "type": 0, "content": "已读"},
        {"sender": "", "timestamp": 1762132457, "type": 80, "content": "收到"},
        {"sender": "wx_c", "timestamp": None, "type": 0, "content": ["收到"]},
        "没有",
    ],
}


def lines_of(chat: dict) -> str:
    entries = [{"_type": "header", "meta": chat["meta"]}]
    entries += [{"_type": "member", **each} for each in chat["members"]]
    messages = [m for m in chat["messages"] if isinstance(m, dict)]
    entries += [{"_type": "message", **each} for each in messages]
    return "# 导出\n" + "\n".join(map(json.dumps, entries)) + "\n"


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_chatlab_is_read_in_both_forms(form: str, tmp_path: Path):
    path = tmp_path / f"chat.{form}"
    text = json.dumps(CHATLAB) if form == "json" else lines_of(CHATLAB)
    path.write_text(text, encoding="utf-8")
    read = read_survey(path)
    assert read.facts.titles == ("雨林读书会 3 群",)
    found = said_in(read, proposed_said(read.facts.header))
    first = 1 if form == "json" else 5
    assert [(each.line, each.who, each.name, each.on) for each in found.said] == [
        (first, "wx_a", "阿宁·玲", date(2025, 11, 3)),
        (first + 1, "wx_b", "Kevin", date(2025, 11, 3)),
    ]


@pytest.mark.parametrize("text", ['{"messages": 1', "{}\n[1]", '{"_type": 1}\n2'])
def test_what_only_looks_like_a_chat_is_refused(text: str, tmp_path: Path):
    path = tmp_path / "chat.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read_survey(path)


def test_a_workbook_with_facts_above_its_header_is_read(tmp_path: Path):
    members = write_members(tmp_path / "members.csv", people=20)
    chat = write_group_chat(tmp_path / "chat.xlsx", members, count=200)
    read = read_survey(chat.path)
    assert read.facts.header == ECHO
    found = said_in(read, proposed_said(read.facts.header))
    assert found.rows == 200
    assert found.problems == ()
    assert {each.who for each in found.said} <= chat.senders
