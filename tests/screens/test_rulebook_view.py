from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.rulebook.commands import PublishRulebook
from app.rulebook.model import Clause, Rulebook, SanctionKind, Severity
from app.rulebook.queries import OpenDrafts
from app.workspace import Workspace
from tests.builders import Site
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from ui.screens.rulebook.ladder import LadderTable
from ui.screens.rulebook.presenter.giving import Form
from ui.screens.rulebook.screen import build
from ui.widgets import RecordList

Show = Callable[[QWidget], QWidget]
CTRL = Qt.KeyboardModifier.ControlModifier


class Seen:
    """The screen over an open vault, before the first version."""

    def __init__(self, workspace: Workspace, site: Site) -> None:
        runner = ImmediateRunner(workspace)
        self.runner, self.workspace = runner, workspace
        self.host = SeenHost()
        self.screen = build(runner, self.host, site.clock)
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

    @property
    def book(self) -> Rulebook:
        (draft,) = self.workspace.query(OpenDrafts())
        return draft.book

    def clause(self, number: str) -> Clause:
        found = self.book.clause(number)
        assert found is not None
        return found

    def published(self) -> PublishRulebook:
        found = [c for c in self.runner.commands if isinstance(c, PublishRulebook)]
        return found[-1]


@pytest.fixture
def seen(tmp_path: Path, shown: Show) -> Iterator[Seen]:
    site = Site(root=tmp_path)
    with site.created() as workspace:
        seen = Seen(workspace, site)
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


@pytest.fixture
def second(draft: Seen, qtbot: QtBot) -> Seen:
    """The draft of a second version."""
    qtbot.keyClick(draft.tree, Qt.Key.Key_Return, CTRL)
    qtbot.keyClick(draft.tree, Qt.Key.Key_N)
    return draft


def test_an_example_is_written_in_place(second: Seen, qtbot: QtBot) -> None:
    reading = second.part(QWidget, "rulebook_allowed_0")
    reading.setFocus()
    qtbot.keyClick(reading, Qt.Key.Key_Return)
    words = second.part(QPlainTextEdit, "rulebook_allowed_0_words")
    assert words.hasFocus()
    words.setPlainText("“I read it differently.”")
    qtbot.keyClick(words, Qt.Key.Key_Escape)
    assert reading.isVisible()
    assert reading.hasFocus()
    assert reading.accessibleName() == "“I read it differently.”"
    assert second.clause("1.1").allowed[0].en == "“I read it differently.”"


def test_a_new_example_opens_to_be_written(second: Seen, qtbot: QtBot) -> None:
    qtbot.mouseClick(
        second.part(QWidget, "rulebook_forbidden_add"), Qt.MouseButton.LeftButton
    )
    words = second.part(QPlainTextEdit, "rulebook_forbidden_2_words")
    assert words.hasFocus()
    qtbot.keyClicks(words, "Chatter")
    qtbot.mouseClick(
        second.part(QWidget, "rulebook_forbidden_2_up"), Qt.MouseButton.LeftButton
    )
    assert second.clause("1.1").forbidden[1].en == "Chatter"
    assert second.part(QPlainTextEdit, "rulebook_forbidden_1_words").hasFocus()
    qtbot.mouseClick(
        second.part(QWidget, "rulebook_forbidden_1_remove"), Qt.MouseButton.LeftButton
    )
    assert len(second.clause("1.1").forbidden) == 2


def test_keys_move_clauses_and_take_them_out(second: Seen, qtbot: QtBot) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(second.tree, Qt.Key.Key_Down, alt)
    assert [c.number for c in second.book.articles[0].clauses][:2] == ["1.2", "1.1"]
    assert second.tree.current_key() == "1.1"
    qtbot.keyClick(second.tree, Qt.Key.Key_Delete)
    assert second.book.clause("1.1") is None
    restore = second.part(QWidget, "rulebook_restore")
    assert restore.isVisible()
    qtbot.mouseClick(restore, Qt.MouseButton.LeftButton)
    assert second.book.clause("1.1") is not None
    assert not restore.isVisible()


def test_a_number_is_given_by_enter_and_refused_beside_it(
    second: Seen, qtbot: QtBot
) -> None:
    number = second.part(QLineEdit, "rulebook_number")
    number.setFocus()
    number.setText("1.2")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert number.text() == "1.2"
    assert number.accessibleDescription().startswith("Another clause is numbered 1.2")
    assert second.book.clause("1.1") is not None
    number.setText("1.9")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert second.book.clause("1.9") is not None
    assert second.tree.current_key() == "1.9"


