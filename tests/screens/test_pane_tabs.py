from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.shell import Group, KeyHint, MainWindow
from ui.widgets import Button, Panes, PaneTabs, column


class Section:
    """Two tabs, each with a list and a record that can take the focus."""

    key = "demo"
    group = Group.COMMUNITY
    icon = "scales"
    title = "Demo"

    def __init__(self) -> None:
        self.widget = PaneTabs("Demo", name="demo")
        for key in ("one", "two"):
            self.widget.add_page(key, key.title(), panes(key))
        self.asked = 0

    def hints(self) -> Sequence[KeyHint]:
        return (KeyHint(keys=("J",), label=f"in {self.widget.current()}"),)

    def activated(self) -> None:
        self.asked += 1


def panes(key: str) -> Panes:
    listing, record = QWidget(), QWidget()
    for side, place in ((listing, "list"), (record, "record")):
        side.setLayout(column(Button("Do it", name=f"{key}_{place}")))
    return Panes(listing, record)


@pytest.fixture
def section() -> Section:
    return Section()


@pytest.fixture
def window(shown, section: Section) -> MainWindow:
    main = MainWindow()
    main.resize(1440, 900)
    main.add_screen(section)
    main.show_screen("demo")
    shown(main)
    return main


def visible(window: MainWindow, text: str) -> bool:
    labels = window.findChildren(QWidget)
    return any(
        each.isVisible() and text in str(getattr(each, "text", str)())
        for each in labels
    )


def test_each_tab_has_its_own_hints(qtbot, window: MainWindow, section: Section):
    assert visible(window, "in one")
    tab = window.findChild(QWidget, "demo_tabs_two")
    assert tab is not None
    qtbot.mouseClick(tab, Qt.MouseButton.LeftButton)
    assert section.widget.current() == "two"
    qtbot.waitUntil(lambda: visible(window, "in two"))
    assert not visible(window, "in one")


def test_a_tab_that_comes_later_has_hints_too(
    qtbot, window: MainWindow, section: Section
):
    section.widget.add_page("three", "Three", panes("three"))
    section.widget.turn_to("three")
    qtbot.waitUntil(lambda: visible(window, "in three"))


def test_f6_walks_the_tabs_and_the_panes_in_front(qtbot, window: MainWindow):
    first = window.findChild(QWidget, "one_list")
    assert first is not None
    first.setFocus()
    seen: list[str] = []
    for _ in range(3):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(focus.objectName())
    assert seen[0] == "one_record"
    for _ in range(6):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(focus.objectName())
    assert "demo_tabs_one" in seen
    assert not [name for name in seen if name.startswith("two")]


def test_a_count_stands_on_its_tab_and_moves_nothing(section: Section, shown):
    widget = section.widget
    shown(widget)
    told: list[str] = []
    widget.turned.connect(lambda: told.append(widget.current()))
    widget.set_count("two", "12")
    assert widget.current() == "one"
    assert widget.findChildren(QWidget, "demo_tabs_two")[-1].accessibleName() == (
        "Two, 12"
    )
    widget.turn_to("two")
    widget.turn_to("two")
    widget.turn_to("three")
    assert told == ["two"]
