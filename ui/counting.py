"""How much waits in each section, asked anew whenever something has changed."""

from collections.abc import Callable, Sequence
from typing import Final

from app.appeals.queries import AppealCounts, AppealQueue
from app.cases.queries.queues import Queue, QueueCounts
from app.revision.queries.feedback import ClauseFeedback, FeedbackByClause
from ui.running import Failed, Runner
from ui.screens.workbench.presenter.gathering import Gathering, Tally

AREAS: Final = frozenset(
    {"cases", "appeals", "staff", "conflicts", "approvals", "reviews", "revision"}
)
"""What changes where a count may be another one."""

_CAP: Final = 1000


class Counting:
    """Tells the rail what waits, section by section."""

    def __init__(
        self, runner: Runner, told: Callable[[str, str], None], failed: Failed
    ) -> None:
        """Remember whom to tell: a section's key, and the figure as it is shown."""
        self._runner, self._told, self._failed = runner, told, failed
        self._gathering = Gathering(runner, failed)

    def count(self) -> None:
        """Ask how much waits."""
        self._runner.query(QueueCounts(), self._on_cases, self._failed)
        self._runner.query(AppealCounts(), self._on_appeals, self._failed)
        self._runner.query(FeedbackByClause(), self._on_feedback, self._failed)
        self._gathering.tally(self._on_tally)

    def _on_cases(self, counts: dict[Queue, int]) -> None:
        self._tell("cases", counts[Queue.TRIAGE] + counts[Queue.DECIDING])

    def _on_appeals(self, counts: dict[AppealQueue, int]) -> None:
        self._tell("appeals", counts[AppealQueue.OPEN])

    def _on_feedback(self, groups: Sequence[ClauseFeedback]) -> None:
        self._tell("revision", sum(group.waiting for group in groups))

    def _on_tally(self, tally: Tally) -> None:
        self._tell("workbench", tally.waiting)

    def _tell(self, key: str, count: int) -> None:
        self._told(key, f"{_CAP}+" if count >= _CAP else str(count or ""))
