"""The card of backups, today's backup after unlocking, and the notice above screens."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app import custody_wording
from app.custody import Custody
from app.errors import AppError, DiskFull
from app.notes.commands import AddNote
from app.vault.place import Hazard, PlaceWarning
from app.words import Language, use_language
from app.workspace import Workspace
from tests.builders import OWNER, Site, passphrase
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from ui.caretaking import look_after
from ui.runner import VaultRunner
from ui.screens.backups.presenter import BackupsPresenter
from ui.screens.backups.view import BackupsCard
from ui.shell import Command, MainWindow
from ui.widgets import Banner, Button, IconButton


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(root=tmp_path)


@pytest.fixture
def workspace(site: Site) -> Iterator[Workspace]:
    with site.created() as made:
        yield made


class Said(list[tuple[str, str]]):
    """Remembers what notices said."""

    def __call__(self, title: str, text: str, step: Command | None = None) -> None:
        assert step is None
        self.append((title, text))


def _nowhere() -> None:
    """Go nowhere."""


class SeenCard:
    """Remembers what it was told to show."""

    def __init__(self) -> None:
        self.newest = self.kept = self.problem = ""
        self.copying: list[tuple[int, int]] = []

    def show_state(self, newest: str, kept: str) -> None:
        self.newest, self.kept = newest, kept

    def show_copying(self, done: int, total: int) -> None:
        self.copying.append((done, total))

    def show_ended(self, problem: str) -> None:
        self.problem = problem


def test_the_card_tells_which_backups_there_are(site: Site, workspace: Workspace):
    view, host = SeenCard(), SeenHost()
    presenter = BackupsPresenter(view, ImmediateRunner(workspace), host, site.clock)
    presenter.refresh()
    assert view.newest == "There is no backup yet"
    assert view.kept == ""
    presenter.make()
    assert view.copying[0] == (0, 0)
    assert view.copying[-1][0] == view.copying[-1][1] > 0
    assert view.newest == "Last backup: 11-02 17:00"
    assert view.kept.startswith("1 is kept · ")
    assert host.toasts == ["The backup is made and was opened to prove it"]
    site.clock.forward(days=1)
    presenter.make()
    assert view.newest == "Last backup: 11-03 17:00"
    assert view.kept.startswith("2 are kept · the oldest of 11-02 17:00 · ")


def test_a_failure_is_told_on_the_card(
    site: Site, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: object) -> None:
        raise DiskFull("backup_no_room", mib=80)

    monkeypatch.setattr(Custody, "back_up", full)
    view = SeenCard()
    runner = ImmediateRunner(workspace)
    BackupsPresenter(view, runner, SeenHost(), site.clock).make()
    assert "needs 80 MiB" in view.problem


def test_after_unlocking_today_s_backup_is_made_and_nothing_said(
    site: Site, workspace: Workspace
):
    said = Said()
    runner = ImmediateRunner(workspace)
    for _ in range(2):
        look_after(runner, said, _nowhere)
        assert len(workspace.custody.backups()) == 1
    site.clock.forward(days=1)
    look_after(runner, said, _nowhere)
    assert len(workspace.custody.backups()) == 2
    assert said == []


def test_what_goes_wrong_is_a_notice_with_what_to_do(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: object) -> None:
        raise DiskFull("backup_no_room", mib=80)

    synced = PlaceWarning(hazard=Hazard.SYNCED, by="坚果云 Nutstore")
    monkeypatch.setattr(Custody, "back_up", full)
    monkeypatch.setattr(custody_wording, "look_at", lambda _: synced)
    said = Said()
    runner = ImmediateRunner(workspace)
    look_after(runner, said, _nowhere)
    (place, where), (failed, why) = said
    assert place == "This is no safe place for the vault"
    assert "坚果云 Nutstore" in where
    assert "move its folder" in where
    assert failed == "Today's backup was not made"
    assert "Free some space" in why


def test_an_older_vault_is_told_first_with_the_way_to_its_history(site: Site):
    site.create().close()
    (file,) = site.place.glob("vault-*.db")
    before = file.read_bytes()
    with site.opened() as workspace:
        workspace.execute(AddNote(subject="s", text="后来记下的"))
    file.write_bytes(before)
    said: list[tuple[str, str, Command | None]] = []
    gone: list[str] = []

    def notice(title: str, text: str, step: Command | None = None) -> None:
        said.append((title, text, step))

    with site.opened() as workspace:
        look_after(ImmediateRunner(workspace), notice, lambda: gone.append("audit"))
    ((title, text, step),) = said
    assert title == "This vault is older than when this computer saw it last"
    assert "lock, and open that copy" in text
    assert step is not None
    step.run()
    assert gone == ["audit"]


def test_locking_breaks_a_backup_off_and_leaves_nothing(
    qtbot: QtBot, site: Site, monkeypatch: pytest.MonkeyPatch
):
    """Commands and queries go on meanwhile; the answer comes to nobody."""
    copying, go_on = threading.Event(), threading.Event()
    honest = Custody.back_up

    def slow(self: Custody, told: object = None) -> object:
        def wait(done: int, total: int) -> None:
            copying.set()
            assert go_on.wait(20)
            told(done, total)  # pyright: ignore[reportCallIssue]

        return honest(self, wait)

    monkeypatch.setattr(Custody, "back_up", slow)
    site.create().close()
    runner = VaultRunner(site.surroundings)
    opened, noted = [], []
    said, failed = Said(), list[AppError]()
    crashes = []
    runner.crashed.connect(crashes.append)
    try:
        runner.open_vault(
            site.place,
            OWNER,
            passphrase(OWNER),
            lambda: opened.append(True),
            failed.append,
        )
        qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
        look_after(runner, said, _nowhere)
        qtbot.waitUntil(copying.is_set, timeout=20_000)
        runner.execute(
            AddNote(subject="s", text="照常记下"), noted.append, failed.append
        )
        qtbot.waitUntil(lambda: bool(noted), timeout=20_000)
        locked = []
        runner.lock(lambda: locked.append(True))
        go_on.set()
        qtbot.waitUntil(lambda: bool(locked), timeout=20_000)
    finally:
        go_on.set()
        runner.stop()
    assert said == failed == crashes == []
    assert list((site.place / "backups").iterdir()) == []


def test_the_card_shows_and_asks(shown, qtbot: QtBot):
    card: BackupsCard = shown(BackupsCard())
    card.show_state("Last backup: 11-02 17:00", "")
    newest = card.findChild(QLabel, "backups_newest")
    assert newest is not None
    assert newest.text() == "Last backup: 11-02 17:00"
    with qtbot.waitSignal(card.wanted):
        card._make.click()
    card.show_copying(0, 0)
    assert not card._make.isEnabled()
    card.show_copying(5, 10)
    card.show_ended("Free some space.")
    assert card._make.isEnabled()
    problem = card.findChild(Banner, "backups_problem")
    assert problem is not None
    assert problem.isVisible()
    card.show_copying(0, 0)
    card.show_ended("")
    assert not problem.isVisible()


@pytest.mark.parametrize("speak", list(Language))
def test_a_notice_stays_until_it_is_closed(shown, qtbot: QtBot, speak: Language):
    use_language(speak)
    window: MainWindow = shown(MainWindow())
    window.resize(1100, 700)
    window.show_notice("A", "a")
    window.show_notice("B", "b")
    notices = window.findChildren(Banner, "notice")
    assert [each.accessibleName() for each in notices] == ["A a", "B b"]
    qtbot.waitUntil(lambda: all(each.isVisible() for each in notices))
    close = notices[0].findChild(IconButton, "notice_close")
    assert close is not None
    close.click()
    qtbot.waitUntil(lambda: len(window.findChildren(Banner, "notice")) == 1)


@pytest.mark.parametrize("speak", list(Language))
def test_a_notice_offers_its_next_step_and_stays(shown, qtbot: QtBot, speak: Language):
    use_language(speak)
    window: MainWindow = shown(MainWindow())
    window.resize(1100, 700)
    gone: list[str] = []
    step = Command(key="go", text="Go", run=lambda: gone.append("there"))
    window.show_notice("A", "a", step)
    button = window.findChild(Button, "notice_step")
    assert button is not None
    qtbot.waitUntil(button.isVisible)
    button.click()
    assert gone == ["there"]
    assert button.isVisible()
