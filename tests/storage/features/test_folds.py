"""Folds of the features: whose rows they touch, and what can be asked after them."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.appeals.commands import FileAppeal, RuleOnAppeal
from app.appeals.events import AppealFiled, AppealRuled
from app.appeals.model import Ruling
from app.appeals.queries import AppealDetail, AppealPage, AppealQueue
from app.approvals.commands import Approve, Propose
from app.approvals.events import EVENTS as APPROVAL_EVENTS
from app.approvals.queries import (
    ProposalAbout,
    ProposalCounts,
    ProposalPage,
    ProposalQueue,
)
from app.cases.commands.deciding import (
    ReleaseCase,
    RetractDecision,
    TakeCase,
    TriageCase,
)
from app.cases.events import EVENTS as CASE_EVENTS
from app.cases.events import CaseDecided, CaseOpened, CasesImported
from app.cases.model import Channel
from app.cases.queries.cases import CaseDetail
from app.cases.queries.decisions import DecisionOf
from app.cases.queries.queues import CasePage, CasesOf, Queue, QueueCounts
from app.cases.queries.sanctions import ProposalFor, RecordOf, Standings
from app.errors import UserError
from app.exports.queries import Releases
from app.features import ANSWERS, folder
from app.ids import (
    AppealId,
    BallotId,
    CaseId,
    FeedbackId,
    MemberId,
    MemberReviewId,
    MotionId,
    NoteId,
    PersonId,
    SanctionId,
)
from app.journal.authority import Authority
from app.journal.event import Event
from app.journal.fold import Stamp
from app.journal.layout import create_layout
from app.journal.rows import Rows
from app.journal.sealing import Opener
from app.journal.tables import TombstoneTable
from app.members.commands import ImportMembers, RevealIdentity
from app.members.queries import MemberDetail, MemberPage
from app.notes.commands import AddNote
from app.notes.events import NoteAdded
from app.notes.queries import Notes, NoteSearch
from app.reviews.events import EVENTS as REVIEW_EVENTS
from app.reviews.events import MemberReviewed
from app.reviews.queries import (
    MemberReviewCount,
    MemberReviews,
    MembersToReview,
    ReturnedToMe,
    ReviewCount,
    ReviewPage,
)
from app.revision.events import EVENTS as REVISION_EVENTS
from app.rulebook.commands import PublishRulebook
from app.rulebook.model import SanctionKind, Severity, Step
from app.rulebook.queries import Versions
from app.rulebook.templates import load_template
from app.settings.events import EVENTS as SETTING_EVENTS
from app.settings.queries import VaultSettings
from app.staff.queries import StaffList
from app.times import local_day
from app.vault.keys import PersonalKeys, new_personal_keys
from app.vault.store import Store
from app.work import Command, Query, Reader
from tests.builders import NEWS, OWNER
from tests.no_slots import NoSlots
from tests.revised import Revised
from tests.storage.features import revising
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    PEOPLE,
    REPLY,
    SECOND,
    SECOND_LEAD,
    Stage,
    listed,
    row,
)
from tests.storage.test_rebuild import NOW, built

MINE, THEIRS = f"{1:032x}", f"{2:032x}"
ACTOR = f"{3:032x}"
OPENED = CaseOpened(
    subject=THEIRS,
    number="GD-1",
    channel=Channel.MAIL,
    due_at=NOW,
    recused=(PersonId(ACTOR),),
)
DECIDED = CaseDecided(
    subject=THEIRS,
    decision=f"{4:032x}",
    clause="3.2",
    severity=Severity.HIGH,
    step=Step(kind=SanctionKind.MUTE, days=3, points=3),
    sanction=SanctionId(f"{5:032x}"),
    effective_at=NOW,
    member=MemberId(f"{6:032x}"),
)
FILED = AppealFiled(
    subject=THEIRS,
    appeal=AppealId(f"{7:032x}"),
    number="AP-1",
    decision=DECIDED.decision,
    sanction=SanctionId(f"{5:032x}"),
    channel=Channel.MAIL,
    received_at=NOW,
    due_at=NOW,
)
NOTED = NoteAdded(subject=THEIRS, note=NoteId(f"{8:032x}"), text="一句")
REVIEWED = MemberReviewed(
    subject=THEIRS, review=MemberReviewId(f"{9:032x}"), points=9, note="一句"
)
THEIR_ROWS = {
    "decision": DECIDED.decision,
    "sanction": DECIDED.sanction,
    "replacement": DECIDED.sanction,
    "appeal": FILED.appeal,
    "note": NOTED.note,
    "review": REVIEWED.review,
}
BEGUN: tuple[Event, ...] = (
    OPENED,
    NOTED,
    DECIDED,
    FILED,
    REVIEWED,
    msgspec.structs.replace(OPENED, subject=MINE),
)
OF_A_CASE = (
    *(event for event in CASE_EVENTS if event is not CasesImported),
    *(AppealFiled, AppealRuled, NoteAdded),
    *REVIEW_EVENTS,
)
HAPPENED = (*OF_A_CASE, *APPROVAL_EVENTS, *SETTING_EVENTS, *REVISION_EVENTS)


def fold_into(store: Store, happened: Sequence[Event], begin: int = 0) -> None:
    """Fold events as commits of one feed, each a minute after the other."""
    all_folds, rows = folder(), Rows(store)
    for n, event in enumerate(happened, start=begin + 1):
        stamp = Stamp("feed", n, 0, ACTOR, NOW + timedelta(minutes=n))
        all_folds.apply(stamp, event, rows)
    rows.flush()


@pytest.fixture(scope="module")
def begun() -> Iterator[Store]:
    """Tables in memory with two cases, one of them decided and appealed."""
    store = Store(None)
    store.connect()
    create_layout(store)
    folder().create_tables(store)
    store.create([TombstoneTable])
    fold_into(store, BEGUN)
    yield store
    store.close()


def rows_of(store: Store, case: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row that belongs to a case."""
    found = {"cases_case": "id", "notes_note": "subject", "appeals_appeal": '"case"'}
    found |= {"reviews_review": '"case"', "reviews_member": "member"}
    for table in ("aside", "decision", "sanction", "timeline"):
        found[f"cases_{table}"] = '"case"'
    return {
        table: store.sql(
            f"SELECT * FROM {table} WHERE {column}=? ORDER BY id",  # noqa: S608 - our own names
            (case,),
        )
        for table, column in found.items()
    }


