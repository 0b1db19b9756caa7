import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ids import PersonId
from app.staff.commands import ChangePerson, ChangeRoles, ReinstatePerson, SuspendPerson
from app.staff.roles import Capability, Duty, Role
from app.workspace import Workspace
from tests.builders import HandClock, Site
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from tests.screens.team_room import (
    LEAD,
    LEAVING,
    MODERATOR,
    OBSERVER,
    SECOND_OWNER,
    Room,
    furnish,
    person,
)
from ui.screens.team.grid import PowersGrid
from ui.screens.team.screen import TeamScreen, build
from ui.widgets import ConfirmDialog, RecordList

Show = Callable[[QWidget], QWidget]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


class Seen:
    """The screen over an open vault."""

    def __init__(
        self, screen: TeamScreen, runner: ImmediateRunner, workspace: Workspace
    ) -> None:
        self.screen, self.runner, self.workspace = screen, runner, workspace
        self.widget = screen.widget

    @property
    def list(self) -> RecordList:
        found = self.widget.findChild(RecordList, "team_list")
        assert isinstance(found, RecordList)
        return found

    @property
    def grid(self) -> PowersGrid:
        found = self.widget.findChild(PowersGrid, "powers_grid")
        assert isinstance(found, PowersGrid)
        return found

    def find(self, name: str) -> Any:
        found = self.widget.findChild(QWidget, name)
        assert found is not None, name
        return found

    def person(self, name: str) -> PersonId:
        return person(self.workspace, name)

    def choose(self, name: str) -> None:
        self.list.select_key(self.person(name))
        self.list.setFocus()

    def focus(self) -> str:
        at = QApplication.focusWidget()
        return at.objectName() if at else ""


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return furnish(tmp_path_factory.mktemp("team"))


@pytest.fixture
def site(furnished: Room, tmp_path: Path) -> Site:
    copy = Site(root=tmp_path, clock=HandClock(furnished.site.clock.now))
    shutil.copytree(furnished.site.place, copy.place)
    return copy


@pytest.fixture
def seen(site: Site, shown: Show) -> Iterator[Seen]:
    with site.opened() as workspace:
        runner = ImmediateRunner(workspace)
        screen = build(runner, SeenHost(), site.clock)
        screen.widget.resize(1240, 848)
        shown(screen.widget)
        screen.activated()
        yield Seen(screen, runner, workspace)


def said(seen: Seen) -> list[str]:
    model = seen.list.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [
        str(model.index(place, 0).data(role) or model.index(place, 0).data())
        for place in range(model.rowCount())
    ]


def test_a_row_says_all_that_it_shows(seen: Seen) -> None:
    told = said(seen)
    assert f"{OBSERVER}, Observer, Suspended" in told
    assert f"{LEAVING}, Moderator, Waits for a second person" in told
    assert f"{MODERATOR}, Moderator · Content · Member care" in told


def test_s_suspends_and_reinstates_from_the_list(seen: Seen, qtbot: QtBot) -> None:
    seen.choose(LEAD)
    lead = seen.person(LEAD)
    qtbot.keyClick(seen.list, Key.Key_S)
    assert seen.runner.commands == [SuspendPerson(person=lead)]
    assert seen.list.hasFocus()
    assert seen.list.current_key() == lead
    qtbot.keyClick(seen.list, Key.Key_S)
    assert seen.runner.commands[-1] == ReinstatePerson(person=lead)


def test_nothing_acts_while_an_input_method_composes(seen: Seen, qtbot: QtBot) -> None:
    seen.choose(LEAD)
    QApplication.sendEvent(seen.list, QInputMethodEvent("shi", []))
    qtbot.keyClick(seen.list, Key.Key_S)
    assert seen.runner.commands == []


