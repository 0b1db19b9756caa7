"""The window round the screens; it knows a screen only as a `Screen`."""

from ui.shell.app_window import AppWindow
from ui.shell.habits import Habits
from ui.shell.idle import IdleWatch
from ui.shell.lock_key import LockKey
from ui.shell.main_window import MainWindow
from ui.shell.memory import WindowMemory
from ui.shell.qt_words import QtWords
from ui.shell.screen import (
    Command,
    Group,
    KeyHint,
    Screen,
    SearchHit,
    SearchProvider,
)

__all__ = [
    "AppWindow",
    "Command",
    "Group",
    "Habits",
    "IdleWatch",
    "KeyHint",
    "LockKey",
    "MainWindow",
    "QtWords",
    "Screen",
    "SearchHit",
    "SearchProvider",
    "WindowMemory",
]
