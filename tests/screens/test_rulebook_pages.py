"""The pages over the clauses, worked by keys."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from tests.builders import OWNER
from tests.screens.hearing import Hearing
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from tests.screens.tried import tried
from ui.screens.rulebook.screen import build
from ui.widgets import RecordList

Show = Callable[[QWidget], QWidget]
Key = Qt.Key


class Seen:
    """The screen over a vault with decided cases and a draft."""

    def __init__(self, workspace: Workspace, hearing: Hearing) -> None:
        self.runner, self.host = ImmediateRunner(workspace), SeenHost()
        self.screen = build(self.runner, self.host, hearing.site.clock)
        self.widget = self.screen.widget
        self.widget.resize(1320, 900)

    def part(self, kind: type, name: str):
        found = self.widget.findChild(kind, name)
        assert found is not None
        return found

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
    tree = seen.rows("rulebook_tree")
    assert tree.model().place_of("1.2") >= 0
    assert tree.model().place_of("2.1") < 0


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
