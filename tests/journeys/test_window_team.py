"""Somebody comes to the team, gets a duty, and leaves it for good, by the window."""

from contextlib import closing
from typing import Final

import pytest

from app.approvals.commands import Approve
from app.approvals.queries import ProposalPage, ProposalQueue
from app.staff.queries import WhoCanOpen
from app.staff.roles import Duty, Role
from app.staff.wording import duty_text
from app.words import tr
from app.workspace import Workspace
from tests.builders import OWNER
from tests.journeys.doors import (
    LEAD,
    MODERATOR,
    Story,
    credentials,
    enrol,
    lock,
    make_vault,
    sign_in,
)
from tests.journeys.hands import Hands, Key

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

SECOND_OWNER: Final = LEAD


def test_a_place_on_the_team(story: Story) -> None:
    hands = story.hands
    make_vault(story)
    hands.go("team")
    enrol(hands, SECOND_OWNER, Role.OWNER)
    enrol(hands, MODERATOR, Role.MODERATOR)
    give_a_duty(hands)
    suspend_and_reinstate(hands)
    propose_removal(hands)
    lock(hands)
    approve_by_command(story)
    sign_in(hands, OWNER)
    take_a_new_key(hands)
    lock(hands)
    nobody_else_opens(story)
    assert hands.troubles == []


def give_a_duty(hands: Hands) -> None:
    """Change the duties in place, by keys but for the tick."""
    hands.step = "giving a duty"
    hands.press(Key.Key_E)
    hands.waits_at("change_role")
    hands.click(f"change_duty_{Duty.CRISIS}")
    hands.reads(tr("Read the history"), "team_role")
    hands.act()
    hands.toast(tr("Role and duties of {name} changed", name=MODERATOR))
    hands.waits_at("team_list")
    hands.settle()
    hands.reads(duty_text(Duty.CRISIS), "team_list")


def suspend_and_reinstate(hands: Hands) -> None:
    """Suspend by key, and let work again by the same."""
    hands.step = "suspending"
    hands.press(Key.Key_S)
    hands.toast(tr("{name} is suspended and can do nothing", name=MODERATOR))
    hands.settle()
    hands.reads(tr("Suspended"), "team_list")
    hands.press(Key.Key_S)
    hands.toast(tr("{name} can work again", name=MODERATOR))
    hands.settle()


def propose_removal(hands: Hands) -> None:
    """Ask for the removal; the dialog names whom, and Cancel has the focus."""
    hands.step = "proposing a removal"
    hands.click("team_remove")
    hands.waits_at("team_removal_cancel")
    hands.reads(tr("Remove {name} from the team?", name=MODERATOR), "team_removal")
    hands.click("team_removal_confirm")
    said = tr("Removal of {name} proposed to a second person", name=MODERATOR)
    hands.toast(said)
    hands.settle()
    hands.come_to_front()
    hands.reads(tr("Waits for a second person"), "team_list")
    hands.reads(tr("Waits for a second person's approval"), "team_waiting")


def approve_by_command(story: Story) -> None:
    """The second owner approves."""
    with closing(opened(story, SECOND_OWNER)) as workspace:
        page = workspace.query(ProposalPage(queue=ProposalQueue.FOR_ME))
        workspace.execute(Approve(proposal=page.rows[0].id))
        assert workspace.query(WhoCanOpen()).rekey_owed


def take_a_new_key(hands: Hands) -> None:
    """See who has left, and put the vault under a new key."""
    hands.step = "taking a new key"
    hands.go("team")
    hands.reads(tr("Left"), "team_list")
    hands.click("rekey_start")
    hands.find("rekey_done")
    hands.settle()
    hands.click("rekey_close")
    hands.until(lambda: hands.sees("rekey_done") is None)


def nobody_else_opens(story: Story) -> None:
    """The new key is there, and whoever left has no slot."""
    with closing(opened(story, SECOND_OWNER)) as workspace:
        state = workspace.query(WhoCanOpen())
        assert not state.rekey_owed
        assert len(state.holders) == 2


def opened(story: Story, name: str) -> Workspace:
    """Open the vault as somebody, once the window has let go of it."""
    story.hands.until(lambda: story.hands.application.runner._held is None)
    around = story.site.surroundings
    return Workspace.open(story.site.place, credentials(name), surroundings=around)
