"""The queues: a page of cases at a time, and which one is looked at."""

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from app.cases.model import CaseState
from app.cases.queries.queues import CaseLine, CasePage, Queue, QueueCounts
from app.errors import AppError
from app.ids import CaseId
from app.words import sentence
from app.work import Page
from ui.running import Job, Runner
from ui.screens.cases.presenter.rows import (
    CaseRow,
    Empty,
    NextStep,
    QueueTab,
    case_row,
    empty_queue,
    fuller_queue,
    queue_tabs,
)
from ui.screens.setting import Setting

PAGE: Final = 50


class QueueView(Protocol):
    """What the presenter needs of the left pane."""

    def show_tabs(self, tabs: Sequence[QueueTab], current: Queue) -> None:
        """Show the queues and which one is looked at."""
        ...

    def show_rows(self, rows: Sequence[CaseRow], *, more: bool, selected: str) -> None:
        """Show these rows instead; the scrolling stays, nothing is told."""
        ...

    def append_rows(self, rows: Sequence[CaseRow], *, more: bool) -> None:
        """Add the next page."""
        ...

    def select(self, case: str) -> None:
        """Make this row current; tells of it as if a person had."""
        ...

    def show_empty(self, empty: Empty | None) -> None:
        """Say why there is no row; None takes it away."""
        ...

    def clear_search(self) -> None:
        """Empty the box that filters; nothing is told."""
        ...


class QueuePresenter:
    """Pages a queue by key and keeps the place in it."""

    def __init__(
        self,
        view: QueueView,
        runner: Runner,
        setting: Setting,
        *,
        chosen: Callable[[CaseId | None], None],
        failed: Callable[[str], None],
    ) -> None:
        """Wire the left pane.

        Args:
            view: the pane.
            runner: asks the vault.
            setting: person and rules.
            chosen: told which case is looked at now.
            failed: told in words what went wrong.
        """
        self._view, self._runner, self._setting = view, runner, setting
        self._chosen, self._failed = chosen, failed
        self._queue, self._words = Queue.TRIAGE, ""
        self._lines: list[CaseLine] = []
        self._after: tuple[int, str] | None = None
        self._counts: dict[Queue, int] = {}
        self._current: CaseId | None = None
        self._place = 0
        self._elsewhere = self._told_once = False
        self._told: CaseId | None = None
        self._job: Job | None = None

    @property
    def is_bare(self) -> bool:
        """Return whether the vault has no case at all."""
        return self._counts.get(Queue.ALL, 0) == 0

    def refresh(self) -> None:
        """Ask again for counts and rows; place and scrolling stay."""
        self._runner.query(QueueCounts(), self._on_counts, self._fail)

    def choose_queue(self, queue: Queue) -> None:
        """Look at another queue, from its beginning."""
        self._queue = queue
        if self._words:
            self._words = ""
            self._view.clear_search()
        self._start_anew()

    def search(self, words: str) -> None:
        """Look for words in all queues; none ends it."""
        if words != self._words:
            self._words = words
            self._start_anew()

    def more(self) -> None:
        """Ask for the next page."""
        if self._after is not None:
            page = CasePage(queue=self._queue, after=self._after, limit=PAGE)
            self._ask(page, self._on_more)

    def moved(self, case: str) -> None:
        """Another row became current."""
        ids = self._ids()
        if case in ids:
            self._place, self._elsewhere = ids.index(CaseId(case)), False
            self._current = CaseId(case)
            self._tell()

    def step(self, by: int) -> None:
        """Go so many rows further."""
        place = self._place + by
        if 0 <= place < len(self._lines):
            self._view.select(self._lines[place].id)

    def go_on(self) -> None:
        """Look at the next case that is not decided, from the next refresh on."""
        later = self._lines[self._place + 1 :]
        waiting = (c.id for c in later if c.state is not CaseState.DECIDED)
        self._current = next(waiting, self._current)

    def open(self, case: CaseId, state: CaseState) -> None:
        """Look at a certain case that is shown already, in the queue it stands in."""
        self._current = self._told = case
        stays = self._queue in (Queue.MINE, Queue.ALL, Queue(state.value))
        if case in self._ids() and (stays or self._words):
            self._view.select(case)
            return
        self._elsewhere = True
        self._queue, self._words = Queue(state.value), ""
        self._lines, self._place = [], 0
        self._view.clear_search()
        self.refresh()

    def take_step(self, step: NextStep) -> None:
        """Do what an empty queue offers; what is not the queue's is left."""
        if step is NextStep.CLEAR:
            self._view.clear_search()
            self.search("")
        elif step is NextStep.OTHER:
            self.choose_queue(fuller_queue(self._counts))

    def tick(self) -> None:
        """Let the clocks go on."""
        if self._lines:
            self._show_rows()

    def _ids(self) -> list[CaseId]:
        return [line.id for line in self._lines]

    def _start_anew(self) -> None:
        self._lines, self._after = [], None
        self._place, self._elsewhere = 0, False
        self._current = None
        self.refresh()

    def _tell(self) -> None:
        # Why there is nothing to look at may have changed.
        if self._current is None or self._current != self._told or not self._told_once:
            self._told, self._told_once = self._current, True
            self._chosen(self._current)

    def _ask(self, page: CasePage, done: Callable[[Page[CaseLine]], None]) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = self._runner.query(page, done, self._fail)

    def _fail(self, error: AppError) -> None:
        self._failed(sentence(error))

    def _on_counts(self, counts: dict[Queue, int]) -> None:
        self._counts = counts
        # A search goes through every queue, and the tabs say so.
        shown = Queue.ALL if self._words else self._queue
        self._view.show_tabs(queue_tabs(counts), shown)
        limit = max(PAGE, len(self._lines))
        page = CasePage(queue=self._queue, words=self._words, limit=limit)
        self._ask(page, self._on_page)

    def _on_page(self, page: Page[CaseLine]) -> None:
        self._lines, self._after = list(page.rows), page.after
        self._pick()
        self._show_rows()
        searched = bool(self._words)
        empty = empty_queue(self._queue, self._counts, searched=searched)
        self._view.show_empty(None if self._lines else empty)
        self._tell()

    def _on_more(self, page: Page[CaseLine]) -> None:
        self._after = page.after
        self._lines += page.rows
        rows = [case_row(line, self._setting) for line in page.rows]
        self._view.append_rows(rows, more=page.after is not None)

    def _pick(self) -> None:
        """Look at the same case as before, or at what took its place."""
        ids = self._ids()
        if self._current is not None and self._current in ids:
            self._elsewhere = False
            self._place = ids.index(self._current)
        elif not self._elsewhere:
            self._place = max(0, min(self._place, len(ids) - 1))
            self._current = ids[self._place] if ids else None

    def _show_rows(self) -> None:
        self._view.show_rows(
            [case_row(line, self._setting) for line in self._lines],
            more=self._after is not None,
            selected=self._current or "",
        )
