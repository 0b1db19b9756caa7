from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from app.revision.commands.ballots import CloseBallot, RecordVote
from app.revision.model.ballots import Choice
from tests.screens.ballot_room import QUESTION, chat, opened
from tests.screens.hearing import HANDLES, LEAD, Hearing, assemble
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_revision import FileHost
from ui.screens.revision.ballots.part import BallotsPart, build
from ui.widgets import Button, RecordList

Show = Callable[[QWidget], QWidget]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
W = TypeVar("W", bound=QWidget)


class Seen:
    """The tab over an open vault."""

    def __init__(self, part: BallotsPart, runner: ImmediateRunner) -> None:
        self.part, self.runner, self.widget = part, runner, part.widget

    def find(self, kind: type[W], name: str) -> W:
        found = self.widget.findChild(kind, name)
        assert found is not None, name
        return found

    @property
    def rows(self) -> RecordList:
        return self.find(RecordList, "ballots_list")

    @property
    def member(self) -> QLineEdit:
        return self.find(QLineEdit, "vote_member")

    def is_chosen(self, choice: Choice) -> bool:
        return self.find(QRadioButton, f"vote_{choice.value}").isChecked()

    def votes(self) -> Sequence[RecordVote]:
        return [c for c in self.runner.commands if isinstance(c, RecordVote)]


@pytest.fixture
def hearing(tmp_path: Path) -> Hearing:
    return assemble(tmp_path)


@pytest.fixture
def seen(hearing: Hearing, shown: Show, tmp_path: Path) -> Iterator[Seen]:
    with hearing.site.opened(LEAD) as workspace:
        opened(workspace, hearing)
        hearing.site.clock.forward(minutes=10)
        opened(workspace, hearing, hidden=True)
        hearing.site.clock.forward(minutes=10)
        runner = ImmediateRunner(workspace)
        host = FileHost(chat(tmp_path, ("wxid_0001", "赞成"), ("wxid_0002", "？")))
        part = build(runner, host, hearing.site.clock, lambda _count: None)
        part.widget.resize(1080, 848)
        shown(part.widget)
        part.activated()
        yield Seen(part, runner)