@pytest.mark.parametrize("kind", OF_A_CASE, ids=lambda kind: kind.kind)
def test_an_event_touches_rows_of_its_own_case_alone(begun: Store, kind: type[Event]):
    theirs = rows_of(begun, THEIRS)
    assert all(theirs.values())
    names = {field.name for field in msgspec.structs.fields(kind)}
    named = {name: row for name, row in THEIR_ROWS.items() if name in names}

    @settings(max_examples=10)
    @given(event=built(kind), again=built(kind))
    def holds(event: Event, again: Event) -> None:
        with begun.snapshot():  # undone at its end
            for n, each in enumerate((event, again)):
                own = msgspec.structs.replace(each, subject=MINE, **named)
                fold_into(begun, [own], begin=len(BEGUN) + n)
            assert rows_of(begun, THEIRS) == theirs

    holds()


@pytest.mark.parametrize(
    "event",
    [
        msgspec.structs.replace(OPENED, due_at=NOW.replace(tzinfo=None)),
        msgspec.structs.replace(OPENED, occurred_at=NOW.replace(tzinfo=None)),
        msgspec.structs.replace(DECIDED, ordinal=2**63),
        msgspec.structs.replace(
            DECIDED, step=Step(kind=SanctionKind.MUTE, days=2**31, points=3)
        ),
    ],
)
def test_what_no_table_can_hold_is_not_read(event: Event):
    """Commands never write it; another program might."""
    vocabulary = folder().vocabulary
    bodies = vocabulary.encode(event)
    assert vocabulary.decode(event.kind, 1, event.subject, *bodies) is None


@pytest.fixture(scope="module")
def keys() -> PersonalKeys:
    return new_personal_keys()


def questions(case: str) -> Iterator[Query[Any]]:
    """Return what screens ask about these ids."""
    member = MemberId(case)
    yield from (CasePage(queue=queue) for queue in Queue)
    yield from (AppealPage(queue=queue) for queue in AppealQueue)
    yield from (
        CaseDetail(case=CaseId(case)),
        DecisionOf(case=CaseId(case)),
        ProposalFor(case=CaseId(case), clause="3.2"),
        AppealDetail(appeal=AppealId(case)),
        CasesOf(member=member),
        RecordOf(member=member),
        Standings(members=(member,)),
        MemberDetail(member=member),
        MemberPage(),
        MemberPage(words="竹"),
        Notes(subject=case),
        NoteSearch(words="竹"),
        QueueCounts(),
        ReviewPage(),
        ReviewCount(),
        ReturnedToMe(),
        MembersToReview(),
        MemberReviewCount(),
        MemberReviews(member=member),
        *(ProposalPage(queue=queue) for queue in ProposalQueue),
        ProposalCounts(),
        ProposalAbout(about=case),
        VaultSettings(),
        *revising.questions(
            Revised(open=FeedbackId(case), ballot=BallotId(case), motion=MotionId(case))
        ),
        Releases(),
        StaffList(),
        Versions(),
    )


