"""What is half written on the team screen comes back after a lock; secrets never."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.conflicts.model import About
from app.staff.roles import Role
from app.workspace import Workspace
from tests.builders import passphrase
from tests.screens.hearing import HANDLES
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from tests.screens.team_room import LEAD, MODERATOR, Room, person
from tests.screens.test_team_presenter import furnished, room
from ui.clearing import clear_away
from ui.screens.team.screen import TeamScreen, build
from ui.screens.team.ties_dialogs import ConflictDialog, LinkMemberDialog

__all__ = ["furnished", "room"]

Show = Callable[[QWidget], QWidget]
NEW, CASE, WHY = "新来的人", "GD-2611-0007", "合租的室友"


class Keeping(ImmediateRunner):
    """Remembers what it was ever told to keep."""

    def __init__(self, workspace: Workspace, told: dict[str, str]) -> None:
        super().__init__(workspace)
        self._told = told

    def keep(self, name: str, text: str) -> None:
        self._told[name] = text
        super().keep(name, text)


class Place:
    """A computer at which windows of one open vault come and go."""

    def __init__(self, workspace: Workspace, room: Room, show: Show) -> None:
        self.workspace, self._room, self._show = workspace, room, show
        self.kept: dict[str, str] = {}
        self.screen = self.sit_down()

    def sit_down(self) -> TeamScreen:
        """Build the screen in a new window, as after unlocking."""
        runner = Keeping(self.workspace, self.kept)
        screen = build(runner, SeenHost(), self._room.site.clock)
        screen.widget.resize(1240, 900)
        self._show(screen.widget)
        screen.activated()
        self.screen = screen
        return screen

    def lock(self) -> None:
        """Take everything away as locking does, and come back."""
        clear_away(self.screen.widget.window())
        self.screen.widget.hide()
        self.sit_down()

    def choose(self, name: str) -> None:
        self.screen._presenter.choose(person(self.workspace, name))

    @property
    def form(self) -> Any:
        return self.screen._view.form

    @property
    def tie(self) -> Any:
        return self.screen._view._tie


@pytest.fixture
def place(room: Room, shown: Show) -> Iterator[Place]:
    with room.opened() as workspace:
        yield Place(workspace, room, shown)


def test_an_invitation_comes_back_without_its_passphrase(place: Place):
    place.screen._view.open_invitation()
    place.form.name.set_text(NEW)
    place.form.role.select.choose(Role.LEAD)
    place.form.duties.tick(["events"])
    secret = passphrase(NEW)
    place.form.secret.first.set_text(secret)
    place.form.secret.again.set_text(secret)
    place.lock()
    assert place.kept == {
        "team:invitation:name": NEW,
        "team:invitation:role": Role.LEAD,
        "team:invitation:duties": "events",
    }
    assert place.form.isHidden()
    place.screen._view.open_invitation()
    assert place.form.name.text() == NEW
    assert place.form.role.select.chosen() == Role.LEAD
    assert place.form.duties.chosen() == ("events",)
    assert place.form.secret.first.text() == place.form.secret.again.text() == ""
    back = place.screen.widget.findChild(QWidget, "invite_back")
    assert back is not None
    assert back.isVisible()


def test_an_invitation_that_is_cancelled_or_sent_does_not(place: Place):
    for end in ("cancel", "submit"):
        place.screen._view.open_invitation()
        assert place.form.name.text() == ""
        place.form.name.set_text(NEW)
        place.form._tell()
        place.form.secret.first.set_text(passphrase(NEW))
        place.form.secret.again.set_text(passphrase(NEW))
        getattr(place.form, end).click()
        assert place.form.isHidden()
        assert not any(place.kept.values())
        place.lock()
    place.screen._view.open_invitation()
    assert place.form.name.text() == ""


def test_what_somebody_stands_aside_from_comes_back(place: Place):
    place.choose(LEAD)
    place.screen._presenter.ties.declare_wanted()
    assert isinstance(place.tie, ConflictDialog)
    place.tie._about.choose(About.CASE.value)
    place.tie._on_about(About.CASE.value)
    place.tie._case.set_text(CASE)
    place.tie._reason.set_text(WHY)
    place.lock()
    # Of somebody else nothing was written.
    place.choose(MODERATOR)
    place.screen._presenter.ties.declare_wanted()
    assert place.tie._reason.text() == ""
    place.tie.reject()
    place.choose(LEAD)
    place.screen._presenter.ties.declare_wanted()
    assert place.tie._about.value() == About.CASE.value
    assert place.tie._case.isVisible()
    assert (place.tie._case.text(), place.tie._reason.text()) == (CASE, WHY)
    place.tie.reject()
    place.screen._presenter.ties.declare_wanted()
    assert place.tie._reason.text() == ""


def test_whom_somebody_is_comes_back_until_it_is_entered(place: Place, qtbot: QtBot):
    place.choose(LEAD)
    place.screen._presenter.ties.link_wanted()
    assert isinstance(place.tie, LinkMemberDialog)
    place.tie._finder.field.set_text(HANDLES[3])
    place.lock()
    place.choose(LEAD)
    place.screen._presenter.ties.link_wanted()
    assert place.tie._finder.field.text() == HANDLES[3]
    qtbot.waitUntil(lambda: bool(place.tie._finder.value()))  # found again
    place.tie._submit()
    assert place.tie is None
    place.lock()
    place.choose(LEAD)
    place.screen._presenter.ties.link_wanted()
    assert place.tie._finder.field.text() == ""
