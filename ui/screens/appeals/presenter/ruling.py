"""The ruling's form: what is chosen and written, kept until it is submitted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from app.appeals.commands import RuleOnAppeal
from app.appeals.model import AppealState, Ruling
from app.appeals.queries import AppealView
from app.appeals.wording import ruling_text
from app.errors import AppError, Conflict
from app.rulebook.model import Step
from app.words import sentence, tr
from ui.running import Runner
from ui.screens.appeals.presenter.draft import (
    Draft,
    draft_name,
    read_draft,
    write_draft,
)
from ui.screens.appeals.presenter.shown import outcomes, refusal, sanction_text
from ui.screens.host import Host
from ui.widgets import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class FormShown:
    """The ruling's form.

    Attributes:
        blocked: why it cannot be submitted as it stands; empty if it can.
        editable: whether anything in it can be changed.
        chosen: the key of the ruling chosen, or nothing.
        steps: lighter sanctions; none unless a reduction is chosen.
        step: the key of the one chosen.
        can_reduce: whether there is anything lighter.
        saved: whether a draft lies on the person's desk.
    """

    blocked: str
    editable: bool
    outcomes: tuple[Choice, ...]
    chosen: str
    steps: tuple[Choice, ...]
    step: str
    can_reduce: bool
    saved: bool


class RulingView(Protocol):
    """What the form asks of the widgets."""

    def show_form(self, form: FormShown | None) -> None: ...
    def show_reply(self, text: str) -> None: ...
    def show_reply_error(self, text: str) -> None: ...
    def show_problem(self, text: str) -> None: ...


class RulingPresenter:
    """Fills in the ruling on one appeal after another."""

    def __init__(
        self,
        view: RulingView,
        runner: Runner,
        host: Host,
        look_again: Callable[[], None],
    ) -> None:
        """Begin without an appeal.

        Args:
            view: the widgets.
            runner: carries out the ruling.
            host: the window.
            look_again: asks for the appeal anew, when it is not as it was shown.
        """
        self._view, self._runner, self._host = view, runner, host
        self._look_again = look_again
        self._open: AppealView | None = None
        self._may_rule = False
        self._draft = Draft()
        self._saved = self._busy = False

    def open(self, appeal: AppealView, *, may_rule: bool) -> None:
        """Show the form of this appeal; what is half written in it stays."""
        known = self._is_open(appeal)
        self._open, self._may_rule = appeal, may_rule
        if not known:
            self._begin(appeal)
        self._show()

    def close(self) -> None:
        """Show no form."""
        self._open = None
        self._show()

    def choose(self, key: str) -> None:
        """Choose an outcome; a reduction takes the nearest lighter sanction."""
        appeal, ruling = self._open, Ruling(key)
        if appeal is None or not self._is_editable():
            return
        if ruling is Ruling.REDUCED and not appeal.lighter:
            return
        nearest = appeal.lighter[0] if appeal.lighter else None
        self._keep(
            replace(self._draft, ruling=ruling, step=self._draft.step or nearest)
        )

    def choose_step(self, key: str) -> None:
        """Choose the lighter sanction of a reduction."""
        if self._open is not None and self._is_editable():
            self._keep(replace(self._draft, step=self._open.lighter[int(key)]))

    def write(self, reply: str) -> None:
        """Remember the reasons as they are written."""
        if reply != self._draft.reply and self._is_editable():
            self._keep(replace(self._draft, reply=reply))

    def submit(self) -> None:
        """Rule, as chosen."""
        appeal, ruling = self._open, self._draft.ruling
        if appeal is None or ruling is None or self._blocked():
            return
        command = RuleOnAppeal(
            appeal=appeal.line.id,
            ruling=ruling,
            reply=self._draft.reply,
            step=self._draft.step if ruling is Ruling.REDUCED else None,
        )
        self._busy = True
        self._view.show_problem("")
        self._show()
        self._runner.execute(
            command,
            lambda _: self._on_ruled(appeal, ruling),
            lambda error: self._on_refused(appeal, error),
        )

    def _begin(self, appeal: AppealView) -> None:
        self._draft, self._saved, self._busy = Draft(), False, False
        self._view.show_problem("")
        self._view.show_reply("")
        if self._is_editable():
            name = draft_name(appeal.line.id)
            self._runner.recall(name, lambda text: self._on_draft(appeal, text))

    def _on_draft(self, appeal: AppealView, text: str) -> None:
        # Whoever has begun to write, or gone on to another appeal, is not disturbed.
        if not self._is_open(appeal) or not text or self._draft != Draft():
            return
        self._draft, self._saved = read_draft(text, appeal.lighter), True
        self._view.show_reply(self._draft.reply)
        self._show()

    def _on_ruled(self, appeal: AppealView, ruling: Ruling) -> None:
        if self._is_open(appeal):
            self._draft, self._saved, self._busy = Draft(), False, False
        self._runner.keep(draft_name(appeal.line.id), "")
        self._host.toast(
            tr(
                "{number} ruled on: {ruling}",
                number=appeal.line.number,
                ruling=ruling_text(ruling),
            )
        )

    def _on_refused(self, appeal: AppealView, error: AppError) -> None:
        if not self._is_open(appeal):
            number, problem = appeal.line.number, sentence(error)
            told = tr(
                "{number} not ruled on. {problem}", number=number, problem=problem
            )
            self._host.toast(told)
            return
        self._busy = False
        self._show()
        if error.code == "appeal_reply_too_short":
            self._view.show_reply_error(sentence(error))
        else:
            self._view.show_problem(sentence(error))
        if isinstance(error, Conflict):
            self._look_again()

    def _is_open(self, appeal: AppealView) -> bool:
        return self._open is not None and self._open.line.id == appeal.line.id

    def _keep(self, draft: Draft) -> None:
        self._draft = draft
        if self._open is not None:
            self._runner.keep(draft_name(self._open.line.id), write_draft(draft))
            self._saved = True
        self._show()

    def _refusal(self) -> str:
        return refusal(self._open, may_rule=self._may_rule) if self._open else ""

    def _is_editable(self) -> bool:
        appeal = self._open
        waits = appeal is not None and appeal.line.state is AppealState.OPEN
        return waits and not self._busy and not self._refusal()

    def _blocked(self) -> str:
        if why := self._refusal():
            return why
        if self._busy:
            return tr("Being recorded…")
        return "" if self._draft.ruling else tr("Choose an outcome first")

    def _show(self) -> None:
        appeal, draft = self._open, self._draft
        if appeal is None or appeal.line.state is not AppealState.OPEN:
            self._view.show_form(None)
            return
        reduces = draft.ruling is Ruling.REDUCED
        lighter = appeal.lighter
        self._view.show_form(
            FormShown(
                blocked=self._blocked(),
                editable=self._is_editable(),
                outcomes=tuple(outcomes(draft.step, can_reduce=bool(lighter))),
                chosen=draft.ruling.value if draft.ruling else "",
                steps=_steps(lighter) if reduces else (),
                step=_place(draft.step, lighter),
                can_reduce=bool(lighter),
                saved=self._saved,
            )
        )


def _steps(lighter: Sequence[Step]) -> tuple[Choice, ...]:
    return tuple(
        Choice(key=str(place), text=sanction_text(step))
        for place, step in enumerate(lighter)
    )


def _place(step: Step | None, lighter: Sequence[Step]) -> str:
    return str(lighter.index(step)) if step is not None and step in lighter else ""