def test_role_and_duties_are_changed_in_place(seen: Seen, qtbot: QtBot) -> None:
    seen.choose(LEAD)
    qtbot.keyClick(seen.list, Key.Key_E)
    assert seen.focus() == "change_role"
    seen.find("change_duty_finance").click()
    qtbot.keyClick(seen.find("change_duty_finance"), Key.Key_Return, CTRL)
    command = ChangePerson(
        person=seen.person(LEAD), role=Role.LEAD, duties=(Duty.FINANCE,)
    )
    assert seen.runner.commands == [command]
    assert seen.list.hasFocus()


def test_esc_puts_the_form_away(seen: Seen, qtbot: QtBot) -> None:
    seen.choose(LEAD)
    qtbot.keyClick(seen.list, Key.Key_E)
    qtbot.keyClick(seen.find("change_role"), Key.Key_Escape)
    assert not seen.find("change_save").isVisible()
    assert seen.list.hasFocus()


def test_a_form_stays_with_its_person(seen: Seen, qtbot: QtBot) -> None:
    seen.choose(LEAD)
    qtbot.keyClick(seen.list, Key.Key_E)
    seen.screen.activated()
    assert seen.find("change_save").isVisible()
    seen.choose(MODERATOR)
    assert not seen.find("change_save").isVisible()


