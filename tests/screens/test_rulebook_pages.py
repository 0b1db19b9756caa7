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
