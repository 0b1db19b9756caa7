"""Who is answered what: every question, asked by every shipped role.

A query that comes later and is not listed here with what it needs fails the first
test. Nothing sealed may be in an answer to somebody it is not sealed to.
"""

from collections.abc import Mapping
from typing import Any

import pytest

from app.acknowledgements.queries import (
    AcknowledgementCounts,
    AcknowledgementPage,
    Recognised,
)
from app.appeals.commands import FileAppeal
from app.appeals.queries import (
    AppealByNumber,
    AppealCounts,
    AppealDetail,
    AppealPage,
    AppealsOf,
    RulingsSince,
)
from app.approvals.commands import Propose
from app.approvals.queries import (
    ProposalAbout,
    ProposalByStart,
    ProposalCounts,
    ProposalDetail,
    ProposalPage,
    SecondPersonFor,
)
from app.audit.queries import (
    HistoryDetail,
    HistoryPage,
    HistorySpan,
    Installations,
    LastVerdict,
)
from app.cases.model import Channel
from app.cases.queries.cases import CaseByNumber, CaseDetail
from app.cases.queries.decisions import DecisionOf
from app.cases.queries.queues import CasePage, CasesOf, QueueCounts
from app.cases.queries.sanctions import ClausesFor, ProposalFor, RecordOf, Standings
from app.cases.queries.trial import TryOnPast
from app.cases.queries.usage import ClauseCases, ClauseUsage
from app.conflicts.commands import DeclareConflict
from app.conflicts.model import About
from app.conflicts.queries.register import ConflictList
from app.erasure.queries.due import DueForErasure
from app.erasure.queries.holds import HoldsOf
from app.erasure.queries.plans import ErasurePlan
from app.errors import AppError, NotPermitted
from app.exports.preparation import PrepareReport
from app.exports.queries import Releases
from app.features import ANSWERS
from app.members.commands import RevealIdentity
from app.members.queries import (
    FileKnown,
    KnownCount,
    MemberCount,
    MemberDetail,
    MemberPage,
    MembersNamed,
)
from app.notes.commands import AddNote
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
from app.staff.roles import SHIPPED_ROLES, Capability, Role
from app.statements.queries import StatementOf
from app.work import Query
from tests.builders import OWNER, Site
from tests.revised import Revised, motioned, revised
from tests.storage.features import revising
from tests.storage.features.questions import (
    Matter,
    apart,
    by_kind,
    lists,
    opens,
    removal,
    told,
)
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    OBSERVER,
    PEOPLE,
    SECOND,
    Stage,
    copied,
)

PEOPLE_OF = {
    Role.OWNER: OWNER,
    Role.LEAD: LEAD,
    Role.MODERATOR: MODERATOR,
    Role.OBSERVER: OBSERVER,
}
NEEDS: dict[type[Query[Any]], Capability | None] = {
    StaffList: None,
    WhoAmI: None,
    WhatRolesMay: None,
    WhoCanOpen: None,
    HeldCommits: Capability.READ_AUDIT,
    MemberPage: None,
    MemberDetail: None,
    MemberCount: None,
    AcknowledgementPage: None,
    AcknowledgementCounts: None,
    Recognised: None,
    FileKnown: None,
    KnownCount: None,
    MembersNamed: None,
    Notes: None,
    NoteSearch: None,
    Versions: None,
    BookInForce: None,
    VersionText: None,
    OpenDrafts: None,
    CompareVersions: None,
    FindClauses: None,
    CasePage: None,
    QueueCounts: None,
    CasesOf: None,
    CaseDetail: None,
    CaseByNumber: None,
    ProposalFor: None,
    ClausesFor: None,
    RecordOf: None,
    Standings: None,
    DecisionOf: None,
    StatementOf: Capability.DECIDE_CASES,
    ClauseUsage: None,
    ClauseCases: None,
    TryOnPast: None,
    AppealPage: None,
    AppealCounts: None,
    AppealDetail: None,
    AppealsOf: None,
    AppealByNumber: None,
    RulingsSince: None,
    ConflictList: None,
    ErasurePlan: Capability.ERASE,
    HoldsOf: Capability.ERASE,
    DueForErasure: Capability.ERASE,
    Releases: None,
    PrepareReport: None,
    HistoryPage: None,
    HistoryDetail: Capability.READ_AUDIT,
    HistorySpan: None,
    Installations: None,
    LastVerdict: None,
    ProposalPage: None,
    ProposalCounts: None,
    ProposalDetail: Capability.DECIDE_CASES,
    ProposalAbout: None,
    ProposalByStart: None,
    SecondPersonFor: None,
    ReviewPage: Capability.REVIEW_DECISIONS,
    ReviewCount: None,
    ReviewDetail: Capability.REVIEW_DECISIONS,
    ReviewOfCase: Capability.REVIEW_DECISIONS,
    ReturnedToMe: None,
    MembersToReview: Capability.REVIEW_DECISIONS,
    MemberReviewCount: None,
    MemberReviews: None,
    VaultSettings: None,
    **revising.ANSWERED,
}
"""What a question needs; None where everybody on the staff is answered.

Of the history everybody is answered about what they did themselves, of proposals about
their own; asked here is about what somebody else did and proposed.
"""

