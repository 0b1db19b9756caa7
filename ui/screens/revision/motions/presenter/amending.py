"""What is decided about amendments, and what else becomes of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from app.errors import AppError, Conflict
from app.ids import AmendmentId, MotionId
from app.revision.commands.amendments import (
    DecideAmendment,
    PromoteAmendment,
    SubmitAmendment,
    WithdrawAmendment,
)
from app.words import sentence, tr
from app.work import Command, Outcome
from ui.drafts import Drafts
from ui.running import Runner
from ui.screens.host import Host
from ui.screens.revision.motions.presenter.shown import AmendmentShown
from ui.widgets import Compared

V = TypeVar("V")


class AmendingView(Protocol):
    """What the dialogs ask of the widgets."""

    def open_deciding(self, why: str, parts: Sequence[Compared]) -> None: ...
    def open_promoting(self) -> None: ...
    def show_texts(self, texts: Mapping[str, str]) -> None: ...
    def show_error(self, text: str) -> None: ...
    def close_dialog(self) -> None: ...


class AmendingPresenter:
    """Accepts and rejects amendments, sends them on, takes them back."""

    def __init__(
        self,
        view: AmendingView,
        runner: Runner,
        host: Host,
        failed: Callable[[AppError], None],
        made: Callable[[MotionId], None],
    ) -> None:
        """Begin without an amendment.

        Args:
            view: the dialogs.
            runner: carries out what is decided.
            host: the window.
            failed: told what went wrong without a dialog.
            made: told the motion that an amendment was made into.
        """
        self._view, self._runner, self._host = view, runner, host
        self._failed, self._made = failed, made
        self._about: AmendmentId | None = None
        self._busy = self._promotes = False
        self._drafts = Drafts(runner, "text")

    def ask(self, shown: AmendmentShown) -> None:
        """Ask whether it is accepted, and why."""
        self._about, self._promotes = AmendmentId(shown.id), False
        parts = [part for change in shown.changes for part in change.parts]
        self._view.open_deciding(shown.why, parts)
        self._drafts.begin(f"amendment:{shown.id}:decide", self._on_recalled)

    def ask_title(self, amendment: AmendmentId) -> None:
        """Ask what the motion is called that is made of it."""
        self._about, self._promotes = amendment, True
        self._view.open_promoting()
        self._drafts.begin(f"amendment:{amendment}:promote", self._on_recalled)

    def written(self, texts: Mapping[str, str]) -> None:
        """Keep what is half written."""
        self._drafts.take(texts)

    def given_up(self) -> None:
        """Nothing is decided."""
        self._drafts.drop()

    def confirm(self, text: str) -> None:
        """Accept it with this reason, or make a motion with this title of it."""
        if self._promotes:
            self._promote(text)
        else:
            self._decide(text, accepted=True)

    def refuse(self, reason: str) -> None:
        """Reject it."""
        self._decide(reason, accepted=False)

    def _decide(self, reason: str, *, accepted: bool) -> None:
        if self._about is not None and not self._busy:
            command = DecideAmendment(
                amendment=self._about, is_accepted=accepted, reason=reason
            )
            told = tr("Amendment accepted") if accepted else tr("Amendment rejected")
            self._run(command, told)

    def _promote(self, title: str) -> None:
        if self._about is not None and not self._busy:
            command = PromoteAmendment(amendment=self._about, title=title)
            self._run(command, tr("Made a motion of its own"), self._made)

    def submit(self, amendment: AmendmentId) -> None:
        """Have it wait for who decides."""
        told = tr("The amendment waits to be decided")
        self._do(SubmitAmendment(amendment=amendment), told)

    def withdraw(self, amendment: AmendmentId) -> None:
        """Pursue it no further."""
        self._do(WithdrawAmendment(amendment=amendment), tr("Amendment withdrawn"))

    def _do(self, command: Command[None], told: str) -> None:
        def done(_: Outcome[None]) -> None:
            self._host.toast(told)

        self._runner.execute(command, done, self._failed)

    def _run(
        self,
        command: Command[V],
        told: str,
        then: Callable[[V], None] | None = None,
    ) -> None:
        self._busy = True

        def done(outcome: Outcome[V]) -> None:
            self._busy = False
            self._drafts.drop()
            self._view.close_dialog()
            self._host.toast(told)
            if then is not None:
                then(outcome.value)

        def failed(error: AppError) -> None:
            self._busy = False
            self._view.show_error(sentence(error))
            if isinstance(error, Conflict):
                self._failed(error)

        self._runner.execute(command, done, failed)

    def _on_recalled(self) -> None:
        self._view.show_texts(self._drafts.texts)
