"""The appeals section: its widgets and its presenter, as the shell knows a screen."""

from collections.abc import Sequence
from typing import Final

from app.times import Clock, system_clock
from app.words import tr
from ui.running import Runner
from ui.screens.appeals.presenter.whole import AppealsPresenter
from ui.screens.appeals.view import AppealsView
from ui.screens.host import Host
from ui.shell import Group, KeyHint

KEY: Final = "appeals"


class AppealsScreen:
    """Appeals in the rail.

    Attributes:
        widget: list and record.
    """

    key: str = KEY
    group: Group = Group.REVIEW
    icon: str = "scales"

    def __init__(self, runner: Runner, host: Host, clock: Clock = system_clock) -> None:
        self.widget = AppealsView()
        self._presenter = AppealsPresenter(self.widget, runner, host, clock)
        self._connect()

    @property
    def title(self) -> str:
        """The section's name."""
        return tr("Appeals")

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth showing under the list."""
        return (
            KeyHint(keys=("J", "K"), label=tr("Move")),
            KeyHint(keys=("1–4",), label=tr("Outcome")),
        )

    def activated(self) -> None:
        """Ask again for what is shown, and take the focus."""
        self._presenter.activated()
        self.widget.focus_list()

    def open_record(self, record: str) -> None:
        """Show the appeal with this id."""
        self._presenter.open_record(record)
        self.widget.show_record()

    def _connect(self) -> None:
        widget, presenter = self.widget, self._presenter
        widget.tab_chosen.connect(presenter.choose_tab)
        widget.row_chosen.connect(presenter.select)
        widget.more_wanted.connect(presenter.more)
        widget.ruling_chosen.connect(presenter.ruling.choose)
        widget.step_chosen.connect(presenter.ruling.choose_step)
        widget.reply_written.connect(presenter.ruling.write)
        widget.submitted.connect(presenter.ruling.submit)
        widget.case_wanted.connect(presenter.open_case)
        widget.feedback_wanted.connect(presenter.count_as_feedback)
        widget.notice_copied.connect(presenter.copy_notice)
        widget.filing_submitted.connect(presenter.filing.submit)
        widget.filing_opened.connect(presenter.filing.begin)
        widget.filing_written.connect(presenter.filing.written)
        widget.filing_given_up.connect(presenter.filing.given_up)
        widget.minute_passed.connect(presenter.tick)


def build(runner: Runner, host: Host, clock: Clock = system_clock) -> AppealsScreen:
    """Return the appeals section of an open vault."""
    return AppealsScreen(runner, host, clock)