@settings(max_examples=40)
@given(happened=st.lists(st.sampled_from(HAPPENED).flatmap(built), max_size=8))
def test_no_question_fails_whatever_happened(
    begun: Store, keys: PersonalKeys, happened: list[Event]
):
    with begun.snapshot():  # undone at its end
        fold_into(begun, happened, begin=len(BEGUN))
        reader = Reader(
            person=ACTOR,
            now=NOW + timedelta(days=1),
            authority=Authority(),
            vocabulary=folder().vocabulary,
            store=begun,
            opener=Opener(ACTOR, keys, Authority(), begun),
            slots=NoSlots(),
        )
        # The ids that drawn events have in common begin with these.
        for subject in (f"{0:032x}", MINE, THEIRS):
            for question in questions(subject):
                try:
                    ANSWERS[type(question)](question, reader)
                except UserError:
                    continue  # "there is none" is an answer


def test_each_command_names_the_areas_a_screen_shows(stage: Stage):
    """What a command changes is told under the names of the features."""
    told_areas: dict[str, frozenset[str]] = {}

    def do(name: str, command: Command[Any]) -> None:
        outcome = stage.outcome(name, command)
        told_areas[type(command).__name__] = outcome.changes.areas

    phone = next(at for at, person in enumerate(PEOPLE) if person.phone)
    case, member = stage.opened(0), stage.member(phone)
    do(MODERATOR, TakeCase(case=case))
    do(MODERATOR, ReleaseCase(case=case))
    do(MODERATOR, TriageCase(case=case, clause="3.2"))
    decision = stage.decided(case, wait=False)
    do(MODERATOR, RetractDecision(case=case, decision=decision.id))
    do(MODERATOR, ImportMembers(file=listed([row("wx_new", "新")])))
    do(LEAD, RevealIdentity(member=member, reason="核对名单"))
    day = local_day(stage.clock())
    book = load_template("reading_club")
    publish = PublishRulebook(book=book, effective_on=day, changes=NEWS)
    proposal = stage.do(LEAD, Propose(command=publish))
    do(SECOND_LEAD, Approve(proposal=proposal))
    assert told_areas == {
        "TakeCase": {"cases"},
        "ReleaseCase": {"cases"},
        "TriageCase": {"cases"},
        "RetractDecision": {"cases", "reviews"},
        "ImportMembers": {"members"},
        "RevealIdentity": {"members"},
        "Approve": {"approvals", "rulebook"},
    }


def test_a_whole_story_is_folded_to_the_same_state_again(stage: Stage):
    stage.link(SECOND, 5)
    cases = [stage.opened(at % 4, reporter=PEOPLE[9].platform_id) for at in range(6)]
    for at, case in enumerate(cases[:5]):
        stage.do(MODERATOR, AddNote(subject=case, text=f"备注 {at}"))
        stage.do(MODERATOR, TriageCase(case=case, clause="3.2"))
        stage.decided(case, clause=None if at == 3 else "3.2")
    undone = stage.decided(cases[5], wait=False)
    stage.do(MODERATOR, RetractDecision(case=cases[5], decision=undone.id))
    mute = Step(kind=SanctionKind.REMINDER, points=1)
    for case, ruling in zip(
        (cases[0], cases[1], cases[2], cases[4]), Ruling, strict=True
    ):
        appeal = stage.do(
            SECOND, FileAppeal(case=case, channel=Channel.MAIL, statement="不服")
        )
        step = mute if ruling is Ruling.REDUCED else None
        stage.do(
            LEAD, RuleOnAppeal(appeal=appeal, ruling=ruling, reply=REPLY, step=step)
        )
    stage.link(MODERATOR, 9)  # who complained in all of them
    stage.do(SECOND, ImportMembers(file=listed([row(PEOPLE[0].platform_id, "改名")])))
    workspace = stage.sign_in(OWNER)
    before = workspace.digests()
    report = workspace.verify()
    assert report.sound, report.problems
    assert workspace.rebuild() == report.events
    assert workspace.digests() == before == report.digest
    told = {stage.silence(MODERATOR, CaseDetail(case=case)) for case in cases}
    assert told == {"case_recused"}
