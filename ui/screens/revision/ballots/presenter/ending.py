"""How a ballot ends: counted, or cancelled since its terms were wrong."""

from collections.abc import Callable, Mapping
from typing import Protocol

from app.errors import AppError, Conflict
from app.ids import BallotId, VoteId
from app.revision.commands.ballots import CancelBallot, CloseBallot, StrikeVote
from app.revision.model import ballots as model
from app.revision.wording import outcome_text
from app.words import sentence, tr
from app.work import Outcome
from ui.drafts import Drafts
from ui.running import Runner
from ui.screens.host import Host


class EndingView(Protocol):
    """What ending a ballot asks of the widgets."""

    def open_cancelling(self, question: str) -> None: ...
    def show_texts(self, texts: Mapping[str, str]) -> None: ...
    def show_error(self, text: str) -> None: ...
    def close_dialog(self) -> None: ...


class EndingPresenter:
    """Closes and cancels ballots, and strikes votes entered by mistake."""

    def __init__(
        self,
        view: EndingView,
        runner: Runner,
        host: Host,
        failed: Callable[[str], None],
        look_again: Callable[[], None],
    ) -> None:
        """Begin without a ballot.

        Args:
            view: the widgets.
            runner: carries out what is asked.
            host: the window.
            failed: told what went wrong; nothing takes an earlier word of it away.
            look_again: asks for the ballot anew, when it is not as it was shown.
        """
        self._view, self._runner, self._host = view, runner, host
        self._failed, self._look_again = failed, look_again
        self._cancelled: BallotId | None = None
        self._busy = False
        self._drafts = Drafts(runner, "text")

    def close(self, ballot: BallotId) -> None:
        """Count the votes."""
        if self._busy:
            return
        self._busy = True
        self._failed("")
        command = CloseBallot(ballot=ballot)
        self._runner.execute(command, self._on_closed, self._on_failed)

    def ask(self, ballot: BallotId, question: str) -> None:
        """Ask why a ballot is to come to nothing."""
        self._cancelled = ballot
        self._view.open_cancelling(question)
        self._drafts.begin(f"ballot:{ballot}:cancel", self._on_recalled)

    def written(self, texts: Mapping[str, str]) -> None:
        """Keep what is half written."""
        self._drafts.take(texts)

    def given_up(self) -> None:
        """The ballot goes on."""
        self._drafts.drop()

    def cancel(self, reason: str) -> None:
        """Have it come to nothing."""
        if self._cancelled is None or self._busy:
            return
        self._busy = True
        command = CancelBallot(ballot=self._cancelled, reason=reason)
        self._runner.execute(command, self._on_cancelled, self._on_refused)

    def strike(self, vote: VoteId) -> None:
        """Take out a vote that was entered by mistake; it stays to be seen."""

        def done(_: Outcome[None]) -> None:
            self._host.toast(tr("Vote struck; it counts nowhere"))

        self._runner.execute(StrikeVote(vote=vote), done, self._on_failed)

    def _on_recalled(self) -> None:
        self._view.show_texts(self._drafts.texts)

    def _on_closed(self, outcome: Outcome[model.Outcome]) -> None:
        self._busy = False
        told = tr("Closed: {outcome}", outcome=outcome_text(outcome.value))
        self._host.toast(told)

    def _on_cancelled(self, _: Outcome[None]) -> None:
        self._busy = False
        self._drafts.drop()
        self._view.close_dialog()
        self._host.toast(tr("Ballot cancelled"))

    def _on_refused(self, error: AppError) -> None:
        self._busy = False
        self._view.show_error(sentence(error))

    def _on_failed(self, error: AppError) -> None:
        self._busy = False
        self._failed(sentence(error))
        if isinstance(error, Conflict):
            self._look_again()
