"""The pages over the clauses, worked by keys."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from tests.builders import OWNER
from tests.screens.hearing import Hearing
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from tests.screens.tried import tried
from ui.screens.rulebook.screen import build
from ui.widgets import RecordList, Select

Show = Callable[[QWidget], QWidget]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


class Seen:
    """The screen over a vault with decided cases and a draft."""

    def __init__(self, workspace: Workspace, hearing: Hearing) -> None:
        self.runner, self.host = ImmediateRunner(workspace), SeenHost()
        self.screen = build(self.runner, self.host, hearing.site.clock)
        self.widget = self.screen.widget
        self.widget.resize(1320, 900)

    def part(self, kind: type, name: str):
        found = self.widget.findChildren(kind, name)
        assert found
        # What was made anew goes a moment later.
        return next((each for each in found if each.isVisible()), found[0])

    def rows(self, name: str) -> RecordList:
        return self.part(RecordList, name)

    def reads(self, words: str) -> bool:
        labels = self.widget.findChildren(QLabel)
        return any(words in e.text() for e in labels if e.isVisible())


@pytest.fixture
def seen(tmp_path: Path, shown: Show) -> Iterator[Seen]:
    hearing = tried(tmp_path)
    with hearing.site.opened(OWNER) as workspace:
        seen = Seen(workspace, hearing)
        shown(seen.widget)
        seen.screen.activated()
        yield seen


@pytest.fixture
def trial(seen: Seen, qtbot: QtBot) -> RecordList:
    seen.screen.open_record("draft")
    button = seen.part(QWidget, "rulebook_try")
    button.setFocus()
    qtbot.keyClick(button, Key.Key_Return)
    return seen.rows("rulebook_trial_rows")


def test_enter_tries_the_draft_and_the_rows_take_the_focus(
    trial: RecordList, seen: Seen, qtbot: QtBot
) -> None:
    assert trial.hasFocus()
    assert seen.reads("Nothing was written.")
    assert trial.model().rowCount() == 19
    qtbot.keyClick(trial, Key.Key_J)
    qtbot.keyClick(trial, Key.Key_J)
    case = trial.current_key()
    assert case.startswith("case:")
    qtbot.keyClick(trial, Key.Key_Return)
    assert seen.host.opened == [("cases", case.removeprefix("case:"))]


def test_esc_goes_back_to_the_clauses(
    trial: RecordList, seen: Seen, qtbot: QtBot
) -> None:
    qtbot.keyClick(trial, Key.Key_Escape)
    assert not trial.isVisible()
    assert QApplication.focusWidget() is seen.rows("rulebook_tree")


def test_a_clause_that_is_chosen_takes_the_place_of_the_page(
    trial: RecordList, seen: Seen, qtbot: QtBot
) -> None:
    tree = seen.rows("rulebook_tree")
    tree.setFocus()
    qtbot.keyClick(tree, Key.Key_J)
    assert not trial.isVisible()


def test_a_change_of_the_draft_is_told_and_it_is_tried_again(
    trial: RecordList, seen: Seen, qtbot: QtBot
) -> None:
    again = seen.part(QWidget, "rulebook_trial_again")
    assert not again.isVisible()
    seen.screen._presenter.drafting.remove("1.2")
    assert again.isVisible()
    assert trial.isVisible()
    again.setFocus()
    qtbot.keyClick(again, Key.Key_Return)
    assert not again.isVisible()
    assert trial.hasFocus()


def dialog(seen: Seen, name: str) -> QWidget:
    return seen.part(QWidget, f"rules_import_{name}")


def press(qtbot: QtBot, widget: QWidget) -> None:
    widget.setFocus()
    qtbot.keyClick(widget, Key.Key_Return)


def test_rules_from_a_file_replace_the_draft_only_after_asking(
    seen: Seen, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "群规.md"
    file.write_text(
        "# 群规\n欢迎\n1. 刷屏：不刷屏。\n2. 广告：不发。\n", encoding="utf-8"
    )
    seen.host.file = file
    seen.widget.import_wanted.emit()
    lines = seen.rows("rules_import_lines")
    assert lines.model().rowCount() == 4
    press(qtbot, dialog(seen, "unread"))
    qtbot.keyClick(dialog(seen, "unread"), Key.Key_Space)
    assert lines.model().rowCount() == 1
    press(qtbot, dialog(seen, "commit"))
    assert dialog(seen, "ask").isVisible()
    assert not dialog(seen, "commit").isVisible()
    # Offscreen the window keeps the focus; in the dialog it is on the safe answer.
    assert seen.part(QWidget, "rules_import").focusWidget() is dialog(seen, "cancel")
    press(qtbot, dialog(seen, "replace"))
    assert seen.rows("rulebook_tree").select_key("1.2")
    assert not seen.rows("rulebook_tree").select_key("2.1")


def test_a_file_without_rules_is_told_in_the_dialog_and_another_taken(
    seen: Seen, tmp_path: Path, qtbot: QtBot
) -> None:
    bad, good = tmp_path / "空.txt", tmp_path / "群规.txt"
    bad.write_text("欢迎光临", encoding="utf-8")
    good.write_text("群规\n第一条 刷屏：不刷屏。\n", encoding="utf-8")
    seen.host.file = bad
    seen.widget.import_wanted.emit()
    assert dialog(seen, "trouble").isVisible()
    seen.host.file = good
    press(qtbot, dialog(seen, "other"))
    assert not dialog(seen, "trouble").isVisible()
    assert dialog(seen, "commit").isVisible()
    qtbot.keyClick(dialog(seen, "cancel"), Key.Key_Escape)
    qtbot.waitUntil(lambda: seen.widget.findChild(QWidget, "rules_import") is None)


def test_one_page_gives_way_to_another(trial: RecordList, seen: Seen) -> None:
    left: list[bool] = []
    seen.widget.pages.left.connect(lambda: left.append(True))
    seen.part(QWidget, "rulebook_versions_more").acknowledged_wanted.emit()
    assert left == [True]
    assert not trial.isVisible()
    assert seen.rows("acknowledged_people").hasFocus()


@pytest.fixture
def log(seen: Seen) -> RecordList:
    seen.part(QWidget, "rulebook_versions_more").acknowledged_wanted.emit()
    return seen.rows("acknowledged_people")


def test_members_are_ticked_and_entered_by_keys_alone(
    log: RecordList, seen: Seen, qtbot: QtBot
) -> None:
    assert log.hasFocus()
    assert log.model().rowCount() == 5
    qtbot.keyClick(log, Key.Key_X)
    qtbot.keyClick(log, Key.Key_J)
    qtbot.keyClick(log, Key.Key_Space)
    assert seen.reads("2 members chosen")
    qtbot.keyClick(log, Key.Key_Return, CTRL)
    assert seen.host.toasts[-1] == "Entered: 2."
    assert log.model().rowCount() == 3
    assert seen.reads("Nobody chosen")
    done = "acknowledged_tabs_done"
    qtbot.waitUntil(lambda: seen.part(QWidget, done).isVisible())
    press(qtbot, seen.part(QWidget, done))
    assert log.model().rowCount() == 2
    assert not seen.part(QWidget, "acknowledged_day").isVisible()
    press(qtbot, seen.part(QWidget, "acknowledged_all"))
    press(qtbot, seen.part(QWidget, "acknowledged_submit"))
    assert seen.part(QWidget, "acknowledged_none").isVisible()
    assert seen.host.toasts[-1] == "2 taken back"


def test_a_press_on_the_box_chooses(log: RecordList, seen: Seen, qtbot: QtBot) -> None:
    area = log.visualRect(log.model().index(1, 0))
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(log.viewport(), left, pos=area.center())
    assert seen.reads("Nobody chosen")
    at = QPoint(area.left() + 30, area.center().y())
    qtbot.mouseClick(log.viewport(), left, pos=at)
    assert seen.reads("1 member chosen")


def test_letters_in_the_filter_choose_nobody(
    log: RecordList, seen: Seen, qtbot: QtBot
) -> None:
    qtbot.keyClick(log, Key.Key_Slash)
    field = seen.part(QLineEdit, "acknowledged_find")
    assert field.hasFocus()
    qtbot.keyClicks(field, "wxid_0002")
    assert seen.reads("Nobody chosen")
    qtbot.waitUntil(lambda: log.model().rowCount() == 1)
    qtbot.keyClick(field, Key.Key_Return)
    assert log.hasFocus()
    field.setText("没有")
    qtbot.waitUntil(lambda: log.model().rowCount() == 0)
    assert seen.reads("Nobody here has these words")


def test_a_wrong_day_is_told_under_its_field_and_stays(
    log: RecordList, seen: Seen, qtbot: QtBot
) -> None:
    day = seen.part(QLineEdit, "acknowledged_day")
    day.setText("昨天")
    qtbot.keyClick(log, Key.Key_X)
    qtbot.keyClick(log, Key.Key_Return, CTRL)
    assert seen.reads("Write the day like 2026-11-29.")
    assert day.text() == "昨天"
    assert day.hasFocus()
    day.setText("2026-11-02")
    qtbot.keyClick(day, Key.Key_Return, CTRL)
    assert log.model().rowCount() == 4


def test_a_chat_is_looked_at_and_entered(
    log: RecordList, seen: Seen, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "群聊.csv"
    lines = (
        "时间,发送者微信ID,内容",
        "2026-11-02 09:00:00,wxid_0001,收到",
        "2026-11-02 09:00:00,wxid_0002,收到了吗",
    )
    file.write_text("\n".join(lines), encoding="utf-8")
    seen.host.file = file
    press(qtbot, seen.part(QWidget, "acknowledged_file"))
    people = seen.rows("gather_people")
    assert people.model().rowCount() == 2
    assert seen.part(QWidget, "gather_commit").text() == "Enter 1 member"
    qtbot.keyClick(people, Key.Key_J)
    qtbot.keyClick(people, Key.Key_X)
    assert seen.part(QWidget, "gather_commit").text() == "Enter 2 members"
    words = seen.part(QLineEdit, "gather_words")
    words.setText("，")
    no_words = "Write at least one word that counts as agreement."
    qtbot.waitUntil(lambda: words.accessibleDescription() == no_words)
    assert not seen.part(QWidget, "gather_commit").isVisible()
    words.setText("收到")
    qtbot.waitUntil(seen.part(QWidget, "gather_commit").isVisible)
    press(qtbot, seen.part(QWidget, "gather_commit"))
    assert seen.host.toasts[-1] == "1 member entered from the file"
    assert log.model().rowCount() == 4


def test_a_column_is_chosen_and_another_file_refused(
    log: RecordList, seen: Seen, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "名单.csv"
    file.write_text("名字,账户\n甲,wxid_0001\n", encoding="utf-8")
    seen.host.file = file
    press(qtbot, seen.part(QWidget, "acknowledged_file"))
    assert not seen.part(QWidget, "gather_commit").isVisible()
    who = seen.part(Select, "gather_who")
    who.choose("账户")
    who.key_chosen.emit("账户")
    assert seen.part(QWidget, "gather_commit").isVisible()
    assert not seen.part(QWidget, "gather_words").isVisible()
    qtbot.keyClick(seen.part(QWidget, "gather_cancel"), Key.Key_Escape)
    qtbot.waitUntil(lambda: seen.widget.findChild(QWidget, "gather") is None)
    file.write_bytes(b"\0\1\2")
    press(qtbot, seen.part(QWidget, "acknowledged_file"))
    assert seen.part(QWidget, "gather_trouble").isVisible()
