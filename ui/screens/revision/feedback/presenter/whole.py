"""The feedback tab: the list, the open piece, and what is done with them."""

from collections.abc import Sequence
from typing import Final, Protocol

from app.errors import AppError, NotPermitted
from app.ids import FeedbackId
from app.revision.commands.feedback import (
    SortFeedback,
    StrikeFeedback,
    WithdrawAnswers,
)
from app.revision.model.feedback import FeedbackState, Stance
from app.revision.queries.feedback import (
    ClauseFeedback,
    FeedbackByClause,
    FeedbackDetail,
    FeedbackLine,
    FeedbackPage,
    FeedbackQueue,
)
from app.revision.queries.motions import MotionLine, MotionList
from app.rulebook.model import Clause
from app.rulebook.queries import Version, VersionText
from app.staff.roles import Capability
from app.times import Clock, system_clock
from app.words import mark, sentence, tr
from app.work import Changes, Command, Outcome, Page
from ui.running import Job, Runner
from ui.screens.host import Host
from ui.screens.revision.feedback.presenter.answering import (
    AnswerPresenter,
    AnswerView,
)
from ui.screens.revision.feedback.presenter.rows import (
    ALL_CLAUSES,
    FeedbackRow,
    clause_choices,
    clause_title,
    present_titles,
    row_shown,
    stance_choices,
    tabs,
)
from ui.screens.revision.feedback.presenter.shown import RecordShown, record_shown
from ui.screens.revision.part import Counted
from ui.screens.setting import Setting
from ui.widgets import Choice, TabSpec

PAGE: Final = 50
_AREAS: Final = frozenset(
    {"revision", "members", "rulebook", "appeals", "staff", "conflicts"}
)
_EMPTY: Final = {
    FeedbackQueue.OPEN: mark("No feedback waits for an answer"),
    FeedbackQueue.ANSWERED: mark("No feedback has been answered"),
    FeedbackQueue.ALL: mark("There is no feedback yet"),
}


class View(AnswerView, Protocol):
    """What the tab asks of the widgets."""

    def show_tabs(self, specs: Sequence[TabSpec], current: str) -> None: ...
    def show_clauses(self, choices: Sequence[Choice], current: str) -> None: ...
    def show_rows(self, rows: Sequence[FeedbackRow], *, more: bool) -> None: ...
    def append_rows(self, rows: Sequence[FeedbackRow], *, more: bool) -> None: ...
    def select_row(self, feedback: str) -> None: ...
    def show_feedback(self, record: RecordShown) -> None: ...
    def show_nothing(self, title: str, *, may_record: bool) -> None: ...
    def set_may_record(self, *, may_record: bool) -> None: ...
    def ask_sorting(
        self,
        clauses: Sequence[Choice],
        stances: Sequence[Choice],
        chosen: tuple[str, str],
    ) -> None: ...


