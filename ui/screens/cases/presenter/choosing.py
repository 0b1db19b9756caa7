"""What has been chosen in the form of a decision so far."""

from dataclasses import dataclass

from app.cases.queries.sanctions import LadderView
from app.cases.rules import deviates
from app.rulebook.model import Severity, Step
from ui.screens.cases.presenter.form import step_key, steps_offered
from ui.screens.cases.presenter.loading import CaseFile


@dataclass(slots=True)
class Chosen:
    """A decision in the making; only the person's own choices are held.

    Attributes:
        clause: number of the clause cited.
        severity: None for the case's or the clause's own.
        step: None for what the ladder proposes.
        no_violation: the case is to be closed without a finding.
        ladder: what the ladder says to clause and severity, once it is known.
    """

    clause: str | None = None
    severity: Severity | None = None
    step: Step | None = None
    no_violation: bool = False
    ladder: LadderView | None = None

    @classmethod
    def at_first(cls, file: CaseFile) -> "Chosen":
        """Return what a case suggests: the clause it seems to be about."""
        number = file.case.clause
        known = number and file.rules and file.rules.book.clause(number)
        return cls(clause=number if known else None)

    def cite(self, number: str) -> None:
        """Cite a clause; severity and step follow from it."""
        self.clause, self.severity, self.step = number, None, None

    def grade(self, severity: Severity) -> None:
        """Read the ladder with this severity."""
        self.severity, self.step = severity, None

    def impose(self, key: str) -> bool:
        """Choose one of the ladder's steps; return whether it is one."""
        offered = steps_offered(self.ladder) if self.ladder else ()
        found = next((step for step in offered if step_key(step) == key), None)
        if found is not None:
            self.step, self.no_violation = found, False
        return found is not None

    def nth(self, number: int) -> str:
        """Return the key of the step with this number key, or nothing."""
        offered = steps_offered(self.ladder) if self.ladder else ()
        return step_key(offered[number - 1]) if 0 < number <= len(offered) else ""

    def learn(self, ladder: LadderView | None) -> None:
        """Take what the ladder says; a step it does not have is dropped."""
        self.ladder = ladder
        if ladder is None or self.step not in steps_offered(ladder):
            self.step = None

    def severity_of(self, file: CaseFile) -> Severity | None:
        """Return the severity that applies: chosen, triaged, or the clause's own."""
        if self.severity is not None or file.rules is None or self.clause is None:
            return self.severity
        if self.clause == file.case.clause and file.case.severity is not None:
            return file.case.severity
        clause = file.rules.book.clause(self.clause)
        return clause.severity if clause else None

    @property
    def result(self) -> Step | None:
        """Return what would be imposed."""
        if self.no_violation or self.ladder is None:
            return None
        return self.step or self.ladder.proposal.step

    @property
    def departs(self) -> bool:
        """Return whether that is not what the ladder proposes."""
        step = self.result
        return (
            step is not None
            and self.ladder is not None
            and deviates(step, self.ladder.proposal.step)
        )
