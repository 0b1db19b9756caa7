"""What waits for a second person, and what it would do."""

import msgspec
import pytest

from app.approvals.commands import Approve, Propose, Withdraw
from app.approvals.model import ProposalState
from app.approvals.queries import (
    ProposalAbout,
    ProposalByStart,
    ProposalCounts,
    ProposalDetail,
    ProposalPage,
    ProposalQueue,
    SecondPersonFor,
)
from app.erasure.commands import EraseMembers
from app.erasure.model import Because
from app.ids import CaseId, ProposalId
from app.rulebook.commands import PublishRulebook
from tests.builders import NEWS, OWNER
from tests.storage.features.proposing import (
    BOOK,
    TODAY,
    proposed,
    queue,
    removal,
    waiting,
)
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    OBSERVER,
    REASON,
    SECOND,
    SECOND_LEAD,
    Stage,
)


@pytest.fixture
def case(stage: Stage) -> CaseId:
    stage.clock.forward(minutes=1)
    return stage.opened()


def test_the_queues_and_their_counts(stage: Stage, case: CaseId):
    proposal = proposed(stage, case)
    assert [line.id for line in queue(stage, MODERATOR, ProposalQueue.MINE)] == [
        proposal
    ]
    assert waiting(stage, MODERATOR) == []
    counts = stage.ask(ProposalCounts(), MODERATOR)
    assert counts == {ProposalQueue.FOR_ME: 0, ProposalQueue.MINE: 1}
    assert stage.ask(ProposalCounts(), LEAD)[ProposalQueue.FOR_ME] == 1
    line = stage.ask(ProposalAbout(about=case), OBSERVER)
    assert line is not None
    assert line.state is ProposalState.WAITING
    stage.do(LEAD, Approve(proposal=proposal))
    assert stage.ask(ProposalAbout(about=case)) is None
    assert waiting(stage, SECOND) == []
    done = queue(stage, SECOND, ProposalQueue.DONE)
    # Publications are none of a moderator's business.
    assert [(each.id, each.closer) for each in done] == [(proposal, LEAD)]
    assert [each.state for each in queue(stage, LEAD, ProposalQueue.DONE)] == [
        ProposalState.APPROVED,
        ProposalState.ALONE,
    ]


def test_lists_go_on_where_a_page_ends(stage: Stage):
    made = [proposed(stage, stage.opened(at)) for at in range(5)]
    found: list[ProposalId] = []
    after = None
    while True:
        asked = ProposalPage(queue=ProposalQueue.FOR_ME, after=after, limit=2)
        page = stage.ask(asked, LEAD)
        found += [line.id for line in page.rows]
        after = page.after
        if after is None:
            break
    assert sorted(found) == sorted(made)
    for proposal in made:
        stage.clock.forward(minutes=1)
        stage.do(MODERATOR, Withdraw(proposal=proposal))
    asked = ProposalPage(queue=ProposalQueue.DONE, limit=3)
    first = stage.ask(asked, LEAD)
    assert [line.id for line in first.rows] == made[:1:-1]
    rest = stage.ask(ProposalPage(queue=ProposalQueue.DONE, after=first.after), LEAD)
    assert [line.id for line in rest.rows][:2] == made[1::-1]


def test_a_proposal_says_what_it_would_do(stage: Stage, case: CaseId):
    proposal = proposed(stage, case)
    view = stage.ask(ProposalDetail(proposal=proposal), LEAD)
    told = dict(view.described.facts)
    assert (
        view.described.title == view.line.title == "Remove " + stage.case(case).handle
    )
    assert told["Case"] == stage.case(case).number
    assert told["The ladder proposes"] == "Warning"
    assert REASON in dict(view.described.reasons).values()
    assert (view.line.proposer, view.bar) == (MODERATOR, "")
    assert stage.ask(ProposalDetail(proposal=proposal), MODERATOR).bar == "proposal_own"


def test_who_became_involved_is_not_shown_their_own_proposal(
    stage: Stage, case: CaseId
):
    proposal = proposed(stage, case)
    stage.link(MODERATOR, 0)
    assert queue(stage, MODERATOR, ProposalQueue.MINE) == []
    assert stage.ask(ProposalCounts(), MODERATOR)[ProposalQueue.MINE] == 0
    for asked in (
        ProposalDetail(proposal=proposal),
        ProposalByStart(start=proposal[:8]),
        ProposalAbout(about=case),
        SecondPersonFor(command=removal(case)),
    ):
        assert stage.silence(MODERATOR, asked) == "case_own_part"
    # It is out of date for everybody else, and still theirs to take back.
    line = stage.ask(ProposalDetail(proposal=proposal), LEAD).line
    assert line.state is ProposalState.STALE
    stage.do(MODERATOR, Withdraw(proposal=proposal))
    assert queue(stage, MODERATOR, ProposalQueue.DONE) == []


def test_of_many_to_erase_one_is_enough_to_be_involved(stage: Stage):
    members = (stage.member(4), stage.member(5))
    command = EraseMembers(members=members, because=Because.REQUEST)
    proposal = stage.do(LEAD, Propose(command=command))
    assert waiting(stage, OWNER) == [proposal]
    for name in (LEAD, SECOND_LEAD):
        stage.link(name, 5)
        for which in ProposalQueue:
            assert proposal not in [line.id for line in queue(stage, name, which)]
        for asked in (
            ProposalDetail(proposal=proposal),
            SecondPersonFor(command=command),
        ):
            assert stage.silence(name, asked) == "member_own_part"
        approved = Approve(proposal=proposal)
        assert stage.refusal(name, approved) == "member_own_part"


def test_a_publication_says_what_changes(stage: Stage):
    articles = BOOK.articles[:-1]
    ladder = msgspec.structs.replace(BOOK.ladder, classes=())
    book = msgspec.structs.replace(BOOK, articles=articles, ladder=ladder)
    command = PublishRulebook(book=book, effective_on=TODAY, changes=NEWS)
    proposal = stage.do(LEAD, Propose(command=command))
    view = stage.ask(ProposalDetail(proposal=proposal), SECOND_LEAD)
    facts = view.described.facts
    gone = ", ".join(clause.number for clause in BOOK.articles[-1].clauses)
    assert ("Changes", f"Taken out: {gone}") in facts
    assert ("Version", "2") in facts
    last = BOOK.articles[-1].clauses[-1]
    told = next(c for c in view.changes if c.title.startswith(last.number))
    assert last.text.zh in {part.before for part in told.parts}
    stage.do(SECOND_LEAD, Approve(proposal=proposal))
    # Beside the version it became, nothing would change.
    assert stage.ask(ProposalDetail(proposal=proposal), SECOND_LEAD).changes == ()
