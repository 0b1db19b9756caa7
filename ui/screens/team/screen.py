"""The team screen as the shell knows it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.times import Clock, system_clock
from app.words import tr
from ui.running import Runner
from ui.screens.backups.part import BackupsPart
from ui.screens.host import Host
from ui.screens.team.presenter import TeamPresenter
from ui.screens.team.view import TeamScreenView
from ui.shell import Group, KeyHint


class TeamScreen:
    """Glues view and presenter."""

    key = "team"
    group = Group.TEAM
    icon = "shield-check"

    def __init__(self, runner: Runner, host: Host, clock: Clock) -> None:
        """Build the screen."""
        self._view = TeamScreenView()
        self._backups = BackupsPart(runner, host, clock)
        self._view.add_card(self._backups.widget)
        self._presenter = TeamPresenter(self._view, runner, host)
        self._view.chosen.connect(self._presenter.choose)
        self._view.invited.connect(self._presenter.invite)
        self._view.check_wanted.connect(self._presenter.check)

    @property
    def title(self) -> str:
        """The section's name."""
        return tr("Team")

    @property
    def widget(self) -> QWidget:
        """The screen itself."""
        return self._view

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth showing under the list.

        N stands on its button, which only those see who may invite.
        """
        return (KeyHint(keys=("J", "K"), label=tr("Move")),)

    def activated(self) -> None:
        """Come to the front."""
        self._presenter.refresh()
        self._backups.refresh()
        self._view.focus_list()


def build(runner: Runner, host: Host, clock: Clock = system_clock) -> TeamScreen:
    """Return the screen."""
    return TeamScreen(runner, host, clock)
