from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.builders import Site
from tests.screens.immediate import ImmediateRunner
from tests.screens.quarter import LEAD, MODERATOR, PURPOSE, SeenHost, copied, founded
from ui.screens.exports.presenter.shown import BarShown, PreviewShown, SpreadShown
from ui.screens.exports.screen import ExportsScreen, build
from ui.screens.exports.spread import SpreadChart
from ui.screens.exports.table_model import PreviewModel
from ui.shell import MainWindow
from ui.theme import Token, theme
from ui.widgets import DataTable, RecordList
from ui.widgets.tables import TOKEN_ROLE

Show = Callable[[QWidget], QWidget]
CTRL = Qt.KeyboardModifier.ControlModifier


class Seen:
    """The screen over an open vault, in a window of its own."""

    def __init__(self, screen: ExportsScreen, host: SeenHost) -> None:
        self.screen, self.host, self.widget = screen, host, screen.widget

    def button(self, name: str) -> QAbstractButton:
        # Rows that were replaced a moment ago are still there, hidden.
        found = self.widget.findChildren(QAbstractButton, name)
        return next((b for b in found if not b.isHidden()), found[-1])

    @property
    def purpose(self) -> QPlainTextEdit:
        found = self.widget.findChild(QPlainTextEdit, "exports_purpose")
        assert isinstance(found, QPlainTextEdit)
        return found

    @property
    def ledger(self) -> RecordList:
        found = self.widget.findChild(RecordList, "exports_ledger")
        assert isinstance(found, RecordList)
        return found

    @property
    def table(self) -> DataTable:
        found = self.widget.findChild(DataTable, "exports_preview")
        assert isinstance(found, DataTable)
        return found


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return founded(tmp_path_factory.mktemp("quarter"))


@pytest.fixture
def site(quarter: Site, tmp_path: Path) -> Site:
    return copied(quarter, tmp_path)


@pytest.fixture
def seen(site: Site, shown: Show) -> Iterator[Seen]:
    with site.opened(LEAD) as workspace:
        host = SeenHost(place=site.root / "report.csv")
        screen = build(ImmediateRunner(workspace), host, site.clock)
        shown(screen.widget)
        screen.widget.resize(1300, 848)
        screen.activated()
        yield Seen(screen, host)


def test_the_chosen_tier_takes_the_focus_and_arrows_choose(seen: Seen, qtbot: QtBot):
    chosen = seen.button("tier_controlled")
    assert chosen.hasFocus()
    qtbot.keyClick(chosen, Qt.Key.Key_Down)
    assert seen.button("tier_internal").isChecked()
    assert seen.button("tier_internal").hasFocus()


def test_letters_and_digits_in_the_purpose_are_text(seen: Seen, qtbot: QtBot):
    seen.purpose.setFocus()
    qtbot.keyClicks(seen.purpose, "jk1 d?")
    assert seen.purpose.toPlainText() == "jk1 d?"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_enter_in_the_purpose_writes(
    seen: Seen, qtbot: QtBot, site: Site, key: Qt.Key
):
    seen.purpose.setFocus()
    qtbot.keyClick(seen.purpose, Qt.Key.Key_Return, CTRL)
    assert seen.host.suggested == []
    seen.purpose.setPlainText(PURPOSE)
    qtbot.keyClick(seen.purpose, key, CTRL)
    assert (site.root / "report.csv").exists()
    assert seen.ledger.model().rowCount() == 1
    assert seen.purpose.toPlainText() == ""
    assert not seen.button("exports_write").isEnabled()


def test_the_pause_after_typing_keeps_the_purpose(seen: Seen, qtbot: QtBot):
    with qtbot.waitSignal(seen.widget.purpose_settled, timeout=2_000):
        seen.purpose.setPlainText("季度")


def test_a_month_keeps_the_focus_when_it_is_ticked(seen: Seen, qtbot: QtBot):
    month = seen.button("month_2026-11")
    month.setFocus()
    qtbot.keyClick(month, Qt.Key.Key_Space)
    assert seen.button("month_2026-11").isChecked()
    assert seen.button("month_2026-11").hasFocus()
    # What is said of the months changes; the rows are made anew.
    seen.button("tier_public").click()
    month = seen.button("month_2026-11")
    month.setFocus()
    qtbot.keyClick(month, Qt.Key.Key_Space)
    assert not seen.button("month_2026-11").isEnabled()


def test_a_remedy_leaves_the_keyboard_where_it_was(seen: Seen, qtbot: QtBot):
    seen.button("month_2026-11").click()
    seen.button("tier_public").click()
    remedy = seen.button("remedy_leave_out_running_month")
    remedy.setFocus()
    qtbot.keyClick(remedy, Qt.Key.Key_Space)
    focused = QApplication.focusWidget()
    checked = seen.widget.findChild(QWidget, "exports_checked")
    assert checked is not None
    assert focused is checked
    assert not seen.button("exports_deed").isVisible()


