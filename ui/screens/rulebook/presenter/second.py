"""The second person a publication needs: who it is, and what waits for them."""

from collections.abc import Callable
from typing import Any

from app.approvals.commands import Withdraw
from app.approvals.duals import PUBLICATION
from app.approvals.model import ProposalState
from app.approvals.queries import (
    ProposalAbout,
    ProposalDetail,
    ProposalLine,
    ProposalView,
    SecondPerson,
    SecondPersonFor,
)
from app.ids import ProposalId, RulebookId
from app.rulebook.commands import PublishRulebook
from app.times import Clock
from app.words import tr
from app.work import Outcome
from ui.running import Failed, Runner
from ui.screens.second import WaitingShown, do_or_propose, waiting_shown


class SecondEyes:
    """Asks who could approve, and proposes where somebody could.

    Attributes:
        known: whether somebody else has to approve; None until that is known.
        waiting: the publication that waits; None if none does.
    """

    def __init__(self, runner: Runner, clock: Clock, shown: Callable[[], None]) -> None:
        """Remember whom to tell when something is known."""
        self._runner, self._clock, self._shown = runner, clock, shown
        self.known: SecondPerson | None = None
        self.waiting: ProposalLine | None = None

    def ask(self, command: PublishRulebook, failed: Failed) -> None:
        """Ask what waits, and whether somebody else has to approve this."""

        def on_waiting(line: ProposalLine | None) -> None:
            self.waiting = line
            self._runner.query(SecondPersonFor(command=command), on_second, failed)

        def on_second(second: SecondPerson) -> None:
            self.known = second
            self._shown()

        query = ProposalAbout(about="", what=PUBLICATION.code)
        self._runner.query(query, on_waiting, failed)

    def submit(
        self,
        command: PublishRulebook,
        published: Callable[[Outcome[RulebookId]], None],
        proposed: Callable[[Outcome[ProposalId]], None],
        failed: Failed,
    ) -> None:
        """Publish, or propose where somebody else has to approve."""
        do_or_propose(self._runner, command, published, proposed, failed)

    def withdraw(self, done: Callable[[Outcome[Any]], None], failed: Failed) -> None:
        """Take back what waits, if this person proposed it."""
        if self.waiting is not None and self.waiting.mine:
            self._runner.execute(Withdraw(proposal=self.waiting.id), done, failed)

    def fate(
        self, proposal: str, told: Callable[[ProposalLine], None], failed: Failed
    ) -> None:
        """Tell what became of a proposal, once it waits no more."""

        def done(view: ProposalView) -> None:
            if view.line.closed_at is not None:
                told(view.line)

        query = ProposalDetail(proposal=ProposalId(proposal))
        self._runner.query(query, done, failed)

    @property
    def blocks(self) -> bool:
        """Whether nothing can be published until somebody has approved or not."""
        line = self.waiting
        return line is not None and line.state is ProposalState.WAITING

    def words(self) -> str:
        """Return what publishing brings with it; empty while that is not known."""
        if self.known is None:
            return ""
        if self.known.needed:
            names = tr(", ").join(self.known.approvers)
            return tr("Has to be approved by one of: {names}", names=names)
        return tr(
            "Nobody else is entitled to approve this. You publish it alone, and that"
            " is recorded."
        )

    def shown(self) -> WaitingShown | None:
        """Return what waits, in words."""
        line = self.waiting
        return None if line is None else waiting_shown(line, self._clock())
