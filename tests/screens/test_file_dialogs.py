"""Qt remembers visited folders for all its programs; here it does not."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ui.widgets import unremembered

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
KEY = "FileDialog/lastVisited"


@pytest.fixture
def shared(tmp_path: Path) -> QSettings:
    """Return Qt's own settings, in a folder of the test."""
    scope = QSettings.Scope.UserScope
    QSettings.setPath(QSettings.Format.NativeFormat, scope, str(tmp_path / "config"))
    return QSettings(scope, "QtProject")


def look_into(folder: Path) -> None:
    """Let somebody look into a folder by Qt's own dialog, and choose nothing."""
    folder.mkdir()
    dialog = QFileDialog(None, "Open", str(folder.parent))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    QTimer.singleShot(100, partial(dialog.setDirectory, str(folder)))
    QTimer.singleShot(200, dialog.reject)
    dialog.exec()
    delete(dialog)


def kept(shared: QSettings) -> str:
    shared.sync()
    return str({key: shared.value(key) for key in shared.allKeys()})


def test_a_visited_folder_is_not_remembered(
    shared: QSettings, qtbot: QtBot, tmp_path: Path
) -> None:
    with unremembered():
        look_into(tmp_path / "rainforest-members")
    assert "rainforest" not in kept(shared)
    shared.setValue(KEY, "another program")
    with unremembered():
        look_into(tmp_path / "rainforest-reports")
    assert "rainforest" not in kept(shared)
    assert shared.value(KEY) == "another program"


def test_left_to_itself_qt_would_remember(
    shared: QSettings, qtbot: QtBot, tmp_path: Path
) -> None:
    """The control."""
    look_into(tmp_path / "rainforest-members")
    assert "rainforest" in kept(shared)