def test_f6_goes_round_the_panes_and_ends_at_the_file(seen: Seen):
    *panes, last = seen.widget.stops()
    assert len(panes) == 3
    assert panes[0].isAncestorOf(seen.purpose)
    assert panes[2].isAncestorOf(seen.ledger)
    assert last.isAncestorOf(seen.button("exports_write"))


def test_the_ledger_is_worked_by_keys(seen: Seen, qtbot: QtBot):
    for purpose in (PURPOSE, f"{PURPOSE}，重发"):
        seen.purpose.setPlainText(purpose)
        seen.button("exports_write").click()
    seen.ledger.setFocus()
    qtbot.keyClick(seen.ledger, Qt.Key.Key_J)
    qtbot.keyClick(seen.ledger, Qt.Key.Key_Return)
    (copied_,) = seen.host.copied
    assert len(copied_) == 64


def test_the_notes_can_be_copied(seen: Seen):
    seen.purpose.setPlainText(PURPOSE)
    seen.button("exports_write").click()
    seen.button("exports_copy_notes").click()
    assert "Tier: Controlled" in seen.host.copied[0]


def test_a_narrow_window_leads_from_the_choices_to_the_checks(seen: Seen):
    seen.widget.resize(1000, 800)
    onward = seen.button("exports_onward")
    assert onward.isVisible()
    onward.click()
    assert seen.table.isVisibleTo(seen.widget)
    assert QApplication.focusWidget() is not None
    assert not seen.purpose.isVisible()
    seen.widget.resize(1300, 800)
    assert not onward.isVisible()


def test_a_moderator_can_reach_nothing(site: Site, shown: Show):
    with site.opened(MODERATOR) as workspace:
        screen = build(ImmediateRunner(workspace), SeenHost(), site.clock)
        shown(screen.widget)
        screen.activated()
        (stop,) = screen.widget.stops()
        assert stop.objectName() == "exports_absent"
        assert not screen.widget.findChildren(QCheckBox, "month_2026-11")


def test_it_stands_in_the_window(site: Site, shown: Show):
    with site.opened(LEAD) as workspace:
        screen = build(ImmediateRunner(workspace), SeenHost(), site.clock)
        window = MainWindow()
        window.add_screen(screen)
        window.resize(1440, 900)
        shown(window)
        window.show_screen("exports")
        assert screen.title == "Exports"
        assert [hint.label for hint in screen.hints()] == ["Next pane"]
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.objectName() == "tier_controlled"


def test_withheld_rows_are_quiet_and_figures_stand_right(
    qtmodeltester: ModelTester, qapp: QApplication
):
    model = PreviewModel()
    model.set_preview(
        PreviewShown(
            header=("Clause", "Month", "Ended", "Cases", "State"),
            rows=(("1.2", "2026-09", "Mute", 12, "Shown"), ("", "", "", None, "Kept")),
            withheld="Kept",
            summary="",
        )
    )
    qtmodeltester.check(model)
    figure, empty = model.index(0, 3), model.index(1, 3)
    assert figure.data() == "12"
    assert not empty.data()
    assert figure.data(TOKEN_ROLE) == Token.TEXT.value
    assert empty.data(TOKEN_ROLE) == Token.TEXT_3.value
    middle = Qt.AlignmentFlag.AlignVCenter
    side = model.data(figure, Qt.ItemDataRole.TextAlignmentRole)
    assert side == Qt.AlignmentFlag.AlignRight | middle
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None


def test_a_cells_token_is_its_colour(qtbot: QtBot, shown: Show):
    def painted(withheld: str) -> set[str]:
        model = PreviewModel()
        rows = (("██████", "", "", None, "Kept"),)
        header = ("Clause", "Month", "Ended", "Cases", "State")
        model.set_preview(
            PreviewShown(header=header, rows=rows, withheld=withheld, summary="")
        )
        table = DataTable("rows")
        table.setModel(model)
        table.resize(600, 100)
        shown(table)
        image = table.grab().toImage()
        spots = range(image.width())
        line = table.horizontalHeader().height() + 18
        return {image.pixelColor(x, line).name() for x in spots}

    quiet = theme().color(Token.TEXT_3).name()
    assert quiet in painted("Kept")
    assert quiet not in painted("another word")


def test_the_bars_say_what_they_show(qtbot: QtBot, shown: Show):
    chart = SpreadChart()
    bars = tuple(BarShown(label=str(n), shown=n, withheld=6 - n) for n in range(6))
    said = "1 member: nothing shown"
    chart.set_spread(
        SpreadShown(
            bars=bars, threshold=2, threshold_text="under 3", note="", said=said
        )
    )
    shown(chart)
    assert chart.accessibleName() == said
    image = chart.grab().toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
    }
    assert theme().color(Token.BAR).name() in colours
    assert theme().color(Token.DANGER).name() in colours
