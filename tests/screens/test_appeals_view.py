from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from app.appeals.commands import RuleOnAppeal
from app.appeals.model import Ruling
from tests.screens.hearing import LEAD, MODERATOR, Hearing, hold
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from tests.screens.test_appeals_presenter import REPLY
from ui.screens.appeals.screen import AppealsScreen, build
from ui.widgets import RecordList

Show = Callable[[QWidget], QWidget]


class Seen:
    """The screen over an open vault."""

    def __init__(self, screen: AppealsScreen, runner: ImmediateRunner) -> None:
        self.screen, self.runner = screen, runner
        self.widget = screen.widget

    @property
    def list(self) -> RecordList:
        found = self.widget.findChild(RecordList, "appeals_list")
        assert isinstance(found, RecordList)
        return found

    @property
    def reply(self) -> QPlainTextEdit:
        found = self.widget.findChild(QPlainTextEdit, "appeals_reply")
        assert isinstance(found, QPlainTextEdit)
        return found

    def is_chosen(self, ruling: Ruling) -> bool:
        name = f"appeals_{ruling.value}"
        found = self.widget.findChild(QRadioButton, name)
        assert isinstance(found, QRadioButton)
        return found.isChecked()


@pytest.fixture
def hearing(tmp_path: Path) -> Hearing:
    return hold(tmp_path)


@pytest.fixture
def seen(hearing: Hearing, shown: Show) -> Iterator[Seen]:
    with hearing.site.opened(LEAD) as workspace:
        runner = ImmediateRunner(workspace)
        screen = build(runner, SeenHost(), hearing.site.clock)
        screen.widget.resize(1240, 848)
        shown(screen.widget)
        screen.activated()
        yield Seen(screen, runner)


def test_the_list_takes_the_focus_and_its_letters(seen: Seen, qtbot: QtBot) -> None:
    assert seen.list.hasFocus()
    qtbot.keyClick(seen.list, Qt.Key.Key_J)
    qtbot.keyClick(seen.list, Qt.Key.Key_3)
    assert seen.is_chosen(Ruling.OVERTURNED)
    qtbot.keyClick(seen.list, Qt.Key.Key_K)
    assert not seen.is_chosen(Ruling.OVERTURNED)
    qtbot.keyClick(seen.list, Qt.Key.Key_J)
    assert seen.is_chosen(Ruling.OVERTURNED)


def test_ctrl_enter_in_the_reason_rules(
    seen: Seen, qtbot: QtBot, hearing: Hearing
) -> None:
    qtbot.keyClick(seen.list, Qt.Key.Key_1)
    seen.reply.setFocus()
    seen.reply.setPlainText(REPLY)
    qtbot.keyClick(seen.reply, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert seen.runner.commands == [
        RuleOnAppeal(appeal=hearing.appeals[0], ruling=Ruling.UPHELD, reply=REPLY)
    ]
    assert seen.list.hasFocus()
    assert seen.list.model().rowCount() == 2
    # The ruling and its notice stay until one goes on.
    ruled = seen.widget.findChild(QWidget, "appeals_ruled")
    assert ruled is not None
    assert ruled.isVisible()
    assert seen.list.current_key() == ""
    qtbot.keyClick(seen.list, Qt.Key.Key_J)
    assert seen.list.current_key() == hearing.appeals[1]
    assert not ruled.isVisible()


def test_digits_in_the_reason_are_text(seen: Seen, qtbot: QtBot) -> None:
    seen.reply.setFocus()
    qtbot.keyClicks(seen.reply, "3")
    assert seen.reply.toPlainText() == "3"
    assert not seen.is_chosen(Ruling.OVERTURNED)


def test_nothing_is_chosen_while_an_input_method_composes(
    seen: Seen, qtbot: QtBot
) -> None:
    composing = QInputMethodEvent("zhong", [])
    QApplication.sendEvent(seen.list, composing)
    qtbot.keyClick(seen.list, Qt.Key.Key_1)
    assert not seen.is_chosen(Ruling.UPHELD)


def test_what_is_typed_stays_with_its_appeal(
    seen: Seen, qtbot: QtBot, hearing: Hearing
) -> None:
    seen.reply.setPlainText("写到一半")
    seen.list.setFocus()
    qtbot.keyClick(seen.list, Qt.Key.Key_J)
    assert seen.reply.toPlainText() == ""
    kept: list[str] = []
    seen.runner.recall(f"appeal:{hearing.appeals[0]}:ruling", kept.append)
    assert "写到一半" in kept[0]
    qtbot.keyClick(seen.list, Qt.Key.Key_K)
    assert seen.reply.toPlainText() == "写到一半"


def test_enter_opens_and_esc_goes_back(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(seen.list, Qt.Key.Key_Return)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "appeals_scroll"
    qtbot.keyClick(focus, Qt.Key.Key_4)
    assert seen.is_chosen(Ruling.REMANDED)
    qtbot.keyClick(focus, Qt.Key.Key_Escape)
    assert seen.list.hasFocus()


def test_n_asks_for_an_appeal_to_record(
    seen: Seen, qtbot: QtBot, hearing: Hearing
) -> None:
    qtbot.keyClick(seen.list, Qt.Key.Key_N)
    dialog = seen.widget.findChild(QWidget, "appeals_filing")
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    statement = dialog.findChild(QPlainTextEdit, "appeals_filing_statement")
    assert statement is not None
    qtbot.keyClick(statement, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible()
    dialog.close()


def test_who_decided_can_press_nothing(hearing: Hearing, shown: Show) -> None:
    with hearing.site.opened(MODERATOR) as workspace:
        screen = build(ImmediateRunner(workspace), SeenHost(), hearing.site.clock)
        shown(screen.widget)
        screen.activated()
        cards = [
            screen.widget.findChild(QRadioButton, f"appeals_{ruling.value}")
            for ruling in Ruling
        ]
        assert not any(card.isEnabled() for card in cards if card is not None)
        assert len(cards) == 4
