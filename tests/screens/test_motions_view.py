from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.revision.commands.amendments import DecideAmendment, DraftAmendment
from app.revision.commands.motions import DraftMotion
from app.revision.model.motions import ChangeKind
from tests.screens.hearing import HANDLES, LEAD, Hearing, assemble
from tests.screens.immediate import ImmediateRunner
from tests.screens.motion_room import (
    BECAUSE,
    NEW,
    TITLE,
    WHY,
    amended,
    proposed,
)
from tests.screens.seen_host import SeenHost
from ui.screens.revision.motions.part import MotionsPart, build
from ui.widgets import Button, Comparison, RecordList

Show = Callable[[QWidget], QWidget]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
W = TypeVar("W", bound=QWidget)
C = TypeVar("C")


class Seen:
    """The tab over an open vault."""

    def __init__(self, part: MotionsPart, runner: ImmediateRunner) -> None:
        self.part, self.runner, self.widget = part, runner, part.widget

    def find(self, kind: type[W], name: str) -> W:
        found = self.widget.findChild(kind, name)
        assert found is not None, name
        return found

    @property
    def rows(self) -> RecordList:
        return self.find(RecordList, "motions_list")

    @property
    def title(self) -> QLineEdit:
        return self.find(QLineEdit, "motion_title")

    def made(self, kind: type[C]) -> Sequence[C]:
        return [c for c in self.runner.commands if isinstance(c, kind)]


@pytest.fixture
def hearing(tmp_path: Path) -> Hearing:
    return assemble(tmp_path)


@pytest.fixture
def seen(hearing: Hearing, shown: Show) -> Iterator[Seen]:
    motion = proposed(hearing)
    amended(hearing, motion, "对事不对人。")
    hearing.site.clock.forward(minutes=1)
    proposed(hearing)
    with hearing.site.opened(LEAD) as workspace:
        runner = ImmediateRunner(workspace)
        part = build(runner, SeenHost(), hearing.site.clock, lambda _count: None)
        part.widget.resize(1080, 848)
        shown(part.widget)
        part.activated()
        part.open_record(motion)
        part.widget.focus_list()
        yield Seen(part, runner)


