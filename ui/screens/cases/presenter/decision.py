"""Deciding a case: the clause, the ladder's proposal, the reason, the notice."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, Protocol

from app.cases.commands.deciding import DecideCase, TriageCase
from app.cases.queries.sanctions import LadderView, ProposalFor
from app.errors import AppError, InputError
from app.ids import CaseId
from app.rulebook.model import Severity, Step
from app.rulebook.wording import step_text
from app.words import Language, language, sentence, tr
from app.work import Command, Outcome
from ui.drafts import Drafts
from ui.running import Job, Runner
from ui.screens.cases.presenter.choosing import Chosen
from ui.screens.cases.presenter.form import FormShown
from ui.screens.cases.presenter.forms import draft_place
from ui.screens.cases.presenter.loading import CaseFile
from ui.screens.cases.presenter.permits import Permit, bar_words, permit
from ui.screens.cases.presenter.preview import form_shown
from ui.screens.cases.presenter.second import (
    SecondEyes,
    no_failure,
    removes,
    shown_of,
)
from ui.screens.cases.presenter.wording import severity_words
from ui.screens.host import Host
from ui.screens.setting import Setting

_REASON: Final = "reason"
_DEVIATION: Final = "deviation"


class DecisionScreen(Protocol):
    """What the presenter needs of the right pane."""

    def show_form(self, form: FormShown) -> None:
        """Show the form; what is being typed stays."""
        ...

    def show_texts(self, reason: str, deviation: str) -> None:
        """Put texts into the two fields; nothing is told."""
        ...

    def show_reason_error(self, text: str) -> None:
        """Say under the reason what is wrong with it."""
        ...

    def show_deviation_error(self, text: str) -> None:
        """Say under the second reason what is wrong with it."""
        ...

    def show_saved(self, *, saved: bool) -> None:
        """Say whether the draft lies on the person's desk."""
        ...


