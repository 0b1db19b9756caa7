"""Everything the vault knows of one case, asked together and given at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.appeals.queries import AppealLine, AppealsOf
from app.approvals.queries import ProposalAbout, ProposalLine
from app.cases.queries.cases import CaseDetail, CaseView
from app.cases.queries.decisions import DecisionOf, DecisionView
from app.cases.queries.sanctions import ClausesFor, MemberRecord, RecordOf
from app.errors import AppError
from app.ids import CaseId
from app.members.queries import MemberDetail, MemberProfile
from app.rulebook.queries import Version
from ui.running import Job, Runner


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """One case with what belongs to it.

    Attributes:
        rules: in force when it happened; None if there were none.
        decision: the one that stands, or the last that was taken back.
        waiting: what a second person has to approve, or what of one's own is out of
            date.
        profile, record: of the member; None for somebody not on the list.
    """

    case: CaseView
    rules: Version | None = None
    decision: DecisionView | None = None
    appeals: Sequence[AppealLine] = ()
    waiting: ProposalLine | None = None
    profile: MemberProfile | None = None
    record: MemberRecord | None = None

    @property
    def standing(self) -> DecisionView | None:
        """Return the decision that stands."""
        decision = self.decision
        stands = decision is not None and decision.id == self.case.decision
        return decision if stands else None


class CaseLoader:
    """Asks for a case; only the one asked for last is delivered."""

    def __init__(
        self,
        runner: Runner,
        done: Callable[[CaseFile], None],
        failed: Callable[[AppError], None],
    ) -> None:
        """Remember whom to tell."""
        self._runner, self._done, self._failed = runner, done, failed
        self._job: Job | None = None

    def load(self, case: CaseId) -> None:
        """Ask for a case."""
        self.stop()
        self._job = self._runner.query(
            CaseDetail(case=case), self._on_case, self._failed
        )

    def stop(self) -> None:
        """Ask no further."""
        if self._job is not None:
            self._job.cancel()

    def _on_case(self, case: CaseView) -> None:
        def on_rules(rules: Version | None) -> None:
            self._on_rules(CaseFile(case=case, rules=rules))

        self._job = self._runner.query(ClausesFor(case=case.id), on_rules, self._failed)

    def _on_rules(self, file: CaseFile) -> None:
        def on_decision(decision: DecisionView | None) -> None:
            self._on_decision(replace(file, decision=decision))

        query = DecisionOf(case=file.case.id)
        self._job = self._runner.query(query, on_decision, self._failed)

    def _on_decision(self, file: CaseFile) -> None:
        def on_appeals(appeals: Sequence[AppealLine]) -> None:
            self._on_appeals(replace(file, appeals=appeals))

        query = AppealsOf(case=file.case.id)
        self._job = self._runner.query(query, on_appeals, self._failed)

    def _on_appeals(self, file: CaseFile) -> None:
        def on_waiting(line: ProposalLine | None) -> None:
            self._on_waiting(replace(file, waiting=line))

        query = ProposalAbout(about=file.case.id)
        self._job = self._runner.query(query, on_waiting, self._failed)

    def _on_waiting(self, file: CaseFile) -> None:
        member = file.case.member
        if member is None:
            self._done(file)
            return

        def on_profile(profile: MemberProfile) -> None:
            self._on_profile(replace(file, profile=profile))

        self._job = self._runner.query(
            MemberDetail(member=member), on_profile, self._failed
        )

    def _on_profile(self, file: CaseFile) -> None:
        def on_record(record: MemberRecord) -> None:
            self._done(replace(file, record=record))

        if file.profile is not None:
            query = RecordOf(member=file.profile.id)
            self._job = self._runner.query(query, on_record, self._failed)
