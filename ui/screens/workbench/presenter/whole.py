"""The workbench: the list of what waits, the task in front, and what is done."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Protocol

from app.approvals.queries import ProposalDetail
from app.audit.queries import HistoryDetail
from app.errors import AppError, NotFound, NotPermitted
from app.ids import ProposalId
from app.reviews.queries import ReviewDetail
from app.times import Clock, system_clock
from app.words import sentence
from app.work import Changes
from ui.running import Job, Runner
from ui.screens.host import Host
from ui.screens.workbench.presenter.acting import ActingPresenter, ActingView
from ui.screens.workbench.presenter.gathering import Gathering, Heap
from ui.screens.workbench.presenter.others import (
    appeal_task,
    case_task,
    held_task,
    member_task,
    rekey_task,
)
from ui.screens.workbench.presenter.proposals import proposal_task
from ui.screens.workbench.presenter.reviews import returned_task, review_task
from ui.screens.workbench.presenter.rows import (
    Kind,
    WorkRow,
    id_of,
    kind_of,
    next_key,
    rows_shown,
)
from ui.screens.workbench.presenter.task import DetailShown, Task

_ELSEWHERE: Final = frozenset({Kind.CASE, Kind.APPEAL, Kind.MEMBER, Kind.RETURNED})
"""What is done on a screen of its own: Enter goes there."""


class View(ActingView, Protocol):
    """What the screen asks of the widgets."""

    def show_rows(self, rows: Sequence[WorkRow]) -> None: ...
    def select_row(self, key: str) -> None: ...
    def show_detail(self, detail: DetailShown) -> None: ...
    def show_nothing(self) -> None: ...
    def show_record(self) -> None: ...
    def focus_record(self) -> None: ...


class WorkbenchPresenter:
    """Answers what a person does on the screen.

    Attributes:
        acting: the form under the task in front.
    """

    def __init__(
        self, view: View, runner: Runner, host: Host, clock: Clock = system_clock
    ) -> None:
        self._view, self._runner, self._host = view, runner, host
        self._clock = clock
        self.acting = ActingPresenter(
            view, runner, host, go=self._go, look_again=self.activated
        )
        self._gathering = Gathering(runner, self._on_failed)
        self._heap: Heap | None = None
        self._rows: list[WorkRow] = []
        self._wanted = ""
        self._task: Task | None = None
        self._job: Job | None = None
        runner.on_change(self._on_change)

    def activated(self) -> None:
        """Ask for everything again: the screen comes to the front."""
        self._gathering.heap(self._on_heap)

    def select(self, key: str) -> None:
        """Show a task of the list."""
        if key and key != self._wanted:
            self._wanted = key
            self._load()

    def open(self, key: str) -> None:
        """Go into a task: to its own screen, or to what is shown of it here."""
        self.select(key)
        if kind_of(key) in _ELSEWHERE:
            self.go()
        else:
            self._view.show_record()
            self._view.focus_record()

    def go(self) -> None:
        """Go to the record behind the task in front."""
        if self._task is not None:
            self._go(self._task)

    def tick(self) -> None:
        """Let the clocks move on."""
        if self._heap is not None:
            self._rows = rows_shown(self._heap, self._clock())
            self._view.show_rows(self._rows)

    def _go(self, task: Task) -> None:
        screen, record = task.place
        if screen:
            self._host.open_record(screen, record)
        else:
            self._host.rekey()

    def _on_heap(self, heap: Heap) -> None:
        before, self._heap = self._rows, heap
        self._rows = rows_shown(heap, self._clock())
        self._view.show_rows(self._rows)
        if self._wanted not in {row.key for row in self._rows}:
            self._wanted = next_key(before, self._rows, self._wanted)
        self._view.select_row(self._wanted)
        if self._wanted:
            self._load()
        else:
            self._show_none()

    def _load(self) -> None:
        heap = self._heap
        if heap is None:
            return
        if self._job is not None:
            self._job.cancel()
        now, key = self._clock(), self._wanted
        if not self._ask(key, now):
            self._show(_listed(key, heap, now))

    def _ask(self, key: str, now: datetime) -> bool:
        """Ask for what the list does not hold; return whether that was needed."""
        run, kind, about = self._runner.query, kind_of(key), id_of(key)
        match kind:
            case Kind.APPROVE | Kind.MINE:
                query = ProposalDetail(proposal=ProposalId(about))
                self._job = run(
                    query,
                    lambda view: self._show(proposal_task(kind, view, now)),
                    self._on_gone,
                )
            case Kind.REVIEW:
                self._job = run(
                    ReviewDetail(decision=about),
                    lambda view: self._show(review_task(view, now)),
                    self._on_gone,
                )
            case Kind.HELD:
                self._job = run(
                    HistoryDetail(commit=about, limit=1),
                    lambda view: self._show(held_task(view.row, now)),
                    self._on_gone,
                )
            case _:
                return False
        return True

    def _show(self, task: Task | None) -> None:
        self._task = task
        if task is None:
            self._show_none()
            return
        self._view.show_detail(task.detail)
        self.acting.open(task)

    def _show_none(self) -> None:
        self._task = None
        self.acting.open(None)
        self._view.show_nothing()

    def _on_gone(self, error: AppError) -> None:
        if isinstance(error, NotPermitted | NotFound):
            # What was shown until now is not for this person any more.
            self._show_none()
        self._on_failed(error)

    def _on_failed(self, error: AppError) -> None:
        self._view.show_problem(sentence(error))

    def _on_change(self, _: Changes) -> None:
        # Something of every section stands here; what was let in changes none.
        if self._heap is not None:
            self.activated()


def _listed(key: str, heap: Heap, now: datetime) -> Task | None:
    """Return a task of which the list holds everything; None if it is not there."""
    about = id_of(key)
    match kind_of(key):
        case Kind.RETURNED:
            found = (line for line in heap.returned if line.id == about)
            return next((returned_task(line, heap, now) for line in found), None)
        case Kind.CASE:
            cases = (line for line in heap.cases.rows if line.id == about)
            return next((case_task(line, heap, now) for line in cases), None)
        case Kind.MEMBER:
            members = (line for line in heap.members.rows if line.member == about)
            return next((member_task(line, now) for line in members), None)
        case Kind.APPEAL:
            appeals = (line for line in heap.appeals.rows if line.id == about)
            return next((appeal_task(line, heap, now) for line in appeals), None)
        case _:
            return rekey_task()
