"""Four eyes: what does lasting harm is proposed by one and approved by another."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.appeals.commands import FileAppeal, RuleOnAppeal
from app.appeals.model import Ruling
from app.appeals.queries import AppealDetail
from app.approvals.commands import Approve, Propose, Reject, Withdraw
from app.approvals.duals import DUALS, PUBLICATION
from app.approvals.events import ProposalApproved, SoleApproval
from app.approvals.model import ProposalState
from app.approvals.queries import (
    ProposalDetail,
    ProposalPage,
    ProposalQueue,
    SecondPersonFor,
)
from app.cases.commands.deciding import (
    DecideCase,
    ReleaseCase,
    RetractDecision,
    TakeCase,
)
from app.cases.model import CaseState, Channel
from app.cases.queries.decisions import DecisionOf, DecisionView
from app.erasure.commands import EraseMembers
from app.erasure.model import Because
from app.errors import Conflict, NotPermitted
from app.features import HANDLERS, folder
from app.ids import CaseId
from app.journal.fold import accepted_events
from app.reviews.queries import ReviewPage
from app.rulebook.commands import PublishRulebook
from app.rulebook.queries import Versions
from app.staff.commands import (
    RemovePerson,
)
from app.workspace import Workspace
from tests.builders import OWNER, Site
from tests.storage.features.proposing import (
    BOOK,
    LAST,
    PUBLISH,
    REMOVAL,
    TODAY,
    last_kinds,
    proposed,
    queue,
    removal,
    waiting,
)
from tests.storage.features.setting import (
    FIRST_DAY,
    LEAD,
    MODERATOR,
    OBSERVER,
    REASON,
    REPLY,
    SECOND,
    SECOND_LEAD,
    Stage,
)


@pytest.fixture
def case(stage: Stage) -> CaseId:
    stage.clock.forward(minutes=1)
    return stage.opened()


def test_one_person_cannot_remove_a_member(stage: Stage, case: CaseId):
    for name in (MODERATOR, LEAD, OWNER):
        problem = stage.refused(name, removal(case))
        assert isinstance(problem, Conflict)
        assert problem.code == "second_person_needed"
    assert stage.case(case).state is CaseState.TRIAGE


def test_one_person_cannot_publish_rules(stage: Stage):
    for name in (LEAD, OWNER):
        assert stage.refusal(name, PUBLISH) == "second_person_needed"


def test_anything_lighter_is_one_person_s_to_decide(stage: Stage, case: CaseId):
    command = DecideCase(case=case, clause="3.2", reason=REASON)
    assert not stage.ask(SecondPersonFor(command=command), MODERATOR).is_lasting
    assert stage.refusal(MODERATOR, Propose(command=command)) == "proposal_not_needed"
    stage.do(MODERATOR, command)


def test_what_the_ladder_proposes_counts_as_well(stage: Stage):
    for _ in range(3):
        stage.sanctioned()
    case = stage.opened()
    plain = DecideCase(case=case, clause="3.2", reason=REASON)
    assert stage.refusal(MODERATOR, plain) == "second_person_needed"
    second = stage.ask(SecondPersonFor(command=plain))
    assert second.needed
    assert set(second.approvers) == {OWNER, LEAD, SECOND_LEAD, SECOND}


def test_a_second_person_approves_and_both_have_decided(stage: Stage, case: CaseId):
    proposal = proposed(stage, case)
    assert stage.case(case).state is CaseState.TRIAGE
    decision = stage.do(SECOND, Approve(proposal=proposal))
    assert last_kinds(stage) == [ProposalApproved.kind, "case.decided"]
    view = the_decision(stage, case)
    assert (view.id, view.step) == (decision.id, REMOVAL)
    assert (view.decider_name, view.proposer_name) == (SECOND, MODERATOR)
    stage.clock.forward(minutes=5)
    assert stage.standing().removed
    assert stage.sign_in(LEAD).verify().sound


def the_decision(stage: Stage, case: CaseId) -> DecisionView:
    view = stage.ask(DecisionOf(case=case))
    assert view is not None
    return view


def test_neither_of_them_rules_on_the_appeal(stage: Stage, case: CaseId):
    proposal = proposed(stage, case, by=LEAD)
    stage.do(SECOND_LEAD, Approve(proposal=proposal))
    stage.clock.forward(minutes=5)
    filed = FileAppeal(case=case, channel=Channel.MAIL, statement="请再看一次")
    appeal = stage.do(MODERATOR, filed)
    ruling = RuleOnAppeal(appeal=appeal, ruling=Ruling.REMANDED, reply=REPLY)
    for name in (LEAD, SECOND_LEAD):
        assert stage.refusal(name, ruling) == "appeal_own_decision"
        assert stage.ask(AppealDetail(appeal=appeal)).bar is not None
    stage.do(OWNER, ruling)
    # Sent back, it is for somebody else than either of them.
    for name in (LEAD, SECOND_LEAD):
        again = DecideCase(case=case, clause=None, reason=REASON)
        assert stage.refusal(name, again) == "case_set_aside"


def test_nobody_approves_their_own(stage: Stage, case: CaseId):
    proposal = proposed(stage, case)
    for command in (
        Approve(proposal=proposal),
        Reject(proposal=proposal, reason=REASON),
    ):
        problem = stage.refused(MODERATOR, command)
        assert isinstance(problem, NotPermitted)
        assert problem.code == "proposal_own"


@pytest.mark.parametrize("kind", [Approve, Reject])
def test_only_who_could_do_it_may_close_it(stage: Stage, case: CaseId, kind: type[Any]):
    more = {"reason": REASON} if kind is Reject else {}
    cases, rules = proposed(stage, case), stage.do(LEAD, Propose(command=PUBLISH))
    for proposal, name in ((cases, OBSERVER), (rules, MODERATOR), (rules, OBSERVER)):
        command = kind(proposal=proposal, **more)
        assert stage.refusal(name, command) == "not_permitted"
        assert proposal not in waiting(stage, name)
        with pytest.raises(NotPermitted):
            stage.ask(ProposalDetail(proposal=proposal), name)
    assert stage.refusal(OBSERVER, Propose(command=removal(case))) == "not_permitted"
    assert stage.refusal(MODERATOR, Propose(command=PUBLISH)) == "not_permitted"


def test_who_has_a_part_neither_sees_nor_approves_it(stage: Stage, case: CaseId):
    stage.link(SECOND, 0)
    proposal = proposed(stage, case)
    assert stage.refusal(SECOND, Approve(proposal=proposal)) == "case_own_part"
    assert waiting(stage, SECOND) == []
    assert waiting(stage, LEAD) == [proposal]
    second = stage.ask(SecondPersonFor(command=removal(case)), MODERATOR)
    assert SECOND not in second.approvers


def test_a_proposer_found_to_have_a_part_has_proposed_nothing(
    stage: Stage, case: CaseId
):
    proposal = proposed(stage, case)
    stage.link(MODERATOR, 0)
    assert stage.refusal(LEAD, Approve(proposal=proposal)) == "proposal_stale"


def test_rejected_nothing_is_done(stage: Stage, case: CaseId):
    proposal = proposed(stage, case)
    short = Reject(proposal=proposal, reason="不行")
    assert stage.refusal(LEAD, short) == "proposal_reason_too_short"
    stage.do(LEAD, Reject(proposal=proposal, reason="处罚过重，先按阶梯警告一次。"))
    assert stage.case(case).state is CaseState.TRIAGE
    line = queue(stage, MODERATOR, ProposalQueue.DONE)[0]
    assert (line.state, line.closer) == (ProposalState.REJECTED, LEAD)
    assert line.reason == "处罚过重，先按阶梯警告一次。"
    for command in (
        Approve(proposal=proposal),
        Reject(proposal=proposal, reason=REASON),
    ):
        assert stage.refusal(SECOND, command) == "proposal_closed"


def test_the_proposer_withdraws(stage: Stage, case: CaseId):
    outcome = stage.outcome(MODERATOR, Propose(command=removal(case)))
    assert stage.refusal(LEAD, Withdraw(proposal=outcome.value)) == "proposal_not_own"
    undo = Withdraw(proposal=outcome.value)
    assert outcome.undo == undo
    stage.do(MODERATOR, undo)
    assert stage.refusal(LEAD, Approve(proposal=outcome.value)) == "proposal_closed"
    assert stage.refusal(MODERATOR, undo) == "proposal_closed"


def test_the_same_does_not_wait_twice(stage: Stage, case: CaseId):
    proposed(stage, case)
    assert stage.refusal(LEAD, Propose(command=removal(case))) == "proposal_waiting"
    stage.do(LEAD, Propose(command=PUBLISH))
    assert stage.refusal(OWNER, Propose(command=PUBLISH)) == "proposal_waiting"
    proposed(stage, stage.opened(1))


def test_what_cannot_be_done_is_not_proposed(stage: Stage, case: CaseId):
    short = DecideCase(case=case, clause="3.2", step=REMOVAL, reason="不行")
    assert (
        stage.refusal(MODERATOR, Propose(command=short)) == "decision_reason_too_short"
    )
    late = PublishRulebook(book=BOOK, effective_on=TODAY + timedelta(days=400))
    assert stage.refusal(LEAD, Propose(command=late)) == "rulebook_begins_too_late"


@pytest.mark.parametrize("change", ["decided", "counted", "expired"])
def test_a_changed_basis_makes_a_removal_stale(stage: Stage, case: CaseId, change: str):
    earlier = stage.sanctioned() if change == "expired" else None
    proposal = proposed(stage, case)
    if change == "decided":
        stage.decided(case, by=SECOND)
    elif change == "counted":
        stage.sanctioned(by=SECOND)
    else:
        assert earlier is not None
        stage.clock.forward(days=BOOK.ladder.window_days + 1)
    assert waiting(stage, LEAD) == []
    assert stage.refusal(LEAD, Approve(proposal=proposal)) in {
        "proposal_stale",
        "case_already_decided",
    }
    line = queue(stage, MODERATOR, ProposalQueue.MINE)[0]
    assert (line.id, line.state) == (proposal, ProposalState.STALE)
    stage.do(MODERATOR, Withdraw(proposal=proposal))


def test_a_version_published_meanwhile_makes_a_publication_stale(stage: Stage):
    proposal = stage.do(LEAD, Propose(command=PUBLISH))
    first = stage.ask(Versions())
    stage.do(SECOND_LEAD, Approve(proposal=proposal))
    assert len(stage.ask(Versions())) == len(first) + 1
    stage.clock.forward(days=1)
    tomorrow = replace(PUBLISH, effective_on=TODAY + timedelta(days=1))
    again = stage.do(LEAD, Propose(command=tomorrow))
    # A stale one does not stand in the way of a new one.
    stage.do(LEAD, Withdraw(proposal=again))
    stage.together(LEAD, tomorrow, OWNER)


def test_a_case_somebody_else_took_waits_for_them(stage: Stage, case: CaseId):
    stage.do(MODERATOR, TakeCase(case=case))
    proposal = proposed(stage, case)
    stage.do(MODERATOR, ReleaseCase(case=case))
    stage.do(SECOND, TakeCase(case=case))
    assert stage.refusal(LEAD, Approve(proposal=proposal)) == "case_taken"
    stage.do(SECOND, ReleaseCase(case=case))
    stage.do(MODERATOR, TakeCase(case=case))
    stage.do(LEAD, Approve(proposal=proposal))


def test_either_takes_an_approved_decision_back_in_time(stage: Stage):
    for at, name in enumerate((MODERATOR, SECOND)):
        case = stage.opened(at)
        outcome = stage.outcome(SECOND, Approve(proposal=proposed(stage, case)))
        assert isinstance(outcome.undo, RetractDecision)
        assert stage.refusal(LEAD, outcome.undo) == "undo_only_own"
        stage.do(name, outcome.undo)
        assert stage.case(case).state is CaseState.DECIDING


def test_a_publication_has_no_undo(stage: Stage):
    proposal = stage.do(LEAD, Propose(command=PUBLISH))
    assert stage.outcome(OWNER, Approve(proposal=proposal)).undo is None


def test_a_decision_of_two_moderators_is_reviewed_all_the_same(
    stage: Stage, case: CaseId
):
    decision = stage.together(MODERATOR, removal(case), SECOND)
    stage.clock.forward(minutes=6)
    lines = stage.ask(ReviewPage(), LEAD).rows
    assert [line.id for line in lines] == [decision.id]


@pytest.fixture
def alone(tmp_path_factory: pytest.TempPathFactory, quick: None) -> Iterator[Workspace]:
    """A vault with one person."""
    with Site(root=tmp_path_factory.mktemp("alone")).created() as workspace:
        yield workspace


def test_one_entitled_person_does_it_alone_and_that_is_recorded(alone: Workspace):
    command = PublishRulebook(book=BOOK, effective_on=FIRST_DAY)
    second = alone.query(SecondPersonFor(command=command))
    assert second.alone
    assert not second.needed
    with pytest.raises(Conflict) as caught:
        alone.execute(Propose(command=command))
    assert caught.value.code == "proposal_nobody_else"
    alone.execute(command)
    assert [k for (k,) in alone._session.store.sql(LAST)] == [
        "rulebook.published",
        SoleApproval.kind,
    ]
    line = alone.query(ProposalPage(queue=ProposalQueue.DONE)).rows[0]
    assert (line.what, line.state) == (PUBLICATION.code, ProposalState.ALONE)
    assert (line.proposer, line.closer) == (OWNER, OWNER)
    assert alone.verify().sound


def test_what_is_proposed_reads_back(stage: Stage, case: CaseId):
    remove = RemovePerson(person=stage.person(LEAD))
    erase = EraseMembers(members=(stage.member(0),), because=Because.REQUEST)
    commands = (removal(case), PUBLISH, remove, erase)
    for dual, command in zip(DUALS, commands, strict=True):
        assert dual.decode(dual.encode(command)) == command


def test_every_dual_command_is_guarded():
    """Whoever adds one to the table has it guarded by that alone."""
    for dual in DUALS:
        assert HANDLERS[dual.command].__qualname__.startswith("_guard")


def test_a_rebuild_gives_the_same(stage: Stage, case: CaseId):
    stage.do(LEAD, Approve(proposal=proposed(stage, case)))
    proposal = stage.do(LEAD, Propose(command=PUBLISH))
    stage.do(OWNER, Reject(proposal=proposal, reason=REASON))
    workspace = stage.sign_in(OWNER)
    before = workspace.digests()
    workspace.rebuild()
    assert workspace.digests() == before
    events = accepted_events(workspace._session.store, folder().vocabulary)
    assert sum(isinstance(event, ProposalApproved) for _, event in events) == 1
