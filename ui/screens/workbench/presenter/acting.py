"""The form under a task: the main action, the other one, and the reason it needs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Protocol

from app.errors import AppError, Conflict
from app.words import sentence, tr
from app.work import Command, Outcome
from ui.drafts import Drafts
from ui.running import Runner
from ui.screens.host import Host
from ui.screens.workbench.presenter.task import Deed, Task

_REASON: Final = "reason"
_TOO_SHORT: Final = frozenset({"proposal_reason_too_short", "review_note_too_short"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FormShown:
    """The form under a task.

    Attributes:
        main: the main action's words; empty if there is none.
        other: those of the other one.
        reason: label of the reason the other one needs; empty if it needs none.
        blocked: why nothing can be done now; empty if something can.
        saved: whether a draft of the reason lies on the person's desk.
    """

    title: str
    note: str
    main: str
    other: str
    reason: str
    blocked: str
    saved: bool


class ActingView(Protocol):
    """What the form asks of the widgets."""

    def show_form(self, form: FormShown | None) -> None: ...
    def show_reason(self, text: str) -> None: ...
    def show_reason_error(self, text: str) -> None: ...
    def show_problem(self, text: str) -> None: ...


class ActingPresenter:
    """Does something about one task after another."""

    def __init__(
        self,
        view: ActingView,
        runner: Runner,
        host: Host,
        *,
        go: Callable[[Task], None],
        look_again: Callable[[], None],
    ) -> None:
        """Begin without a task.

        Args:
            view: the widgets.
            runner: carries out commands.
            host: the window.
            go: goes to the record behind a task.
            look_again: asks for everything anew, when it is not as it was shown.
        """
        self._view, self._runner, self._host = view, runner, host
        self._go, self._look_again = go, look_again
        self._task: Task | None = None
        self._drafts = Drafts(runner, _REASON)
        self._busy = False

    def open(self, task: Task | None) -> None:
        """Show the form of this task; a reason that is half written stays."""
        before, self._task = self._task, task
        if _key(before) != _key(task):
            self._begin(task)
        self._show()

    def write(self, reason: str) -> None:
        """Keep the reason as it is written."""
        if self._task is not None and reason != self._drafts.texts[_REASON]:
            self._drafts.take({_REASON: reason})
            self._show()

    def act(self) -> None:
        """Do the main action."""
        if self._task is not None and self._task.main is not None:
            self._do(self._task, self._task.main)

    def act_otherwise(self) -> None:
        """Do the other one."""
        if self._task is not None and self._task.other is not None:
            self._do(self._task, self._task.other)

    def _begin(self, task: Task | None) -> None:
        self._drafts.put_away()
        self._busy = False
        self._view.show_problem("")
        self._view.show_reason("")
        if task is not None and _reason_of(task):
            self._drafts.begin(_place(task), self._on_recalled)

    def _on_recalled(self) -> None:
        self._view.show_reason(self._drafts.texts[_REASON])
        self._show()

    def _do(self, task: Task, deed: Deed) -> None:
        if self._busy:
            return
        if deed.command is None:
            self._go(task)
            return
        self._busy = True
        self._view.show_problem("")
        self._show()
        self._runner.execute(
            deed.command(self._drafts.texts[_REASON]),
            lambda outcome: self._on_done(task, deed, outcome),
            lambda error: self._on_refused(task, deed, error),
        )

    def _on_done(self, task: Task, deed: Deed, outcome: Outcome[Any]) -> None:
        self._drafts.clear(_place(task))
        if self._is_open(task):
            self._busy = False
        undo = outcome.undo
        self._host.toast(
            deed.told, None if undo is None else lambda: self._undo(undo, deed)
        )

    def _undo(self, undo: Command[Any], deed: Deed) -> None:
        self._runner.execute(
            undo,
            lambda _: self._host.toast(deed.undone),
            lambda error: self._host.toast(sentence(error)),
        )

    def _on_refused(self, task: Task, deed: Deed, error: AppError) -> None:
        if not self._is_open(task):
            title, problem = task.detail.title, sentence(error)
            self._host.toast(
                tr("{title}: not done. {problem}", title=title, problem=problem)
            )
            return
        self._busy = False
        self._show()
        if error.code in _TOO_SHORT and deed.reason:
            self._view.show_reason_error(sentence(error))
        else:
            self._view.show_problem(sentence(error))
        if isinstance(error, Conflict):
            self._look_again()

    def _is_open(self, task: Task) -> bool:
        return _key(self._task) == _key(task)

    def _show(self) -> None:
        task = self._task
        if task is None or not task.title:
            self._view.show_form(None)
            return
        self._view.show_form(
            FormShown(
                title=task.title,
                note=task.note,
                main=task.main.text if task.main else "",
                other=task.other.text if task.other else "",
                reason=_reason_of(task),
                blocked=tr("Being recorded…") if self._busy else "",
                saved=bool(self._drafts.texts[_REASON]),
            )
        )


def _key(task: Task | None) -> str:
    return task.detail.key if task is not None else ""


def _place(task: Task) -> str:
    return f"workbench:{task.detail.key}"


def _reason_of(task: Task) -> str:
    return task.other.reason if task.other is not None else ""
