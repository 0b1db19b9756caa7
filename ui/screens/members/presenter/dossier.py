"""Everything the vault says of one member, asked one after the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.cases.queries.queues import CaseLine, CasesOf
from app.cases.queries.sanctions import (
    MemberRecord,
    MemberStanding,
    RecordOf,
    Standings,
)
from app.errors import AppError
from app.ids import MemberId
from app.members.queries import MemberDetail, MemberProfile
from app.notes.queries import NoteRow, Notes
from app.reviews.queries import MemberReviews, MemberReviewsView
from app.rulebook.queries import VersionLine, Versions
from app.rulebook.wording import clause_name
from app.staff.queries import Identity, StaffList, StaffRow, WhoAmI
from app.work import Query
from ui.running import Job, Runner


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One member, and who looks at the record.

    Attributes:
        versions: published rules, the newest first.
        staff: everybody on the staff.
    """

    viewer: Identity
    profile: MemberProfile
    standing: MemberStanding
    record: MemberRecord
    reviews: MemberReviewsView
    cases: Sequence[CaseLine]
    notes: Sequence[NoteRow]
    versions: Sequence[VersionLine]
    staff: Sequence[StaffRow]

    def may(self, capability: str) -> bool:
        """Tell whether the person signed in holds a capability."""
        return capability in self.viewer.me.capabilities

    def clause_name(self, number: str, at: datetime) -> str:
        """Return a clause as lists name it: 3.2 人身攻击, by the rules of that day."""
        return clause_name(self.versions, number, at)

    def people_behind(self) -> tuple[str, ...]:
        """Return the names of the staff who are this member."""
        return tuple(p.name for p in self.staff if self.profile.id in p.members)


class Loader:
    """Asks for a member; only the one asked for last is delivered."""

    def __init__(
        self,
        runner: Runner,
        done: Callable[[Dossier], None],
        failed: Callable[[AppError], None],
    ) -> None:
        """Remember whom to tell."""
        self._runner, self._done, self._failed = runner, done, failed
        self._job: Job | None = None
        self._answers: list[Any] = []

    def load(self, member: MemberId) -> None:
        """Ask for a member, and for nothing that was asked before."""
        self.stop()
        self._answers = []
        self._ask(
            [
                WhoAmI(),
                MemberDetail(member=member),
                Standings(members=(member,)),
                RecordOf(member=member),
                MemberReviews(member=member),
                CasesOf(member=member),
                Notes(subject=member),
                Versions(),
                StaffList(),
            ]
        )

    def stop(self) -> None:
        """Ask no further."""
        if self._job is not None:
            self._job.cancel()

    def _ask(self, rest: list[Query[Any]]) -> None:
        if not rest:
            self._deliver()
            return

        def answered(answer: Any) -> None:
            self._answers.append(answer)
            self._ask(rest[1:])

        self._job = self._runner.query(rest[0], answered, self._failed)

    def _deliver(self) -> None:
        viewer, profile, standings, record, reviews, *rest = self._answers
        cases, notes, versions, staff = rest
        self._done(
            Dossier(
                viewer=viewer,
                profile=profile,
                standing=standings[profile.id],
                record=record,
                reviews=reviews,
                cases=cases,
                notes=notes,
                versions=versions,
                staff=staff,
            )
        )
