"""The history screen worked by hand."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.builders import Site
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from tests.town import Life, begin
from ui.screens.audit.paper import as_pdf
from ui.screens.audit.screen import AuditScreen, build
from ui.widgets import Button, Label, RecordList, Select
from ui.widgets.records import ROW_ROLE


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(root=tmp_path_factory.mktemp("site"))
    with site.created() as workspace:
        begin(workspace, members=10, complaints=5)
        Life(workspace, site.clock, random.Random(2)).steps(40)
    return site


@pytest.fixture
def screen(site: Site, shown: Any) -> Iterator[AuditScreen]:
    with site.opened() as workspace:
        screen = build(ImmediateRunner(workspace), SeenHost())
        screen.widget.resize(1280, 860)
        shown(screen.widget)
        screen.activated()
        yield screen


def find(screen: AuditScreen, kind: type[Any], name: str) -> Any:
    found = screen.widget.findChild(kind, name)
    assert found is not None, name
    return found


def texts(screen: AuditScreen) -> list[str]:
    labels = screen.widget.findChildren(Label)
    return [label.text() for label in labels if label.isVisible()]


def test_j_and_k_walk_the_list_and_the_record_follows(
    screen: AuditScreen, qtbot: QtBot
):
    rows: RecordList = find(screen, RecordList, "audit_list")
    assert rows.hasFocus()
    first = rows.current_key()
    qtbot.keyClick(rows, Qt.Key.Key_J)
    assert rows.current_key() != first
    title = rows.currentIndex().data(ROW_ROLE).title
    qtbot.waitUntil(lambda: title in texts(screen))
    qtbot.keyClick(rows, Qt.Key.Key_K)
    assert rows.current_key() == first


def test_rows_are_said_in_one_sentence_and_taller_where_a_day_begins(
    screen: AuditScreen,
):
    rows: RecordList = find(screen, RecordList, "audit_list")
    model = rows.model()
    said = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Accepted" in said
    heights = {
        bool(model.index(at, 0).data(ROW_ROLE).day): rows.visualRect(
            model.index(at, 0)
        ).height()
        for at in range(10)
    }
    assert heights[True] > heights[False]


def test_a_filter_chosen_narrows_the_list(screen: AuditScreen):
    select: Select = find(screen, Select, "audit_area")
    select.choose("notes")
    select.activated.emit(select.currentIndex())
    rows: RecordList = find(screen, RecordList, "audit_list")
    assert (
        rows.model()
        .index(0, 0)
        .data(ROW_ROLE)
        .title.startswith(("Wrote a note", "Something that you may not"))
    )
    assert not find(screen, Select, "audit_feed").isVisible()


def test_the_past_stands_under_its_banner_until_one_goes_back(
    screen: AuditScreen, qtbot: QtBot
):
    rows: RecordList = find(screen, RecordList, "audit_list")
    while not (past := past_buttons(screen)):
        qtbot.keyClick(rows, Qt.Key.Key_J)
    past[0].click()
    banner = find(screen, QWidget, "audit_past")
    qtbot.waitUntil(banner.isVisible)
    back: Button = find(screen, Button, "audit_back")
    assert back.hasFocus()
    back.click()
    assert not [
        w for w in screen.widget.findChildren(Button, "audit_back") if w.isVisible()
    ]
    assert rows.hasFocus()


def past_buttons(screen: AuditScreen) -> list[Button]:
    found = screen.widget.findChildren(Button)
    return [b for b in found if b.objectName().startswith("audit_past_")]


def test_a_day_given_is_jumped_to(screen: AuditScreen, qtbot: QtBot):
    (jump,) = screen.commands()
    jump.run()
    day = find(screen, QWidget, "audit_day")
    assert day.hasFocus()
    qtbot.keyClicks(day, "2020-01-01")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    assert find(screen, QWidget, "audit_empty").isVisible()


def test_another_screen_opens_a_commit(screen: AuditScreen, qtbot: QtBot):
    rows: RecordList = find(screen, RecordList, "audit_list")
    model = rows.model()
    last = model.index(model.rowCount() - 1, 0).data(ROW_ROLE)
    assert rows.current_key() != last.id
    screen.open_record(last.id)
    assert rows.current_key() == last.id
    qtbot.waitUntil(lambda: last.title in texts(screen))
    assert find(screen, QLineEdit, "audit_day").text() == last.said[:10]


def test_an_anchor_becomes_pages(qapp: Any):
    pages = as_pdf("公道 · 审计锚点\n\n    gongdao-cli\n")
    assert pages.startswith(b"%PDF-")
    assert len(pages) > 1000
