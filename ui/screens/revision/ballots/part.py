"""The tab of ballots: its widgets and its presenter, as the section knows a part."""

from collections.abc import Sequence

from app.times import Clock
from app.words import tr
from ui.running import Runner
from ui.screens.host import Host
from ui.screens.revision.ballots.presenter.whole import BallotsPresenter
from ui.screens.revision.ballots.view import BallotsView
from ui.screens.revision.part import Counted
from ui.shell import Command, KeyHint


class BallotsPart:
    """What members vote on.

    Attributes:
        widget: list and record.
    """

    key: str = "ballots"

    def __init__(
        self, runner: Runner, host: Host, clock: Clock, counted: Counted
    ) -> None:
        self.widget = BallotsView()
        self._presenter = BallotsPresenter(self.widget, runner, host, clock, counted)
        self._connect()
        self._connect_dialogs()

    @property
    def title(self) -> str:
        """The tab's name."""
        return tr("Ballots")

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth showing under the list."""
        return (
            KeyHint(keys=("J", "K"), label=tr("Move")),
            KeyHint(keys=("E",), label=tr("Enter votes")),
            KeyHint(keys=("1–4",), label=tr("Choice")),
        )

    def commands(self) -> Sequence[Command]:
        """Return what the palette can do here."""
        return (
            Command(
                key="ballots.new",
                text=tr("Open a ballot"),
                run=self._presenter.opening.start,
                icon="check-square",
                words="表决 投票 ballot vote",
            ),
        )

    def activated(self) -> None:
        """Ask again for what is shown, and take the focus."""
        self._presenter.activated()
        self.widget.focus_list()

    def open_record(self, record: str) -> None:
        """Show the ballot with this id, or the form of one: "new:<motion>"."""
        self.widget.reset_filter()
        self._presenter.open_record(record)
        self.widget.show_record()

    def _connect(self) -> None:
        widget, does, record = self.widget, self._presenter, self.widget.record
        widget.tab_chosen.connect(does.choose_tab)
        widget.searched.connect(does.search)
        widget.row_chosen.connect(does.select)
        widget.opening_wanted.connect(does.opening.start)
        widget.minute_passed.connect(does.tick)
        record.motion_wanted.connect(does.open_motion)
        record.close_wanted.connect(does.close)
        record.cancel_wanted.connect(does.cancel)
        record.votes.strike_wanted.connect(does.strike)
        record.votes.import_wanted.connect(does.bring_in)
        form = record.form
        form.searched.connect(does.voting.find)
        form.member_chosen.connect(does.voting.choose_member)
        form.choice_chosen.connect(does.voting.choose)
        form.written.connect(does.voting.written)
        form.submitted.connect(does.voting.submit)

    def _connect_dialogs(self) -> None:
        widget, does = self.widget, self._presenter
        widget.opening.looked.connect(does.opening.look)
        widget.opening.list_wanted.connect(does.opening.read_list)
        widget.opening.submitted.connect(does.opening.submit)
        widget.opening.written.connect(does.opening.written)
        widget.opening.given_up.connect(does.opening.given_up)
        widget.ending.submitted.connect(does.ending.cancel)
        widget.ending.written.connect(does.ending.written)
        widget.ending.given_up.connect(does.ending.given_up)
        widget.importing.columns_chosen.connect(does.importing.choose_columns)
        widget.importing.taken.connect(does.importing.commit)
        widget.importing.stopped.connect(does.importing.stop)


def build(runner: Runner, host: Host, clock: Clock, counted: Counted) -> BallotsPart:
    """Return the tab of ballots of an open vault."""
    return BallotsPart(runner, host, clock, counted)
