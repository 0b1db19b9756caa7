"""Every question there is, about some member, case and appeal."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import msgspec

from app.acknowledgements.queries import (
    AcknowledgementCounts,
    AcknowledgementPage,
    Recognised,
)
from app.appeals.queries import (
    AppealByNumber,
    AppealCounts,
    AppealDetail,
    AppealPage,
    AppealQueue,
    AppealsOf,
    RulingsSince,
)
from app.approvals.queries import (
    ProposalAbout,
    ProposalByStart,
    ProposalCounts,
    ProposalDetail,
    ProposalPage,
    ProposalQueue,
    SecondPersonFor,
)
from app.audit.model import Area
from app.audit.queries import (
    HistoryDetail,
    HistoryPage,
    HistorySpan,
    Installations,
    LastVerdict,
)
from app.cases.commands.deciding import DecideCase
from app.cases.queries.cases import CaseByNumber, CaseDetail
from app.cases.queries.decisions import DecisionOf
from app.cases.queries.queues import CasePage, CasesOf, Queue, QueueCounts
from app.cases.queries.sanctions import ClausesFor, ProposalFor, RecordOf, Standings
from app.cases.queries.trial import TryOnPast
from app.cases.queries.usage import ClauseCases, ClauseUsage, Use
from app.conflicts.queries.register import ConflictList
from app.erasure.queries.due import DueForErasure
from app.erasure.queries.holds import HoldsOf
from app.erasure.queries.plans import ErasurePlan
from app.exports.model import Tier
from app.exports.preparation import PrepareReport
from app.exports.queries import Releases
from app.ids import AppealId, CaseId, MemberId, ProposalId, RulebookId
from app.members.queries import (
    FileKnown,
    KnownCount,
    MemberCount,
    MemberDetail,
    MemberPage,
    MembersNamed,
)
from app.notes.queries import Notes, NoteSearch
from app.reviews.queries import (
    MemberReviewCount,
    MemberReviews,
    MembersToReview,
    ReturnedToMe,
    ReviewCount,
    ReviewDetail,
    ReviewOfCase,
    ReviewPage,
)
from app.rulebook.model import SanctionKind, Step
from app.rulebook.queries import (
    BookInForce,
    CompareVersions,
    FindClauses,
    OpenDrafts,
    Versions,
    VersionText,
)
from app.settings.queries import VaultSettings
from app.staff.queries import (
    HeldCommits,
    StaffList,
    WhatRolesMay,
    WhoAmI,
    WhoCanOpen,
)
from app.statements.queries import StatementOf
from app.words import Language
from app.work import Query
from tests.builders import BEGINNING
from tests.revised import Revised
from tests.storage.features import revising


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a question can be about; empty strings where there is no such thing.

    Attributes:
        proposal: to remove the member in this case.
        decision: of the case.
        revision: of the rules, under way.
        commits: hashes of some that are about it.
        words: that a search finds it by.
        rules: a version of the rules.
    """

    member: str = ""
    platform_id: str = ""
    case: str = ""
    case_number: str = ""
    appeal: str = ""
    appeal_number: str = ""
    proposal: str = ""
    decision: str = ""
    revision: Revised = Revised()  # noqa: RUF009 - it is frozen
    commits: Sequence[str] = ()
    words: Sequence[str] = ()
    rules: str = ""


def removal(case: CaseId) -> DecideCase:
    """Return a decision that needs two people."""
    step = Step(kind=SanctionKind.REMOVAL, points=4)
    why = "同一条款一再违反，提醒和警告都没有用。"
    return DecideCase(
        case=case, clause="3.2", step=step, reason=why, deviation_reason=why
    )


