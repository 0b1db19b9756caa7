"""Two people at one computer: what one proposes or decides, another looks at."""

from contextlib import closing
from typing import Final

import pytest

from app.cases.commands.deciding import DecideCase
from app.cases.commands.intake import OpenCase
from app.cases.model import Channel
from app.rulebook.templates import load_template
from app.staff.roles import Role
from app.words import tr
from app.workspace import Workspace
from tests.builders import OWNER
from tests.journeys.doors import (
    LEAD,
    MODERATOR,
    Story,
    credentials,
    enrol,
    make_vault,
    sign_in,
)
from tests.journeys.hands import CTRL, Hands, Key

FINE: Final = "批评的是观点，没有指向个人，不在条文所列之内。"
AGAIN: Final = "请再看一遍前后文，对方已经说明过两次。"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_one_proposes_and_decides_another_looks_at_it(story: Story) -> None:
    hands = story.hands
    make_vault(story)
    hands.go("team")
    enrol(hands, LEAD, Role.LEAD)
    enrol(hands, MODERATOR, Role.MODERATOR)
    hand_over(hands, LEAD)
    assert front(hands) == "cases"  # nothing waits
    propose_rules(hands)
    hand_over(hands, OWNER)
    approve(hands)
    number = decide(story)
    hand_over(hands, LEAD)
    review(hands, number)
    hand_over(hands, MODERATOR)
    decide_again(hands, number)
    assert hands.troubles == []


def hand_over(hands: Hands, name: str) -> None:
    """Let somebody else sit down."""
    hands.step = "handing over"
    hands.application.switch_person()
    sign_in(hands, name)


def front(hands: Hands) -> str:
    """Return the section one is in."""
    assert hands.application.main is not None
    return hands.application.main.current_key()


def propose_rules(hands: Hands) -> None:
    """Submit a shipped rulebook to a second person."""
    hands.step = "proposing rules"
    hands.go("rulebook")
    hands.waits_at("rulebook_open_reading_club")
    hands.press(Key.Key_Return)
    hands.find("rulebook_date")
    hands.settle()
    hands.act()
    title = load_template("reading_club").title.text()
    hands.toast(tr("{title} submitted for approval", title=title))
    hands.go("workbench")
    hands.reads(tr("Proposed by you"), "workbench_list")
    hands.reads(tr("Somebody else has to approve it."), "workbench_form")


def approve(hands: Hands) -> None:
    """Find the rules at the workbench, which has opened by itself; approve by keys."""
    hands.step = "approving"
    assert front(hands) == "workbench"
    hands.waits_at("workbench_list")
    hands.reads(tr("Proposed by {name}", name=LEAD), "workbench_list")
    assert hands.find("rail_workbench").accessibleName().endswith("1")
    hands.act()
    hands.toast(tr("Approved and done: {title}", title="").strip())
    hands.find("workbench_empty")
    hands.settle()
    assert not hands.find("rail_workbench").accessibleName().endswith("1")


def decide(story: Story) -> str:
    """Let the moderator decide a case, without the window; return its number."""
    hands, site = story.hands, story.site
    hands.application.lock()
    hands.until(lambda: hands.application.runner._held is None)
    who = credentials(MODERATOR)
    workspace = Workspace.open(site.place, who, surroundings=site.surroundings)
    with closing(workspace):
        opened = OpenCase(
            member=None, subject_id="wxid_0", channel=Channel.PATROL, quote="原话"
        )
        case = workspace.execute(opened).value
        command = DecideCase(case=case, clause=None, reason=FINE)
        workspace.execute(command)
    site.clock.forward(minutes=6)
    return "GD-"


def review(hands: Hands, number: str) -> None:
    """Agree, take it back by key, return it with a note."""
    hands.step = "reviewing"
    assert front(hands) == "workbench"
    hands.reads(FINE, "workbench_record")
    hands.act()
    hands.toast(number)
    hands.find("workbench_empty")
    hands.settle()
    hands.press(Key.Key_Z, CTRL)
    hands.reads(FINE, "workbench_record")
    hands.settle()
    hands.waits_at("workbench_list")
    hands.press(Key.Key_B)
    hands.waits_at("workbench_reason")
    hands.write(AGAIN)
    assert hands.find("workbench_main").text() == tr("Return")
    hands.act()
    hands.find("workbench_empty")
    hands.settle()


def decide_again(hands: Hands, number: str) -> None:
    """Read why it came back, and go to the case."""
    hands.step = "deciding again"
    assert front(hands) == "workbench"
    hands.reads(AGAIN, "workbench_record")
    hands.reads(number, "workbench_list")
    hands.act()
    hands.settle()
    assert front(hands) == "cases"
    hands.reads(AGAIN, "case_scroll")
