"""A new key for the vault: who is told of it, and what can be done."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from app.errors import AppError, DiskFull
from app.ids import PersonId
from app.staff.commands import RemovePerson
from app.staff.queries import WhoCanOpen
from app.staff.roles import Role
from app.workspace import Workspace
from tests.builders import OWNER, Site, enrol
from tests.screens.immediate import Done, ImmediateRunner
from tests.screens.seen_host import SeenHost
from ui.running import Failed, Progress
from ui.screens.rekey.part import RekeyPart
from ui.screens.rekey.presenter import RekeyPresenter
from ui.screens.rekey.view import RekeyNotice
from ui.widgets import ConfirmDialog

MODERATOR = "周叙"
LEAD = "林岚"


class Screen:
    """Satisfies `RekeyView`, and remembers what it was told."""

    def __init__(self) -> None:
        self.said: list[tuple[object, ...]] = []

    def show_owed(self, *, owed: bool) -> None:
        self.said.append(("owed", owed))

    def show_working(self, done: int, total: int) -> None:
        self.said.append(("working", done > 0))

    def show_done(self) -> None:
        self.said.append(("done",))

    def show_error(self, text: str) -> None:
        self.said.append(("error", text))


class Waiting(ImmediateRunner):
    """Re-keys when it is told to."""

    def rekey(self, done, failed: Failed, progress: Progress) -> Done:
        self.done, self.failed, self.progress = done, failed, progress
        self.cancelled = False
        waiting = self

        class Job(Done):
            def cancel(self) -> None:
                waiting.cancelled = True

        return Job()


def unexpected(error: AppError) -> None:
    pytest.fail(error.code)


def never(_done: object, _failed: object) -> None:
    pytest.fail("nobody asked for that")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(root=tmp_path)


def removed(workspace: Workspace, name: str, role: Role) -> PersonId:
    person = enrol(workspace, name, role)
    workspace.execute(RemovePerson(person=person))
    return person


def test_nothing_is_said_while_nothing_is_owed(site: Site):
    with site.created() as workspace:
        screen = Screen()
        runner = ImmediateRunner(workspace)
        RekeyPresenter(screen, runner, SeenHost(), never).refresh()
    assert screen.said == [("owed", False)]


def test_a_removal_is_heard_of_and_a_new_key_ends_it(site: Site):
    with site.created() as workspace:
        runner, screen = ImmediateRunner(workspace), Screen()
        presenter = RekeyPresenter(screen, runner, SeenHost(), never)
        person = enrol(workspace, MODERATOR, Role.MODERATOR)
        runner.execute(RemovePerson(person=person), lambda _: None, unexpected)
        assert screen.said == [("owed", True)]
        presenter.start()
        assert screen.said[1:3] == [("working", False), ("working", True)]
        assert screen.said[-1] == ("done",)
        assert not workspace.query(WhoCanOpen()).rekey_owed
        presenter.close()
        assert screen.said[-1] == ("owed", False)


def test_who_may_not_remove_people_is_told_nothing(site: Site):
    with site.created() as workspace:
        enrol(workspace, LEAD, Role.LEAD)
        removed(workspace, MODERATOR, Role.MODERATOR)
    with site.opened(LEAD) as workspace:
        screen = Screen()
        runner = ImmediateRunner(workspace)
        presenter = RekeyPresenter(screen, runner, SeenHost(), never)
        presenter.refresh()
        presenter.start()
        assert workspace.query(WhoCanOpen()).rekey_owed
    assert screen.said == []


def test_it_can_be_stopped_and_is_still_owed(site: Site):
    with site.created() as workspace:
        removed(workspace, MODERATOR, Role.MODERATOR)
        runner, screen, host = Waiting(workspace), Screen(), SeenHost()
        presenter = RekeyPresenter(screen, runner, host, never)
        presenter.refresh()
        presenter.start()
        presenter.start()  # once is enough
        presenter.refresh()
        assert screen.said == [("owed", True), ("working", False)]
        presenter.stop()
        runner.progress(3, 4)  # was on its way
    assert runner.cancelled
    assert host.toasts == ["Stopped. The vault keeps its present key."]
    assert screen.said[2:] == [("owed", True)]


def test_a_full_disk_is_said(site: Site):
    with site.created() as workspace:
        runner, screen = Waiting(workspace), Screen()
        presenter = RekeyPresenter(screen, runner, SeenHost(), never)
        presenter.refresh()
        presenter.start()
        runner.failed(DiskFull("disk_full"))
    assert screen.said[-1][0] == "error"


def test_a_new_backup_takes_the_place_of_the_old(site: Site):
    dropped: list[bool] = []

    def drop(done, _failed: Failed) -> None:
        dropped.append(True)
        done()

    with site.created() as workspace:
        runner, screen, host = ImmediateRunner(workspace), Screen(), SeenHost()
        presenter = RekeyPresenter(screen, runner, host, drop)
        presenter.refresh()
        presenter.start()
        assert screen.said[-1] == ("done",)
        presenter.renew_backups()
    assert dropped == [True]
    assert host.toasts == ["The old backups are deleted, and a new one is made"]
    assert screen.said[-1] == ("owed", False)


# --- the notice ----------------------------------------------------------------


def part(view: QWidget, name: str) -> Any:
    found = view.findChild(QWidget, name)
    assert found is not None, name
    return found


def test_the_notice_takes_no_room_while_it_says_nothing(qtbot):
    over = QWidget()
    qtbot.addWidget(over)
    notice = RekeyNotice()
    notice.setParent(over)
    over.show()
    assert not notice.isVisible()
    notice.show_owed(owed=True)
    assert part(notice, "rekey_owed").isVisible()
    with qtbot.waitSignal(notice.wanted):
        part(notice, "rekey_start").click()
    notice.show_owed(owed=False)
    assert not notice.isVisible()


def test_long_work_shows_a_bar_that_stops_it(qtbot, shown):
    notice = shown(RekeyNotice())
    notice.show_working(0, 0)
    qtbot.waitUntil(lambda: part(notice, "rekey_progress").isVisible())
    notice.show_working(5, 10)
    with qtbot.waitSignal(notice.stopped):
        part(notice, "rekey_progress_stop").click()
    notice.show_error("The disk is full.")
    assert part(notice, "rekey_owed").isVisible()
    assert part(notice, "rekey_problem").isVisible()
    assert not part(notice, "rekey_progress").isVisible()


def test_deleting_backups_is_asked_about(qtbot, shown):
    notice = shown(RekeyNotice())
    notice.show_done()
    part(notice, "rekey_drop").click()
    dialog = notice.findChild(ConfirmDialog)
    assert dialog is not None
    with qtbot.waitSignal(notice.renew_wanted):
        part(dialog, "rekey_confirm_confirm").click()
    with qtbot.waitSignal(notice.closed):
        part(notice, "rekey_close").click()


def test_the_part_puts_both_together(qtbot, shown, site: Site):
    with site.created() as workspace:
        removed(workspace, MODERATOR, Role.MODERATOR)
        made = RekeyPart(ImmediateRunner(workspace), SeenHost(), never)
        shown(made.widget)
        made.refresh()
        part(made.widget, "rekey_start").click()
        assert part(made.widget, "rekey_done").isVisible()
        assert not workspace.query(WhoCanOpen()).rekey_owed
    with site.opened(OWNER):
        pass
