"""The members screen worked by hand: keys, pages, values that are covered again."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.members.queries import MemberCount, MemberPage
from app.notes.commands import AddNote
from app.notes.queries import Notes
from tests.generator import write_members
from tests.screens.immediate import ImmediateRunner
from tests.screens.roster import LEAD, OBSERVER, IntakeWindow, Roster
from ui.screens.members.record_pane import Tab
from ui.screens.members.screen import MembersScreen, build
from ui.screens.members.view import MembersView
from ui.theme import theme
from ui.widgets import Button, RecordList, SealedBlock
from ui.widgets.records import ROW_ROLE

PEOPLE = 120


@dataclass
class Desk:
    qtbot: QtBot
    roster: Roster
    runner: ImmediateRunner
    host: IntakeWindow
    screen: MembersScreen

    @property
    def view(self) -> MembersView:
        assert isinstance(self.screen.widget, MembersView)
        return self.screen.widget

    @property
    def rows(self) -> RecordList:
        return self.find(RecordList, "members_list")

    def find(self, kind: type[Any], name: str) -> Any:
        found = self.view.findChild(kind, name)
        assert found is not None, name
        return found

    def press(self, key: Qt.Key, widget: QWidget | None = None, **more: Any) -> None:
        self.qtbot.keyClick(widget or QApplication.focusWidget(), key, **more)

    def title(self) -> str:
        return self.view.record.header._title.text()

    def values(self) -> list[str]:
        grid = self.find(SealedBlock, "member_sealed")._grid
        shown = [grid.itemAt(place).widget() for place in range(grid.count())]
        return [each.text() for each in shown if isinstance(each, QLabel)]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, shown: Any) -> Iterator[Desk]:
    roster = Roster.made(tmp_path, PEOPLE)
    roster.become(LEAD)
    runner, host = ImmediateRunner(roster.workspace), IntakeWindow()
    screen = build(runner, host, clock=roster.clock)
    screen.widget.resize(1240, 800)
    shown(screen.widget)
    screen.activated()
    yield Desk(qtbot, roster, runner, host, screen)
    roster.workspace.close()


def focus_is_in(pane: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and pane.isAncestorOf(focus)


def test_j_and_k_move_and_the_record_follows(desk: Desk):
    assert desk.rows.hasFocus()
    first = desk.title()
    desk.press(Qt.Key.Key_J)
    second = desk.title()
    assert second != first
    desk.press(Qt.Key.Key_K)
    assert desk.title() == first
    desk.press(Qt.Key.Key_Return)
    assert focus_is_in(desk.view.record)
    desk.press(Qt.Key.Key_Escape)
    assert desk.rows.hasFocus()


def test_letters_stay_in_text_fields_and_with_the_input_method(desk: Desk):
    desk.press(Qt.Key.Key_Slash)
    search = desk.find(QLineEdit, "members_search")
    assert search.hasFocus()
    for key in (Qt.Key.Key_N, Qt.Key.Key_M, Qt.Key.Key_V, Qt.Key.Key_J):
        desk.press(key)
    assert search.text() == "nmvj"
    assert desk.host.taken == []
    desk.rows.setFocus()
    title = desk.title()
    QApplication.sendEvent(desk.rows, QInputMethodEvent("ni", []))
    for key in (Qt.Key.Key_J, Qt.Key.Key_N):
        desk.press(key, desk.rows)
    assert desk.title() == title
    assert desk.host.taken == []
    QApplication.sendEvent(desk.rows, QInputMethodEvent("", []))
    desk.press(Qt.Key.Key_N, desk.rows)
    assert len(desk.host.taken) == 1


def test_enter_in_the_filter_opens_its_first_member_and_esc_ends_it(desk: Desk):
    box = desk.find(QLineEdit, "members_search")
    wanted: Any = desk.rows.model().index(7, 0).data(ROW_ROLE)
    box.setFocus()
    box.setText(wanted.name)
    desk.press(Qt.Key.Key_Return)
    assert desk.rows.hasFocus()
    assert desk.title() == wanted.title
    desk.press(Qt.Key.Key_Escape)
    assert not box.text()
    assert desk.rows.hasFocus()


def test_a_member_beyond_the_first_page_leaves_no_row_chosen(desk: Desk):
    everybody = desk.roster.workspace.query(MemberPage(limit=PEOPLE)).rows
    desk.screen.open_record(everybody[-1].id)
    assert everybody[-1].handle in desk.title()
    assert desk.rows.current_key() == ""
    desk.rows.clearFocus()
    desk.rows.setFocus()
    assert everybody[-1].handle in desk.title()
    desk.press(Qt.Key.Key_J)
    assert desk.rows.current_key() == everybody[0].id
    assert everybody[0].handle in desk.title()


def test_the_list_goes_on_when_its_end_comes_near(desk: Desk):
    model = desk.rows.model()
    before = model.rowCount()
    assert before < PEOPLE
    while model.canFetchMore(desk.rows.rootIndex()):
        model.fetchMore(desk.rows.rootIndex())
    assert model.rowCount() == PEOPLE + 2


def test_a_change_lets_nothing_jump(desk: Desk):
    for _ in range(40):
        desk.press(Qt.Key.Key_J, desk.rows)
    bar, key = desk.rows.verticalScrollBar(), desk.rows.current_key()
    place = bar.value()
    assert place > 0
    member = desk.roster.member("云上小鱼")
    desk.runner.execute(AddNote(subject=member, text="别处写的"), print, print)
    desk.screen.activated()
    assert (bar.value(), desk.rows.current_key()) == (place, key)


def reveal(desk: Desk) -> None:
    desk.screen.open_record(desk.roster.member("云上小鱼"))
    desk.press(Qt.Key.Key_V, desk.rows)
    reason = desk.find(QLineEdit, "reveal_reason")
    assert reason.hasFocus()
    desk.qtbot.keyClicks(reason, "check")
    desk.press(Qt.Key.Key_Return, reason)


def test_v_asks_for_a_reason_and_shows_the_values_for_a_minute(desk: Desk):
    reveal(desk)
    assert "13800138000" in desk.values()
    block = desk.find(SealedBlock, "member_sealed")
    assert block._timer.interval() == 60_000
    assert block._timer.isActive()
    block._timer.timeout.emit()
    assert "13800138000" not in desk.values()
    assert desk.find(Button, "member_reveal").text() == "Reveal"


def test_values_stay_while_the_record_is_asked_again(desk: Desk):
    reveal(desk)
    desk.screen.activated()
    assert "13800138000" in desk.values()


@pytest.mark.parametrize("way", ["move", "hide", "tab", "key"])
def test_leaving_covers_the_values(desk: Desk, way: str):
    reveal(desk)
    if way == "move":
        desk.press(Qt.Key.Key_K, desk.rows)
    elif way == "hide":
        desk.view.hide()
    elif way == "tab":
        desk.view.record.go_to(Tab.NOTES)
    else:
        desk.press(Qt.Key.Key_V, desk.rows)
    assert "13800138000" not in desk.values()


def test_too_short_a_reason_keeps_its_text(desk: Desk):
    desk.screen.open_record(desk.roster.member("云上小鱼"))
    desk.press(Qt.Key.Key_V, desk.rows)
    reason = desk.find(QLineEdit, "reveal_reason")
    desk.qtbot.keyClicks(reason, "no")
    desk.press(Qt.Key.Key_Return, reason)
    assert reason.text() == "no"
    assert "13800138000" not in desk.values()


def test_a_note_is_written_by_keyboard_alone(desk: Desk):
    member = desk.roster.member("云上小鱼")
    desk.screen.open_record(member)
    desk.press(Qt.Key.Key_M, desk.rows)
    field = desk.find(QPlainTextEdit, "member_note")
    assert field.hasFocus()
    desk.qtbot.keyClicks(field, "named on vacation")
    desk.press(Qt.Key.Key_Return, field, modifier=Qt.KeyboardModifier.ControlModifier)
    notes = desk.roster.workspace.query(Notes(subject=member))
    assert [note.text for note in notes] == ["named on vacation"]
    assert field.toPlainText() == ""
    assert not field.isVisible()


def test_half_a_note_waits_for_its_member(desk: Desk):
    member = desk.roster.member("云上小鱼")
    desk.screen.open_record(member)
    desk.press(Qt.Key.Key_M, desk.rows)
    field = desk.find(QPlainTextEdit, "member_note")
    desk.qtbot.keyClicks(field, "half a")
    desk.press(Qt.Key.Key_K, desk.rows)
    assert field.toPlainText() == ""
    desk.press(Qt.Key.Key_J, desk.rows)
    assert field.toPlainText() == "half a"
    assert field.isVisible()


def test_an_import_from_the_button_to_the_list(desk: Desk, tmp_path: Path):
    desk.host.file = write_members(tmp_path / "m.csv", people=30, repeats=0).path
    button = desk.find(Button, "members_import")
    button.click()
    rows = desk.find(QWidget, "import_rows")
    desk.qtbot.waitUntil(rows.isVisible)
    # Looking somebody up leaves the preview waiting.
    desk.press(Qt.Key.Key_J, desk.rows)
    assert desk.view.record.isVisible()
    assert button.text() == "Resume the import"
    button.click()
    desk.press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    assert desk.roster.workspace.query(MemberCount()) == PEOPLE + 32
    assert desk.find(QWidget, "import_result").isVisible()
    desk.find(Button, "import_finish").click()
    assert desk.view.record.isVisible()
    assert desk.rows.hasFocus()
    assert button.text() == "Import a list"


def test_the_palette_offers_an_import_to_those_who_may(desk: Desk, tmp_path: Path):
    desk.host.file = write_members(tmp_path / "m.csv", people=30, repeats=0).path
    command, _ = desk.screen.commands()
    command.run()
    rows = desk.find(QWidget, "import_rows")
    desk.qtbot.waitUntil(rows.isVisible)
    desk.roster.become(OBSERVER)
    host = IntakeWindow(file=desk.host.file)
    screen = build(ImmediateRunner(desk.roster.workspace), host)
    desk.qtbot.addWidget(screen.widget)
    screen.activated()
    screen.commands()[0].run()
    assert host.toasts == ["Your role does not allow this. Ask a lead."]


def test_a_case_opens_where_cases_are(desk: Desk):
    member = desk.roster.member("云上小鱼")
    case = desk.roster.decide(member, "一次")
    desk.screen.open_record(member)
    desk.find(QWidget, f"member_case_{case}").click()
    assert desk.host.opened == [("cases", case)]


def test_in_a_narrow_window_list_and_record_take_turns(desk: Desk):
    desk.view.resize(960, 700)
    assert desk.view.listing.isVisible()
    assert not desk.view.record.isVisible()
    desk.press(Qt.Key.Key_Return, desk.rows)
    assert desk.view.record.isVisible()
    assert not desk.view.listing.isVisible()
    desk.press(Qt.Key.Key_Escape)
    assert desk.view.listing.isVisible()


def test_every_icon_of_the_screen_is_there(desk: Desk):
    names = {
        *("lock-simple-fill", "eye", "eye-slash", "clock-counter-clockwise"),
        *("note-pencil", "upload-simple", "users", "users-fill", "plus", "warning"),
        *("clipboard-text", "check-circle", "file-text", "info", "bell"),
        *("microphone-slash", "prohibit"),
    }
    assert [name for name in names if not theme().knows_icon(name)] == []
    assert desk.screen.icon in names