class FeedbackPresenter:
    """Answers what a person does in the tab.

    Attributes:
        setting: who is signed in, and which rules there are.
        answering: the form under the open piece.
    """

    def __init__(
        self,
        view: View,
        runner: Runner,
        host: Host,
        counted: Counted,
        clock: Clock = system_clock,
    ) -> None:
        self._view, self._runner, self._host = view, runner, host
        self._counted, self._clock = counted, clock
        self.setting = Setting(runner, clock)
        self.answering = AnswerPresenter(
            view,
            runner,
            host,
            answered=self._on_answered,
            look_again=self.activated,
        )
        self._queue = FeedbackQueue.OPEN
        self._clause: str | None = None
        self._groups: Sequence[ClauseFeedback] = ()
        self._titles: dict[str, str] = {}
        self._motions: dict[str, str] = {}
        self._lines: list[FeedbackLine] = []
        self._after: tuple[int, str] | None = None
        self._wanted = ""
        self._place = 0
        self._open: FeedbackLine | None = None
        self._text: Clause | None = None
        self._jobs: dict[str, Job] = {}
        runner.on_change(self._on_change)
        self._count()

    def activated(self) -> None:
        """Ask for everything again: the tab comes to the front."""
        self.setting.load(self._on_setting, self._on_failed)

    def choose_tab(self, key: str) -> None:
        """Show another list, and the first piece in it."""
        self._queue = FeedbackQueue(key)
        self._turn()

    def choose_clause(self, key: str) -> None:
        """Show what is about one clause alone, or about all."""
        self._clause = None if key == ALL_CLAUSES else key
        self._turn()

    def more(self) -> None:
        """Ask for the next page."""
        if self._after is not None:
            query = FeedbackPage(
                queue=self._queue, clause=self._clause, after=self._after, limit=PAGE
            )
            run = self._runner.query
            self._ask("page", run(query, self._on_more, self._on_failed))

    def select(self, feedback: str) -> None:
        """Open a piece of the list."""
        if feedback and feedback != self._wanted:
            self._wanted = feedback
            self._load_record()

    def open_record(self, feedback: str) -> None:
        """Open a piece another screen points to, in the list that holds all."""
        self._queue, self._clause = FeedbackQueue.ALL, None
        self._lines, self._wanted = [], feedback
        self.activated()

    def show_new(self, feedback: str) -> None:
        """Open what has just been recorded, in the list of what waits."""
        self._queue, self._clause, self._wanted = FeedbackQueue.OPEN, None, feedback
        self.activated()

    def ask_sorting(self) -> None:
        """Ask which clause the open piece is about, if it can be filed."""
        line = self._open
        if line is None or line.state is not FeedbackState.OPEN:
            return
        if not self.setting.may(Capability.WRITE_REVISION):
            self._host.toast(sentence(NotPermitted("not_permitted")))
            return
        self._view.ask_sorting(
            [
                Choice(key=number, text=clause_title(number, self._titles))
                for number in self._titles
            ],
            stance_choices(),
            (line.clause, line.stance.value),
        )

    def sort(self, clause: str, stance: str) -> None:
        """File the open piece under a clause, and say what it thinks of it."""
        line = self._open
        if line is not None:
            command = SortFeedback(
                feedback=FeedbackId(line.id), clause=clause, stance=Stance(stance)
            )
            self._do(command, tr("Filed under clause {clause}", clause=clause))

    def strike(self) -> None:
        """Take the open piece out: it was entered by mistake."""
        if self._open is not None:
            command = StrikeFeedback(feedback=(FeedbackId(self._open.id),))
            self._keep_place()
            self._do(command, tr("Struck; it counts nowhere."))

    def withdraw(self) -> None:
        """Take the answer of the open piece back."""
        if self._open is not None:
            command = WithdrawAnswers(feedback=(FeedbackId(self._open.id),))
            self._do(command, tr("It waits for an answer again."))

    def open_clause(self) -> None:
        """Go to the clause in the rules."""
        if self._open is not None and self._open.clause:
            self._host.open_record("rulebook", self._open.clause)

    def open_member(self) -> None:
        """Go to who said it."""
        if self._open is not None and self._open.member is not None:
            self._host.open_record("members", self._open.member)

    def open_motion(self) -> None:
        """Go to the motion it led to."""
        if self._open is not None and self._open.motion is not None:
            self._host.open_record("revision", f"motions:{self._open.motion}")

    def _turn(self) -> None:
        self._lines, self._wanted, self._place = [], "", 0
        self._show_counts()
        self._load_page()

    def _do(self, command: Command[None], told: str) -> None:
        self._view.show_problem("")

        def done(outcome: Outcome[None]) -> None:
            undo = outcome.undo
            self._host.toast(told, (lambda: self._undo(undo)) if undo else None)

        self._runner.execute(command, done, self._on_failed)

    def _undo(self, command: Command[None]) -> None:
        self._runner.execute(command, lambda _: None, self._on_failed)

    def _keep_place(self) -> None:
        """Go on with what takes the place of the open piece in the list."""
        ids: list[str] = [line.id for line in self._lines]
        self._place = ids.index(self._wanted) if self._wanted in ids else 0
        self._wanted = ""

    def _on_answered(self, feedback: str) -> None:
        if feedback == self._wanted and self._queue is FeedbackQueue.OPEN:
            self._keep_place()
            self._load_page()

    def _ask(self, what: str, job: Job) -> None:
        # An answer to an older question of the same kind is of no use any more.
        former = self._jobs.get(what)
        if former is not None:
            former.cancel()
        self._jobs[what] = job

    def _count(self) -> None:
        run = self._runner.query
        query = FeedbackByClause()
        self._ask("counts", run(query, self._on_groups, self._on_failed))

    def _load_page(self) -> None:
        # As many as are there already, so that a list one has scrolled stays whole.
        query = FeedbackPage(
            queue=self._queue,
            clause=self._clause,
            limit=max(PAGE, len(self._lines)),
        )
        self._ask("page", self._runner.query(query, self._on_page, self._on_failed))

    def _load_record(self) -> None:
        query = FeedbackDetail(feedback=FeedbackId(self._wanted))
        run = self._runner.query
        self._ask("record", run(query, self._on_record, self._on_unloaded))

    def _on_setting(self) -> None:
        self._titles = present_titles(self.setting.versions)
        may = self.setting.may(Capability.WRITE_REVISION)
        self._view.set_may_record(may_record=may)
        run = self._runner.query
        self._ask("motions", run(MotionList(), self._on_motions, self._on_failed))

    def _on_motions(self, motions: Sequence[MotionLine]) -> None:
        self._motions = {line.id: line.title for line in motions}
        self._count()
        self._load_page()
        if self._wanted:
            self._load_record()

    def _on_groups(self, groups: Sequence[ClauseFeedback]) -> None:
        self._groups = groups
        waiting = sum(group.waiting for group in groups)
        self._counted(str(waiting or ""))
        if self.setting.known:
            self._show_counts()
            self._show_record()

    def _show_counts(self) -> None:
        clause = self._clause
        choices = clause_choices(self._groups, self._titles, clause)
        self._view.show_clauses(choices, ALL_CLAUSES if clause is None else clause)
        self._view.show_tabs(tabs(self._groups, clause), self._queue.value)

    def _on_page(self, page: Page[FeedbackLine]) -> None:
        self._lines, self._after = list(page.rows), page.after
        more = page.after is not None
        self._view.show_rows(self._rows(self._lines), more=more)
        if not self._wanted and self._lines:
            self.select(self._lines[min(self._place, len(self._lines) - 1)].id)
        if self._wanted:
            self._view.select_row(self._wanted)
        else:
            self._show_none(tr(_EMPTY[self._queue]))

    def _show_none(self, title: str) -> None:
        self._open = self._text = None
        self.answering.close()
        may = self.setting.may(Capability.WRITE_REVISION)
        self._view.show_nothing(title, may_record=may)

    def _on_more(self, page: Page[FeedbackLine]) -> None:
        self._lines += page.rows
        self._after = page.after
        more = page.after is not None
        self._view.append_rows(self._rows(page.rows), more=more)

    def _rows(self, lines: Sequence[FeedbackLine]) -> list[FeedbackRow]:
        now = self._clock()
        return [row_shown(line, self._titles, now) for line in lines]

    def _on_record(self, line: FeedbackLine) -> None:
        version = next(
            (v.id for v in self.setting.versions if v.version == line.version), None
        )
        if version is None or not line.clause:
            self._on_text(line, None)
            return

        def on_version(version: Version | None) -> None:
            clause = version.book.clause(line.clause) if version else None
            self._on_text(line, clause)

        query = VersionText(version=version)
        self._ask("text", self._runner.query(query, on_version, self._on_failed))

    def _on_text(self, line: FeedbackLine, clause: Clause | None) -> None:
        self._open, self._text = line, clause
        self._show_record()
        may = self.setting.may(Capability.DECIDE_REVISION)
        self.answering.open(line, self._motions, may_decide=may)

    def _show_record(self) -> None:
        if self._open is None:
            return
        self._view.show_feedback(
            record_shown(
                self._open,
                self._text,
                self._groups,
                self._titles,
                self._motions,
                self._clock(),
                may_write=self.setting.may(Capability.WRITE_REVISION),
                may_decide=self.setting.may(Capability.DECIDE_REVISION),
            )
        )

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
        if not changes.areas & _AREAS:
            return
        if self.setting.known:
            self.activated()
        else:
            self._count()
