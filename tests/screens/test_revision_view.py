from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.revision.commands.calendar import ReviewClause
from app.revision.commands.feedback import (
    AnswerFeedback,
    RecordFeedback,
    SortFeedback,
    StrikeFeedback,
)
from app.revision.model.calendar import Verdict
from app.revision.model.feedback import Reply, Stance, Way
from tests.screens.heard import REASON, Heard, hear
from tests.screens.hearing import LEAD
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from ui.screens.revision.screen import RevisionScreen, build
from ui.widgets import RecordList

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Show = Callable[[QWidget], QWidget]
CTRL = Qt.KeyboardModifier.ControlModifier


class Seen:
    """The section over an open vault."""

    def __init__(
        self,
        screen: RevisionScreen,
        runner: ImmediateRunner,
        host: SeenHost,
        qtbot: QtBot,
    ) -> None:
        self.screen, self.runner, self.host = screen, runner, host
        self.qtbot = qtbot
        self.widget = screen.widget

    def find(self, name: str) -> Any:
        # What was put into a layout just now is shown in the next turn.
        self.qtbot.waitUntil(lambda: self.sees(name))
        found = self.widget.findChildren(QWidget, name)
        return [each for each in found if each.isVisible()][-1]

    def sees(self, name: str) -> bool:
        found = self.widget.findChildren(QWidget, name)
        return any(each.isVisible() for each in found)

    def list(self, name: str = "feedback_list") -> RecordList:
        return self.find(name)


@pytest.fixture
def heard(tmp_path: Path) -> Heard:
    return hear(tmp_path)


@pytest.fixture
def seen(heard: Heard, shown: Show, qtbot: QtBot) -> Iterator[Seen]:
    site = heard.hearing.site
    with site.opened(LEAD) as workspace:
        runner, host = ImmediateRunner(workspace), SeenHost()
        screen = build(runner, host, site.clock)
        screen.widget.resize(1240, 848)
        shown(screen.widget)
        screen.activated()
        yield Seen(screen, runner, host, qtbot)


def test_the_list_takes_the_focus_and_its_letters(seen: Seen, qtbot: QtBot) -> None:
    records = seen.list()
    assert records.hasFocus()
    qtbot.keyClick(records, Qt.Key.Key_J)
    qtbot.keyClick(records, Qt.Key.Key_2)
    assert seen.find("feedback_partly").isChecked()
    qtbot.keyClick(records, Qt.Key.Key_K)
    assert not seen.find("feedback_partly").isChecked()
    qtbot.keyClick(records, Qt.Key.Key_J)
    assert seen.find("feedback_partly").isChecked()


def test_ctrl_enter_in_the_reason_answers_and_goes_on(
    seen: Seen, qtbot: QtBot, heard: Heard
) -> None:
    qtbot.keyClick(seen.list(), Qt.Key.Key_1)
    reason = seen.find("feedback_reason")
    reason.setFocus()
    reason.setPlainText(REASON)
    qtbot.keyClick(reason, Qt.Key.Key_Return, CTRL)
    assert seen.runner.commands == [
        AnswerFeedback(feedback=(heard.pieces[3],), answer=Reply.ADOPTED, reason=REASON)
    ]
    assert seen.find("feedback_reason").toPlainText() == ""
    assert seen.list().current_key() == heard.pieces[2]
    tab = seen.find("revision_tabs_feedback")
    assert tab.accessibleName().endswith("3")


def test_letters_rest_while_an_input_method_composes(seen: Seen, qtbot: QtBot) -> None:
    records = seen.list()
    QApplication.sendEvent(records, QInputMethodEvent("gong", []))
    qtbot.keyClick(records, Qt.Key.Key_1)
    qtbot.keyClick(records, Qt.Key.Key_N)
    assert not seen.find("feedback_adopted").isChecked()
    assert not seen.sees("feedback_new")


