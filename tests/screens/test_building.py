from collections import Counter
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.times import system_clock
from tests.screens.seen_host import SeenHost
from ui.application import SCREENS
from ui.running import Runner
from ui.screens.unlock.view import UnlockView
from ui.shell import MainWindow


class _Silent:
    """Answers nothing, whatever it is asked."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_, **__: None


def silence() -> Runner:
    """Return a runner that answers nothing."""
    runner: Any = _Silent()
    return runner


class Strays(QObject):
    """Remembers widgets that were shown as windows of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = Counter[str]()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() is QEvent.Type.Show
        if shown and isinstance(watched, QWidget) and watched.isWindow():
            self.seen[f"{type(watched).__name__} {watched.objectName()}"] += 1
        return False


@pytest.fixture
def strays(qapp: QApplication):
    found = Strays()
    qapp.installEventFilter(found)
    yield found.seen
    qapp.removeEventFilter(found)


def test_building_a_window_opens_no_other(qtbot, strays):
    # Such a window flashes on the screen, and takes the keyboard away.
    main = MainWindow()
    qtbot.addWidget(main)
    for build in SCREENS:
        main.add_screen(build(silence(), SeenHost(), system_clock))
    qtbot.addWidget(UnlockView())
    assert not strays


def test_a_widget_without_a_parent_is_a_stray(qtbot, strays):
    alone = QWidget()
    qtbot.addWidget(alone)
    alone.setVisible(True)
    assert strays == {"QWidget ": 1}
