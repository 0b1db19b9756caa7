"""The tab of ballots: the list, the open ballot, and what is done with them."""

from collections.abc import Sequence
from typing import Final, Protocol

from app.errors import AppError
from app.ids import BallotId, MotionId, VoteId
from app.revision.model.ballots import BallotState
from app.revision.queries.ballots import (
    BallotDetail,
    BallotLine,
    BallotList,
    BallotView,
    VoteRow,
    VotesOf,
)
from app.revision.rules.ballots import closes_at
from app.staff.roles import Capability
from app.times import Clock, local_day
from app.words import mark, sentence, tr
from app.work import Changes
from ui.running import Job, Runner
from ui.screens.host import Host
from ui.screens.revision.ballots.presenter.ending import EndingPresenter, EndingView
from ui.screens.revision.ballots.presenter.importing import ImportPresenter, ImportView
from ui.screens.revision.ballots.presenter.opening import OpeningPresenter, OpeningView
from ui.screens.revision.ballots.presenter.rows import (
    BallotRow,
    Shelf,
    on_shelf,
    row_shown,
    tabs,
)
from ui.screens.revision.ballots.presenter.shown import BallotShown, ballot_shown
from ui.screens.revision.ballots.presenter.voting import VotingPresenter, VotingView
from ui.screens.revision.part import Counted
from ui.screens.setting import Setting
from ui.widgets import TabSpec

CLOSE: Final = "close"
CANCEL: Final = "cancel"
"""How a ballot can end."""

_AREAS: Final = frozenset({"revision", "members", "staff", "conflicts"})
_EMPTY: Final = {
    Shelf.OPEN: mark("No ballot runs"),
    Shelf.ENDED: mark("No ballot has ended"),
    Shelf.ALL: mark("There are no ballots yet"),
}


class View(VotingView, Protocol):
    """What the tab asks of the widgets.

    Attributes:
        opening: the form of a new ballot.
        ending: the form that asks why one is cancelled.
        importing: the dialog that takes votes in.
    """

    @property
    def opening(self) -> OpeningView: ...
    @property
    def ending(self) -> EndingView: ...
    @property
    def importing(self) -> ImportView: ...
    def show_tabs(self, specs: Sequence[TabSpec], current: str) -> None: ...
    def show_rows(self, rows: Sequence[BallotRow]) -> None: ...
    def select_row(self, ballot: str) -> None: ...
    def show_ballot(self, ballot: BallotShown) -> None: ...
    def show_nothing(self, title: str, text: str) -> None: ...
    def offer(self, *, opening: bool, importing: bool, ending: str) -> None: ...
    def show_problem(self, text: str) -> None: ...


