"""The system's file dialogs, without what they would remember of the folders."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QSettings

_KEPT: Final = ("FileDialog/history", "FileDialog/lastVisited")


@contextmanager
def unremembered() -> Generator[None]:
    """Leave Qt's own settings as they were before a file dialog.

    Qt writes the folders that were visited into settings which all its programs
    share; their names can tell of a community or of a person.
    """
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    before = {key: settings.value(key) for key in _KEPT if settings.contains(key)}
    try:
        yield
    finally:
        for key in _KEPT:
            if key in before:
                settings.setValue(key, before[key])
            else:
                settings.remove(key)
        settings.sync()
