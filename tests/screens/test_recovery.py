"""Making a recovery sheet: what is asked of whom, and what is held how long."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from app.errors import DiskFull
from app.recovery import as_text, parse
from app.staff.queries import WhoCanOpen
from app.staff.roles import Role
from app.workspace import Workspace
from tests.builders import BEGINNING, COMMUNITY, OWNER, Site, enrol
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from ui.screens.recovery.presenter import RecoveryPresenter
from ui.screens.recovery.sheet import Sheet

MODERATOR = "周叙"
NEW = "a lantern crosses the frozen lake at six"


class Screen:
    """Satisfies `RecoveryView`, and remembers what it was told."""

    def __init__(self) -> None:
        self.said: list[object] = []
        self.sheet: Sheet | None = None

    def show_offer(self, *, replaces: bool) -> None:
        self.said.append(("offer", replaces))

    def show_busy(self, text: str) -> None:
        self.said.append(("busy", bool(text)))

    def show_sheet(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def show_kept(self, text: str) -> None:
        self.said.append(("kept", text))

    def show_error(self, text: str) -> None:
        self.said.append(("error", text))


class Saving(SeenHost):
    """A window in which somebody chooses a place to save."""

    def __init__(self, place: Path | None) -> None:
        super().__init__()
        self.place, self.suggested = place, ""

    def rekey(self) -> None:
        raise AssertionError

    def choose_save(self, title: str, suggested: str) -> Path | None:
        self.suggested = suggested
        return self.place


class Desk:
    """Somebody before the dialog."""

    def __init__(self, workspace: Workspace, place: Path | None = None) -> None:
        self.screen, self.host = Screen(), Saving(place)
        self.written: list[tuple[Path, Sheet]] = []
        self.problem: DiskFull | None = None
        self.presenter = RecoveryPresenter(
            self.screen,
            ImmediateRunner(workspace),
            self.host,
            lambda: BEGINNING,
            self._write,
        )

    def _write(self, place: Path, sheet: Sheet) -> None:
        if self.problem is not None:
            raise self.problem
        self.written.append((place, sheet))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(root=tmp_path)


def test_the_sheet_that_is_made_opens_the_vault(site: Site):
    with site.created() as workspace:
        desk = Desk(workspace)
        desk.presenter.start()
        assert desk.screen.said == [("offer", False)]
        desk.presenter.make()
        sheet = desk.screen.sheet
        assert sheet is not None
        assert (sheet.vault, sheet.person) == (COMMUNITY, OWNER)
        assert sheet.made_on == date(2026, 11, 2)
    key = parse(sheet.text)
    assert as_text(key) == "-".join(sheet.groups)
    around = site.surroundings
    with closing(Workspace.recover(site.place, key, NEW, surroundings=around)) as again:
        assert not again.query(WhoCanOpen()).recoverable


def test_an_earlier_sheet_is_said_to_be_replaced(site: Site):
    with site.created() as workspace:
        first = Desk(workspace)
        first.presenter.start()
        first.presenter.make()
        second = Desk(workspace)
        second.presenter.start()
        assert second.screen.said == [("offer", True)]


def test_who_may_not_have_one_is_told_so(site: Site):
    with site.created() as workspace:
        enrol(workspace, MODERATOR, Role.MODERATOR)
    with site.opened(MODERATOR) as workspace:
        desk = Desk(workspace)
        desk.presenter.start()
        desk.presenter.make()
        assert [said for said in desk.screen.said if "offer" in str(said)] == []
        assert "error" in str(desk.screen.said)
        assert desk.screen.sheet is None


def test_saving_writes_the_sheet_where_the_person_wants_it(site: Site, tmp_path: Path):
    place = tmp_path / "x.pdf"
    with site.created() as workspace:
        desk = Desk(workspace, place)
        desk.presenter.start()
        desk.presenter.save()
        assert desk.written == []
        desk.presenter.make()
        desk.presenter.save()
    assert desk.host.suggested == f"恢复单-{OWNER}-2026-11-02.pdf"
    assert desk.written == [(place, desk.screen.sheet)]
    assert desk.screen.said[-1] == (
        "kept",
        "Saved as x.pdf. Print it, then delete the file: it opens the vault.",
    )


def test_who_thinks_better_of_saving_writes_nothing(site: Site):
    with site.created() as workspace:
        desk = Desk(workspace)
        desk.presenter.start()
        desk.presenter.make()
        desk.presenter.save()
    assert desk.written == []


def test_a_full_disk_is_said_and_the_sheet_stays(site: Site, tmp_path: Path):
    with site.created() as workspace:
        desk = Desk(workspace, tmp_path / "x.pdf")
        desk.presenter.start()
        desk.presenter.make()
        desk.problem = DiskFull("disk_full")
        desk.presenter.save()
    assert "error" in str(desk.screen.said[-1])
    assert desk.presenter.sheet is not None


def test_the_key_goes_with_the_dialog_and_is_never_printed_by_accident(site: Site):
    with site.created() as workspace:
        desk = Desk(workspace)
        desk.presenter.start()
        desk.presenter.make()
    sheet = desk.presenter.sheet
    assert sheet is not None
    assert not any(group in repr(sheet) for group in sheet.groups)
    desk.presenter.printed()
    assert "kept" in str(desk.screen.said[-1])
    desk.presenter.forget()
    assert desk.presenter.sheet is None