def test_the_form_is_filled_in_by_keys_alone(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(seen.list(), Qt.Key.Key_N)
    words = seen.find("feedback_new_words")
    qtbot.waitUntil(words.hasFocus)
    words.setPlainText("3.2 的例子太少")
    assert seen.find("feedback_new_clause").text() == "3.2"
    seen.find("feedback_new_suggestion").setFocus()
    qtbot.keyClick(seen.find("feedback_new_suggestion"), Qt.Key.Key_Space)
    qtbot.keyClick(words, Qt.Key.Key_Return, CTRL)
    (command,) = seen.runner.commands
    assert command == RecordFeedback(
        clause="3.2",
        way=Way.PRIVATE_MESSAGE,
        stance=Stance.SUGGESTION,
        words="3.2 的例子太少",
    )
    qtbot.waitUntil(lambda: not seen.sees("feedback_new"))
    assert seen.list().model().rowCount() == 5


def test_what_is_wrong_stands_under_its_field(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(seen.list(), Qt.Key.Key_N)
    words = seen.find("feedback_new_words")
    qtbot.waitUntil(words.hasFocus)
    words.setPlainText("到底算什么")
    qtbot.keyClick(words, Qt.Key.Key_Return, CTRL)
    clause = seen.find("feedback_new_clause")
    assert clause.accessibleDescription() == "Write the clause's number, like 3.2."
    assert clause.hasFocus()
    assert seen.find("feedback_new_words").toPlainText() == "到底算什么"
    # By appeal there are no words of one's own.
    seen.find("feedback_new_way").choose("appeal")
    assert not seen.sees("feedback_new_words")
    assert seen.sees("feedback_new_appeal")
    qtbot.keyClick(seen.find("feedback_new_clause"), Qt.Key.Key_Return, CTRL)
    assert "no such appeal" in seen.find("feedback_new_appeal").accessibleDescription()


def test_a_letter_files_it_under_a_clause(
    seen: Seen, qtbot: QtBot, heard: Heard
) -> None:
    qtbot.keyClick(seen.list(), Qt.Key.Key_R)
    seen.find("feedback_sorting_clause").choose("3.2")
    seen.find("feedback_sorting_submit").click()
    assert seen.runner.commands == [
        SortFeedback(feedback=heard.pieces[3], clause="3.2", stance=Stance.AGAINST)
    ]


def test_striking_is_asked_about_with_cancel_in_focus(
    seen: Seen, qtbot: QtBot, heard: Heard
) -> None:
    seen.find("feedback_strike").click()
    qtbot.waitUntil(seen.find("feedback_striking_cancel").hasFocus)
    seen.find("feedback_striking_confirm").click()
    assert seen.runner.commands == [StrikeFeedback(feedback=(heard.pieces[3],))]
    assert seen.list().current_key() == heard.pieces[2]


def test_slash_narrows_the_list(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(seen.list(), Qt.Key.Key_Slash)
    clauses = seen.find("feedback_clauses")
    assert clauses.view().isVisible()
    clauses.hidePopup()
    clauses.choose("3.2")
    clauses.key_chosen.emit("3.2")
    assert seen.list().model().rowCount() == 2


def test_tabs_stay_where_they_were(seen: Seen, qtbot: QtBot, heard: Heard) -> None:
    qtbot.keyClick(seen.list(), Qt.Key.Key_J)
    seen.find("revision_tabs_calendar").click()
    calendar = seen.list("calendar_list")
    assert calendar.hasFocus()
    assert seen.screen.hints()[1].label == "Verdict"
    qtbot.keyClick(calendar, Qt.Key.Key_J)
    clause = calendar.current_key()
    seen.find("revision_tabs_feedback").click()
    assert seen.list().current_key() == heard.pieces[2]
    seen.screen.open_record("calendar")
    assert seen.list("calendar_list").current_key() == clause
    seen.screen.open_record("calendar:3.2")
    assert seen.list("calendar_list").current_key() == "3.2"


def test_a_clause_is_reviewed_by_keys(seen: Seen, qtbot: QtBot) -> None:
    seen.screen.open_record("calendar:3.2")
    calendar = seen.list("calendar_list")
    qtbot.keyClick(calendar, Qt.Key.Key_2)
    note = seen.find("calendar_note")
    note.setFocus()
    note.setPlainText("意见集中，需要改。")
    qtbot.keyClick(note, Qt.Key.Key_Return, CTRL)
    (command,) = seen.runner.commands
    assert command == ReviewClause(
        clause="3.2", verdict=Verdict.REVISE, note="意见集中，需要改。"
    )
    assert seen.find("calendar_note").toPlainText() == ""
    qtbot.keyClick(calendar, Qt.Key.Key_R)
    assert seen.host.opened == [("rulebook", "3.2")]
    seen.find("calendar_set_day").click()
    day = seen.find("calendar_day_field")
    day.setText("2020-01-01")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert "This day is over" in day.accessibleDescription()
    assert day.text() == "2020-01-01"


def test_the_log_is_copied_by_key(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(seen.list(), Qt.Key.Key_3)
    reason = seen.find("feedback_reason")
    reason.setPlainText(REASON)
    qtbot.keyClick(reason, Qt.Key.Key_Return, CTRL)
    seen.find("revision_tabs_log").click()
    qtbot.keyClick(seen.list("log_list"), Qt.Key.Key_Return, CTRL)
    assert REASON in seen.host.copied[0]


def test_an_import_has_the_place_of_the_record(
    seen: Seen, qtbot: QtBot, tmp_path: Path
) -> None:
    place = tmp_path / "问卷.csv"
    place.write_text("序号,1、您的意见是\n1,第 3.2 条太严\n", encoding="utf-8")
    part: Any = seen.screen._parts[0]
    part._survey.read(place)
    assert seen.sees("survey_mapping")
    tick = seen.find("survey_answers_1")
    assert tick.isChecked()
    tick.click()
    assert not seen.find("survey_commit").isEnabled()
    seen.find("survey_answers_1").click()
    # Whoever looks at feedback meanwhile finds the import again.
    qtbot.keyClick(seen.list(), Qt.Key.Key_J)
    assert seen.sees("feedback_said")
    seen.find("feedback_import").click()
    assert seen.sees("survey_mapping")
    seen.find("survey_commit").click()
    assert seen.sees("survey_result")
    seen.find("survey_finish").click()
    assert seen.sees("feedback_said")
    assert seen.list().hasFocus()


def test_the_palette_offers_the_ways_in(seen: Seen, qtbot: QtBot) -> None:
    commands = {each.key: each for each in seen.screen.commands()}
    seen.find("revision_tabs_log").click()
    commands["feedback.new"].run()
    assert seen.sees("feedback_new_words")


def test_an_appeal_leads_to_the_form(seen: Seen, qtbot: QtBot) -> None:
    seen.screen.open_record("feedback:new:AP-2611-001")
    number = seen.find("feedback_new_appeal")
    assert number.text() == "AP-2611-001"
    qtbot.waitUntil(number.hasFocus)
