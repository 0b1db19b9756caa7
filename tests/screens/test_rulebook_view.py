from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.rulebook.commands import PublishRulebook
from app.rulebook.model import SanctionKind, Severity
from tests.builders import Site
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from ui.screens.rulebook.ladder import LadderTable
from ui.screens.rulebook.screen import build
from ui.widgets import RecordList

Show = Callable[[QWidget], QWidget]
CTRL = Qt.KeyboardModifier.ControlModifier


class Seen:
    """The screen over an open vault, before the first version."""

    def __init__(self, runner: ImmediateRunner, site: Site) -> None:
        self.runner = runner
        self.screen = build(runner, SeenHost(), site.clock)
        self.widget = self.screen.widget
        self.widget.resize(1320, 900)

    def part(self, kind: type, name: str):
        found = self.widget.findChild(kind, name)
        assert found is not None
        return found

    @property
    def tree(self) -> RecordList:
        return self.part(RecordList, "rulebook_tree")

    @property
    def ladder(self) -> LadderTable:
        return self.part(LadderTable, "rulebook_ladder")

    def published(self) -> PublishRulebook:
        found = [c for c in self.runner.commands if isinstance(c, PublishRulebook)]
        return found[-1]


@pytest.fixture
def seen(tmp_path: Path, shown: Show) -> Iterator[Seen]:
    site = Site(root=tmp_path)
    with site.created() as workspace:
        seen = Seen(ImmediateRunner(workspace), site)
        shown(seen.widget)
        seen.screen.activated()
        yield seen


@pytest.fixture
def draft(seen: Seen, qtbot: QtBot) -> Seen:
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "rulebook_open_reading_club"
    qtbot.keyClick(focus, Qt.Key.Key_Return)
    return seen


def cell_of(ladder: LadderTable) -> tuple[int, int]:
    index = ladder.currentIndex()
    return index.row(), index.column()


def test_enter_opens_a_template_and_the_tree_takes_the_focus(
    draft: Seen, qtbot: QtBot
) -> None:
    assert draft.tree.hasFocus()
    assert draft.tree.current_key() == "1.1"
    for _ in range(3):
        qtbot.keyClick(draft.tree, Qt.Key.Key_J)
    assert draft.tree.current_key() == "2.1"
    qtbot.keyClick(draft.tree, Qt.Key.Key_Up)
    assert draft.tree.current_key() == "1.3"
    for _ in range(9):
        qtbot.keyClick(draft.tree, Qt.Key.Key_K)
    assert draft.tree.current_key() == "1.1"


def test_a_cell_is_changed_by_keys_alone(draft: Seen, qtbot: QtBot) -> None:
    ladder = draft.ladder
    ladder.setFocus()
    assert cell_of(ladder) == (0, 1)
    qtbot.keyClick(ladder, Qt.Key.Key_Left)
    assert cell_of(ladder) == (0, 1)
    qtbot.keyClick(ladder, Qt.Key.Key_Down)
    qtbot.keyClick(ladder, Qt.Key.Key_Right)
    qtbot.keyClick(ladder, Qt.Key.Key_Return)
    form = draft.part(QWidget, "rulebook_step")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "rulebook_kind_mute"
    days = draft.part(QLineEdit, "rulebook_days")
    days.setFocus()
    days.selectAll()
    qtbot.keyClicks(days, "7")
    qtbot.keyClick(days, Qt.Key.Key_Return)
    assert not form.isVisible()
    assert ladder.hasFocus()
    assert cell_of(ladder) == (1, 2)
    qtbot.keyClick(ladder, Qt.Key.Key_Return, CTRL)
    step = draft.published().book.ladder.step(2, Severity.MEDIUM)
    assert (step.kind, step.days) == (SanctionKind.MUTE, 7)


def test_a_digit_chooses_the_kind_and_days_follow_it(draft: Seen, qtbot: QtBot) -> None:
    draft.ladder.setFocus()
    qtbot.keyClick(draft.ladder, Qt.Key.Key_F2)
    form = draft.part(QWidget, "rulebook_step")
    days = draft.part(QLineEdit, "rulebook_days")
    assert not days.isEnabled()
    qtbot.keyClick(form, Qt.Key.Key_3)
    assert days.isEnabled()
    qtbot.keyClick(form, Qt.Key.Key_Return)
    assert form.isVisible()
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()
    assert draft.ladder.hasFocus()


def test_going_on_elsewhere_leaves_the_cell_as_it_was(
    draft: Seen, qtbot: QtBot
) -> None:
    draft.ladder.setFocus()
    qtbot.keyClick(draft.ladder, Qt.Key.Key_Return)
    form = draft.part(QWidget, "rulebook_step")
    draft.tree.setFocus()
    assert not form.isVisible()
    assert draft.tree.hasFocus()


def test_a_published_ladder_is_read_only(draft: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(draft.tree, Qt.Key.Key_Return, CTRL)
    assert draft.published().book.title.en == "Reading club rules"
    draft.ladder.setFocus()
    qtbot.keyClick(draft.ladder, Qt.Key.Key_Return)
    assert draft.widget.findChild(QWidget, "rulebook_step") is None
    assert not draft.part(QPlainTextEdit, "rulebook_text").isVisible()
    qtbot.keyClick(draft.tree, Qt.Key.Key_N)
    assert draft.part(QPlainTextEdit, "rulebook_text").isVisible()


def test_what_is_typed_goes_to_its_clause_before_another_is_shown(
    draft: Seen, qtbot: QtBot
) -> None:
    text = draft.part(QPlainTextEdit, "rulebook_text")
    text.setPlainText("Another wording.")
    qtbot.keyClick(draft.tree, Qt.Key.Key_J)
    assert text.toPlainText() != "Another wording."
    qtbot.keyClick(draft.tree, Qt.Key.Key_K)
    assert text.toPlainText() == "Another wording."
    qtbot.keyClick(text, Qt.Key.Key_Return, CTRL)
    clause = draft.published().book.clause("1.1")
    assert clause is not None
    assert clause.text.en == "Another wording."
    assert clause.text.zh.startswith("共读时段内")


def test_publishing_takes_what_was_typed_a_moment_ago(
    draft: Seen, qtbot: QtBot
) -> None:
    day = draft.part(QLineEdit, "rulebook_date")
    day.setText("2026-01-01")
    qtbot.keyClick(day, Qt.Key.Key_Return, CTRL)
    assert str(draft.published().effective_on) == "2026-01-01"


def test_slash_goes_to_the_filter_and_enter_back(draft: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(draft.tree, Qt.Key.Key_Slash)
    search = draft.part(QLineEdit, "rulebook_search")
    assert search.hasFocus()
    qtbot.keyClicks(search, "spoiler")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert draft.tree.hasFocus()
    assert draft.tree.model().rowCount() == 2
