from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.cases.commands.deciding import DecideCase, TakeCase, TriageCase
from app.cases.commands.intake import OpenCase
from app.cases.model import Channel
from app.rulebook.model import Severity
from tests.builders import Site
from tests.screens.docket import QUOTE, REASON, SeenHost, docket
from tests.screens.hearing import HANDLES, MODERATOR, OBSERVER, Hearing
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_cases import Seen
from ui.screens.cases.intake_dialog import IntakeDialog
from ui.screens.cases.screen import build
from ui.screens.cases.view import CasesPanes
from ui.widgets import RecordList, Select

Show = Callable[[QWidget], QWidget]
# What the offscreen platform says of every popup.
POPUPS = ("This plugin does not support",)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def hearing(tmp_path: Path) -> Hearing:
    return docket(tmp_path, count=3)


@pytest.fixture
def seen(hearing: Hearing, shown: Show) -> Iterator[Seen]:
    with hearing.site.opened(MODERATOR) as workspace:
        runner = ImmediateRunner(workspace)
        screen = build(runner, SeenHost(), hearing.site.clock)
        screen.widget.resize(1300, 848)
        shown(screen.widget)
        screen.activated()
        yield Seen(screen, runner)


def test_the_list_takes_the_focus_and_moves(
    seen: Seen, qtbot: QtBot, hearing: Hearing
) -> None:
    assert seen.cases.hasFocus()
    assert seen.cases.current_key() == hearing.cases[0]
    qtbot.keyClick(seen.cases, Qt.Key.Key_J)
    assert seen.cases.current_key() == hearing.cases[1]
    qtbot.keyClick(seen.cases, Qt.Key.Key_K)
    assert seen.cases.current_key() == hearing.cases[0]


