"""Entering from a file who acknowledged a version, without widgets."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.acknowledgements.model import Way
from app.acknowledgements.queries import AcknowledgementPage
from tests.builders import OWNER
from tests.screens.hearing import assemble
from tests.screens.reading_log import DAY, Log


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    hearing = assemble(tmp_path)
    with hearing.site.opened(OWNER) as workspace:
        yield Log(workspace, hearing)


CHAT = "\n".join(
    [
        "序号,时间,发送者昵称,发送者微信ID,消息类型,内容",
        "1,2026-11-02 09:00:00,甲,wxid_0001,文本消息,已读",
        "2,2026-11-02 09:01:00,乙,wxid_0002,文本消息,都收到了没",
        "3,2026-11-02 09:02:00,丙,wxid_0999,文本消息,收到",
        "4,2026-11-02 09:03:00,丁,,文本消息,收到",
        "5,2026-10-01 09:04:00,戊,wxid_0003,文本消息,收到",
        "6,2026-11-02 09:05:00,己,wxid_0004,文本消息,打卡",
    ]
)


def figures(log: Log) -> list[int]:
    return [figure.count for figure in log.shown.figures]


def test_a_chat_says_who_agreed_and_who_is_unclear(log: Log) -> None:
    log.read("群聊.csv", CHAT)
    assert log.dialog.mapping is not None
    assert log.dialog.mapping.chosen.who == "发送者微信ID"
    assert log.dialog.way is Way.GROUP
    assert log.dialog.terms.startswith("已读, 收到")
    assert log.dialog.since == "2026-11-02"
    assert figures(log) == [1, 0, 1, 1]
    assert [(row.key, row.chosen, row.fit) for row in log.shown.rows] == [
        ("2", True, True),
        ("4", False, False),
        ("3", False, True),
    ]
    assert [row.chip.text if row.chip else "" for row in log.shown.rows] == [
        "",
        "Not on the list",
        "Unclear",
    ]
    assert log.shown.notes == (
        "1 row without a usable platform id, left out. Lines: 5",
        "1 row of another day, left out.",
    )
    assert "甲, wxid_0001, 已读" in log.shown.rows[0].said
    log.gathering.toggle("3")
    log.gathering.toggle("4")  # nobody on the list: not to be entered
    assert log.shown.action == "Enter 2 members"
    log.gathering.commit("group")
    assert not log.dialog.is_open
    assert log.counts == (2, 3)
    query = AcknowledgementPage(version=log.people.version, missing=False)
    rows = log.desk.workspace.query(query).rows
    assert {(row.way, row.on) for row in rows} == {(Way.GROUP, DAY)}
    log.desk.host.undo()
    assert log.counts == (0, 5)


def test_the_same_file_again_adds_nobody(log: Log) -> None:
    log.read("群聊.csv", CHAT)
    log.gathering.commit("group")
    log.read("群聊.csv", CHAT)
    assert figures(log) == [0, 1, 1, 1]
    assert log.shown.blocked != ""
    log.gathering.commit("group")
    assert log.counts == (1, 4)


def test_words_and_days_can_be_changed(log: Log) -> None:
    log.read("群聊.csv", CHAT)
    log.gathering.write_words("打卡；收到")
    assert [row.key for row in log.shown.rows if row.fit] == ["7", "3"]
    log.gathering.write_since("2026-10-01")
    assert "6" in {row.key for row in log.shown.rows}
    log.gathering.write_since("上周")
    assert log.dialog.errors["since"] == "Write the day like 2026-11-29."
    log.gathering.write_since("")
    assert log.dialog.errors["since"] == ""
    log.gathering.write_words("！")
    assert log.dialog.errors["words"].startswith("Write at least one word")
    log.gathering.commit("group")
    assert log.counts == (0, 5)
    log.gathering.write_words("收到")
    log.gathering.commit("group")
    assert log.counts == (1, 4)


def test_a_list_of_its_own_making_is_mapped(log: Log) -> None:
    log.read("名单.csv", "名字,账户\n甲,wxid_0001\n乙,wxid_0002\n丙,1.38E+10\n")
    assert log.dialog.errors["who"].startswith("Say which column")
    log.gathering.choose_column("who", "账户")
    assert log.dialog.errors["who"] == ""
    assert log.dialog.way is Way.SURVEY
    assert figures(log)[0] == 2
    assert "Line 4: " in log.shown.notes[-1]
    log.gathering.write_day("明天")
    log.gathering.commit("in_person")
    assert log.dialog.errors["day"] == "Write the day like 2026-11-29."
    log.gathering.write_day("2027-01-01")
    log.gathering.commit("in_person")
    assert log.dialog.errors["day"].startswith("This day is still to come.")
    log.gathering.write_day("2026-11-01")
    log.gathering.commit("in_person")
    assert log.counts == (2, 3)


def test_a_file_that_cannot_be_read_is_told(log: Log) -> None:
    log.read("名单.xlsx", "PK\x03\x04")
    assert log.dialog.error != ""
    log.gathering.commit("group")
    log.gathering.toggle("2")
    log.gathering.stop()
    assert not log.dialog.is_open
    log.desk.host.file = None
    log.gathering.start(log.people.version)
    assert not log.dialog.is_open