def test_rows_of_the_ladder_come_and_go_by_keys(second: Seen, qtbot: QtBot) -> None:
    rows = second.ladder.model().rowCount()
    second.ladder.setFocus()
    qtbot.mouseClick(second.part(QWidget, "rulebook_row"), Qt.MouseButton.LeftButton)
    assert second.ladder.model().rowCount() == rows + 1
    qtbot.keyClick(second.ladder, Qt.Key.Key_Delete)
    assert second.ladder.model().rowCount() == rows


def test_figures_that_are_none_are_refused_under_the_ladder(
    second: Seen, qtbot: QtBot
) -> None:
    window = second.part(QLineEdit, "rulebook_window")
    window.setText("never")
    qtbot.keyClick(window, Qt.Key.Key_Return)
    told = second.part(QLabel, "rulebook_ladder_error")
    assert told.isVisible()
    assert window.text() == "never"
    window.setText("30")
    qtbot.keyClick(window, Qt.Key.Key_Return)
    assert not told.isVisible()
    assert second.book.ladder.window_days == 30


def test_two_versions_are_compared_and_a_clause_is_gone_to(
    second: Seen, qtbot: QtBot
) -> None:
    text = second.part(QPlainTextEdit, "rulebook_text")
    text.setPlainText("Another wording.")
    qtbot.mouseClick(
        second.part(QWidget, "rulebook_compare_open"), Qt.MouseButton.LeftButton
    )
    page = second.part(QWidget, "rulebook_compare")
    assert page.isVisible()
    qtbot.mouseClick(second.part(QWidget, "rulebook_to_1.1"), Qt.MouseButton.LeftButton)
    assert not page.isVisible()
    assert second.tree.hasFocus()
    marks = text.extraSelections()
    assert marks


def test_the_change_log_is_kept_while_it_is_written(second: Seen, qtbot: QtBot) -> None:
    log = second.part(QPlainTextEdit, "rulebook_changes_zh")
    log.setFocus()
    qtbot.keyClicks(log, "more")
    second.tree.setFocus()
    (draft,) = second.workspace.query(OpenDrafts())
    kept = second.workspace.desk.get(f"rulebook:publication:{draft.id}:zh")
    assert kept == "more"


def test_a_version_is_written_on_paper(
    draft: Seen, tmp_path: Path, qtbot: QtBot
) -> None:
    qtbot.keyClick(draft.tree, Qt.Key.Key_Return, CTRL)
    draft.host.place = tmp_path / "rules.pdf"
    draft.widget.clause.header.write_wanted.emit(Form.PAPER)
    assert draft.host.place.read_bytes().startswith(b"%PDF")
    assert draft.host.toasts[-1] == "Written: rules.pdf"


def test_both_languages_stand_side_by_side(second: Seen, qtbot: QtBot) -> None:
    second.tree.select_key("3.2")
    beside = second.part(QPlainTextEdit, "rulebook_text_beside")
    assert not beside.isVisible()
    qtbot.mouseClick(second.part(QWidget, "rulebook_both"), Qt.MouseButton.LeftButton)
    text = second.part(QPlainTextEdit, "rulebook_text")
    clause = second.clause("3.2")
    assert text.toPlainText() == clause.text.zh
    assert beside.toPlainText() == clause.text.en
    assert beside.isVisible()
    beside.setFocus()
    beside.setPlainText("Speak of the matter.")
    title = second.part(QLineEdit, "rulebook_title_beside")
    title.setFocus()
    assert second.clause("3.2").text.en == "Speak of the matter."
    title.setText("Attack")
    qtbot.mouseClick(second.part(QWidget, "rulebook_en"), Qt.MouseButton.LeftButton)
    assert second.clause("3.2").title.en == "Attack"
    assert second.clause("3.2").text.zh == clause.text.zh
    assert text.toPlainText() == "Speak of the matter."
    assert not beside.isVisible()


def test_what_narrows_shows_all_its_lines(second: Seen, qtbot: QtBot) -> None:
    second.tree.select_key("3.2")
    text = second.part(QPlainTextEdit, "rulebook_text")
    high = text.height()
    qtbot.mouseClick(second.part(QWidget, "rulebook_both"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: text.height() > high)
    lines = text.document().size().height()
    assert text.height() >= lines * text.fontMetrics().lineSpacing()


def test_the_rules_are_named_in_the_form(second: Seen, qtbot: QtBot) -> None:
    name = second.part(QLineEdit, "rulebook_book_en")
    name.setFocus()
    name.selectAll()
    qtbot.keyClicks(name, "House rules")
    second.tree.setFocus()
    assert second.book.title.en == "House rules"
    assert second.book.title.zh == "读书会公约"
