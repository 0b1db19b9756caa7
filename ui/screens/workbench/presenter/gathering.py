"""Everything that waits for the person signed in, asked one question at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from app.appeals.queries import AppealLine, AppealPage, AppealQueue
from app.approvals.queries import (
    ProposalCounts,
    ProposalLine,
    ProposalPage,
    ProposalQueue,
)
from app.cases.queries.queues import CaseLine, CasePage, Queue
from app.reviews.queries import (
    MemberReviewCount,
    MembersToReview,
    MemberToReview,
    ReturnedToMe,
    ReviewCount,
    ReviewLine,
    ReviewPage,
)
from app.rulebook.queries import VersionLine, Versions
from app.staff.queries import (
    HeldCommits,
    HeldRow,
    Identity,
    KeyringState,
    StaffList,
    StaffRow,
    WhoAmI,
    WhoCanOpen,
)
from app.staff.roles import Capability, may_rekey
from app.work import Page, Query
from ui.running import Failed, Job, Runner

LIMIT: Final = 50
"""Rows asked for in each group; what goes beyond is counted as "50+"."""

Question = tuple[str, Query[Any]]
"""Under which attribute the answer is put, and what is asked."""


@dataclass(slots=True, kw_only=True)
class Known:
    """What is asked first: who asks, and so what they may do."""

    identity: Identity | None = None
    held: Sequence[HeldRow] = ()
    keyring: KeyringState | None = None
    returned: Sequence[ReviewLine] = ()

    def may(self, capability: Capability) -> bool:
        """Tell whether the person signed in holds a capability."""
        return self.identity is not None and (
            capability in self.identity.me.capabilities
        )

    @property
    def admissible(self) -> Sequence[HeldRow]:
        """Held entries this person can let count."""
        return [row for row in self.held if row.admissible]

    @property
    def rekey_owed(self) -> bool:
        """Whether this person owes the vault a new key."""
        return self.keyring is not None and self.keyring.rekey_owed


@dataclass(slots=True, kw_only=True)
class Heap(Known):
    """What waits, group by group, and what puts it into words."""

    staff: Sequence[StaffRow] = ()
    versions: Sequence[VersionLine] = ()
    for_me: Page[ProposalLine] = field(default_factory=lambda: Page(rows=()))
    mine: Page[ProposalLine] = field(default_factory=lambda: Page(rows=()))
    reviews: Page[ReviewLine] = field(default_factory=lambda: Page(rows=()))
    members: Page[MemberToReview] = field(default_factory=lambda: Page(rows=()))
    cases: Page[CaseLine] = field(default_factory=lambda: Page(rows=()))
    appeals: Page[AppealLine] = field(default_factory=lambda: Page(rows=()))

    def name_of(self, person: str) -> str:
        """Return somebody's name; empty for nobody that is known."""
        return next((row.name for row in self.staff if row.id == person), "")


@dataclass(slots=True, kw_only=True)
class Tally(Known):
    """How much waits, for the rail."""

    proposals: Mapping[ProposalQueue, int] = field(
        default_factory=dict[ProposalQueue, int]
    )
    reviews: int = 0
    members: int = 0

    @property
    def waiting(self) -> int:
        """How many things only this person, or somebody like them, can do."""
        return (
            self.proposals.get(ProposalQueue.FOR_ME, 0)
            + self.reviews
            + self.members
            + len(self.returned)
            + len(self.admissible)
            + self.rekey_owed
        )


def _known(known: Known) -> Iterator[Question]:
    """Yield what both a heap and a tally need; capabilities are asked first."""
    yield "identity", WhoAmI()
    yield "returned", ReturnedToMe()
    if known.may(Capability.ADMIT_HELD) and known.may(Capability.READ_AUDIT):
        yield "held", HeldCommits()
    if known.identity and may_rekey(known.identity.me.capabilities):
        yield "keyring", WhoCanOpen()


def _of_heap(heap: Heap) -> Iterator[Question]:
    yield from _known(heap)
    yield "staff", StaffList()
    yield "versions", Versions()
    yield "for_me", ProposalPage(queue=ProposalQueue.FOR_ME, limit=LIMIT)
    yield "mine", ProposalPage(queue=ProposalQueue.MINE, limit=LIMIT)
    yield "cases", CasePage(queue=Queue.MINE, limit=LIMIT)
    if heap.may(Capability.REVIEW_DECISIONS):
        yield "reviews", ReviewPage(limit=LIMIT)
    if heap.may(Capability.RULE_APPEALS):
        yield "appeals", AppealPage(queue=AppealQueue.OPEN, limit=LIMIT)
    if heap.may(Capability.REVIEW_DECISIONS):
        # Last: where everybody's points are added up, nothing else waits for it.
        yield "members", MembersToReview(limit=LIMIT)


def _of_tally(tally: Tally) -> Iterator[Question]:
    yield from _known(tally)
    yield "proposals", ProposalCounts()
    yield "reviews", ReviewCount()
    yield "members", MemberReviewCount()


class Gathering:
    """Asks question after question; a new round gives the one before up."""

    def __init__(self, runner: Runner, failed: Failed) -> None:
        self._runner, self._failed = runner, failed
        self._round = 0
        self._job: Job | None = None

    def heap(self, done: Callable[[Heap], None]) -> None:
        """Ask for everything that waits."""
        heap = Heap()
        self._begin(heap, _of_heap(heap), lambda: done(heap))

    def tally(self, done: Callable[[Tally], None]) -> None:
        """Ask how much waits."""
        tally = Tally()
        self._begin(tally, _of_tally(tally), lambda: done(tally))

    def _begin(
        self, known: Known, questions: Iterator[Question], done: Callable[[], None]
    ) -> None:
        if self._job is not None:
            self._job.cancel()
        self._round += 1
        self._go_on(self._round, known, questions, done)

    def _go_on(
        self,
        number: int,
        known: Known,
        questions: Iterator[Question],
        done: Callable[[], None],
    ) -> None:
        question = next(questions, None)
        if question is None:
            done()
            return
        name, query = question

        def answered(answer: object) -> None:
            if number == self._round:
                setattr(known, name, answer)
                self._go_on(number, known, questions, done)

        self._job = self._runner.query(query, answered, self._failed)
