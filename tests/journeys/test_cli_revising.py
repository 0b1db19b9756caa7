"""Revising the rules with the members, at a terminal."""

import json
from pathlib import Path

import pytest

from tests.builders import OWNER
from tests.journeys.typist import MODERATOR, Typist, at_work
from tests.polled import STAR_HEADER, csv_of, star_row
from tests.revised import rules_draft

SEEN = "两个月没有争议，例子也还合适。"


@pytest.fixture
def typist(tmp_path: Path) -> Typist:
    return at_work(tmp_path)


def test_the_calendar_is_kept(typist: Typist):
    listed = typist.does("calendar", "list")
    assert listed["counts"]["overdue"] == len(listed["clauses"])
    typist.does("calendar", "set", "3.2", "2026-11-20")
    assert "Due in 18 days" in typist.says("calendar", "list").stdout
    done = typist.does("calendar", "review", "3.2", "--verdict", "keep", typing=SEEN)
    assert done["due_on"] == "2027-05-01"
    told = typist.says("calendar", "show", "3.2").stdout
    assert "Kept as it is" in told
    assert SEEN in told
    words = ("calendar", "set", "3.2", "2026-11-20")
    assert typist.fails(*words, by=MODERATOR)[1] == "not_permitted"


def test_a_survey_is_taken_in_once_and_answered(typist: Typist):
    path = typist.site.root / "survey.csv"
    rows = [
        star_row(1, "", "3.2 人身攻击", "太严了"),
        star_row(2, "wx_somebody", "3.1", "挺好", stance="赞成"),
        star_row(3, "", "不记得", "看不懂", stance=""),
    ]
    path.write_bytes(csv_of(STAR_HEADER, rows).encode("utf-8-sig"))
    words = ("feedback", "import", str(path))
    shown = typist.does(*words, by=MODERATOR)
    assert shown["imported"] is None
    assert shown["columns"]["answers"] == ["4、您的意见是", "5、还有什么建议"]
    done = typist.does(*words, "--yes", by=MODERATOR)["imported"]
    assert done == {"added": 3, "unchanged": 0, "unsorted": 1, "members": 0}
    again = typist.does(*words, "--yes", by=MODERATOR)["imported"]
    assert (again["added"], again["unchanged"]) == (0, 3)
    groups = typist.does("feedback", "clauses")["clauses"]
    assert {each["clause"]: each["total"] for each in groups} == {
        "3.1": 1,
        "3.2": 1,
        None: 1,
    }
    assert "Waits for an answer" in typist.says("feedback", "clauses").stdout
    (loose,) = typist.does("feedback", "list", "--clause", "")["feedback"]
    start = loose["id"][:8]
    sort = ("feedback", "sort", start, "--clause", "3.1", "--stance", "unclear")
    typist.does(*sort, by=MODERATOR)
    answer = ("feedback", "answer", start, "--answer", "declined")
    typist.does(*answer, typing="这条另有说明，已发群公告。")
    told = typist.says("feedback", "show", start).stdout
    assert "Not adopted" in told
    assert "看不懂" in told
    typist.does("feedback", "reopen", start)
    typist.does("feedback", "strike", start)
    assert len(typist.does("feedback", "list")["feedback"]) == 2


def test_what_somebody_said_is_typed(typist: Typist):
    member = typist.does("members", "list")["members"][0]
    add = ("feedback", "add", "--clause", "3.2", "--stance", "against")
    by = ("--member", member["platform_id"], "--on", "2026-10-30")
    (made,) = typist.does(*add, *by, by=MODERATOR, typing="太严了")["feedback"]
    shown = typist.says("feedback", "show", made[:8]).stdout
    assert member["handle"] in shown
    assert "2026-10-30" in shown
    listed = typist.says("feedback", "list").stdout
    assert "Opposed" in listed
    stranger = typist.fails(*add, "--member", "nobody", typing="太严了")
    assert stranger[:2] == (1, "member_not_found")
    wrong = typist.fails("feedback", "show", "ffffffff")
    assert wrong[:2] == (1, "feedback_not_found")


def test_a_ballot_from_opening_to_outcome(typist: Typist):
    members = typist.does("members", "list")["members"]
    first, second = members[0]["platform_id"], members[1]["platform_id"]
    words = ("ballots", "open", "--until", "2026-11-05", "--terms", "5:60:0")
    shown = typist.does(*words, typing="加一档提醒")
    assert (shown["ballot"], shown["roll"]["entitled"]) == (None, 40)
    made = typist.does(*words, "--yes", typing="加一档提醒")["ballot"]
    start = made["id"][:8]
    vote = ("ballots", "vote", start, "--choice")
    typist.does(*vote, "for", "--member", first, by=MODERATOR)
    path = typist.site.root / "chat.csv"
    messages = [
        (second, "2026-11-02 17:00:00", "反对：太严"),
        (second, "2026-11-02 17:00:30", "你们今晚读什么"),
    ]
    header = ("Sender", "StrTime", "StrContent")
    path.write_bytes(csv_of(header, messages).encode("utf-8-sig"))
    typist.site.clock.forward(minutes=10)
    take = ("ballots", "import", start, str(path), "--yes")
    done = typist.does(*take, by=MODERATOR)["imported"]
    assert (done["added"], done["left_out"]) == (1, [{"line": 3, "why": "no_vote"}])
    assert "states no choice" in typist.says(*take, by=MODERATOR).stdout
    runs = typist.fails("ballots", "close", start)
    assert runs[:2] == (1, "ballot_runs")
    block = (*vote, "block", "--member", first)
    typist.does(*block, by=MODERATOR, typing="会让新人不敢说话")
    told = typist.says("ballots", "show", start).stdout
    for each in ("Replaced", "太严", "2 of 40 voted; 2 were needed."):
        assert each in told
    listed = typist.does("ballots", "show", start)["votes"]
    last = next(each for each in listed if each["choice"] == "block")
    typist.does("ballots", "strike", start, last["id"][:8], by=MODERATOR)
    typist.site.clock.forward(days=4)
    closed = typist.does("ballots", "close", start)["ballot"]
    assert (closed["outcome"], closed["review_on"]) == ("not_passed", "2027-05-05")
    late = typist.fails(*vote, "for", "--member", second, by=MODERATOR)
    assert late[:2] == (1, "ballot_closed")
    assert "Not passed" in typist.says("ballots", "list").stdout


