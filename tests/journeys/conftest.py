"""The application with its real runner, and somebody at it."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.words import Language
from tests.builders import HandClock, Site
from tests.generator import write_members, write_reports
from tests.journeys import leaving
from tests.journeys.doors import Files, Story
from tests.journeys.hands import Hands
from tests.journeys.watch import Watch
from ui.application import Application
from ui.shell import WindowMemory
from ui.theme import Mode, Theme, install_theme

BEGINNING: Final = datetime(2026, 11, 20, 1, tzinfo=UTC)


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    """Leave the theme to other tests as they know it."""
    theme = install_theme(qapp, mode=Mode.LIGHT)
    yield theme
    theme.set_language(Language.EN)
    theme.set_mode(Mode.LIGHT)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(root=tmp_path, clock=HandClock(BEGINNING))


@pytest.fixture
def hands(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, site: Site, look: Theme
) -> Iterator[Hands]:
    """Start the application with its real runner; leave nothing of it behind."""
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    memory = WindowMemory(settings)
    memory.set_language(Language.ZH_CN)
    memory.set_mode(Mode.LIGHT)
    application = Application(qapp, memory, site.surroundings)
    hands = Hands(qtbot, application, Watch(application))
    application.runner.crashed.connect(hands.troubles.append)
    application.runner.troubled.connect(hands.troubles.append)
    application.start()
    application.window.resize(1440, 900)
    hands.come_to_front()
    yield hands
    if leaving.THREADS & {thread.name for thread in threading.enumerate()}:
        application.window.close()
        application.runner.stop()
    for child in qapp.children():
        # What follows the focus or the keys is ours; the theme serves other tests.
        if type(child).__module__.startswith("ui.") and child is not look:
            child.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def story(
    hands: Hands, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Story:
    """Bring the files of a community."""
    members = write_members(tmp_path / "成员名单.csv", people=300, repeats=12)
    files = Files()
    files.take_over(monkeypatch)
    return Story(
        hands=hands,
        site=site,
        files=files,
        members=members,
        reports=write_reports(tmp_path / "举报.csv", members, count=340),
    )