def test_a_case_is_worked_by_keys_alone(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(seen.cases, Qt.Key.Key_A)
    assert isinstance(seen.runner.commands[-1], TakeCase)
    qtbot.keyClick(seen.cases, Qt.Key.Key_2)
    assert seen.chosen() == "Reminder"
    qtbot.keyClick(seen.cases, Qt.Key.Key_1)
    assert seen.chosen() == "Warning"
    seen.reason.setFocus()
    seen.reason.setPlainText(REASON)
    qtbot.keyClick(seen.reason, Qt.Key.Key_Return, CTRL)
    decided = seen.runner.commands[-1]
    assert isinstance(decided, DecideCase)
    assert decided.reason == REASON


def test_deciding_goes_on_to_the_next_case(
    seen: Seen, qtbot: QtBot, hearing: Hearing
) -> None:
    seen.reason.setPlainText(REASON)
    qtbot.keyClick(seen.cases, Qt.Key.Key_Return, CTRL)
    assert seen.cases.current_key() == hearing.cases[1]
    assert seen.reason.toPlainText() == ""


@pytest.mark.qt_log_ignore(*POPUPS)
def test_triage_takes_two_keys(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(seen.cases, Qt.Key.Key_S)
    menu = seen.panes.decision.triage_menu
    assert menu.isVisible()
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    triaged = seen.runner.commands[-1]
    assert isinstance(triaged, TriageCase)
    assert (triaged.clause, triaged.severity) == ("3.2", Severity.MEDIUM)


@pytest.mark.qt_log_ignore(*POPUPS)
def test_the_clause_is_chosen_by_its_key(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(seen.cases, Qt.Key.Key_R)
    select = seen.panes.findChild(Select, "case_clause")
    assert isinstance(select, Select)
    assert select.view().isVisible()
    select.hidePopup()


def test_no_violation_leads_to_the_reason(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(seen.cases, Qt.Key.Key_D)
    assert seen.reason.hasFocus()
    assert seen.button("case_decide").text() == "Close: no violation"
    qtbot.keyClicks(seen.reason, "d")
    assert seen.reason.toPlainText() == "d"
    assert seen.button("case_decide").text() == "Close: no violation"


def test_a_note_is_sent_by_ctrl_enter_and_decides_nothing(
    seen: Seen, qtbot: QtBot
) -> None:
    qtbot.keyClick(seen.cases, Qt.Key.Key_M)
    note = seen.text("case_note")
    assert note.hasFocus()
    note.setPlainText("看过上下文了。")
    seen.reason.setPlainText(REASON)
    note.setFocus()
    qtbot.keyClick(note, Qt.Key.Key_Return, CTRL)
    assert [type(each).__name__ for each in seen.runner.commands] == ["AddNote"]
    assert note.toPlainText() == ""


def test_letters_rest_while_an_input_method_composes(seen: Seen, qtbot: QtBot) -> None:
    QApplication.sendEvent(seen.cases, QInputMethodEvent("jia", []))
    for key in (Qt.Key.Key_J, Qt.Key.Key_A, Qt.Key.Key_D, Qt.Key.Key_2):
        qtbot.keyClick(seen.cases, key)
    assert seen.runner.commands == []
    assert seen.chosen() == "Warning"
    assert seen.cases.hasFocus()


def test_esc_leads_back_to_the_list(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(seen.cases, Qt.Key.Key_Return)
    assert not seen.cases.hasFocus()
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, Qt.Key.Key_J)
    qtbot.keyClick(focus, Qt.Key.Key_Escape)
    assert seen.cases.hasFocus()
    seen.reason.setFocus()
    qtbot.keyClick(seen.reason, Qt.Key.Key_Escape)
    assert seen.cases.hasFocus()


def test_the_filter_opens_with_its_key_and_ends_with_esc(
    seen: Seen, qtbot: QtBot
) -> None:
    qtbot.keyClick(seen.cases, Qt.Key.Key_Slash)
    box = seen.panes.findChild(QLineEdit, "cases_search")
    assert isinstance(box, QLineEdit)
    assert box.hasFocus()
    box.setText("没有这些字")
    empty = seen.panes.queue.empty
    qtbot.waitUntil(empty.isVisible)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert seen.cases.hasFocus()
    assert seen.cases.model().rowCount() == 3
    assert not box.isVisible()
    qtbot.keyClick(seen.cases, Qt.Key.Key_Slash)
    box.setText("没有这些字")
    qtbot.waitUntil(empty.isVisible)


def test_a_new_case_is_written_by_keys(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(seen.cases, Qt.Key.Key_N)
    dialog = seen.dialog(qtbot)
    assert isinstance(dialog, IntakeDialog)
    subject = dialog.findChild(QLineEdit, "new_subject")
    quote = dialog.findChild(QPlainTextEdit, "new_quote")
    assert isinstance(subject, QLineEdit)
    assert isinstance(quote, QPlainTextEdit)
    subject.setText("老")
    qtbot.keyClick(subject, Qt.Key.Key_Down)
    matches = dialog.findChild(RecordList, "new_matches")
    assert isinstance(matches, RecordList)
    assert matches.hasFocus()
    qtbot.keyClick(matches, Qt.Key.Key_Return)
    assert quote.hasFocus()
    quote.setPlainText(QUOTE)
    qtbot.keyClick(quote, Qt.Key.Key_Return, CTRL)
    opened = seen.runner.commands[-1]
    assert isinstance(opened, OpenCase)
    assert opened.channel is Channel.PRIVATE_MESSAGE
    assert opened.member is not None
    assert seen.dialogs() == []


def test_drafts_are_kept_when_typing_pauses(seen: Seen, qtbot: QtBot) -> None:
    seen.reason.setPlainText("写到一半")
    case = seen.cases.current_key()
    kept: list[str] = []

    def is_kept() -> bool:
        seen.runner.recall(f"case:{case}:reason", kept.append)
        return kept[-1] == "写到一半"

    qtbot.waitUntil(is_kept)


def test_a_long_queue_is_paged_while_scrolling(
    tmp_path: Path, shown: Show, qtbot: QtBot
) -> None:
    hearing = docket(tmp_path / "many", count=70)
    with hearing.site.opened(MODERATOR) as workspace:
        screen = build(ImmediateRunner(workspace), SeenHost(), hearing.site.clock)
        screen.widget.resize(1300, 848)
        shown(screen.widget)
        screen.activated()
        panes = screen.widget
        assert isinstance(panes, CasesPanes)
        records = panes.queue.records
        assert records.model().rowCount() == 50
        for _ in range(60):
            qtbot.keyClick(records, Qt.Key.Key_J)
        assert records.model().rowCount() == 70
        assert records.current_key() == hearing.cases[60]
        scrolled = records.verticalScrollBar().value()
        qtbot.keyClick(records, Qt.Key.Key_A)
        assert records.current_key() == hearing.cases[60]
        assert records.verticalScrollBar().value() == scrolled


def test_the_decision_is_a_drawer_in_a_narrow_window(seen: Seen, qtbot: QtBot) -> None:
    seen.panes.resize(1200, 800)
    qtbot.waitUntil(lambda: seen.panes.is_drawer)
    assert not seen.panes.decision.isVisible()
    seen.cases.setFocus()
    qtbot.keyClick(seen.cases, Qt.Key.Key_2)
    assert seen.panes.decision.isVisible()
    assert seen.chosen() == "Reminder"
    seen.reason.setFocus()
    qtbot.keyClick(seen.reason, Qt.Key.Key_Escape)
    assert not seen.panes.decision.isVisible()
    assert seen.cases.hasFocus()


def test_every_button_has_a_name_and_something_to_say(seen: Seen) -> None:
    buttons = seen.panes.findChildren(QAbstractButton)
    for button in (each for each in buttons if each.isVisible()):
        assert button.accessibleName(), button.objectName()
        if not isinstance(button, QRadioButton):
            assert button.objectName() or button.text()


def test_an_observers_form_says_why_it_is_shut(hearing: Hearing, shown: Show) -> None:
    with hearing.site.opened(OBSERVER) as workspace:
        screen = build(ImmediateRunner(workspace), SeenHost(), hearing.site.clock)
        screen.widget.resize(1300, 848)
        shown(screen.widget)
        screen.activated()
        button = screen.widget.findChild(QAbstractButton, "case_decide")
        assert isinstance(button, QAbstractButton)
        assert not button.isEnabled()
        assert button.accessibleDescription() == (
            "Your role does not allow this. Ask a lead."
        )


def test_a_decided_case_shows_its_notice_and_a_way_to_appeal(
    seen: Seen, qtbot: QtBot, hearing: Hearing
) -> None:
    seen.reason.setPlainText(REASON)
    qtbot.keyClick(seen.cases, Qt.Key.Key_Return, CTRL)
    seen.screen.open_record(hearing.cases[0])
    assert seen.panes.outcome.isVisible()
    assert not seen.button("case_notice_copy").isEnabled()
    hearing.site.clock.forward(minutes=5)
    seen.panes.ticked.emit()
    assert seen.button("case_notice_copy").isEnabled()
    seen.button("case_appeal").click()
    dialog = seen.dialog(qtbot)
    statement = dialog.findChild(QPlainTextEdit, "appeal_statement")
    assert isinstance(statement, QPlainTextEdit)
    statement.setPlainText("那天我没有看到提醒。")
    qtbot.keyClick(statement, Qt.Key.Key_Return, CTRL)
    assert seen.dialogs() == []
    assert not seen.button("case_appeal").isEnabled()


def test_a_case_about_a_member_is_begun_elsewhere(
    seen: Seen, qtbot: QtBot, hearing: Hearing
) -> None:
    seen.screen.take_case(hearing.members[HANDLES[2]])
    dialog = seen.dialog(qtbot)
    assert isinstance(dialog, IntakeDialog)
    dialog.reject()


def test_an_empty_vault_has_keys_too(tmp_path: Path, shown: Show, qtbot: QtBot) -> None:
    hearing = Hearing(site=Site(root=tmp_path / "new"))
    with hearing.site.created() as workspace:
        screen = build(ImmediateRunner(workspace), SeenHost(), hearing.site.clock)
        screen.widget.resize(1300, 848)
        shown(screen.widget)
        screen.activated()
        new = screen.widget.findChild(QAbstractButton, "cases_new")
        assert isinstance(new, QAbstractButton)
        assert new.hasFocus()
        decide = screen.widget.findChild(QAbstractButton, "case_decide")
        assert decide is not None
        assert not decide.isVisible()
        qtbot.keyClick(new, Qt.Key.Key_N)
        dialog = screen.widget.findChild(IntakeDialog)
        assert isinstance(dialog, IntakeDialog)
        dialog.reject()


def test_the_last_case_decided_leaves_the_focus_in_the_queue(
    seen: Seen, qtbot: QtBot, hearing: Hearing
) -> None:
    for _ in hearing.cases:
        seen.reason.setPlainText(REASON)
        qtbot.keyClick(seen.cases, Qt.Key.Key_Return, CTRL)
    button = seen.panes.queue.empty.button
    assert button.hasFocus()
    button.click()
    assert seen.cases.hasFocus()
    assert seen.cases.model().rowCount() == 3


@pytest.mark.qt_log_ignore(*POPUPS)
def test_triage_without_a_clause_begins_with_the_clause(
    seen: Seen, qtbot: QtBot, hearing: Hearing
) -> None:
    member = hearing.members[HANDLES[0]]
    command = OpenCase(
        member=member, subject_id="", channel=Channel.PATROL, quote=QUOTE
    )
    outcome = seen.runner._workspace.execute(command)
    seen.screen.open_record(outcome.value)
    qtbot.keyClick(seen.cases, Qt.Key.Key_S)
    select = seen.panes.findChild(Select, "case_clause")
    assert isinstance(select, Select)
    assert select.view().isVisible()
    select.hidePopup()


def test_keys_of_a_decision_rest_on_a_decided_case(
    seen: Seen, qtbot: QtBot, hearing: Hearing
) -> None:
    seen.reason.setPlainText(REASON)
    qtbot.keyClick(seen.cases, Qt.Key.Key_Return, CTRL)
    seen.screen.open_record(hearing.cases[0])
    seen.cases.setFocus()
    before = len(seen.runner.commands)
    for key in (Qt.Key.Key_S, Qt.Key.Key_R, Qt.Key.Key_D, Qt.Key.Key_1, Qt.Key.Key_A):
        qtbot.keyClick(seen.cases, key)
    qtbot.keyClick(seen.cases, Qt.Key.Key_Return, CTRL)
    assert seen.cases.hasFocus()
    assert len(seen.runner.commands) == before