def lists(matter: Matter) -> Iterator[Query[Any]]:
    """Yield what is asked about everything, or searched for by words."""
    since = BEGINNING - timedelta(days=1)
    words = [word for word in matter.words if word]
    yield MemberPage(limit=500)
    yield from (MemberPage(words=each) for each in words)
    yield MemberCount()
    nothing = RulebookId("")
    yield AcknowledgementPage(version=nothing, limit=500)
    yield from (AcknowledgementPage(version=nothing, words=each) for each in words)
    yield AcknowledgementCounts(version=nothing)
    yield Standings(members=(MemberId(matter.member),))
    yield from (NoteSearch(words=each, limit=500) for each in words)
    yield from (CasePage(queue=queue, limit=500) for queue in Queue)
    yield from (CasePage(queue=Queue.ALL, words=each) for each in words)
    yield QueueCounts()
    yield ClauseUsage(clause="3.2", since=since)
    yield from (ClauseCases(clause="3.2", use=use, since=since) for use in Use)
    if matter.rules:
        yield TryOnPast(rules=matter.rules)
    yield from (AppealPage(queue=queue, limit=500) for queue in AppealQueue)
    yield AppealCounts()
    yield RulingsSince(since=since)
    yield from (ProposalPage(queue=queue, limit=500) for queue in ProposalQueue)
    yield from (ProposalCounts(), ReviewPage(limit=500), ReviewCount())
    yield from (MembersToReview(limit=500), MemberReviewCount())
    yield HistoryPage(limit=500)
    yield from (HistoryPage(area=area, limit=500) for area in Area)
    named = (*words, matter.case_number, matter.appeal_number)
    yield from (HistoryPage(words=each, limit=500) for each in named if each)


def opens(matter: Matter) -> Iterator[Query[Any]]:
    """Yield what is asked about one member, case or appeal."""
    if matter.member:
        member = MemberId(matter.member)
        yield from (MemberDetail(member=member), RecordOf(member=member))
        yield from (CasesOf(member=member), Notes(subject=member))
        yield from (ErasurePlan(member=member), HoldsOf(member=member))
        yield from (HistoryPage(subject=member), MemberReviews(member=member))
    if matter.case:
        case = CaseId(matter.case)
        yield from (CaseDetail(case=case), CaseByNumber(number=matter.case_number))
        yield from (ProposalFor(case=case, clause="3.2"), ClausesFor(case=case))
        yield StatementOf(case=case, language=Language.EN)
        yield from (DecisionOf(case=case), AppealsOf(case=case), Notes(subject=case))
        yield from (HistoryPage(subject=case), ProposalAbout(about=case))
        yield from (SecondPersonFor(command=removal(case)), ReviewOfCase(case=case))
        yield from (HistoryDetail(commit=commit) for commit in matter.commits)
    if matter.proposal:
        yield ProposalDetail(proposal=ProposalId(matter.proposal))
        yield ProposalByStart(start=matter.proposal)
    if matter.decision:
        yield ReviewDetail(decision=matter.decision)
    if matter.appeal:
        yield AppealDetail(appeal=AppealId(matter.appeal))
        yield AppealByNumber(number=matter.appeal_number)


def apart(matter: Matter) -> Iterator[Query[Any]]:
    """Yield what is asked about neither, or about the person asking."""
    yield from (StaffList(), WhoAmI(), ConflictList(), Versions())
    yield from (VersionText(version=RulebookId("0" * 32)), OpenDrafts())
    yield from (BookInForce(at=BEGINNING), Releases(), FileKnown(sha256="0" * 64))
    yield MembersNamed(platform_ids=(matter.platform_id,))
    named = (matter.platform_id,)
    yield Recognised(version=RulebookId(""), platform_ids=named)
    yield KnownCount(platform_ids=(matter.platform_id,))
    yield PrepareReport(tier=Tier.INTERNAL)
    yield from (HeldCommits(), WhoCanOpen(), VaultSettings(), ReturnedToMe())
    yield from (Installations(), HistorySpan(), LastVerdict())
    yield DueForErasure(days=365)
    yield WhatRolesMay()
    yield FindClauses(words="攻击")
    if matter.rules:
        yield CompareVersions(before="", after=matter.rules)
    yield from revising.questions(matter.revision)


def by_kind(questions: Iterator[Query[Any]]) -> Mapping[type, Sequence[Query[Any]]]:
    """Return questions by their class."""
    found: dict[type, list[Query[Any]]] = {}
    for question in questions:
        found.setdefault(type(question), []).append(question)
    return found


def told(answer: Any) -> Iterator[str]:
    """Yield every text an answer holds, however deep."""
    if isinstance(answer, str):
        yield answer
    elif isinstance(answer, bytes):
        yield answer.decode(errors="replace")
    else:
        for each in _parts(answer):
            yield from told(each)


def _parts(answer: Any) -> Iterable[Any]:
    if isinstance(answer, Mapping):
        return [*answer.keys(), *answer.values()]
    if dataclasses.is_dataclass(answer):
        return [getattr(answer, each.name) for each in dataclasses.fields(answer)]
    if isinstance(answer, msgspec.Struct):
        return list(msgspec.structs.asdict(answer).values())
    return answer if isinstance(answer, (list, tuple, set, frozenset)) else ()
