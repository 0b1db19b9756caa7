"""The exports section: its widgets and its presenter, as the shell knows a screen."""

from collections.abc import Sequence
from typing import Final

from app.times import Clock, system_clock
from app.words import tr
from ui.running import Runner
from ui.screens.exports.presenter.whole import ExportsPresenter
from ui.screens.exports.view import ExportsView
from ui.screens.host import Host
from ui.shell import Group, KeyHint

KEY: Final = "exports"


class ExportsScreen:
    """Exports in the rail.

    Attributes:
        widget: choices, checks, figures.
    """

    key: str = KEY
    group: Group = Group.TEAM
    icon: str = "export"

    def __init__(self, runner: Runner, host: Host, clock: Clock = system_clock) -> None:
        self.widget = ExportsView()
        self._presenter = ExportsPresenter(self.widget, runner, host, clock)
        self._connect()

    @property
    def title(self) -> str:
        """The section's name."""
        return tr("Exports")

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth showing under the choices."""
        return (KeyHint(keys=("F6",), label=tr("Next pane")),)

    def activated(self) -> None:
        """Ask again for what is shown, and take the focus."""
        self._presenter.activated()
        self.widget.focus_scope()

    def _connect(self) -> None:
        widget, presenter = self.widget, self._presenter
        widget.tier_chosen.connect(presenter.choose_tier)
        widget.month_chosen.connect(self._on_month)
        widget.every_wanted.connect(presenter.choose_every_month)
        widget.numbers_only_chosen.connect(self._on_numbers_only)
        widget.purpose_written.connect(presenter.write_purpose)
        widget.purpose_settled.connect(presenter.keep_purpose)
        widget.helped.connect(presenter.help)
        widget.deed_wanted.connect(presenter.act)
        widget.stop_wanted.connect(presenter.stop)
        widget.write_wanted.connect(presenter.write)
        widget.notes_wanted.connect(presenter.copy_notes)
        widget.fingerprint_wanted.connect(presenter.copy_fingerprint)
        widget.cases_wanted.connect(presenter.open_cases)

    def _on_month(self, month: str, wanted: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._presenter.choose_month(month, wanted=wanted)

    def _on_numbers_only(self, wanted: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._presenter.choose_numbers_only(wanted=wanted)


def build(runner: Runner, host: Host, clock: Clock = system_clock) -> ExportsScreen:
    """Return the exports section of an open vault."""
    return ExportsScreen(runner, host, clock)