def test_a_ballot_for_some_that_comes_to_nothing(typist: Typist):
    words = ("ballots", "open", "--until", "2026-11-05", "--yes", "--hidden")
    few = ("--voters", "2024-06-01")
    wrong = typist.fails(*words, "--terms", "60", typing="加一档提醒")
    assert wrong[:2] == (2, "usage")
    made = typist.does(*words, *few, "--terms", "30:60:1", typing="加一档提醒")
    assert made["ballot"]["terms"]["joined_before"] == "2024-06-01"
    start = made["ballot"]["id"][:8]
    told = typist.says("ballots", "show", start).stdout
    assert "How it stands is told when it is closed." in told
    typist.does("ballots", "cancel", start, typing="比例写错了")
    assert typist.does("ballots", "list")["ballots"][0]["state"] == "cancelled"


def clauses(typist: Typist, words: str) -> str:
    """Return the path of a file that proposes new words for a clause."""
    path = typist.site.root / "clauses.json"
    text = {"zh": words, "en": ""}
    change = {"kind": "change", "clause": "3.2", "text": text}
    path.write_text(json.dumps([change]), encoding="utf-8")
    return str(path)


def test_a_motion_with_amendments_comes_to_a_ballot(typist: Typist):
    words = ("--title", "加一档提醒", "--clauses-file", clauses(typist, "对事不对人。"))
    draft = typist.does("motions", "draft", *words, by=MODERATOR, typing="太严")
    start = draft["motion"]["id"][:8]
    typist.does("motions", "edit", start, *words, by=MODERATOR, typing="实在太严")
    typist.does("motions", "open", start, by=MODERATOR)
    made: list[str] = []
    for text in ("换一种说法。", "再换一种。"):
        other = ("--clauses-file", clauses(typist, text))
        done = typist.does(
            "motions", "amend", start, *other, by=MODERATOR, typing="更短"
        )
        known = [each["id"] for each in done["motion"]["amendments"]]
        made.append(next(each[:8] for each in known if each[:8] not in made))
    typist.does(
        *("motions", "reword", start, made[0], "--clauses-file"),
        clauses(typist, "最后的说法。"),
        by=MODERATOR,
        typing="最短",
    )
    for each in made:
        typist.does("motions", "submit", start, each, by=MODERATOR)
    typist.does("motions", "decide", start, made[0], "--accept", typing="更清楚了")
    typist.does("motions", "decide", start, made[1], "--reject", typing="不如现在")
    told = typist.says("motions", "show", start).stdout
    for shown in ("最后的说法。", "Former words", "Rejected", "不如现在"):
        assert shown in told
    promoted = typist.does("motions", "promote", start, made[1], "--title", "另一份")
    typist.does("motions", "withdraw", promoted["motion"]["id"][:8])
    until = ("--until", "2026-11-05", "--terms", "5:60:0", "--yes")
    opened = typist.does("ballots", "open", *until, "--motion", start)
    assert opened["ballot"]["question"] == "加一档提醒"
    listed = typist.says("motions", "list", "--stage", "ballot").stdout
    assert "加一档提醒" in listed
    gone = typist.fails("motions", "withdraw", start)
    assert gone[:2] == (1, "motion_gone_on")
    ballot = opened["ballot"]["id"][:8]
    for member in typist.does("members", "list")["members"][:3]:
        by = ("--choice", "for", "--member", member["platform_id"])
        typist.does("ballots", "vote", ballot, *by, by=MODERATOR)
    typist.site.clock.forward(days=4)
    typist.does("ballots", "close", ballot)
    (awaited,) = typist.does("motions", "awaiting")["awaiting"]
    assert awaited["clauses"][0]["text"]["zh"] == "最后的说法。"
    assert typist.fails("motions", "take", start)[1] == "draft_not_found"
    with typist.site.opened(OWNER) as workspace:
        rules_draft(workspace)
    typist.does("motions", "take", start)
    assert typist.does("motions", "awaiting")["awaiting"] == []
    typist.does("motions", "return", start)
    assert "加一档提醒" in typist.says("motions", "awaiting").stdout
    told = typist.says("motions", "log").stdout
    assert "加一档提醒: Passed (3 for, 0 against" in told


def test_a_file_that_says_something_else_is_told(typist: Typist):
    path = typist.site.root / "clauses.json"
    for text in ("", "[]x", '{"kind": 1}', "[" * 5_000):
        path.write_text(text, encoding="utf-8")
        words = ("--title", "改", "--clauses-file", str(path))
        failed = typist.fails("motions", "draft", *words, typing="太严")
        assert failed[:2] == (2, "usage")
