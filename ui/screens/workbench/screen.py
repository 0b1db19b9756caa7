"""The workbench: its widgets and its presenter, as the shell knows a screen."""

from collections.abc import Sequence
from typing import Final

from app.times import Clock, system_clock
from app.words import tr
from ui.running import Runner
from ui.screens.host import Host
from ui.screens.workbench.presenter.whole import WorkbenchPresenter
from ui.screens.workbench.view import WorkbenchView
from ui.shell import Group, KeyHint

KEY: Final = "workbench"


class WorkbenchScreen:
    """The workbench in the rail.

    Attributes:
        widget: list and task.
    """

    key: str = KEY
    group: Group = Group.REVIEW
    icon: str = "squares-four"

    def __init__(self, runner: Runner, host: Host, clock: Clock = system_clock) -> None:
        self.widget = WorkbenchView()
        self._presenter = WorkbenchPresenter(self.widget, runner, host, clock)
        self._connect()

    @property
    def title(self) -> str:
        """The section's name."""
        return tr("Workbench")

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth showing under the list."""
        return (
            KeyHint(keys=("J", "K"), label=tr("Move")),
            KeyHint(keys=("B",), label=tr("Write why not")),
        )

    def activated(self) -> None:
        """Ask again for what is shown, and take the focus."""
        self._presenter.activated()
        self.widget.focus_list()

    def _connect(self) -> None:
        widget, presenter = self.widget, self._presenter
        widget.row_chosen.connect(presenter.select)
        widget.row_opened.connect(presenter.open)
        widget.main_wanted.connect(presenter.acting.act)
        widget.other_wanted.connect(presenter.acting.act_otherwise)
        widget.reason_written.connect(presenter.acting.write)
        widget.record_wanted.connect(presenter.go)
        widget.minute_passed.connect(presenter.tick)


def build(runner: Runner, host: Host, clock: Clock = system_clock) -> WorkbenchScreen:
    """Return the workbench of an open vault."""
    return WorkbenchScreen(runner, host, clock)
