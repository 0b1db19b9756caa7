"""The log tab: its widgets and its presenter, as the section knows a part."""

from collections.abc import Sequence

from app.times import Clock
from app.words import tr
from ui.running import Runner
from ui.screens.host import Host
from ui.screens.revision.log.presenter.whole import LogPresenter
from ui.screens.revision.log.view import LogView
from ui.screens.revision.part import Counted
from ui.shell import Command, KeyHint


class LogPart:
    """What became of what members said and proposed.

    Attributes:
        widget: entries and text.
    """

    key: str = "log"

    def __init__(self, runner: Runner, host: Host, clock: Clock) -> None:
        self.widget = LogView()
        self._presenter = LogPresenter(self.widget, runner, host, clock)
        widget, presenter = self.widget, self._presenter
        widget.version_chosen.connect(presenter.choose_version)
        widget.tab_chosen.connect(presenter.choose_tab)
        widget.row_chosen.connect(presenter.select)
        widget.copy_wanted.connect(presenter.copy)
        widget.open_wanted.connect(presenter.open_entry)

    @property
    def title(self) -> str:
        """The tab's name."""
        return tr("Log")

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth showing under the list."""
        return (
            KeyHint(keys=("J", "K"), label=tr("Move")),
            KeyHint(keys=("Ctrl+Enter",), label=tr("Copy")),
        )

    def commands(self) -> Sequence[Command]:
        """Return what the palette can do here."""
        return ()

    def activated(self) -> None:
        """Ask again for what is shown, and take the focus."""
        self._presenter.activated()
        self.widget.focus_list()

    def open_record(self, record: str) -> None:
        """Show the log of the version of this number."""
        self._presenter.choose_version(record)


def build(runner: Runner, host: Host, clock: Clock, counted: Counted) -> LogPart:
    """Return the log tab of an open vault; it shows no count."""
    del counted
    return LogPart(runner, host, clock)