class DecisionPresenter:
    """Fills in the form with what is known and carries out what is decided."""

    def __init__(
        self,
        view: DecisionScreen,
        runner: Runner,
        setting: Setting,
        host: Host,
        *,
        decided: Callable[[], None],
        undone: Callable[[CaseId], None],
        failed: Callable[[str], None],
    ) -> None:
        """Wire the right pane.

        Args:
            view: the pane.
            runner: asks and acts.
            setting: person and rules.
            host: the window.
            decided: told when a decision is made, before lists are asked again.
            undone: told when a decision has been taken back.
            failed: told in words what went wrong.
        """
        self._view, self._runner, self._setting = view, runner, setting
        self._host, self._failed = host, failed
        self._decided, self._undone = decided, undone
        self._drafts = Drafts(runner, _REASON, _DEVIATION)
        self._file: CaseFile | None = None
        self._chosen = Chosen()
        self._busy = False
        self._language: Language = language()
        self._job: Job | None = None
        self._second = SecondEyes(runner, self._show)

    def show(self, file: CaseFile) -> None:
        """Show the form of an undecided case; a draft of the same case stays."""
        fresh = self._file is None or self._file.case.id != file.case.id
        self._file = file
        if fresh:
            self._chosen, self._busy = Chosen.at_first(file), False
            self._second.forget()
            self._drafts.put_away()
            self._show_texts()
            self._view.show_saved(saved=False)
            self._drafts.begin(draft_place(file.case.id), self._on_recalled)
        self._ask()

    def put_away(self) -> None:
        """Keep what is half written on the desk, and forget the case."""
        self._drafts.put_away()
        if self._job is not None:
            self._job.cancel()
        self._file = None

    def tick(self) -> None:
        """Let the notice's times go on."""
        self._show()

    def choose_clause(self, number: str) -> None:
        """Cite another clause; its own severity applies until another is chosen."""
        if number != self._chosen.clause:
            self._chosen.cite(number)
            self._ask()

    def choose_severity(self, severity: Severity) -> None:
        """Read the ladder with another severity."""
        self._chosen.grade(severity)
        self._ask()

    def choose_step(self, key: str) -> None:
        """Impose this step."""
        if self._chosen.impose(key):
            self._show()

    def choose_nth(self, number: int) -> None:
        """Impose the step of a number key."""
        if self._permit().editable:
            self.choose_step(self._chosen.nth(number))

    def switch_no_violation(self) -> None:
        """Find no violation, or a violation after all."""
        if self._permit().editable:
            self._chosen.no_violation = not self._chosen.no_violation
            self._show()

    def choose_language(self, chosen: Language) -> None:
        """Write the notice in this language."""
        self._language = chosen
        self._show()

    def reason_changed(self, text: str) -> None:
        """Somebody writes the reason."""
        self._changed(_REASON, text)

    def deviation_changed(self, text: str) -> None:
        """Somebody writes why it departs from the ladder."""
        self._changed(_DEVIATION, text)

    def keep_texts(self) -> None:
        """Put both texts on the person's desk; typing has paused."""
        if self._file is not None:
            self._view.show_saved(saved=self._drafts.keep())

    def triage(self, severity: Severity) -> None:
        """Record clause and severity; the case then waits for a decision."""
        file, clause = self._file, self._chosen.clause
        if file is None:
            return
        blocked = bar_words(file, self._setting)
        if clause is None:
            blocked = blocked or sentence(InputError("decision_clause_missing"))
        if blocked or clause is None:
            self._failed(blocked)
            return

        def done(_outcome: Outcome[None]) -> None:
            told = tr(
                "{number} triaged: {severity}",
                number=file.case.number,
                severity=severity_words(severity),
            )
            self._host.toast(told)

        self._chosen.severity = None
        command = TriageCase(case=file.case.id, clause=clause, severity=severity)
        self._runner.execute(command, done, self._fail)

    def decide(self) -> None:
        """Decide the case as the form says."""
        file, chosen, blocked = self._file, self._chosen, self._permit().blocked
        if file is None or self._busy:
            return
        step = chosen.result
        if blocked:
            self._failed(blocked)
        elif step is not None or chosen.no_violation:
            self._busy = True
            command = self._command(file, chosen, step)
            former = dict(self._drafts.texts)
            self._second.submit(
                command,
                lambda made: self._on_done(file, _decided(file, step), former, made),
                lambda made: self._on_done(file, _proposed(file, step), former, made),
                self._refuse,
            )

    def withdraw(self) -> None:
        """Take back what waits for a second person."""

        def done(_outcome: Outcome[Any]) -> None:
            self._host.toast(tr("Proposal withdrawn"))

        if self._file is not None:
            self._second.withdraw(self._file, done, self._fail)

    def _command(self, file: CaseFile, chosen: Chosen, step: Step | None) -> DecideCase:
        texts = self._drafts.texts
        return DecideCase(
            case=file.case.id,
            clause=chosen.clause if step else None,
            severity=chosen.severity_of(file) if step else None,
            step=step,
            reason=texts[_REASON],
            deviation_reason=texts[_DEVIATION] if chosen.departs else "",
        )

    def _changed(self, part: str, text: str) -> None:
        self._drafts.change(part, text)
        self._view.show_saved(saved=False)
        self._show()

    def _on_recalled(self) -> None:
        self._show_texts()
        self._view.show_saved(saved=True)
        self._show()

    def _show_texts(self) -> None:
        texts = self._drafts.texts
        self._view.show_texts(texts[_REASON], texts[_DEVIATION])

    def _ask(self) -> None:
        """Ask the ladder; without a clause it has nothing to say."""
        file, clause = self._file, self._chosen.clause
        if self._job is not None:
            self._job.cancel()
        if file is None or file.rules is None or clause is None:
            self._on_ladder(None)
            return
        severity = self._chosen.severity_of(file)
        query = ProposalFor(case=file.case.id, clause=clause, severity=severity)
        self._job = self._runner.query(query, self._on_ladder, self._fail)

    def _on_ladder(self, ladder: LadderView | None) -> None:
        self._chosen.learn(ladder)
        self._show()

    def _on_done(
        self,
        file: CaseFile,
        told: str,
        former: Mapping[str, str],
        outcome: Outcome[Any],
    ) -> None:
        case, undo = file.case.id, outcome.undo
        self._drafts.clear(draft_place(case))
        self._host.toast(
            told, (lambda: self._undo(case, undo, former)) if undo else None
        )
        self._busy = False
        if self._file is not None and self._file.case.id == case:
            self._file = None
        self._decided()

    def _undo(
        self, case: CaseId, undo: Command[Any], former: Mapping[str, str]
    ) -> None:
        """Take a decision back; what was written comes back with the case."""

        def done(_outcome: Outcome[Any]) -> None:
            self._drafts.restore(draft_place(case), former)
            self._undone(case)

        self._runner.execute(undo, done, self._fail)

    def _refuse(self, error: AppError) -> None:
        self._busy = False
        if error.code == "decision_reason_too_short":
            self._view.show_reason_error(sentence(error))
        elif error.code == "decision_deviation_reason_too_short":
            self._view.show_deviation_error(sentence(error))
        else:
            self._fail(error)

    def _fail(self, error: AppError) -> None:
        self._failed(sentence(error))

    def _permit(self) -> Permit:
        file = self._file
        if file is None:
            return Permit(blocked="", editable=False)
        return permit(file, self._chosen, self._setting)

    def _show(self) -> None:
        if self._file is None:
            return
        step = self._chosen.result
        if removes(step):
            command = self._command(self._file, self._chosen, step)
            self._second.learn(command, no_failure)
        form = form_shown(
            self._file,
            self._chosen,
            self._permit(),
            reason=self._drafts.texts[_REASON],
            now=self._setting.now(),
            language=self._language,
        )
        self._view.show_form(
            replace(
                form,
                second=self._second.words(step),
                proposes=self._second.proposes(step),
                waiting=shown_of(self._file, self._setting),
            )
        )


def _decided(file: CaseFile, step: Step | None) -> str:
    words = tr("No violation") if step is None else step_text(step)
    return tr("{number} decided: {outcome}", number=file.case.number, outcome=words)


def _proposed(file: CaseFile, step: Step | None) -> str:
    words = step_text(step) if step else ""
    return tr("{number} proposed: {outcome}", number=file.case.number, outcome=words)
