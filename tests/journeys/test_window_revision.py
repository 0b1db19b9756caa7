"""Members speak, and are answered; a survey comes in; a clause is reviewed: by keys."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from app.revision.model.calendar import Due
from app.revision.wording import due_text
from app.words import tr, trn
from tests.journeys.doors import Story, make_vault
from tests.journeys.hands import CTRL, Hands, Key
from tests.journeys.leading import publish_rules
from tests.polled import STAR_HEADER, csv_of, star_row

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

SAID: Final = "3.2 的例子太少，连麦算不算？"
REASON: Final = "算。例子里补上连麦。"
SEEN: Final = "反对意见集中在例子太少，需要补充。"
QUICK_S: Final = 15


def test_what_members_say_is_heard(story: Story, tmp_path: Path) -> None:
    hands = story.hands
    make_vault(story)
    publish_rules(story)
    began = time.monotonic()
    record(hands)
    assert time.monotonic() - began < QUICK_S
    answer(hands)
    poll = tmp_path / "九月问卷.csv"
    rows = [
        star_row(1, story.members.people[0].platform_id, "3.2", "太严了", "补例子"),
        star_row(2, "wx_stranger", "3.1、3.2", "支持", stance="赞成"),
        (
            *star_row(3, "", "说不清", "看不懂")[:1],
            "昨天",
            *star_row(3, "", "", "乱")[2:],
        ),
    ]
    poll.write_bytes(csv_of(STAR_HEADER, rows).encode("utf-8-sig"))
    take_in(story, poll, new=5, known=0)
    take_in(story, poll, new=0, known=4)
    review(hands)
    copy_log(hands)
    assert hands.troubles == []


def record(hands: Hands) -> None:
    """Write down what somebody said; the words name the clause."""
    hands.step = "recording feedback"
    hands.go("revision")
    hands.waits_at("feedback_list")
    hands.press(Key.Key_N)
    hands.waits_at("feedback_new_words")
    hands.write(SAID)
    hands.until(lambda: hands.find("feedback_new_clause").text() == "3.2")
    hands.act()
    hands.toast(tr("Feedback recorded"))
    hands.settle()
    hands.waits_at("feedback_list")
    hands.reads(SAID, "feedback_said")
    assert hands.find("rail_revision").accessibleName().endswith("1")


def answer(hands: Hands) -> None:
    """Adopt it in part, with a reason; the rail counts it no more."""
    hands.step = "answering"
    hands.press(Key.Key_2)
    hands.write("短", "feedback_reason")
    hands.act()
    reason = hands.find("feedback_reason")
    hands.until(reason.accessibleDescription)
    hands.press(Key.Key_A, CTRL)
    hands.write(REASON)
    hands.act()
    hands.toast(tr("Answered: {reply}", reply=tr("Adopted in part")))
    hands.find("feedback_empty")
    hands.settle()
    assert not hands.find("rail_revision").accessibleName().endswith("1")


def take_in(story: Story, poll: Path, *, new: int, known: int) -> None:
    """Take in a survey; the figures are told before and after."""
    hands = story.hands
    hands.step = "taking in a survey"
    story.files.chosen.append(poll)
    hands.click("feedback_import")
    hands.reads(tr("Which column is what"), "survey_mapping")
    hands.settle()
    hands.reads(str(new), "survey")
    hands.reads(str(known), "survey")
    hands.reads(tr("handed in"), "survey")
    hands.act()
    told = trn("{count} piece taken in", "{count} pieces taken in", new)
    hands.reads(told, "survey_result")
    hands.waits_at("survey_finish")
    hands.press(Key.Key_Return)
    hands.settle()
    assert len(rows(hands, "feedback_list")) == 5


def rows(hands: Hands, name: str) -> list[str]:
    """Return the ids of a list."""
    model: Any = hands.rows(name).model()
    return [model.key_at(place) for place in range(model.rowCount())]


def review(hands: Hands) -> None:
    """Find the clause that is late, and say what was seen in it."""
    hands.step = "reviewing a clause"
    hands.click("revision_tabs_calendar")
    hands.waits_at("calendar_list")
    hands.settle()
    down_to(hands, "calendar_list", lambda key: key == "3.2")
    hands.reads("3.2", "calendar_record")
    hands.press(Key.Key_2)
    hands.write(SEEN, "calendar_note")
    hands.press(Key.Key_Tab)
    hands.write("2027-02-01")
    hands.act()
    told = tr("Clause {clause} is reviewed by {day}.", clause="3.2", day="2027-02-01")
    hands.toast(told)
    hands.settle()
    hands.reads(SEEN, "calendar_past")
    hands.reads(due_text(Due.LATER, 73), "calendar_record")


def down_to(hands: Hands, name: str, found: Callable[[str], bool]) -> None:
    """Press J until a row is reached."""
    records = hands.rows(name)
    for _ in rows(hands, name):
        if found(records.current_key()):
            break
        hands.press(Key.Key_J)
    assert found(records.current_key())
    hands.settle()


def copy_log(hands: Hands) -> None:
    """Read what became of it, and copy it for members."""
    hands.step = "copying the log"
    hands.click("revision_tabs_log")
    hands.waits_at("log_list")
    hands.reads(REASON, "log_record")
    hands.act()
    hands.toast(tr("Copied; taken off again in {n} seconds", n=15))