def test_a_vote_is_a_name_a_digit_and_two_enters(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(seen.rows, Key.Key_E)
    assert seen.member.hasFocus()
    for name, digit in ((HANDLES[0], Key.Key_1), (HANDLES[1], Key.Key_2)):
        seen.member.setText(name)
        qtbot.keyClick(seen.member, Key.Key_Return)
        card = QApplication.focusWidget()
        assert isinstance(card, QRadioButton)
        qtbot.keyClick(card, digit)
        go = QApplication.focusWidget()
        assert isinstance(go, Button)
        qtbot.keyClick(go, Key.Key_Return)
        assert seen.member.hasFocus()
        assert seen.member.text() == ""
    assert [vote.choice for vote in seen.votes()] == [Choice.FOR, Choice.AGAINST]
    votes = seen.find(RecordList, "ballots_votes")
    assert votes.model().rowCount() == 2


def test_the_first_of_those_offered_is_taken_by_enter(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(seen.rows, Key.Key_E)
    seen.member.setText("老")
    matches = seen.find(RecordList, "vote_member_matches")
    assert matches.isVisible()
    qtbot.keyClick(seen.member, Key.Key_Down)
    assert matches.hasFocus()
    qtbot.keyClick(matches, Key.Key_J)
    qtbot.keyClick(matches, Key.Key_Return)
    assert not matches.isVisible()
    assert seen.member.text() in HANDLES


def test_a_block_asks_for_its_reason(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(seen.rows, Key.Key_E)
    seen.member.setText(HANDLES[0])
    qtbot.keyClick(seen.member, Key.Key_Return)
    card = QApplication.focusWidget()
    assert card is not None
    qtbot.keyClick(card, Key.Key_4)
    reason = seen.find(QLineEdit, "vote_reason")
    assert reason.hasFocus()
    qtbot.keyClick(reason, Key.Key_Return)
    assert seen.votes() == []
    assert reason.accessibleDescription().startswith("A block needs a reason")
    reason.setText("会让新人不敢说话")
    qtbot.keyClick(reason, Key.Key_Return, CTRL)
    assert [vote.reason for vote in seen.votes()] == ["会让新人不敢说话"]


def test_letters_rest_while_an_input_method_composes(seen: Seen, qtbot: QtBot) -> None:
    QApplication.sendEvent(seen.rows, QInputMethodEvent("zan", []))
    qtbot.keyClick(seen.rows, Key.Key_1)
    assert not seen.is_chosen(Choice.FOR)
    QApplication.sendEvent(seen.rows, QInputMethodEvent("", []))
    qtbot.keyClick(seen.rows, Key.Key_1)
    assert seen.is_chosen(Choice.FOR)


def test_digits_in_a_field_are_text(seen: Seen, qtbot: QtBot) -> None:
    when = seen.find(QLineEdit, "vote_when")
    when.setFocus()
    qtbot.keyClicks(when, "2")
    assert when.text() == "2"
    assert not seen.is_chosen(Choice.AGAINST)


def test_what_is_half_entered_stays_with_its_ballot(seen: Seen, qtbot: QtBot) -> None:
    seen.member.setText(HANDLES[0])
    seen.rows.setFocus()
    qtbot.keyClick(seen.rows, Key.Key_J)
    assert seen.member.text() == ""
    qtbot.keyClick(seen.rows, Key.Key_K)
    assert seen.member.text() == HANDLES[0]


def test_enter_opens_and_esc_goes_back_and_slash_filters(
    seen: Seen, qtbot: QtBot
) -> None:
    qtbot.keyClick(seen.rows, Key.Key_Return)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "ballots_scroll"
    qtbot.keyClick(focus, Key.Key_3)
    assert seen.is_chosen(Choice.ABSTAIN)
    go = QApplication.focusWidget()
    assert go is not None
    qtbot.keyClick(go, Key.Key_Escape)
    assert seen.rows.hasFocus()
    qtbot.keyClick(seen.rows, Key.Key_Slash)
    box = seen.find(QLineEdit, "ballots_filter")
    assert box.hasFocus()
    box.setText("没有这个")
    qtbot.waitUntil(lambda: seen.rows.model().rowCount() == 0)
    qtbot.keyClick(box, Key.Key_Escape)
    assert seen.rows.hasFocus()
    assert seen.rows.model().rowCount() == 2


def test_ctrl_enter_counts_what_is_over(
    seen: Seen, qtbot: QtBot, hearing: Hearing
) -> None:
    qtbot.keyClick(seen.rows, Key.Key_Return, CTRL)
    assert seen.member.hasFocus()
    hearing.site.clock.forward(days=8)
    seen.part.activated()
    assert seen.find(QWidget, "ballots_over").isVisible()
    qtbot.keyClick(seen.rows, Key.Key_Return, CTRL)
    assert isinstance(seen.runner.commands[-1], CloseBallot)
    assert not seen.find(QWidget, "ballots_form").isVisible()
    assert seen.find(QWidget, "ballots_outcome").isVisible()
    assert QApplication.focusWidget() is not None


def test_n_opens_the_form_of_a_new_ballot(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(seen.rows, Key.Key_N)
    dialog = seen.find(QWidget, "ballot_new")
    qtbot.waitUntil(dialog.isVisible)
    quorum = seen.find(QLineEdit, "ballot_quorum")
    quorum.setText("120")
    question = seen.find(QWidget, "ballot_question")
    go = seen.find(Button, "ballot_new_submit")
    qtbot.keyClick(go, Key.Key_Return)
    assert question.accessibleDescription() == "Write what is voted on."
    question.setPlainText(QUESTION)  # type: ignore[attr-defined]
    qtbot.keyClick(go, Key.Key_Return)
    assert quorum.accessibleDescription().startswith("The quorum is a share")
    assert quorum.text() == "120"
    quorum.setText("20")
    qtbot.keyClick(go, Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert seen.rows.model().rowCount() == 3


def test_a_file_is_looked_at_before_it_is_taken_in(seen: Seen, qtbot: QtBot) -> None:
    qtbot.keyClick(seen.rows, Key.Key_J)
    qtbot.mouseClick(seen.find(Button, "ballots_import"), Qt.MouseButton.LeftButton)
    dialog = seen.find(QWidget, "votes_import")
    qtbot.waitUntil(dialog.isVisible)
    commit = seen.find(Button, "import_commit")
    assert commit.text() == "Take in 1 vote"
    assert seen.runner.commands == []
    qtbot.keyClick(commit, Key.Key_Return)
    votes = seen.find(RecordList, "ballots_votes")
    assert votes.model().rowCount() == 1
    close = seen.find(Button, "import_cancel")
    assert close.text() == "Close"
    qtbot.keyClick(close, Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible())