class BallotsPresenter:
    """Answers what a person does in the tab.

    Attributes:
        voting: enters votes by hand.
        opening: the form of a new ballot.
        ending: closes and cancels.
        importing: takes votes in from a file.
    """

    def __init__(
        self, view: View, runner: Runner, host: Host, clock: Clock, counted: Counted
    ) -> None:
        self._view, self._runner, self._host = view, runner, host
        self._clock, self._counted = clock, counted
        self._setting = Setting(runner, clock)
        self.voting = VotingPresenter(view, runner, host, clock)
        told = view.show_problem
        self.opening = OpeningPresenter(view.opening, runner, host, self._setting, told)
        self.ending = EndingPresenter(view.ending, runner, host, told, self.activated)
        self.importing = ImportPresenter(view.importing, runner, host)
        self._shelf = Shelf.OPEN
        self._words = ""
        self._lines: Sequence[BallotLine] = ()
        self._wanted = ""
        self._open: BallotView | None = None
        self._jobs: dict[str, Job] = {}
        runner.on_change(self._on_change)
        self._load_list()

    def activated(self) -> None:
        """Ask for everything again: the tab comes to the front."""
        self._setting.load(self._load, self._on_failed)

    def tick(self) -> None:
        """Let time pass: the open ballot's may be over."""
        view = self._open
        if view is None or view.line.state is not BallotState.OPEN or view.is_over:
            return
        if self._clock() >= closes_at(view.line.terms):
            self._load()

    def choose_tab(self, key: str) -> None:
        """Show another list, and the first ballot in it."""
        self._shelf, self._wanted = Shelf(key), ""
        self._show_list()

    def search(self, words: str) -> None:
        """Leave only the ballots with these words in their question."""
        self._words = words.casefold()
        self._show_list()

    def select(self, ballot: str) -> None:
        """Open a ballot of the list."""
        if ballot and ballot != self._wanted:
            self._wanted = ballot
            self._load_record()

    def open_record(self, ballot: str) -> None:
        """Open a ballot another place points to, in the list that holds all.

        Args:
            ballot: its id, or "new:" and a motion's id for the form of one on it.
        """
        begins, _, motion = ballot.partition(":")
        if begins == "new":
            self._setting.when_known(
                lambda: self.opening.start_about(MotionId(motion)), self._on_failed
            )
            return
        line = next((each for each in self._lines if each.id == ballot), None)
        if line is None or line not in on_shelf(self._lines, self._shelf):
            self._shelf = Shelf.ALL
        self._words, self._wanted = "", ballot
        self.activated()

    def open_motion(self) -> None:
        """Go to the motion the ballot is about."""
        if self._open is not None and self._open.line.motion is not None:
            self._host.open_record("revision", f"motions:{self._open.line.motion}")

    def close(self) -> None:
        """Count the open ballot's votes."""
        if self._open is not None and self._ending(self._open) == CLOSE:
            self.ending.close(self._open.line.id)

    def cancel(self) -> None:
        """Ask why the open ballot is to come to nothing."""
        if self._open is not None:
            self.ending.ask(self._open.line.id, self._open.line.question)

    def strike(self, vote: str) -> None:
        """Take out a vote that was entered by mistake."""
        if self._open is not None and self._takes_votes(self._open):
            self.ending.strike(VoteId(vote))

    def bring_in(self) -> None:
        """Take votes in from a file."""
        if self._open is not None and self._takes_votes(self._open):
            self.importing.start(self._open.line.id)

    def _ask(self, what: str, job: Job) -> None:
        # An answer to an older question of the same kind is of no use any more.
        former = self._jobs.get(what)
        if former is not None:
            former.cancel()
        self._jobs[what] = job

    def _load(self) -> None:
        self._load_list()
        if self._wanted:
            self._load_record()

    def _load_list(self) -> None:
        query = self._runner.query
        self._ask("list", query(BallotList(), self._on_list, self._on_failed))

    def _load_record(self) -> None:
        ballot, run = BallotId(self._wanted), self._runner.query

        def on_view(view: BallotView) -> None:
            def on_votes(votes: Sequence[VoteRow]) -> None:
                self._on_record(view, votes)

            query = VotesOf(ballot=ballot)
            self._ask("votes", run(query, on_votes, self._on_failed))

        query = BallotDetail(ballot=ballot)
        self._ask("record", run(query, on_view, self._on_failed))

    def _on_list(self, lines: Sequence[BallotLine]) -> None:
        self._lines = lines
        runs = len(on_shelf(lines, Shelf.OPEN))
        self._counted(str(runs) if runs else "")
        if self._setting.known:
            self._show_list()

    def _show_list(self) -> None:
        self._view.show_tabs(tabs(self._lines), self._shelf.value)
        today = local_day(self._clock())
        lines = [
            line
            for line in on_shelf(self._lines, self._shelf)
            if self._words in line.question.casefold()
        ]
        self._view.show_rows([row_shown(line, today) for line in lines])
        if not self._wanted and lines:
            self.select(lines[0].id)
        if self._wanted:
            self._view.select_row(self._wanted)
        else:
            self._show_none()

    def _show_none(self) -> None:
        self._open = None
        self.voting.close()
        may = self._setting.may(Capability.DECIDE_REVISION)
        self._view.offer(opening=may, importing=False, ending="")
        title = tr("Nothing found") if self._words else tr(_EMPTY[self._shelf])
        text = tr("Members vote where they talk; here their votes are witnessed.")
        self._view.show_nothing(title, text)

    def _on_record(self, view: BallotView, votes: Sequence[VoteRow]) -> None:
        before = self._open.line.id if self._open else ""
        self._open = view
        if before != view.line.id:
            self._view.show_problem("")
        self._view.show_ballot(ballot_shown(view, votes, self._clock()))
        self._view.offer(
            opening=self._setting.may(Capability.DECIDE_REVISION),
            importing=self._takes_votes(view),
            ending=self._ending(view),
        )
        may_write = self._setting.may(Capability.WRITE_REVISION)
        self.voting.open(view.line, may_write=may_write)

    def _takes_votes(self, view: BallotView) -> bool:
        is_open = view.line.state is BallotState.OPEN
        return is_open and self._setting.may(Capability.WRITE_REVISION)

    def _ending(self, view: BallotView) -> str:
        """Return how it can end: counted, cancelled, or not as it stands."""
        if view.line.state is not BallotState.OPEN:
            return ""
        if not self._setting.may(Capability.DECIDE_REVISION):
            return ""
        if view.is_over or self._clock() >= closes_at(view.line.terms):
            return CLOSE
        return CANCEL

    def _on_failed(self, error: AppError) -> None:
        self._view.show_problem(sentence(error))

    def _on_change(self, changes: Changes) -> None:
        if changes.areas & _AREAS:
            if self._setting.known:
                self.activated()
            else:
                self._load_list()