FOR_LEADS = {ConflictList}
"""Answered to everybody; sealed words in it are for those who keep the register."""

OF_HISTORY = {HistoryPage, HistoryDetail}
"""Why somebody revealed what is sealed is not sealed: it is there to be read by those
who read the history."""

REPORTER, SUBJECT = "wx_protected_reporter", 1
WHY = "只有组长可以读到的缘由"
REVEALED_FOR = "核对退款账户时的缘由"

Asked = Mapping[tuple[Role, Query[Any]], Any]


def _matter(stage: Stage) -> Matter:
    """Have everything there can be about one member; return it."""
    member = stage.member(SUBJECT)
    case = stage.opened(SUBJECT, reporter=REPORTER, by=SECOND)
    stage.do(SECOND, AddNote(subject=case, text="案件的备注"))
    stage.do(SECOND, AddNote(subject=member, text="成员的备注"))
    proposal = stage.do(SECOND, Propose(command=removal(case)))
    decision = stage.decided(case, by=SECOND).id
    filed = FileAppeal(case=case, channel=Channel.MAIL, statement="请再看一次")
    line = stage.ask(AppealDetail(appeal=stage.do(SECOND, filed))).line
    return Matter(
        member=member,
        platform_id=PEOPLE[SUBJECT].platform_id,
        case=case,
        case_number=line.case_number,
        appeal=line.id,
        appeal_number=line.number,
        proposal=proposal,
        decision=decision,
        revision=_revision(stage),
        commits=[
            row.commit for row in stage.ask(HistoryPage(subject=case), SECOND).rows
        ],
        words=("备注", "看书", PEOPLE[SUBJECT].handle),
        rules=stage.rules,
    )


def _revision(stage: Stage) -> Revised:
    workspace = stage.sign_in(LEAD)
    return motioned(workspace, revised(workspace))


@pytest.fixture(scope="module")
def asked(founded_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """Every question, as each role is answered."""
    stage = Stage(copied(founded_site, tmp_path_factory.mktemp("answers")))
    matter = _matter(stage)
    for name in PEOPLE_OF.values():
        entry = DeclareConflict(
            person=stage.person(name),
            about=About.MEMBER,
            target=stage.member(2),
            reason=WHY,
        )
        stage.do(name, entry)
    sealed = next(at for at, person in enumerate(PEOPLE) if person.phone)
    stage.do(LEAD, RevealIdentity(member=stage.member(sealed), reason=REVEALED_FOR))
    questions = (*lists(matter), *opens(matter), *apart(matter))
    answers = dict[tuple[Role, Query[Any]], Any]()
    for role, name in PEOPLE_OF.items():
        workspace = stage.sign_in(name)
        for question in questions:
            try:
                answers[role, question] = workspace.query(question)
            except AppError as error:
                answers[role, question] = error
    stage.leave()
    return answers


def test_every_question_is_here(asked: Asked):
    assert set(NEEDS) == set(ANSWERS)
    assert {*by_kind(question for _, question in asked)} == set(ANSWERS)


@pytest.mark.parametrize("role", SHIPPED_ROLES, ids=str)
@pytest.mark.parametrize("kind", NEEDS, ids=lambda kind: kind.__name__)
def test_a_question_is_for_those_who_hold_its_capability(
    asked: Asked, kind: type[Query[Any]], role: Role
):
    needed = NEEDS[kind]
    entitled = needed is None or needed in SHIPPED_ROLES[role]
    for question in by_kind(each for who, each in asked if who == role)[kind]:
        answer = asked[role, question]
        if entitled:
            assert not isinstance(answer, AppError)
        else:
            assert isinstance(answer, NotPermitted)
            assert answer.code == "not_permitted"


@pytest.mark.parametrize("role", SHIPPED_ROLES, ids=str)
@pytest.mark.parametrize("kind", NEEDS, ids=lambda kind: kind.__name__)
def test_no_answer_shows_what_is_sealed(
    asked: Asked, kind: type[Query[Any]], role: Role
):
    sealed = {REPORTER, REPORTER.upper(), WHY, REVEALED_FOR}
    sealed |= {person.phone for person in PEOPLE if person.phone}
    sealed |= {person.remark for person in PEOPLE if person.remark}
    keeps = Capability.KEEP_CONFLICTS in SHIPPED_ROLES[role]
    shown = {WHY} if kind in FOR_LEADS and keeps else set[str]()
    reads = Capability.READ_AUDIT in SHIPPED_ROLES[role]
    legible = {REVEALED_FOR} if kind in OF_HISTORY and reads else set[str]()
    sealed -= legible
    for question in by_kind(each for who, each in asked if who == role)[kind]:
        whole = "\n".join(told(asked[role, question]))
        assert {text for text in sealed if text in whole} == shown
