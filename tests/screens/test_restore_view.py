"""Restoring through the real pages and threads."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.errors import AppError
from app.notes.commands import AddNote
from app.notes.queries import Notes
from app.restoring import Preview
from app.words import Language, use_language
from app.workspace import Credentials
from tests.builders import COMMUNITY, OWNER, Site, passphrase
from tests.screens.remembering import Remembering
from ui.restorer import Restorer
from ui.screens.restore.presenter import RestorePresenter
from ui.screens.restore.view import RestoreView
from ui.widgets import Banner, Button


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(root=tmp_path)
    with site.created() as workspace:
        workspace.custody.back_up()
        site.clock.forward(hours=1)
        workspace.execute(AddNote(subject="s", text="后来的备注"))
    return site


@pytest.fixture
def restorer(site: Site) -> Iterator[Restorer]:
    restorer = Restorer(site.surroundings)
    yield restorer
    restorer.stop()


@pytest.mark.parametrize("speak", list(Language))
def test_from_the_first_page_to_the_restored_vault(
    shown,
    qtbot: QtBot,
    site: Site,
    restorer: Restorer,
    speak: Language,
):
    use_language(speak)
    view: RestoreView = shown(RestoreView())
    ended: list[str] = []
    presenter = RestorePresenter(view, restorer, Remembering(site.place), ended.append)
    view.look_wanted.connect(presenter.look)
    view.confirmed.connect(presenter.confirm)
    crashes: list[object] = []
    restorer.crashed.connect(crashes.append)
    presenter.start()
    qtbot.waitUntil(lambda: bool(view.choice._backup.select.chosen()), timeout=9000)
    view.choice._name.set_text(OWNER)
    view.choice._passphrase.edit.setText("nothing of the kind")
    view.choice.action.click()
    error = view.choice._passphrase
    qtbot.waitUntil(view.choice.action.isEnabled, timeout=20_000)
    assert view.meaning.isHidden()
    error.edit.setText(passphrase(OWNER))
    view.choice.action.click()
    assert error.text() == ""
    qtbot.waitUntil(view.meaning.isVisible, timeout=20_000)
    words = [label.text() for label in view.meaning.findChildren(QLabel)]
    assert COMMUNITY in words
    banner = view.meaning.findChild(Banner, "restore_warnings")
    assert banner is not None
    assert "1" in banner.accessibleName()
    button = view.findChild(Button, "restore_confirm")
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: bool(ended), timeout=20_000)
    assert crashes == []
    with site.opened() as workspace:
        assert workspace.query(Notes(subject="s")) == []


def test_what_was_looked_into_can_be_forgotten(
    qtbot: QtBot, site: Site, restorer: Restorer
):
    source = next((site.place / "backups").iterdir())
    who = Credentials(name=OWNER, passphrase=passphrase(OWNER))
    came: list[object] = []
    restorer.look(source, site.place, who, came.append, came.append)
    qtbot.waitUntil(lambda: bool(came), timeout=20_000)
    assert isinstance(came[0], Preview)
    restorer.forget()
    restorer.restore(None, came.append, came.append, lambda _, __: None)
    qtbot.waitUntil(lambda: len(came) == 2, timeout=20_000)
    assert isinstance(came[1], AppError)
    assert restorer._looked is None


def test_nobody_comes_back_to_a_preview_for_long(
    qtbot: QtBot, site: Site, restorer: Restorer
):
    restorer._expiry.setInterval(300)
    source = next((site.place / "backups").iterdir())
    who = Credentials(name=OWNER, passphrase=passphrase(OWNER))
    came: list[object] = []
    restorer.look(source, site.place, who, came.append, came.append)
    qtbot.waitUntil(lambda: bool(came), timeout=20_000)
    qtbot.waitUntil(lambda: not restorer._expiry.isActive(), timeout=20_000)
    restorer.restore(None, came.append, came.append, lambda _, __: None)
    qtbot.waitUntil(lambda: len(came) == 2, timeout=20_000)
    assert isinstance(came[1], AppError)
    assert came[1].code == "vault_closed"


def test_a_restore_is_stopped_in_time(qtbot: QtBot, site: Site, restorer: Restorer):
    source = next((site.place / "backups").iterdir())
    who = Credentials(name=OWNER, passphrase=passphrase(OWNER))
    came: list[object] = []
    restorer.look(source, site.place, who, came.append, came.append)
    qtbot.waitUntil(lambda: bool(came), timeout=20_000)
    restorer._worker.put(lambda: None)
    job = restorer.restore(None, came.append, came.append, lambda _, __: None)
    job.cancel()
    qtbot.waitUntil(lambda: len(came) == 2, timeout=20_000)
    if came[1] is False:
        with site.opened() as workspace:
            assert len(workspace.query(Notes(subject="s"))) == 1
