"""The window round the screens: rail, palette, keys, settings, locking."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.words import Language
from ui.shell import (
    AppWindow,
    Command,
    Group,
    Habits,
    KeyHint,
    MainWindow,
    SearchHit,
    WindowMemory,
)
from ui.shell.matching import matching
from ui.theme import Mode, theme
from ui.widgets import Button, Label, Panes, TextField, column
from ui.widgets.keys import OFF_PROPERTY


class Demo:
    def __init__(self, key: str, widget: QWidget, group: Group = Group.REVIEW) -> None:
        self.key, self.widget, self.group = key, widget, group
        self.icon, self.title = "users", key.title()
        self.times_shown = 0

    def hints(self) -> Sequence[KeyHint]:
        return [KeyHint(keys=("J", "K"), label="Down, up")]

    def activated(self) -> None:
        self.times_shown += 1


def plain() -> QWidget:
    page = QWidget()
    page.setLayout(column(Button("Do", name="do"), TextField("Words", name="words")))
    return page


def folding() -> Panes:
    left, right = QWidget(), QWidget()
    left.setLayout(column(Button("Left", name="left")))
    right.setLayout(column(Button("Right", name="right")))
    return Panes(left, right)


@pytest.fixture
def window(shown) -> MainWindow:
    made = MainWindow()
    made.add_screen(Demo("cases", folding()))
    made.add_screen(Demo("exports", plain(), Group.TEAM))
    made.set_person("Xu Zhixing", "Moderator")
    made.resize(1440, 900)
    shown(made)
    made.show_screen("cases")
    return made


def part(window: QWidget, name: str) -> Any:
    found = window.findChild(QWidget, name)
    assert found is not None, name
    return found


def test_the_rail_lists_only_what_is_registered(window):
    names = [
        b.objectName()
        for b in window.rail.findChildren(QWidget)
        if b.objectName().startswith("rail_") and b.isVisible()
    ]
    assert {"rail_cases", "rail_exports", "rail_settings"} <= set(names)
    groups = [x.text() for x in window.rail.findChildren(Label) if x.isVisible()]
    assert "Review" in groups
    assert "Community" not in groups


def test_choosing_a_section_brings_it_to_the_front(qtbot, window):
    with qtbot.waitSignal(window.screen_shown) as told:
        qtbot.mouseClick(part(window, "rail_exports"), Qt.MouseButton.LeftButton)
    assert told.args == ["exports"]
    assert window.current_key() == "exports"
    assert part(window, "do").isVisible()
    assert not part(window, "left").isVisible()


def test_counts_are_read_out(window):
    window.set_count("cases", "12")
    assert part(window, "rail_cases").accessibleName() == "Cases, 12"


def test_the_rail_shows_icons_alone_in_a_narrow_window(window):
    assert window.rail.width() == 200
    window.resize(1000, 700)
    assert window.rail.width() == 56
    assert part(window, "rail_cases").toolTip() == "Cases"
    window.resize(1440, 900)
    assert window.rail.width() == 200


def test_lock_has_a_key_a_button_and_a_command(qtbot, window):
    with qtbot.waitSignal(window.lock_requested):
        qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(window.lock_requested):
        qtbot.mouseClick(part(window, "lock"), Qt.MouseButton.LeftButton)
    window.open_palette()
    field = part(window, "palette_field")
    qtbot.keyClicks(field, "lock")
    with qtbot.waitSignal(window.lock_requested):
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_the_palette_goes_to_sections(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = part(window, "palette_field")
    assert QApplication.focusWidget() is field
    qtbot.keyClicks(field, "exp")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.current_key() == "exports"
    assert not window.palette_overlay.isVisible()


def test_the_palette_runs_commands_and_shows_hits_of_what_is_typed(qtbot, window):
    done: list[str] = []
    asked: dict[str, Any] = {}
    command = Command(key="new", text="New case", run=lambda: done.append("new"))
    window.set_commands([command])
    window.set_search(asked.__setitem__)
    window.open_palette()
    field = part(window, "palette_field")
    qtbot.keyClicks(field, "zz")
    model = window.palette_overlay._model
    assert model.rowCount() == 0

    def hit(key: str) -> SearchHit:
        return SearchHit(
            key=key,
            title=key,
            detail="member",
            icon="users",
            open=lambda: done.append(key),
        )

    asked["z"]([hit("stale")])
    assert model.rowCount() == 0
    asked["zz"]([hit("fish"), hit("bird")])
    assert model.rowCount() == 2
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert done == ["bird"]


def test_escape_gives_the_focus_back(qtbot, window):
    part(window, "left").setFocus()
    window.open_palette()
    qtbot.keyClick(part(window, "palette_field"), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is part(window, "left")


def test_nothing_behind_the_palette_can_be_reached(qtbot, window):
    window.open_palette()
    for _ in range(6):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert window.palette_overlay.isAncestorOf(QApplication.focusWidget())


def test_a_question_mark_opens_the_keys_but_not_from_a_field(qtbot, window):
    qtbot.keyClicks(part(window, "left"), "?")
    assert window.keys_overlay.isVisible()
    window.keys_overlay.close_overlay()
    window.show_screen("exports")
    field = part(window, "words")
    field.setFocus()
    qtbot.keyClicks(field, "?")
    assert not window.keys_overlay.isVisible()
    assert field.text() == "?"


def test_f6_walks_the_panes(qtbot, window):
    part(window, "left").setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is part(window, "right")
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.top_bar.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.rail.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.top_bar.isAncestorOf(QApplication.focusWidget())


def test_undo_goes_to_the_newest_toast(qtbot, window):
    done: list[int] = []
    window.show_toast("One", undo=lambda: done.append(1))
    window.show_toast("Two", undo=lambda: done.append(2))
    window.show_toast("Three")
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window, Qt.Key.Key_Z, control)
    qtbot.keyClick(window, Qt.Key.Key_Z, control)
    assert done == [2, 1]
    qtbot.keyClick(window, Qt.Key.Key_Z, control)
    assert done == [2, 1]
    assert window.toasts.toasts()[-1].accessibleName() == "There is nothing to undo now"


def test_undo_is_kept_when_its_toast_is_gone(qtbot, window):
    done: list[int] = []
    window.show_toast("One", undo=lambda: done.append(1))
    window.toasts.clear()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window, Qt.Key.Key_Z, control)
    qtbot.keyClick(window, Qt.Key.Key_Z, control)
    assert done == [1]


def test_settings_take_effect_at_once(qtbot, window):
    dialog = window.open_settings()
    with qtbot.waitSignal(window.mode_chosen) as told:
        part(dialog, "settings_mode_dark").click()
    assert told.args == ["dark"]
    assert theme().mode is Mode.DARK
    with qtbot.waitSignal(window.habits_chosen) as told:
        part(dialog, "settings_letters").click()
    assert told.args == [Habits(letters=False)]
    assert window.property(OFF_PROPERTY)
    part(dialog, "settings_tabs_safety").click()
    idle = part(dialog, "settings_idle")
    idle.setFocus()
    with qtbot.waitSignal(window.habits_chosen) as told:
        qtbot.keyClick(idle, Qt.Key.Key_Down)
    assert told.args == [Habits(letters=False, idle_minutes=6)]
    part(dialog, "settings_tabs_looks").click()
    language = part(dialog, "settings_language")
    other = Language.ZH_CN
    with qtbot.waitSignal(window.language_chosen) as told:
        key = Qt.Key.Key_Up if language.currentIndex() else Qt.Key.Key_Down
        qtbot.keyClick(language, key)
    assert told.args == [other.value]


def test_every_button_has_a_name_to_find_and_a_name_to_read(window):
    window.resize(1440, 900)
    shown = [b for b in window.findChildren(QPushButton) if b.isVisible()]
    assert len(shown) >= 4
    for button in shown:
        assert button.accessibleName(), button
        assert button.objectName(), button.accessibleName()


def command(key: str, text: str, words: str = "") -> Command:
    return Command(key=key, text=text, words=words, run=lambda: None)


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("", ["a", "b", "c"]),
        ("case", ["b", "a"]),
        ("NEW case", ["a"]),
        ("xin", ["a"]),
        ("nothing", []),
    ],
)
def test_matching(typed, keys):
    commands = [
        command("a", "New case", "xinjian 新建"),
        command("b", "Cases"),
        command("c", "Lock"),
    ]
    named, others = matching(commands, typed)
    assert [c.key for c in (*named, *others)] == keys


def memory(tmp_path: Path) -> WindowMemory:
    path = str(tmp_path / "settings.ini")
    return WindowMemory(QSettings(path, QSettings.Format.IniFormat))


def test_the_computer_remembers_little(tmp_path: Path):
    kept = memory(tmp_path)
    assert (kept.vault(), kept.name(), kept.mode()) == (None, "", Mode.SYSTEM)
    kept.set_vault(tmp_path / "a.gongdao")
    kept.keep_name("lin")
    kept.set_mode(Mode.DARK)
    kept.set_language(Language.ZH_CN)
    again = memory(tmp_path)
    assert again.vault() == tmp_path / "a.gongdao"
    assert again.name() == "lin"
    assert again.mode() is Mode.DARK
    assert again.language() is Language.ZH_CN


def test_a_name_belongs_to_its_vault(tmp_path: Path):
    kept = memory(tmp_path)
    kept.set_vault(tmp_path / "a.gongdao")
    kept.keep_name("lin")
    kept.set_vault(tmp_path / "a.gongdao")
    assert kept.name() == "lin"
    kept.set_vault(tmp_path / "b.gongdao")
    assert kept.name() == ""


def test_settings_spoilt_by_hand_are_passed_over(tmp_path: Path):
    path = tmp_path / "settings.ini"
    path.write_text("[window]\ntheme=purple\nlanguage=xx\ngeometry=1\n")
    kept = memory(tmp_path)
    assert kept.mode() is Mode.SYSTEM
    assert kept.language() in set(Language)
    assert kept.geometry().isEmpty()


def test_a_page_gone_takes_its_rows_with_it(qtbot, tmp_path: Path):
    window = AppWindow(memory(tmp_path))
    qtbot.addWidget(window)
    first, second = QWidget(), QWidget()
    window.show_page(first)
    with qtbot.waitSignal(first.destroyed):
        window.show_page(second)
    assert window.page() is second
    window.close()
    assert not memory(tmp_path).geometry().isEmpty()


def test_nothing_behind_an_overlay_gets_the_focus(qtbot, window):
    window.open_palette()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is part(window, "palette_field")
    window.open_keys()
    assert not window.palette_overlay.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is part(window, "keys_close")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not window.keys_overlay.isVisible()
