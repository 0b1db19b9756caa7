"""What the lead does at the window."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Final

from app.appeals.model import Ruling
from app.appeals.wording import ruling_text
from app.cases.rules import REASON_LEAST
from app.errors import InputError
from app.rulebook.templates import load_template
from app.words import sentence, tr
from tests.journeys.doors import MODERATOR, Story
from tests.journeys.hands import CTRL, Hands, Key
from tests.journeys.moderating import STATEMENT, find_member

KNOWN_SINCE: Final = date(2026, 1, 1)
REPLY: Final = "核对原书第 42 页，确为引文；原决定没有查看上下文，予以撤销。"
PURPOSE: Final = "十一月执行情况，给社群的说明"


def subjects(story: Story) -> list[str]:
    """Return platform ids of members, those with most complaints first."""
    known = {person.platform_id for person in story.members.people}
    about = Counter(c.subject for c in story.reports.complaints if c.subject in known)
    return [subject for subject, _ in about.most_common()]


def publish_rules(story: Story) -> None:
    """Publish the first version from a shipped rulebook, known for months."""
    hands = story.hands
    hands.step = "publishing rules"
    hands.go("rulebook")
    hands.waits_at("rulebook_open_reading_club")
    hands.press(Key.Key_Return)
    hands.find("rulebook_date")
    hands.settle()
    hands.write("", "rulebook_date")
    hands.press(Key.Key_A, CTRL)
    hands.write(str(KNOWN_SINCE))
    hands.act()
    title = load_template("reading_club").title.text()
    day = str(KNOWN_SINCE)
    hands.toast(tr("{title} published, in force from {day}", title=title, day=day))
    hands.settle()
    assert not hands.sees("rulebook_publish_form")
    hands.reads(tr("Applies now"), "rulebook_versions")


def link(story: Story, own: str) -> None:
    """Say which member the moderator is."""
    hands = story.hands
    hands.step = "linking"
    hands.go("members")
    hands.press(Key.Key_Slash)
    hands.write(own)
    hands.until(lambda: hands.rows("members_list").model().rowCount() == 1)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_J)
    hands.reads(own, "member_record")
    hands.click("member_link")
    hands.click_text(MODERATOR, "link_people")
    hands.click("link_confirm")
    hands.toast(tr("{name} can no longer handle this member's cases", name=MODERATOR))
    hands.settle()


def points_of(hands: Hands, platform_id: str) -> int:
    """Go to a member's record and read how many points count."""
    hands.step = "reading points"
    find_member(hands, platform_id)
    figures = (text for text in hands.texts("member_points") if text.isdecimal())
    return int(next(figures))


def overturn(hands: Hands) -> None:
    """Rule on the appeal in front, by keys."""
    hands.step = "overturning"
    hands.go("appeals")
    hands.waits_at("appeals_list")
    hands.reads(STATEMENT, "appeals_record")
    hands.press(Key.Key_3)
    hands.until(hands.find("appeals_overturned").isChecked)
    hands.act()
    short = InputError("appeal_reply_too_short", least=REASON_LEAST)
    hands.reads(sentence(short), "appeals_form")
    hands.waits_at("appeals_reply")
    hands.write(REPLY)
    hands.act()
    ruling = ruling_text(Ruling.OVERTURNED)
    hands.toast(tr("{number} ruled on: {ruling}", number="", ruling=ruling).strip())
    hands.settle()


def write_report(story: Story, place: Path) -> list[str]:
    """Write the report of the month that runs; return its figures, row by row."""
    hands = story.hands
    hands.step = "exporting"
    hands.go("exports")
    month = f"{story.site.clock():%Y-%m}"
    hands.click(f"month_{month}")
    hands.settle()
    hands.write(PURPOSE, "exports_purpose")
    hands.until(hands.find("exports_write").isEnabled)
    story.files.chosen.append(place)
    hands.act()
    hands.toast(tr("Report written and entered in the ledger"))
    hands.settle()
    hands.reads(PURPOSE, "exports_ledger")
    rows = csv.reader(place.read_text(encoding="utf-8-sig").splitlines())
    next(rows)
    return [figure for *_, figure, _ in rows]


def check(hands: Hands) -> None:
    """Prove the journal on the team screen."""
    hands.step = "checking"
    hands.go("team")
    hands.click("team_check")
    sound = tr("Every signature and chain holds; the tables are what they give")
    hands.reads(sound, "team_verdict")
    hands.settle()
