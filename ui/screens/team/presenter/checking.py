"""The check of the journal, from the button to the verdict."""

from collections import Counter
from dataclasses import dataclass
from typing import Protocol

from app.errors import AppError
from app.verification import Report, fault_text
from app.words import sentence, tr
from ui.running import Runner


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the check found.

    Attributes:
        sound: whether everything holds.
        title: the verdict.
        figures: what was read, in words.
        problems: what is wrong, each with how often.
    """

    sound: bool
    title: str
    figures: str
    problems: tuple[str, ...] = ()


class CheckView(Protocol):
    """What the presenter needs of the view."""

    def show_checking(self, done: int, total: int) -> None:
        """Show how far the check is."""
        ...

    def show_verdict(self, verdict: Verdict) -> None:
        """Show what was found."""
        ...


class CheckPresenter:
    """Proves the journal."""

    def __init__(self, view: CheckView, runner: Runner) -> None:
        """Wire the view."""
        self._view, self._runner = view, runner

    def check(self) -> None:
        """Prove the journal and compare the tables with it."""
        self._view.show_checking(0, 0)
        self._runner.verify(
            self._on_report,
            self._on_failed,
            lambda done, total: self._view.show_checking(done, total or 0),
        )

    def _on_report(self, report: Report) -> None:
        self._view.show_verdict(_verdict(report))

    def _on_failed(self, error: AppError) -> None:
        self._view.show_verdict(Verdict(sound=False, title=sentence(error), figures=""))


def _verdict(report: Report) -> Verdict:
    figures = tr(
        "{commits} commits with {events} events checked",
        commits=f"{report.commits:,}",
        events=f"{report.events:,}",
    )
    if report.held:
        figures = tr("{words}; {held} wait for a lead", words=figures, held=report.held)
    if report.sound:
        title = tr("Every signature and chain holds; the tables are what they give")
        return Verdict(sound=True, title=title, figures=figures)
    counted = Counter(fault_text(problem.fault) for problem in report.problems)
    return Verdict(
        sound=False,
        title=tr(
            "Something is not as it was written. Keep the files, restore a backup"
        ),
        figures=figures,
        problems=tuple(f"{words} × {count}" for words, count in counted.items()),
    )