def test_letters_in_the_invitation_are_text(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(seen.list, Key.Key_N)
    name = seen.find("invite_name")
    assert name.hasFocus()
    qtbot.keyClicks(name, "nse")
    assert isinstance(name, QLineEdit)
    assert name.text() == "nse"
    assert seen.runner.commands == []
    seen.find("invite_cancel").click()
    assert seen.list.hasFocus()
    assert name.text() == ""


def test_a_removal_is_asked_about_with_cancel_in_focus(
    seen: Seen, qtbot: QtBot
) -> None:
    seen.choose(MODERATOR)
    seen.find("team_remove").click()
    dialog = seen.widget.window().findChild(ConfirmDialog, "team_removal")
    assert isinstance(dialog, ConfirmDialog)
    assert MODERATOR in dialog.accessibleName()
    qtbot.waitUntil(dialog.cancel.hasFocus)
    qtbot.keyClick(dialog.cancel, Key.Key_Return)
    assert seen.runner.commands == []


def test_oneself_is_not_offered_what_one_cannot_do(seen: Seen) -> None:
    hidden = ("team_suspend", "team_reinstate", "team_reissue", "team_remove")
    assert not any(seen.find(name).isVisible() for name in hidden)
    seen.choose(SECOND_OWNER)
    assert seen.find("team_remove").isVisible()


def test_the_table_is_worked_by_keys(seen: Seen, qtbot: QtBot) -> None:
    seen.choose(LEAD)
    grid = seen.grid
    grid.setFocus()
    model = grid.model()
    place = next(
        row
        for row in range(model.rowCount())
        if "Reveal" in str(model.index(row, 0).data())
    )
    grid.setCurrentIndex(model.index(place, 1))
    qtbot.keyClick(grid, Key.Key_Right)
    assert grid.currentIndex().column() == 2
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert str(grid.currentIndex().data(spoken)).endswith("Lead, may")
    qtbot.keyClick(grid, Key.Key_Space)
    told = str(grid.currentIndex().data(spoken))
    assert told.endswith("Lead, may not, changed, not saved yet")
    qtbot.keyClick(grid, Key.Key_Escape)
    assert str(grid.currentIndex().data(spoken)).endswith("Lead, may")
    qtbot.keyClick(grid, Key.Key_Return)
    qtbot.keyClick(grid, Key.Key_Return, CTRL)
    (command,) = seen.runner.commands
    assert isinstance(command, ChangeRoles)
    assert Capability.REVEAL not in command.roles["lead"]
    assert grid.hasFocus()
    assert grid.currentIndex().row() == place


def test_arrows_pass_over_headings(seen: Seen, qtbot: QtBot) -> None:
    grid = seen.grid
    grid.setFocus()
    assert grid.currentIndex().row() == 1
    for _ in range(grid.model().rowCount()):
        qtbot.keyClick(grid, Key.Key_Down)
        index = grid.currentIndex()
        assert index.flags() & Qt.ItemFlag.ItemIsEnabled
    assert grid.currentIndex().row() == grid.model().rowCount() - 1


def test_the_page_scrolls_with_the_cell(seen: Seen, qtbot: QtBot) -> None:
    grid, page = seen.grid, seen.screen._view.record.body
    seen.widget.resize(1240, 480)
    grid.setFocus()

    def on_page() -> QRect:
        cell = grid.visualRect(grid.currentIndex())
        place = grid.viewport().mapTo(page.viewport(), cell.topLeft())
        return QRect(place, cell.size())

    room = page.viewport().rect()
    for key in (Key.Key_Down, Key.Key_Up):
        for _ in range(grid.model().rowCount()):
            qtbot.keyClick(grid, key)
            assert room.contains(on_page())
    # Back at the top the names of the columns are there, too.
    assert grid.mapTo(page.viewport(), QPoint()).y() >= 0
    # A cell that was scrolled away comes back when a key acts on it.
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    assert not room.contains(on_page())
    qtbot.keyClick(grid, Key.Key_Space)
    assert room.contains(on_page())


def test_every_row_of_the_table_is_seen_whole(seen: Seen) -> None:
    grid = seen.grid
    last = grid.model().index(grid.model().rowCount() - 1, 0)
    assert grid.visualRect(last).bottom() < grid.viewport().height()
    wide = sum(grid.columnWidth(n) for n in range(grid.model().columnCount()))
    assert wide <= grid.viewport().width()


def test_a_member_is_linked_by_typing(seen: Seen, qtbot: QtBot) -> None:
    seen.choose(LEAD)
    seen.find("team_link").click()
    dialog = seen.widget.window().findChild(QWidget, "team_tie")
    assert dialog is not None
    field = dialog.findChild(QLineEdit, "team_tie_search")
    assert isinstance(field, QLineEdit)
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClick(field, Key.Key_Return, CTRL)
    assert seen.runner.commands == []
    field.setText("半山木作")
    qtbot.keyClick(field, Key.Key_Return)
    qtbot.keyClick(field, Key.Key_Return, CTRL)
    assert len(seen.runner.commands) == 1
    qtbot.waitUntil(lambda: not dialog.isVisible())


def test_a_conflict_asks_for_one_thing_at_a_time(seen: Seen, qtbot: QtBot) -> None:
    seen.choose(LEAD)
    seen.find("team_declare").click()
    dialog = seen.widget.window().findChild(QWidget, "team_conflict")
    assert dialog is not None
    case = dialog.findChild(QLineEdit, "team_conflict_case")
    assert isinstance(case, QLineEdit)
    assert not case.isVisible()
    about: Any = dialog.findChild(QWidget, "team_conflict_about_case")
    about.click()
    qtbot.waitUntil(case.hasFocus)
    qtbot.keyClick(case, Key.Key_Return, CTRL)
    error: Any = dialog.findChild(QWidget, "team_conflict_error")
    assert error.text() == "Enter the case's number."
    case.setText("GD-0000-0000")
    qtbot.keyClick(case, Key.Key_Return, CTRL)
    assert error.text() == "There is no such case."
    assert seen.runner.commands == []


def test_a_passphrase_is_typed_twice(seen: Seen, qtbot: QtBot) -> None:
    seen.choose(MODERATOR)
    seen.find("team_reissue").click()
    dialog: Any = seen.widget.window().findChild(QWidget, "reissue")
    first = dialog.findChild(QLineEdit, "reissue_pass")
    again = dialog.findChild(QLineEdit, "reissue_again")
    qtbot.waitUntil(first.hasFocus)
    first.setText("一二三四五六七八九十一二三四五六")
    qtbot.keyClick(first, Key.Key_Return)
    assert again.hasFocus()
    again.setText("不一样")
    qtbot.keyClick(again, Key.Key_Return)
    assert again.accessibleDescription()
    assert seen.runner.commands == []
    dialog.reject()
    assert first.text() == ""
