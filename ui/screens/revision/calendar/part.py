"""The calendar tab: its widgets and its presenter, as the section knows a part."""

from collections.abc import Sequence

from app.times import Clock
from app.words import tr
from ui.running import Runner
from ui.screens.host import Host
from ui.screens.revision.calendar.presenter.whole import CalendarPresenter
from ui.screens.revision.calendar.view import CalendarView
from ui.screens.revision.part import Counted
from ui.shell import Command, KeyHint


class CalendarPart:
    """When each clause is looked at again.

    Attributes:
        widget: list and record.
    """

    key: str = "calendar"

    def __init__(
        self, runner: Runner, host: Host, clock: Clock, counted: Counted
    ) -> None:
        self.widget = CalendarView()
        self._presenter = CalendarPresenter(self.widget, runner, host, counted, clock)
        self._connect()

    @property
    def title(self) -> str:
        """The tab's name."""
        return tr("Review calendar")

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth showing under the list."""
        return (
            KeyHint(keys=("J", "K"), label=tr("Move")),
            KeyHint(keys=("1–2",), label=tr("Verdict")),
            KeyHint(keys=("R",), label=tr("Clause")),
        )

    def commands(self) -> Sequence[Command]:
        """Return what the palette can do here."""
        return ()

    def activated(self) -> None:
        """Ask again for what is shown, and take the focus."""
        self._presenter.activated()
        self.widget.focus_list()

    def open_record(self, record: str) -> None:
        """Show the clause of this number."""
        self._presenter.open_record(record)
        self.widget.show_opened()

    def _connect(self) -> None:
        widget, presenter = self.widget, self._presenter
        record, reviewing = self.widget.record, self._presenter.reviewing
        widget.tab_chosen.connect(presenter.choose_tab)
        widget.row_chosen.connect(presenter.select)
        widget.verdict_chosen.connect(reviewing.choose)
        widget.day_wanted.connect(presenter.ask_day)
        widget.day_submitted.connect(presenter.set_day)
        widget.day_written.connect(presenter.day_written)
        widget.day_given_up.connect(presenter.day_given_up)
        record.clause_wanted.connect(presenter.open_clause)
        record.form.written.connect(reviewing.write)
        record.form.submitted.connect(reviewing.submit)


def build(runner: Runner, host: Host, clock: Clock, counted: Counted) -> CalendarPart:
    """Return the calendar tab of an open vault."""
    return CalendarPart(runner, host, clock, counted)
