"""The second person a removal needs: whether there is one, and what waits for them."""

from collections.abc import Callable
from typing import Any

from app.approvals.commands import Withdraw
from app.approvals.model import ProposalState
from app.approvals.queries import SecondPerson, SecondPersonFor
from app.cases.commands.deciding import DecideCase, Decision
from app.errors import AppError
from app.ids import ProposalId
from app.rulebook.model import Step
from app.words import tr
from app.work import Outcome
from ui.running import Failed, Job, Runner
from ui.screens.cases.presenter.loading import CaseFile
from ui.screens.second import WaitingShown, do_or_propose, waiting_shown
from ui.screens.setting import Setting


class SecondEyes:
    """Asks who could approve, and proposes where somebody could.

    Attributes:
        known: what is known of the case in front; None until it was asked.
    """

    def __init__(self, runner: Runner, shown: Callable[[], None]) -> None:
        """Remember whom to tell when something is known."""
        self._runner, self._shown = runner, shown
        self._job: Job | None = None
        self._asked = False
        self.known: SecondPerson | None = None

    def forget(self) -> None:
        """Another case comes to the front."""
        if self._job is not None:
            self._job.cancel()
        self._job, self._asked, self.known = None, False, None

    def learn(self, command: DecideCase, failed: Failed) -> None:
        """Ask once whether somebody else has to approve."""
        if self._asked:
            return

        def done(second: SecondPerson) -> None:
            self.known = second
            self._shown()

        self._asked = True
        query = SecondPersonFor(command=command)
        self._job = self._runner.query(query, done, failed)

    def submit(
        self,
        command: DecideCase,
        decided: Callable[[Outcome[Decision]], None],
        proposed: Callable[[Outcome[ProposalId]], None],
        failed: Failed,
    ) -> None:
        """Decide, or propose where somebody else has to approve.

        It is asked again: somebody may have joined the team or left it since.
        """
        if not removes(command.step):
            self._runner.execute(command, decided, failed)
            return
        do_or_propose(self._runner, command, decided, proposed, failed)

    def withdraw(
        self, file: CaseFile, done: Callable[[Outcome[Any]], None], failed: Failed
    ) -> None:
        """Take back what waits, if this person proposed it."""
        line = file.waiting
        if line is not None and line.mine:
            self._runner.execute(Withdraw(proposal=line.id), done, failed)

    def proposes(self, step: Step | None) -> bool:
        """Tell whether deciding this means to propose it."""
        return self.known is not None and self.known.needed and removes(step)

    def words(self, step: Step | None) -> str:
        """Return what deciding this brings with it; empty for what one person does."""
        if self.known is None or not removes(step):
            return ""
        if self.known.needed:
            names = tr(", ").join(self.known.approvers)
            return tr("Has to be approved by one of: {names}", names=names)
        if self.known.alone:
            return tr(
                "Nobody else is entitled to approve this. You decide it alone, and"
                " that is recorded."
            )
        return ""


def removes(step: Step | None) -> bool:
    """Tell whether a step removes a member."""
    return step is not None and step.kind.is_removal


def shown_of(file: CaseFile, setting: Setting) -> WaitingShown | None:
    """Return what waits for a second person about a case, in words."""
    line = file.waiting
    return None if line is None else waiting_shown(line, setting.now())


def is_waiting(file: CaseFile) -> bool:
    """Tell whether nothing can be decided until somebody has approved or not."""
    return file.waiting is not None and file.waiting.state is ProposalState.WAITING


def no_failure(_: AppError) -> None:
    """Leave unsaid what only a hint would have told."""
