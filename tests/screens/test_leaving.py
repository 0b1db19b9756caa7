"""Hearing that somebody leaves the computer: sleep, locked screens, suspension."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.computer import windows
from ui.computer.capture import CaptureGuard
from ui.computer.linux import session_path
from ui.computer.watch import SystemWatch
from ui.widgets import Dialog, Menu

WORKER = Path(__file__).with_name("bus_worker.py")
ROOT = WORKER.parents[2]


def listen_to(what: str) -> str:
    """Let a process listen on a bus of its own while this is sent; return its line."""
    run = shutil.which("dbus-run-session")
    if run is None or sys.platform != "linux":
        pytest.skip("there is no D-Bus daemon here (package dbus-daemon)")
    script = (
        'export DBUS_SYSTEM_BUS_ADDRESS="$DBUS_SESSION_BUS_ADDRESS"; exec "$0" "$@"'
    )
    done = subprocess.run(
        [run, "--", "/bin/sh", "-c", script, sys.executable, str(WORKER), what],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_SESSION_ID": "2",
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize(
    "what",
    [
        "lock",
        "org.freedesktop.ScreenSaver",
        "org.gnome.ScreenSaver",
    ],
)
def test_the_buses_tell_of_locked_screens_at_once(what: str) -> None:
    assert listen_to(what) == "heard=1 soon=True held=True let=False"


def test_sleep_waits_for_the_lock() -> None:
    assert listen_to("sleep") == "heard=1 soon=True held=True let=True"


@pytest.mark.parametrize("what", ["wake", "other"])
def test_waking_and_other_peoples_sessions_lock_nothing(what: str) -> None:
    assert listen_to(what) == "heard=0 soon=False held=True let=False"


def test_without_a_bus_nobody_tells_and_nothing_breaks() -> None:
    program = (
        "from PySide6.QtGui import QGuiApplication\n"
        "from ui.computer.watch import SystemWatch\n"
        "app = QGuiApplication([])\n"
        "watch = SystemWatch(app)\n"
        "watch.start(None)\n"
        "watch.stop()\n"
        "print('fine')\n"
    )
    nowhere = "unix:path=/nowhere/at/all"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
            "DBUS_SYSTEM_BUS_ADDRESS": nowhere,
            "DBUS_SESSION_BUS_ADDRESS": nowhere,
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout == "fine\n"


@pytest.mark.parametrize(
    ("session", "path"),
    [
        ("2", "/org/freedesktop/login1/session/_32"),
        ("12", "/org/freedesktop/login1/session/_312"),
        ("c1", "/org/freedesktop/login1/session/c1"),
        ("a-b", "/org/freedesktop/login1/session/a_2db"),
        ("", ""),
    ],
)
def test_sessions_have_logind_s_names(session: str, path: str) -> None:
    assert session_path(session) == path


@pytest.mark.parametrize(
    ("message", "detail", "leaves"),
    [
        (0x02B1, 0x7, True),  # locked
        (0x02B1, 0x8, False),  # unlocked
        (0x02B1, 0x4, True),  # a remote session is left
        (0x0218, 0x4, True),  # suspend
        (0x0218, 0x12, False),  # resume
        (0x0100, 0x7, False),  # a key
    ],
)
def test_windows_messages_are_read(message: int, detail: int, leaves: bool) -> None:
    assert windows.tells_of_leaving(message, detail) is leaves


class Told:
    """A listener as a system might have one."""

    def __init__(self, left: Callable[[], None]) -> None:
        self.left = left
        self.log: list[str] = []

    def start(self, window: QWindow | None) -> None:
        self.log.append("start")

    def stop(self) -> None:
        self.log.append("stop")


def test_the_watch_passes_it_on_while_a_vault_is_open(
    qapp: QApplication, qtbot: QtBot
) -> None:
    made: list[Told] = []

    def make(left: Callable[[], None]) -> Told:
        made.append(Told(left))
        return made[0]

    watch = SystemWatch(qapp, make)
    watch.start(None)
    with qtbot.waitSignal(watch.left):
        made[0].left()
    with qtbot.waitSignal(watch.left):
        qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationSuspended)
    watch.stop()
    with qtbot.assertNotEmitted(watch.left):
        qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationSuspended)
    assert made[0].log == ["start", "stop"]
    watch.deleteLater()


class Curtain:
    """Stands for a system that can leave windows out of captures."""

    def __init__(self) -> None:
        self.left_out: dict[str, bool] = {}

    def __call__(self, window: QWindow, *, left_out: bool) -> None:
        self.left_out[window.title()] = left_out


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_every_kind_of_window_is_left_out_until_it_is_not_to(
    qapp: QApplication, qtbot: QtBot, shown
) -> None:
    curtain = Curtain()
    guard = CaptureGuard(qapp, curtain)
    assert guard.works
    page = QWidget()
    page.setWindowTitle("page")
    shown(page)
    guard.set_left_out(left_out=True)
    assert curtain.left_out["page"] is True
    dialog, menu = Dialog(page, "dialog"), Menu(page)
    dialog.open()
    menu.setWindowTitle("menu")
    menu.offer("Do", lambda: None)
    menu.open_below()
    tip = QWidget(None, Qt.WindowType.ToolTip)
    qtbot.addWidget(tip)
    tip.setWindowTitle("tip")
    tip.show()
    qtbot.waitUntil(
        lambda: {"dialog", "menu", "tip"} <= curtain.left_out.keys(), timeout=2_000
    )
    assert all(curtain.left_out.values())
    guard.set_left_out(left_out=False)
    assert not any(curtain.left_out.values())
    menu.close()
    guard.deleteLater()


def test_where_there_is_no_way_nothing_is_done(qapp: QApplication) -> None:
    if QGuiApplication.platformName() != "offscreen" or sys.platform != "linux":
        pytest.skip("this system may have a way")
    guard = CaptureGuard(qapp)
    assert not guard.works
    guard.set_left_out(left_out=True)
    guard.look()
    guard.deleteLater()
