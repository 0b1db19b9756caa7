"""The draft: begun from a template or a version, changed in place, published."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Protocol

from app.approvals.model import ProposalState
from app.approvals.queries import ProposalLine
from app.errors import AppError
from app.ids import ProposalId, RulebookId
from app.rulebook.checks import Problem, ProblemCode
from app.rulebook.commands import PublishRulebook
from app.rulebook.model import Rulebook, SanctionKind, Severity, Step
from app.rulebook.queries import Version, Versions
from app.rulebook.rules import step_problem
from app.rulebook.wording import problem_text
from app.times import Clock, local_day
from app.words import Language, sentence, tr, trn
from app.work import Outcome
from ui.running import Runner
from ui.screens.host import Host
from ui.screens.rulebook.presenter.draft import (
    NAME,
    Draft,
    Words,
    read_draft,
    write_draft,
)
from ui.screens.rulebook.presenter.second import SecondEyes
from ui.screens.rulebook.presenter.tree import next_number
from ui.screens.second import WaitingShown

_WORDS: Final = frozenset(
    {
        ProblemCode.TITLE_MISSING,
        ProblemCode.ARTICLE_TITLE_MISSING,
        ProblemCode.CHINESE_MISSING,
        ProblemCode.ENGLISH_MISSING,
    }
)
_EXAMPLES: Final = frozenset(
    {ProblemCode.ALLOWED_MISSING, ProblemCode.FORBIDDEN_MISSING}
)
_TOLD: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckShown:
    """Something that is looked at before publishing, and whether it is right."""

    text: str
    is_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishShown:
    """The form that publishes the draft.

    Attributes:
        problems: what must be mended, in words; the first few.
        effective_on: the first day, as typed.
        hint: what days can be chosen.
        blocked: why it cannot be published as it stands; empty if it can.
        editable: whether the person may publish at all.
        second: what a second person has to do with it.
        proposes: whether the button proposes instead of publishing.
        waiting: what waits for a second person; None if nothing does.
    """

    title: str
    checks: tuple[CheckShown, ...]
    problems: tuple[str, ...]
    effective_on: str
    hint: str
    blocked: str
    editable: bool
    second: str = ""
    proposes: bool = False
    waiting: WaitingShown | None = None


class DraftView(Protocol):
    """What the draft asks of the widgets."""

    def show_date_error(self, text: str) -> None: ...
    def show_step_error(self, text: str) -> None: ...
    def close_step(self) -> None: ...
    def show_problem(self, text: str) -> None: ...


class Drafting:
    """Holds the draft; the screen's presenter shows it.

    Attributes:
        draft: what is being written; None if nothing is.
    """

    def __init__(
        self,
        view: DraftView,
        runner: Runner,
        host: Host,
        clock: Clock,
        show: Callable[[], None],
    ) -> None:
        """Begin without a draft.

        Args:
            view: the widgets.
            runner: publishes, and keeps the draft on the desk.
            host: the window.
            clock: tells the day.
            show: shows everything anew; called after each change.
        """
        self._view, self._runner, self._host = view, runner, host
        self._clock, self._show = clock, show
        self.draft: Draft | None = None
        self._busy = False
        self._second = SecondEyes(runner, clock, show)

    def ask(self) -> None:
        """Ask again what a second person has to do with the draft, or has done."""
        draft = self.draft
        if draft is None:
            return
        command = PublishRulebook(
            book=draft.book, effective_on=local_day(self._clock())
        )
        self._second.ask(command, self._on_refused)
        if draft.proposal:
            self._second.fate(draft.proposal, self._on_fate, self._on_refused)

    def recall(self, done: Callable[[], None]) -> None:
        """Take up the draft that lies on the desk, then call `done`."""

        def on_text(text: str) -> None:
            if text and self.draft is None:
                self.draft = read_draft(text)
            self.ask()
            done()

        self._runner.recall(NAME, on_text)

    def begin(self, book: Rulebook) -> None:
        """Begin a draft from a template or a version."""
        today = local_day(self._clock())
        self._put(Draft(base=book, book=book, effective_on=today.isoformat()))
        self.ask()

    def discard(self) -> None:
        """Let the draft go; the toast takes it back."""
        former = self.draft
        if former is None:
            return
        self._put(None)

        def undo() -> None:
            if self.draft is None:
                self._put(former)

        self._host.toast(tr("Draft let go"), undo)

    def write(self, number: str, words: Words, language: Language, text: str) -> None:
        """Change a clause's words."""
        if self.draft is not None:
            self._put(self.draft.with_words(number, words, language, text))

    def write_date(self, text: str) -> None:
        """Change the first day, as it is typed."""
        if self.draft is not None and text != self.draft.effective_on:
            self._put(replace(self.draft, effective_on=text))

    def change_step(
        self, ordinal: int, severity: Severity, kind: str, days: str, points: str
    ) -> None:
        """Change a cell of the ladder; figures are as typed."""
        if self.draft is None:
            return
        chosen = SanctionKind(kind)
        step = Step(
            kind=chosen,
            days=_figure(days) if chosen.is_timed else 0,
            points=_figure(points),
        )
        code = step_problem(step)
        if code is not None:
            problem = Problem(code=code, ordinal=ordinal, severity=severity)
            self._view.show_step_error(problem_text(problem))
            return
        self._view.close_step()
        self._put(self.draft.with_step(ordinal, severity, step))

    def publish(self, done: Callable[[RulebookId], None]) -> None:
        """Publish the draft; `done` is told the version's id."""
        if self.draft is None or self._busy:
            return
        try:
            day = date.fromisoformat(self.draft.effective_on.strip())
        except ValueError:
            self._view.show_date_error(tr("Write the day like 2026-11-29."))
            return
        draft, number = self.draft, self.draft.book.title.text()

        def on_published(outcome: Outcome[RulebookId]) -> None:
            self._busy = False
            self.draft = None
            self._runner.keep(NAME, "")
            self._host.toast(
                tr("{title} published, in force from {day}", title=number, day=str(day))
            )
            done(outcome.value)

        def on_proposed(outcome: Outcome[ProposalId]) -> None:
            self._busy = False
            # It stays on the desk until somebody has approved it.
            self._put(replace(draft, proposal=outcome.value))
            told = tr("{title} submitted for approval", title=number)
            undo = outcome.undo
            self._host.toast(told, self.withdraw if undo else None)

        self._busy = True
        self._view.show_problem("")
        self._show()
        command = PublishRulebook(book=self.draft.book, effective_on=day)
        self._second.submit(command, on_published, on_proposed, self._on_refused)

    def withdraw(self) -> None:
        """Take back what waits for a second person; the draft stays."""

        def done(_outcome: Outcome[Any]) -> None:
            self._host.toast(tr("Proposal withdrawn"))

        self._second.withdraw(done, self._on_refused)

    def _on_approved(self, versions: Sequence[Version]) -> None:
        """What was written on since it was proposed is a draft still."""
        draft = self.draft
        if draft is not None:
            same = any(version.book == draft.book for version in versions)
            self._put(None if same else replace(draft, proposal=""))

    def _on_fate(self, line: ProposalLine) -> None:
        """A second person has closed what this draft was proposed as."""
        draft = self.draft
        if draft is None:
            return
        if line.state is ProposalState.APPROVED:
            self._runner.query(Versions(), self._on_approved, self._on_refused)
            return
        self._put(replace(draft, proposal=""))
        if line.state is ProposalState.REJECTED:
            told = tr(
                "{actor} did not approve: {reason}",
                actor=line.closer,
                reason=line.reason,
            )
            self._view.show_problem(told)

    def shown(self, versions: Sequence[Version], refusal: str) -> PublishShown | None:
        """Return the form that publishes the draft, if there is one.

        Args:
            versions: what is published, the newest first.
            refusal: why the person may not publish; empty if they may.
        """
        if self.draft is None:
            return None
        problems = self.draft.problems()
        return PublishShown(
            title=tr("Publish version {version}", version=next_number(versions)),
            checks=_checks(problems),
            problems=tuple(problem_text(each) for each in problems[:_TOLD]),
            effective_on=self.draft.effective_on,
            hint=self._hint(versions),
            blocked=self._blocked(problems, refusal),
            editable=not refusal,
            second=self._second.words(),
            proposes=self._second.known is not None and self._second.known.needed,
            waiting=self._second.shown(),
        )

    def _hint(self, versions: Sequence[Version]) -> str:
        if not versions:
            return tr("Members know these rules already? Take the day they did.")
        earliest = max(local_day(self._clock()), versions[0].effective_on)
        return tr("{day} at the earliest", day=str(earliest))

    def _blocked(self, problems: Sequence[Problem], refusal: str) -> str:
        if refusal:
            return refusal
        if problems:
            return trn(
                "{count} thing to mend first",
                "{count} things to mend first",
                len(problems),
            )
        if self._second.blocks:
            return tr("Waits for a second person's approval")
        return tr("Being recorded…") if self._busy else ""

    def _on_refused(self, error: AppError) -> None:
        self._busy = False
        self._show()
        if error.code == "rulebook_begins_too_early":
            self._view.show_date_error(sentence(error))
        else:
            self._view.show_problem(sentence(error))

    def _put(self, draft: Draft | None) -> None:
        self.draft = draft
        self._runner.keep(NAME, write_draft(draft) if draft else "")
        self._show()


def _checks(problems: Sequence[Problem]) -> tuple[CheckShown, ...]:
    codes = {problem.code for problem in problems}
    ladder = {problem.code for problem in problems if problem.ordinal}
    rest = codes - _WORDS - _EXAMPLES - ladder
    return (
        CheckShown(
            text=tr("Everything is there in Chinese and in English"),
            is_right=not codes & _WORDS,
        ),
        CheckShown(
            text=tr("Each clause has two examples of either kind"),
            is_right=not codes & _EXAMPLES,
        ),
        CheckShown(
            text=tr("Never lighter with repetition or severity"), is_right=not ladder
        ),
        CheckShown(text=tr("No number or name stands twice"), is_right=not rest),
    )


def _figure(text: str) -> int:
    """Return a number as typed; what is none counts as one that is refused."""
    plain = text.strip()
    return int(plain) if plain.isdecimal() and len(plain) <= len("99999") else -1
