"""The tab of motions: the list, the open motion, and what is done with them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from app.errors import AppError, Conflict, InputError
from app.ids import AmendmentId, MotionId, RulebookId
from app.revision.queries.motions import MotionLine, MotionList
from app.rulebook.queries import Draft, OpenDrafts
from app.staff.roles import Capability
from app.times import Clock
from app.words import mark, sentence, tr
from app.work import Changes
from ui.running import Job, Runner
from ui.screens.host import Host
from ui.screens.revision.motions.presenter import tasks
from ui.screens.revision.motions.presenter.acting import (
    Act,
    Acting,
    ActsShown,
    acts_shown,
)
from ui.screens.revision.motions.presenter.amending import (
    AmendingPresenter,
    AmendingView,
)
from ui.screens.revision.motions.presenter.books import Books
from ui.screens.revision.motions.presenter.loading import Loaded, Loading
from ui.screens.revision.motions.presenter.page import Task
from ui.screens.revision.motions.presenter.rows import (
    MotionRow,
    Shelf,
    on_shelf,
    row_shown,
    tabs,
)
from ui.screens.revision.motions.presenter.shown import (
    AmendmentShown,
    Around,
    MotionShown,
    Step,
    motion_shown,
)
from ui.screens.revision.motions.presenter.wording import Words, words_of
from ui.screens.revision.motions.presenter.writing import (
    WritingPresenter,
    WritingView,
)
from ui.screens.revision.part import Counted
from ui.screens.setting import Setting
from ui.widgets import TabSpec

_AREAS: Final = frozenset({"revision", "rulebook", "members", "staff", "conflicts"})
_EMPTY: Final = {
    Shelf.RUNNING: mark("No motion is under way"),
    Shelf.AWAITING: mark("No passed motion waits for the draft"),
    Shelf.ENDED: mark("No motion is done with"),
    Shelf.ALL: mark("There are no motions yet"),
}


class View(WritingView, Protocol):
    """What the tab asks of the widgets.

    Attributes:
        amending: the dialogs about amendments.
    """

    @property
    def amending(self) -> AmendingView: ...
    def show_tabs(self, specs: Sequence[TabSpec], current: str) -> None: ...
    def show_rows(self, rows: Sequence[MotionRow]) -> None: ...
    def select_row(self, motion: str) -> None: ...
    def show_motion(self, motion: MotionShown) -> None: ...
    def show_acts(self, acts: ActsShown | None) -> None: ...
    def show_nothing(self, title: str, text: str) -> None: ...
    def offer_writing(self, *, offered: bool) -> None: ...
    def show_problem(self, text: str) -> None: ...


class MotionsPresenter:
    """Answers what a person does in the tab.

    Attributes:
        writing: the page on which motions and amendments are written.
        amending: what is decided about amendments.
    """

    def __init__(
        self, view: View, runner: Runner, host: Host, clock: Clock, counted: Counted
    ) -> None:
        self._view, self._runner, self._host = view, runner, host
        self._clock, self._counted = clock, counted
        self._setting = Setting(runner, clock)
        self._books = Books(runner, self._setting)
        self._loading = Loading(runner, self._books, self._on_failed)
        self._acting = Acting(runner, host, self._on_failed)
        self.writing = WritingPresenter(view, runner, host, self.open_record)
        self.amending = AmendingPresenter(
            view.amending, runner, host, self._on_failed, self.open_record
        )
        self._shelf = Shelf.RUNNING
        self._words = ""
        self._lines: Sequence[MotionLine] = ()
        self._wanted = ""
        self._open: Loaded | None = None
        self._shown: MotionShown | None = None
        self._job: Job | None = None
        runner.on_change(self._on_change)
        self._load_list()

    def activated(self) -> None:
        """Ask for everything again: the tab comes to the front."""
        self._setting.load(self._load, self._on_failed)

    def choose_tab(self, key: str) -> None:
        """Show another list, and the first motion in it."""
        self._shelf, self._wanted = Shelf(key), ""
        self._show_list()

    def search(self, words: str) -> None:
        """Leave only the motions with these words in their title or clauses."""
        self._words = words.casefold()
        self._show_list()

    def select(self, motion: str) -> None:
        """Open a motion of the list."""
        if motion and motion != self._wanted:
            self.writing.leave()
            self._wanted = motion
            self._load_record()

    def open_record(self, motion: str) -> None:
        """Open a motion another place points to, in the list that holds it."""
        self._words, self._wanted = "", motion
        self.writing.leave()
        line = next((each for each in self._lines if each.id == motion), None)
        if line is None or line not in on_shelf(self._lines, self._shelf):
            self._shelf = Shelf.ALL
        self.activated()

    def begin(self) -> None:
        """Write a new motion."""
        if self._may_write():
            self._write(self._books.present(), tasks.new_motion)

    def amend(self) -> None:
        """Write an amendment of the open motion."""
        self.act(Act.AMEND.value)

    def act(self, key: str) -> None:
        """Do something with the open motion; the key is an `Act`'s."""
        found, act = self._open, Act(key)
        if found is None:
            return
        motion = found.view.line.id
        does: Mapping[Act, Callable[[], None]] = {
            Act.DISCUSS: lambda: self._acting.discuss(motion),
            Act.WITHDRAW: lambda: self._acting.withdraw(motion),
            Act.RETURN: lambda: self._acting.give_back(motion),
            Act.EDIT: lambda: self._write_about(found, act),
            Act.AMEND: lambda: self._write_about(found, act),
            Act.TAKE: lambda: self._take(motion),
            Act.RULES: lambda: self._open_rules(found.view.line),
            Act.BALLOT: lambda: self.open_ballot(f"new:{motion}"),
            Act.SEE: lambda: self.open_ballot(found.view.ballots[0]),
        }
        does[act]()

    def act_on(self, amendment: str, key: str) -> None:
        """Do something with an amendment of the open motion; the key is a `Step`'s."""
        step = Step(key)
        shown = next((a for a in self._amendments() if a.id == amendment), None)
        if shown is None or step not in shown.steps:
            return
        about = AmendmentId(amendment)
        match step:
            case Step.DECIDE:
                self.amending.ask(shown)
            case Step.SUBMIT:
                self.amending.submit(about)
            case Step.WITHDRAW:
                self.amending.withdraw(about)
            case Step.PROMOTE:
                self.amending.ask_title(about)
            case Step.EDIT:
                self._edit_amendment(about)
            case Step.GO:
                self._open_promoted(about)

    def act_on_nth(self, number: int) -> None:
        """Do the first thing that can be done with an amendment, by its number."""
        shown = next((a for a in self._amendments() if a.number == str(number)), None)
        if shown is not None and shown.steps:
            self.act_on(shown.id, shown.steps[0].value)

    def open_ballot(self, ballot: str) -> None:
        """Go to a ballot on the motion."""
        self._host.open_record("revision", f"ballots:{ballot}")

    def open_feedback(self, feedback: str) -> None:
        """Go to feedback that led to the motion."""
        self._host.open_record("revision", f"feedback:{feedback}")

    def open_member(self) -> None:
        """Go to the member who proposes it."""
        if self._open is not None and self._open.view.line.member is not None:
            self._host.open_record("members", self._open.view.line.member)

    def _may_write(self) -> bool:
        return self._setting.may(Capability.WRITE_REVISION)

    def _amendments(self) -> Sequence[AmendmentShown]:
        return self._shown.amendments if self._shown else ()

    def _titles(self) -> Mapping[str, str]:
        version = self._books.present()
        labels = next((v.labels for v in self._setting.versions if v.id == version), ())
        return {label.number: label.title.text() for label in labels}

    def _write(self, version: RulebookId | None, task: Callable[[Words], Task]) -> None:
        """Open the page about the rules of a version."""
        if version is None:
            self._view.show_problem(sentence(InputError("revision_no_rules")))
            return

        def ready() -> None:
            words = words_of(self._books.text(version))
            self.writing.begin(task(words), self._titles())

        self._books.want(version, ready, self._on_failed)

    def _write_about(self, found: Loaded, act: Act) -> None:
        view = found.view
        make = tasks.edited_motion if act is Act.EDIT else tasks.new_amendment
        self._write(self._books.present(), lambda words: make(view, words))

    def _edit_amendment(self, amendment: AmendmentId) -> None:
        found = self._open
        if found is None:
            return
        view = found.view
        row = next(each for each in view.amendments if each.id == amendment)
        self._write(
            self._books.present(),
            lambda words: tasks.edited_amendment(view, row, words),
        )

    def _open_promoted(self, amendment: AmendmentId) -> None:
        rows = self._open.view.amendments if self._open else ()
        for row in rows:
            if row.id == amendment and row.promoted is not None:
                self.open_record(row.promoted)
                return

    def _take(self, motion: MotionId) -> None:
        """Take it up; a draft that has to be begun begins as the newest version."""
        versions = self._setting.versions
        if not versions:
            return
        newest = versions[0].id

        def ready() -> None:
            self._acting.take(motion, self._books.text(newest), newest)

        self._books.want(newest, ready, self._on_failed)

    def _open_rules(self, line: MotionLine) -> None:
        clause = line.clauses[0]

        def open_drafts(drafts: Sequence[Draft]) -> None:
            written = any(draft.id == line.draft for draft in drafts)
            record = f"draft:{clause}" if written else clause
            self._host.open_record("rulebook", record)

        self._runner.query(OpenDrafts(), open_drafts, self._on_failed)

    def _load(self) -> None:
        self._load_list()
        if self._wanted:
            self._load_record()

    def _load_list(self) -> None:
        if self._job is not None:
            self._job.cancel()
        query = self._runner.query
        self._job = query(MotionList(), self._on_list, self._on_failed)

    def _load_record(self) -> None:
        self._loading.load(MotionId(self._wanted), self._on_record)

    def _on_list(self, lines: Sequence[MotionLine]) -> None:
        self._lines = lines
        waiting = len(on_shelf(lines, Shelf.RUNNING))
        waiting += len(on_shelf(lines, Shelf.AWAITING))
        self._counted(str(waiting) if waiting else "")
        if self._setting.known:
            self._show_list()

    def _show_list(self) -> None:
        self._view.offer_writing(offered=self._may_write())
        self._view.show_tabs(tabs(self._lines), self._shelf.value)
        rows = [row_shown(e, self._clock()) for e in on_shelf(self._lines, self._shelf)]
        rows = [row for row in rows if self._words in row.said.casefold()]
        self._view.show_rows(rows)
        if not self._wanted and rows and not self.writing.is_open:
            self.select(rows[0].id)
        if self._wanted:
            self._view.select_row(self._wanted)
        elif not self.writing.is_open:
            self._show_none()

    def _show_none(self) -> None:
        self._open = self._shown = None
        self._view.show_acts(None)
        title = tr("Nothing found") if self._words else tr(_EMPTY[self._shelf])
        text = tr("A motion proposes other words for clauses, and says why.")
        self._view.show_nothing(title, text)

    def _on_record(self, found: Loaded) -> None:
        before = self._open.view.line.id if self._open else ""
        self._open = found
        if before != found.view.line.id:
            self._view.show_problem("")
        version = self._books.against(found.view.line)
        me = self._setting.me
        around = Around(
            words=words_of(self._books.text(version)),
            titles=self._titles(),
            version=self._books.number(version),
            feedback=found.feedback,
            ballots=found.ballots,
            may_write=self._may_write(),
            may_decide=self._setting.may(Capability.DECIDE_REVISION),
            person=me.id if me else "",
        )
        self._shown = motion_shown(found.view, around, self._clock())
        self._view.show_motion(self._shown)
        self._view.show_acts(acts_shown(found.view, self._setting))

    def _on_failed(self, error: AppError) -> None:
        self._view.show_problem(sentence(error))
        if isinstance(error, Conflict):
            self.activated()

    def _on_change(self, changes: Changes) -> None:
        if changes.areas & _AREAS:
            if self._setting.known:
                self.activated()
            else:
                self._load_list()
