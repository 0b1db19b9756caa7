"""Nobody there, or a computer that slept."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.shell import Habits, IdleWatch, LockKey
from ui.shell.habits import read, write
from ui.widgets import Dialog, TextField

CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Room:
    """A watch with clocks that are moved by hand, and what it told."""

    watch: IdleWatch
    wall: datetime = datetime(2026, 11, 22, 9, tzinfo=UTC)
    steady: float = 0.0
    told: list[str] = field(default_factory=list)

    def wait(self, seconds: int, *, asleep: int = 0, set_by: int = 0) -> None:
        """Let time go by in ticks; then sleep, or set the clock on the wall."""
        for _ in range(seconds):
            self.wall += timedelta(seconds=1)
            self.steady += 1
            self.watch.check()
        if asleep or set_by:
            self.wall += timedelta(seconds=asleep + set_by)
            self.watch.check()

    def touch(self) -> None:
        key = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a"
        )
        self.watch.eventFilter(self.watch, key)


@pytest.fixture
def room(qapp: QApplication) -> Iterator[Room]:
    clocks: list[Room] = []
    watch = IdleWatch(
        qapp,
        clock=lambda: clocks[0].wall if clocks else Room.wall,
        steady=lambda: clocks[0].steady if clocks else 0.0,
    )
    made = Room(watch)
    clocks.append(made)
    watch.idle.connect(lambda: made.told.append("idle"))
    watch.slept.connect(lambda: made.told.append("slept"))
    watch.set_minutes(5)
    watch.start()
    watch._timer.setInterval(1_000_000)
    yield made
    watch.stop()
    watch.deleteLater()


def test_an_idle_vault_is_told_once_until_somebody_moves(room: Room) -> None:
    room.wait(299)
    assert room.told == []
    room.wait(10)
    assert room.told == ["idle"]
    room.touch()
    room.wait(299)
    assert room.told == ["idle"]
    room.wait(2)
    assert room.told == ["idle", "idle"]
    assert room.watch.minutes == 5


def test_time_asleep_counts(room: Room) -> None:
    """The steady clock stood still meanwhile."""
    room.wait(10, asleep=300)
    assert room.told == ["idle"]


def test_a_short_sleep_locks_as_well(room: Room) -> None:
    room.wait(10, asleep=90)
    assert room.told == ["slept"]


def test_a_key_that_wakes_it_does_not_hide_the_sleep(room: Room) -> None:
    room.wait(1)
    room.wall += timedelta(seconds=90)
    room.touch()
    assert room.told == ["slept"]


def test_setting_the_clock_back_keeps_nothing_open(room: Room) -> None:
    room.wait(100, set_by=-7200)
    assert room.told == []
    room.wait(200)
    assert room.told == ["idle"]


def test_a_moment_of_waiting_is_no_sleep(room: Room) -> None:
    room.wait(10, asleep=50)
    assert room.told == []


def test_habits_are_read_within_their_bounds() -> None:
    kept = Habits(idle_minutes=17, letters=False, left_out=False)
    assert read(write(kept)) == kept
    assert read("") == read("{") == read('{"idle_minutes": "x"}') == Habits()
    assert read('{"idle_minutes": 0}').idle_minutes == 1
    assert read('{"idle_minutes": 600}').idle_minutes == 60


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_key_locks_from_a_dialog_too(
    qapp: QApplication, qtbot: QtBot, shown
) -> None:
    key = LockKey(qapp)
    key.switch(on=True)
    page = shown(QWidget())
    dialog = Dialog(page, "dialog")
    field = TextField("Words", name="words")
    dialog.body.addWidget(field)
    dialog.open()
    shown(dialog)
    field.focus()
    handle = dialog.windowHandle()
    with qtbot.waitSignal(key.pressed):
        qtbot.keyClick(handle, Qt.Key.Key_L, CTRL)
    key.switch(on=False)
    with qtbot.assertNotEmitted(key.pressed):
        qtbot.keyClick(handle, Qt.Key.Key_L, CTRL)
    dialog.accept()
    key.deleteLater()
