"""The workbench by keys."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextDocumentFragment
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.approvals.commands import Approve, Reject
from app.words import Language, use_language
from tests.builders import OWNER
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from tests.screens.waiting import WHY_NOT, Waiting, wait
from ui.screens.workbench.changes import ChangesCard
from ui.screens.workbench.presenter.rows import Kind, key_of, kind_of
from ui.screens.workbench.presenter.task import ChangeShown
from ui.screens.workbench.screen import build
from ui.screens.workbench.view import WorkbenchView
from ui.theme import Tone
from ui.widgets import ChipSpec, Compared, Comparison, RecordList

Show = Callable[[QWidget], QWidget]
CTRL = Qt.KeyboardModifier.ControlModifier


class Seen:
    """The screen over an open vault."""

    def __init__(self, widget: WorkbenchView, runner: ImmediateRunner) -> None:
        self.widget, self.runner = widget, runner
        found = widget.findChild(RecordList, "workbench_list")
        assert isinstance(found, RecordList)
        self.list = found
        reason = widget.findChild(QPlainTextEdit, "workbench_reason")
        assert isinstance(reason, QPlainTextEdit)
        self.reason = reason

    def label(self, name: str) -> str:
        found = self.widget.findChild(QAbstractButton, name)
        assert isinstance(found, QAbstractButton)
        return found.text()


@pytest.fixture
def waiting(tmp_path: Path) -> Waiting:
    return wait(tmp_path)


@pytest.fixture
def seen(waiting: Waiting, shown: Show) -> Iterator[Seen]:
    with waiting.site.opened(OWNER) as workspace:
        runner = ImmediateRunner(workspace)
        screen = build(runner, SeenHost(), waiting.site.clock)
        screen.widget.resize(1240, 848)
        shown(screen.widget)
        screen.activated()
        yield Seen(screen.widget, runner)


def test_keys_pass_over_headings(seen: Seen, qtbot: QtBot, waiting: Waiting) -> None:
    assert seen.list.hasFocus()
    assert seen.list.current_key() == key_of(Kind.APPROVE, waiting.removal)
    qtbot.keyClick(seen.list, Qt.Key.Key_K)
    assert seen.list.current_key() == key_of(Kind.APPROVE, waiting.removal)
    for _ in range(2):
        qtbot.keyClick(seen.list, Qt.Key.Key_J)
    assert kind_of(seen.list.current_key()) is Kind.REVIEW
    assert seen.label("workbench_main") == "Agree"


def test_ctrl_enter_approves(seen: Seen, qtbot: QtBot, waiting: Waiting) -> None:
    qtbot.keyClick(seen.list, Qt.Key.Key_Return, CTRL)
    assert seen.runner.commands == [Approve(proposal=waiting.removal)]
    assert seen.list.hasFocus()
    assert seen.list.current_key() == key_of(Kind.APPROVE, waiting.rules)


@pytest.mark.parametrize("speak", list(Language))
def test_many_changes_come_in_two_goes(shown: Show, speak: Language) -> None:
    use_language(speak)
    part = Compared(
        "Text", (("旧", True), ("文", False)), (("新", True), ("文", False))
    )
    chip = ChipSpec(text="Changed", tone=Tone.INFO)
    many = tuple(
        ChangeShown(title=f"{number}.1", chip=chip, parts=(part,))
        for number in range(60)
    )
    card = shown(ChangesCard())
    assert isinstance(card, ChangesCard)
    card.set_changes(many)
    assert len(card.findChildren(Comparison)) == 40
    more = card.findChild(QAbstractButton, "changes_all")
    assert isinstance(more, QAbstractButton)
    assert "20" in more.text()
    more.click()
    assert not more.isVisible()
    words = card.findChildren(Comparison)
    assert len(words) == 60
    assert "旧文" in words[0].accessibleName()
    # The same again leaves what somebody may be reading.
    card.set_changes(many)
    assert card.findChildren(Comparison) == words
    card.set_changes(())
    assert not card.isVisible()


def test_words_that_change_are_never_markup(shown: Show) -> None:
    words = Comparison([Compared("<b>", (("<i>{a}", True),), ((" & ", False),))])
    shown(words)
    page = QTextDocumentFragment.fromHtml(words.text()).toPlainText()
    assert "<i>{a}" in page
    assert "<b>" in page
    assert words.heightForWidth(300) == words.heightForWidth(300) > 0


def test_whoever_writes_why_not_refuses(
    seen: Seen, qtbot: QtBot, waiting: Waiting
) -> None:
    qtbot.keyClick(seen.list, Qt.Key.Key_B)
    assert seen.reason.hasFocus()
    qtbot.keyClick(seen.reason, Qt.Key.Key_Return, CTRL)
    assert seen.runner.commands == []  # a reason is missing
    assert seen.reason.accessibleDescription() != ""
    seen.reason.setPlainText(WHY_NOT)
    assert seen.label("workbench_main") == "Do not approve"
    assert seen.label("workbench_other") == "Approve"
    qtbot.keyClick(seen.reason, Qt.Key.Key_Return, CTRL)
    assert seen.runner.commands == [Reject(proposal=waiting.removal, reason=WHY_NOT)]
    assert seen.reason.toPlainText() == ""
    assert seen.label("workbench_main") == "Approve"
    assert seen.list.hasFocus()


def test_letters_belong_to_an_input_method_that_composes(
    seen: Seen, qtbot: QtBot, waiting: Waiting
) -> None:
    QApplication.sendEvent(seen.list, QInputMethodEvent("b", []))
    for key in (Qt.Key.Key_B, Qt.Key.Key_J):
        qtbot.keyClick(seen.list, key)
    assert seen.list.hasFocus()
    assert seen.list.current_key() == key_of(Kind.APPROVE, waiting.removal)


def test_enter_goes_in_and_esc_comes_back(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(seen.list, Qt.Key.Key_Return)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "workbench_scroll"
    qtbot.keyClick(focus, Qt.Key.Key_Escape)
    assert seen.list.hasFocus()


def test_what_is_typed_stays_with_its_task(seen: Seen, qtbot: QtBot) -> None:
    seen.reason.setPlainText("写到一半")
    seen.list.setFocus()
    qtbot.keyClick(seen.list, Qt.Key.Key_J)
    assert seen.reason.toPlainText() == ""
    qtbot.keyClick(seen.list, Qt.Key.Key_K)
    assert seen.reason.toPlainText() == "写到一半"
