"""Holding and erasing at the screen: what is asked, shown, and done."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.approvals.commands import Approve
from app.approvals.queries import ProposalPage, ProposalQueue
from app.erasure.queries.holds import HoldsOf
from app.journal import clock
from app.members.queries import MemberDetail
from app.settings.commands import ChangeSetting
from app.settings.model import Setting
from tests.builders import OWNER
from tests.screens.immediate import ImmediateRunner
from tests.screens.roster import LEAD, MODERATOR, IntakeWindow, Roster
from ui.screens.members.keeping_dialogs import DueDialog, EraseDialog, HoldDialog
from ui.screens.members.screen import MembersScreen, build
from ui.screens.members.view import MembersView

WHY = "警方来函"


@dataclass
class Desk:
    qtbot: QtBot
    roster: Roster
    host: IntakeWindow
    screen: MembersScreen

    @property
    def view(self) -> MembersView:
        assert isinstance(self.screen.widget, MembersView)
        return self.screen.widget

    @property
    def card(self) -> Any:
        return self.view.record.keeping.card

    def approve(self) -> None:
        """Have the owner approve what waits, and the lead come back."""
        self.roster.become(OWNER)
        page = self.roster.workspace.query(ProposalPage(queue=ProposalQueue.FOR_ME))
        (line,) = page.rows
        self.roster.workspace.execute(Approve(proposal=line.id))

    def dialog(self, kind: type[Any]) -> Any:
        return self.view.window().findChildren(kind)[-1]


def seat(qtbot: QtBot, roster: Roster, shown: Any, who: str) -> Desk:
    roster.become(who)
    runner, host = ImmediateRunner(roster.workspace), IntakeWindow()
    screen = build(runner, host, clock=roster.clock)
    screen.widget.resize(1240, 900)
    shown(screen.widget)
    screen.activated()
    return Desk(qtbot, roster, host, screen)


@pytest.fixture
def roster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Roster]:
    monkeypatch.setattr(clock, "jumped", lambda *_: False)
    roster = Roster.made(tmp_path, 12)
    yield roster
    roster.workspace.close()


@pytest.fixture
def desk(qtbot: QtBot, roster: Roster, shown: Any) -> Desk:
    return seat(qtbot, roster, shown, LEAD)


def chosen(desk: Desk) -> Any:
    """Return the member whose record is shown."""
    return desk.screen._keeping._member()


def test_a_member_is_erased_after_two_were_asked(desk: Desk, shown: Any):
    member = chosen(desk)
    desk.card.erase.click()
    dialog = desk.dialog(EraseDialog)
    assert dialog.focusWidget() is dialog.cancel
    name = desk.roster.workspace.query(MemberDetail(member=member)).handle
    assert name in dialog.windowTitle()
    dialog.confirm.click()
    assert desk.host.toasts
    desk.approve()
    assert desk.roster.workspace.query(MemberDetail(member=member)).erased
    desk = seat(desk.qtbot, desk.roster, shown, LEAD)
    desk.screen.open_record(member)
    assert desk.view.record.header._title.text() == "Erased member"
    assert not desk.card.erase.isVisible()
    assert not desk.view.record.header.new_case.isVisible()


def test_whoever_must_wait_is_told_what_to_do(desk: Desk):
    member = chosen(desk)
    desk.roster.open_case(member, "一句")
    desk.card.erase.click()
    dialog = desk.dialog(EraseDialog)
    assert not dialog.confirm.isVisible()
    assert "cannot be erased yet" in dialog.windowTitle()
    dialog.cancel.click()
    assert not desk.roster.workspace.query(MemberDetail(member=member)).erased


def test_a_hold_is_placed_shown_and_lifted(desk: Desk):
    member = chosen(desk)
    desk.card.hold.click()
    dialog = desk.dialog(HoldDialog)
    dialog.confirm.click()
    assert dialog._reason.error()  # nothing is written
    dialog._reason.set_text(WHY)
    dialog.confirm.click()
    (hold,) = desk.roster.workspace.query(HoldsOf(member=member))
    assert hold.reason == WHY
    lift = desk.card.findChild(QPushButton, "member_lift_hold")
    assert lift is not None
    lift.click()
    (hold,) = desk.roster.workspace.query(HoldsOf(member=member))
    assert hold.lifted_at is not None


def test_whoever_may_not_erase_sees_no_card(qtbot: QtBot, roster: Roster, shown: Any):
    desk = seat(qtbot, roster, shown, MODERATOR)
    assert desk.card.isHidden()


def test_all_who_are_due_go_at_once(desk: Desk, shown: Any):
    desk.roster.clock.forward(days=800)
    due = next(c for c in desk.screen.commands() if c.key == "members.due")
    due.run()
    dialog = desk.dialog(DueDialog)
    assert not dialog.confirm.isEnabled()
    dialog._days.set_text("x")
    dialog.findChild(QPushButton, "due_look").click()
    assert not dialog._error.isHidden()
    dialog._days.set_text("730")
    dialog.findChild(QPushButton, "due_look").click()
    assert "14" in dialog.confirm.text()
    dialog.confirm.click()
    desk.approve()
    desk = seat(desk.qtbot, desk.roster, shown, LEAD)
    due = next(c for c in desk.screen.commands() if c.key == "members.due")
    due.run()
    again = desk.dialog(DueDialog)
    again.findChild(QPushButton, "due_look").click()
    assert not again.confirm.isEnabled()


@pytest.mark.parametrize(("kept", "offered"), [(None, "730"), (90, "90")])
def test_who_is_due_begins_with_the_setting(
    qtbot: QtBot, roster: Roster, shown: Any, kept: int | None, offered: str
):
    roster.become(OWNER)
    roster.workspace.execute(ChangeSetting(setting=Setting.LEFT_DAYS, value=kept))
    desk = seat(qtbot, roster, shown, LEAD)
    due = next(c for c in desk.screen.commands() if c.key == "members.due")
    due.run()
    assert desk.dialog(DueDialog)._days.text() == offered
