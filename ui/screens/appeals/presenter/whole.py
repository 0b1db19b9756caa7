"""The appeals screen: the list, the open appeal, and what is done with them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final, Protocol

from app.appeals.queries import (
    AppealCounts,
    AppealDetail,
    AppealLine,
    AppealPage,
    AppealQueue,
    AppealView,
    RulingsSince,
    RulingTally,
)
from app.errors import AppError, NotPermitted
from app.ids import AppealId
from app.rulebook.queries import VersionLine, Versions
from app.staff.queries import Identity, WhoAmI
from app.staff.roles import Capability
from app.times import Clock, system_clock
from app.words import Language, mark, sentence, tr
from app.work import Changes, Page
from ui.running import Job, Runner
from ui.screens.appeals.presenter.filing import FilingPresenter, FilingView
from ui.screens.appeals.presenter.rows import (
    AppealRow,
    TallyShown,
    Titles,
    row_shown,
    tabs,
    tally_shown,
    titles_of,
)
from ui.screens.appeals.presenter.ruling import RulingPresenter, RulingView
from ui.screens.appeals.presenter.shown import RecordShown, record_shown
from ui.screens.host import Host
from ui.widgets import TabSpec

PAGE: Final = 50
TALLY_DAYS: Final = 90
_AREAS: Final = frozenset(
    {"appeals", "cases", "members", "rulebook", "staff", "conflicts"}
)
_EMPTY: Final = {
    AppealQueue.OPEN: mark("No appeal waits for a ruling"),
    AppealQueue.RULED: mark("No appeal has been ruled on"),
    AppealQueue.ALL: mark("There are no appeals yet"),
}


class View(RulingView, FilingView, Protocol):
    """What the screen asks of the widgets."""

    def show_tabs(self, specs: Sequence[TabSpec], current: str) -> None: ...
    def show_rows(self, rows: Sequence[AppealRow], *, more: bool) -> None: ...
    def append_rows(self, rows: Sequence[AppealRow], *, more: bool) -> None: ...
    def select_row(self, appeal: str) -> None: ...
    def show_tally(self, tally: TallyShown | None) -> None: ...
    def show_appeal(self, record: RecordShown) -> None: ...
    def show_nothing(self, title: str, *, may_file: bool) -> None: ...
    def set_may_file(self, *, may_file: bool) -> None: ...


class AppealsPresenter:
    """Answers what a person does on the screen.

    Attributes:
        ruling: the form under the open appeal.
        filing: the form that records one.
    """

    def __init__(
        self, view: View, runner: Runner, host: Host, clock: Clock = system_clock
    ) -> None:
        self._view, self._runner, self._host = view, runner, host
        self._clock = clock
        self.ruling = RulingPresenter(view, runner, host, self.activated)
        self.filing = FilingPresenter(view, runner, host, clock)
        self._known = False
        self._capabilities: frozenset[str] = frozenset()
        self._titles: Titles = {}
        self._queue = AppealQueue.OPEN
        self._lines: list[AppealLine] = []
        self._after: tuple[int, str] | None = None
        self._wanted = ""
        self._open: AppealView | None = None
        self._jobs: dict[str, Job] = {}
        runner.on_change(self._on_change)

    def activated(self) -> None:
        """Ask for everything again: the screen comes to the front."""
        self._ask("me", self._runner.query(WhoAmI(), self._on_me, self._on_failed))

    def choose_tab(self, key: str) -> None:
        """Show another list, and the first appeal in it."""
        self._queue = AppealQueue(key)
        self._lines, self._wanted = [], ""
        self._load_page()

    def more(self) -> None:
        """Ask for the next page."""
        if self._after is None:
            return
        query = AppealPage(queue=self._queue, after=self._after, limit=PAGE)
        self._ask("page", self._runner.query(query, self._on_more, self._on_failed))

    def tick(self) -> None:
        """Let the clocks move on."""
        if self._lines:
            self._show_rows()
        if self._open is not None:
            self._show_record(self._open)

    def select(self, appeal: str) -> None:
        """Open an appeal of the list."""
        if appeal and appeal != self._wanted:
            self._wanted = appeal
            self._load_record()

    def open_record(self, appeal: str) -> None:
        """Open an appeal another screen points to, in the list that holds all."""
        self._queue = AppealQueue.ALL
        self._lines, self._wanted = [], appeal
        self.activated()

    def open_case(self) -> None:
        """Go to the case the appeal is about."""
        if self._open is not None:
            self._host.open_record("cases", self._open.line.case)

    def count_as_feedback(self) -> None:
        """Open the form that counts what the appeal says as feedback on the rules."""
        if self._open is not None:
            number = self._open.line.number
            self._host.open_record("revision", f"feedback:new:{number}")

    def copy_notice(self, language: Language) -> None:
        """Put the ruling's notice on the clipboard."""
        if self._open is not None and language in self._open.notice:
            self._host.copy(self._open.notice[language])

    def _may(self, capability: Capability) -> bool:
        return capability in self._capabilities

    def _ask(self, what: str, job: Job) -> None:
        # An answer to an older question of the same kind is of no use any more.
        former = self._jobs.get(what)
        if former is not None:
            former.cancel()
        self._jobs[what] = job

    def _load_counts(self) -> None:
        def on_counts(counts: dict[AppealQueue, int]) -> None:
            self._view.show_tabs(tabs(counts), self._queue.value)

        def on_tally(tally: RulingTally) -> None:
            self._view.show_tally(tally_shown(tally) if tally.total else None)

        run = self._runner.query
        self._ask("counts", run(AppealCounts(), on_counts, self._on_failed))
        since = self._clock() - timedelta(days=TALLY_DAYS)
        self._ask("tally", run(RulingsSince(since=since), on_tally, self._on_failed))

    def _load_page(self) -> None:
        # As many as are there already, so that a list one has scrolled stays whole.
        query = AppealPage(queue=self._queue, limit=max(PAGE, len(self._lines)))
        self._ask("page", self._runner.query(query, self._on_page, self._on_failed))

    def _load_record(self) -> None:
        query = AppealDetail(appeal=AppealId(self._wanted))
        run = self._runner.query
        self._ask("record", run(query, self._on_record, self._on_unloaded))

    def _on_me(self, identity: Identity) -> None:
        self._known, self._capabilities = True, identity.me.capabilities
        self._view.set_may_file(may_file=self._may(Capability.FILE_APPEALS))
        run = self._runner.query
        self._ask("versions", run(Versions(), self._on_versions, self._on_failed))

    def _on_versions(self, versions: Sequence[VersionLine]) -> None:
        self._titles = titles_of(versions)
        self._load_counts()
        self._load_page()
        if self._wanted:
            self._load_record()

    def _on_page(self, page: Page[AppealLine]) -> None:
        self._lines, self._after = list(page.rows), page.after
        self._show_rows()
        if not self._wanted and self._lines:
            self.select(self._lines[0].id)
        if self._wanted:
            self._view.select_row(self._wanted)
        else:
            self._show_none(tr(_EMPTY[self._queue]))

    def _show_none(self, title: str) -> None:
        self._open = None
        self.ruling.close()
        may_file = self._may(Capability.FILE_APPEALS)
        self._view.show_nothing(title, may_file=may_file)

    def _on_more(self, page: Page[AppealLine]) -> None:
        self._lines += page.rows
        self._after = page.after
        more = page.after is not None
        self._view.append_rows(self._rows(page.rows), more=more)

    def _show_rows(self) -> None:
        self._view.show_rows(self._rows(self._lines), more=self._after is not None)

    def _rows(self, lines: Sequence[AppealLine]) -> list[AppealRow]:
        now, may = self._clock(), self._may(Capability.RULE_APPEALS)
        return [row_shown(line, self._titles, now, may_rule=may) for line in lines]

    def _on_record(self, view: AppealView) -> None:
        self._open = view
        self._show_record(view)
        self.ruling.open(view, may_rule=self._may(Capability.RULE_APPEALS))

    def _show_record(self, view: AppealView) -> None:
        may, now = self._may(Capability.RULE_APPEALS), self._clock()
        self._view.show_appeal(record_shown(view, self._titles, now, may_rule=may))

    def _on_unloaded(self, error: AppError) -> None:
        if isinstance(error, NotPermitted):
            # What was shown until now is not for this person any more.
            self._wanted = ""
            self._show_none(sentence(error))
        else:
            self._on_failed(error)

    def _on_failed(self, error: AppError) -> None:
        self._view.show_problem(sentence(error))

    def _on_change(self, changes: Changes) -> None:
        if changes.areas & _AREAS and self._known:
            self.activated()
