"""The cases screen as a whole: which case is looked at, what its panes show."""

from typing import Final, Protocol

from app.cases.model import CaseState
from app.cases.queries.queues import Queue
from app.errors import AppError, NotPermitted
from app.ids import CaseId, MemberId
from app.times import Clock, system_clock
from app.words import sentence, tr
from app.work import Changes
from ui.running import Runner
from ui.screens.cases.presenter.decision import DecisionPresenter, DecisionScreen
from ui.screens.cases.presenter.importing import ImportPresenter, ImportView
from ui.screens.cases.presenter.intake import IntakePresenter, IntakeView
from ui.screens.cases.presenter.loading import CaseFile, CaseLoader
from ui.screens.cases.presenter.outcome import OutcomePresenter, OutcomeView
from ui.screens.cases.presenter.queue import QueuePresenter, QueueView
from ui.screens.cases.presenter.record import RecordPresenter, RecordView
from ui.screens.cases.presenter.rows import Empty, NextStep
from ui.screens.host import Host
from ui.screens.setting import Setting

RULES: Final = "rulebook"
"""Key of the screen where rules are published."""

_HEARD: Final = frozenset(
    {"approvals", "cases", "notes", "appeals", "members", "rulebook", "staff"}
    | {"conflicts"}
)
_SETTING: Final = frozenset({"rulebook", "staff"})


class CasesView(Protocol):
    """What the presenters need of the whole screen.

    Attributes:
        queue: the left pane.
        record: header and middle pane.
        decision: the right pane of an open case.
        outcome: the right pane of a decided one.
        intake: the form of a new case.
        importing: the import's dialog.
    """

    @property
    def queue(self) -> QueueView: ...

    @property
    def record(self) -> RecordView: ...

    @property
    def decision(self) -> DecisionScreen: ...

    @property
    def outcome(self) -> OutcomeView: ...

    @property
    def intake(self) -> IntakeView: ...

    @property
    def importing(self) -> ImportView: ...

    def show_side(self, *, decided: bool | None) -> None:
        """Show the form, what follows a decision, or with None neither."""
        ...

    def show_trouble(self, text: str) -> None:
        """Say over the record what went wrong; empty takes it away."""
        ...

    def focus_next(self) -> None:
        """Give the focus to what the next case is worked from: its letters act."""
        ...


class CasesPresenter:
    """Holds the presenters of the parts and lets them know of one another."""

    def __init__(
        self,
        view: CasesView,
        runner: Runner,
        host: Host,
        clock: Clock = system_clock,
    ) -> None:
        """Wire the whole screen."""
        self._view, self._runner, self._host = view, runner, host
        self._shown: CaseId | None = None
        setting = Setting(runner, clock)
        self._setting = setting
        self._loader = CaseLoader(runner, self._on_loaded, self._on_unloaded)
        self.queue = QueuePresenter(
            view.queue, runner, setting, chosen=self._look_at, failed=self._say
        )
        self.record = RecordPresenter(
            view.record, runner, setting, host, failed=self._say
        )
        self.decision = DecisionPresenter(
            view.decision,
            runner,
            setting,
            host,
            decided=self._go_on,
            undone=self.open,
            failed=self._say,
        )
        self.outcome = OutcomePresenter(
            view.outcome,
            runner,
            setting,
            host,
            undone=self.open,
            failed=self._say,
        )
        self.intake = IntakePresenter(
            view.intake, runner, setting, host, opened=self.open, failed=self._say
        )
        self.importing = ImportPresenter(
            view.importing, runner, setting, host, failed=self._say
        )
        runner.on_change(self._on_change)

    def start(self) -> None:
        """Ask for everything: the screen comes to the front."""
        self._setting.load(self._on_setting, self._fail)

    def open(self, case: CaseId) -> None:
        """Show a certain case, whatever queue it is in."""

        def loaded(file: CaseFile) -> None:
            self._loader.stop()
            self._on_loaded(file)
            self.queue.open(file.case.id, file.case.state)

        loader = CaseLoader(self._runner, loaded, self._on_unloaded)
        self._setting.when_known(lambda: loader.load(case), self._fail)

    def new_case(self) -> None:
        """Open the form of a new case."""
        self._setting.when_known(self.intake.start, self._fail)

    def import_cases(self) -> None:
        """Take in a file of complaints."""
        self._setting.when_known(self.importing.start, self._fail)

    def take_case(self, member: MemberId) -> None:
        """Open the form of a new case about a member."""
        self._setting.when_known(lambda: self.intake.start_about(member), self._fail)

    def tick(self) -> None:
        """Let every clock go on."""
        for part in (self.queue, self.record, self.decision, self.outcome):
            part.tick()

    def put_away(self) -> None:
        """Keep what is half written: the screen goes to the back."""
        self.decision.keep_texts()
        self.record.keep_note()

    def take_step(self, step: NextStep) -> None:
        """Do what an empty place offers."""
        if step is NextStep.IMPORT:
            self.import_cases()
        elif step is NextStep.RULES:
            self._host.open_record(RULES, "")
        else:
            self.queue.take_step(step)

    def choose_queue(self, queue: str) -> None:
        """Look at another queue."""
        self.queue.choose_queue(Queue(queue))

    def _on_setting(self) -> None:
        self.queue.refresh()
        if self._shown is not None:
            self._loader.load(self._shown)

    def _on_change(self, changes: Changes) -> None:
        if not changes.areas & _HEARD:
            return
        if changes.areas & _SETTING:
            self._setting.load(self._on_setting, self._fail)
            return
        self._say("")
        before = self._shown
        self.queue.refresh()
        if self._shown is not None and self._shown == before:
            self._loader.load(self._shown)

    def _go_on(self) -> None:
        self.queue.go_on()
        self._view.focus_next()

    def _look_at(self, case: CaseId | None) -> None:
        self._shown = case
        self._say("")
        if case is not None:
            self._loader.load(case)
        else:
            self._show_none(self._nothing())

    def _show_none(self, why: Empty) -> None:
        self._loader.stop()
        self.decision.put_away()
        self.outcome.put_away()
        self.record.show_nothing(why)
        self._view.show_side(decided=None)

    def _on_unloaded(self, error: AppError) -> None:
        if not isinstance(error, NotPermitted):
            self._fail(error)
            return
        # What was shown until now is not for this person any more.
        self._shown = None
        title = tr("Somebody else looks after this case")
        self._show_none(Empty(title=title, text=sentence(error)))

    def _on_loaded(self, file: CaseFile) -> None:
        self._shown = file.case.id
        decided = file.case.state is CaseState.DECIDED
        self.record.show(file)
        if decided:
            self.decision.put_away()
            self.outcome.show(file)
        else:
            self.outcome.put_away()
            self.decision.show(file)
        self._view.show_side(decided=decided)

    def _nothing(self) -> Empty:
        if not self.queue.is_bare:
            return Empty(
                title=tr("No case is selected"),
                text=tr("Choose one in the list, or another queue above it."),
            )
        if not self._setting.versions:
            return Empty(
                title=tr("Begin with the rules"),
                text=tr(
                    "Decisions cite a clause, so publish the first version of the"
                    " rules. Cases can be taken in before that."
                ),
                action=tr("Go to the rules"),
                step=NextStep.RULES,
            )
        return Empty(
            title=tr("There are no cases yet"),
            text=tr("Import a table of complaints, or press N to write one down."),
            action=tr("Import complaints…"),
            step=NextStep.IMPORT,
        )

    def _fail(self, error: AppError) -> None:
        self._say(sentence(error))

    def _say(self, text: str) -> None:
        self._view.show_trouble(text)