def test_a_motion_is_written_by_keyboard(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(seen.rows, Key.Key_N)
    assert seen.title.hasFocus()
    seen.title.setText(TITLE)
    clauses = seen.find(QComboBox, "motion_clause")
    clauses.setCurrentIndex(clauses.findData("3.2"))
    qtbot.keyClick(seen.find(Button, "motion_add"), Key.Key_Return)
    words = seen.find(QPlainTextEdit, "clause_1_zh")
    assert words.hasFocus()
    words.setPlainText(NEW)
    qtbot.waitUntil(
        lambda: any(
            "连麦" in told.plain()
            for told in seen.find(QWidget, "clause_1").findChildren(Comparison)
        )
    )
    seen.find(QPlainTextEdit, "motion_why_text").setPlainText(WHY)
    author = seen.find(QLineEdit, "motion_author")
    author.setFocus()
    author.setText(HANDLES[1])
    qtbot.keyClick(author, Key.Key_Return, CTRL)
    (draft,) = seen.made(DraftMotion)
    assert (draft.title, draft.why) == (TITLE, WHY)
    assert draft.clauses[0].text.zh == NEW
    assert draft.author is not None
    assert QApplication.focusWidget() is seen.find(QWidget, "motions_scroll")
    assert seen.rows.model().rowCount() == 3


def test_an_error_stands_in_its_clause_and_goes_with_the_next_word(
    seen: Seen, qtbot: QtBot
) -> None:
    qtbot.keyClick(seen.rows, Key.Key_N)
    seen.title.setText(TITLE)
    seen.find(QPlainTextEdit, "motion_why_text").setPlainText(WHY)
    clauses = seen.find(QComboBox, "motion_clause")
    clauses.setCurrentIndex(clauses.count() - 1)
    qtbot.keyClick(seen.find(Button, "motion_add"), Key.Key_Return)
    number = seen.find(QLineEdit, "clause_1_number")
    assert number.hasFocus()
    qtbot.keyClick(number, Key.Key_Return, CTRL)
    assert seen.made(DraftMotion) == []
    number.setText("3.9")
    seen.find(QPlainTextEdit, "clause_1_zh").setPlainText("新的一条。")
    qtbot.keyClick(number, Key.Key_Return, CTRL)
    (draft,) = seen.made(DraftMotion)
    assert draft.clauses[0].kind is ChangeKind.ADD


def test_esc_puts_the_page_away_and_n_brings_it_back(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(seen.rows, Key.Key_N)
    seen.title.setText(TITLE)
    qtbot.keyClick(seen.title, Key.Key_Escape)
    assert not seen.title.isVisible()
    scroll = QApplication.focusWidget()
    assert scroll is not None
    qtbot.keyClick(scroll, Key.Key_N)
    assert seen.title.text() == TITLE
    qtbot.keyClick(seen.find(Button, "motion_drop"), Key.Key_Return)
    seen.rows.setFocus()
    qtbot.keyClick(seen.rows, Key.Key_N)
    assert seen.title.text() == ""


def test_letters_on_the_page_are_text(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(seen.rows, Key.Key_N)
    qtbot.keyClicks(seen.title, "n1e")
    assert seen.title.text() == "n1e"
    out = seen.find(Button, "motion_add")
    qtbot.keyClick(out, Key.Key_N)
    assert seen.title.text() == "n1e"


def test_the_page_stays_while_others_change_things(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(seen.rows, Key.Key_N)
    seen.title.setText(TITLE)
    seen.part.activated()
    assert seen.title.isVisible()
    assert seen.title.text() == TITLE


def test_a_digit_asks_about_an_amendment(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(seen.rows, Key.Key_1)
    dialog = seen.find(QWidget, "amendment_decide")
    qtbot.waitUntil(dialog.isVisible)
    words = seen.find(QPlainTextEdit, "amendment_decide_words")
    confirm = seen.find(Button, "amendment_decide_confirm")
    qtbot.keyClick(confirm, Key.Key_Return)
    assert dialog.isVisible()
    assert "at least" in words.accessibleDescription()
    words.setPlainText(BECAUSE)
    qtbot.keyClick(confirm, Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    (decided,) = seen.made(DecideAmendment)
    assert (decided.is_accepted, decided.reason) == (True, BECAUSE)


def test_e_amends_the_motion_in_front(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(seen.rows, Key.Key_E)
    words = seen.find(QPlainTextEdit, "clause_1_zh")
    assert words.hasFocus()
    assert words.toPlainText() == NEW
    words.setPlainText("对事不对人。")
    seen.find(QPlainTextEdit, "motion_why_text").setPlainText("更短")
    qtbot.keyClick(words, Key.Key_Return, CTRL)
    assert [each.why for each in seen.made(DraftAmendment)] == ["更短"]


def test_a_clause_is_taken_out_by_its_box(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(seen.rows, Key.Key_E)
    box = seen.find(QCheckBox, "clause_1_out")
    box.setFocus()
    qtbot.keyClick(box, Key.Key_Space)
    qtbot.waitUntil(lambda: not seen.find(QWidget, "clause_1_zh").isVisible())


def test_letters_rest_while_an_input_method_composes(seen: Seen, qtbot: QtBot) -> None:
    QApplication.sendEvent(seen.rows, QInputMethodEvent("ti", []))
    qtbot.keyClick(seen.rows, Key.Key_N)
    assert not seen.title.isVisible()
    QApplication.sendEvent(seen.rows, QInputMethodEvent("", []))
    qtbot.keyClick(seen.rows, Key.Key_N)
    assert seen.title.isVisible()


def test_enter_opens_and_esc_goes_back_and_slash_filters(
    seen: Seen, qtbot: QtBot
) -> None:
    qtbot.keyClick(seen.rows, Key.Key_Return)
    scroll = seen.find(QWidget, "motions_scroll")
    assert scroll.hasFocus()
    qtbot.keyClick(scroll, Key.Key_Escape)
    assert seen.rows.hasFocus()
    qtbot.keyClick(seen.rows, Key.Key_Slash)
    box = seen.find(QLineEdit, "motions_filter")
    assert box.hasFocus()
    box.setText("没有这个")
    qtbot.waitUntil(lambda: seen.rows.model().rowCount() == 0)


def test_the_main_act_says_why_it_rests(seen: Seen, qtbot: QtBot) -> None:
    main = seen.find(Button, "motion_main")
    assert not main.isEnabled()
    assert main.accessibleDescription().startswith("An amendment waits")
    assert seen.find(QWidget, "motion_blocked").isVisible()
    before = len(seen.runner.commands)
    qtbot.keyClick(seen.rows, Key.Key_Return, CTRL)
    assert len(seen.runner.commands) == before
