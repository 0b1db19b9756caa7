"""Four eyes over the team itself: proposals that only leads may read."""

from typing import Any

import pytest

from app.approvals.commands import Approve, Propose, Reject, Withdraw
from app.approvals.events import ProposalApproved, SoleApproval
from app.approvals.queries import (
    ProposalAbout,
    ProposalDetail,
    ProposalLine,
    ProposalPage,
    ProposalQueue,
    SecondPersonFor,
)
from app.errors import NotPermitted
from app.rulebook.commands import PublishRulebook
from app.rulebook.templates import load_template
from app.staff.commands import (
    AdmitPerson,
    ChangePerson,
    RemovePerson,
    SuspendPerson,
)
from app.staff.roles import Role
from app.times import local_day
from tests.builders import BEGINNING, NEWS, OWNER, passphrase
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    REASON,
    SECOND,
    Stage,
)

PUBLISH = PublishRulebook(
    book=load_template("reading_club"),
    effective_on=local_day(BEGINNING),
    changes=NEWS,
)
LAST = (
    "SELECT kind FROM journal_event WHERE commit_id ="
    " (SELECT max(id) FROM journal_commit) ORDER BY n"
)


def queue(stage: Stage, name: str, which: ProposalQueue) -> list[ProposalLine]:
    return [*stage.ask(ProposalPage(queue=which), name).rows]


def last_kinds(stage: Stage) -> list[str]:
    """Return the kinds of events of the newest commit, in order."""
    workspace = stage.sign_in(stage._who)
    return [kind for (kind,) in workspace._session.store.sql(LAST)]


SECOND_OWNER = "严格"


@pytest.fixture
def owners(stage: Stage) -> Stage:
    """The vault with two owners."""
    stage.clock.forward(minutes=1)
    command = AdmitPerson(
        name=SECOND_OWNER, passphrase=passphrase(SECOND_OWNER), role=Role.OWNER
    )
    stage.do(OWNER, command)
    return stage


def test_somebody_is_removed_from_the_team_by_two(owners: Stage):
    command = RemovePerson(person=owners.person(SECOND))
    assert owners.refusal(OWNER, command) == "second_person_needed"
    proposal = owners.do(OWNER, Propose(command=command))
    view = owners.ask(ProposalDetail(proposal=proposal), SECOND_OWNER)
    assert view.described.title == f"Remove {SECOND} from the team"
    assert ("Role", "Moderator") in view.described.facts
    owners.do(SECOND_OWNER, Approve(proposal=proposal))
    assert last_kinds(owners) == [ProposalApproved.kind, "staff.removed"]
    workspace = owners.sign_in(OWNER)
    assert not workspace._session.journal.position.authority.is_active(command.person)
    assert workspace.verify().sound


def test_nobody_has_a_say_in_their_own_removal(owners: Stage):
    """Of two owners one is left, who acts alone; the journal says so."""
    command = RemovePerson(person=owners.person(SECOND_OWNER))
    assert owners.ask(SecondPersonFor(command=command), OWNER).alone
    owners.do(OWNER, command)
    assert last_kinds(owners) == ["staff.removed", SoleApproval.kind]


def test_a_changed_role_makes_a_removal_stale(owners: Stage):
    person = owners.person(SECOND)
    proposal = owners.do(OWNER, Propose(command=RemovePerson(person=person)))
    owners.do(OWNER, ChangePerson(person=person, role=Role.LEAD, duties=()))
    assert owners.refusal(SECOND_OWNER, Approve(proposal=proposal)) == "proposal_stale"


def test_a_proposer_who_was_suspended_has_proposed_nothing(owners: Stage):
    owners.do(OWNER, Withdraw(proposal=owners.do(OWNER, Propose(command=PUBLISH))))
    proposal = owners.do(LEAD, Propose(command=PUBLISH))
    owners.do(OWNER, SuspendPerson(person=owners.person(LEAD)))
    assert owners.refusal(OWNER, Approve(proposal=proposal)) == "proposal_stale"


def test_what_is_sealed_is_read_by_leads_alone(owners: Stage):
    command = RemovePerson(person=owners.person(SECOND))
    proposal = owners.do(OWNER, Propose(command=command))
    texts = workspace_rows(owners, "SELECT command FROM approvals_proposal")
    assert set(texts) == {None}
    assert queue(owners, MODERATOR, ProposalQueue.DONE) == []
    with pytest.raises(NotPermitted):
        owners.ask(ProposalDetail(proposal=proposal), MODERATOR)
    assert owners.ask(ProposalAbout(about=command.person), MODERATOR) is None
    owners.do(SECOND_OWNER, Reject(proposal=proposal, reason=REASON))
    assert queue(owners, OWNER, ProposalQueue.DONE)[0].reason == REASON
    reasons = workspace_rows(owners, "SELECT reason FROM approvals_proposal")
    assert set(reasons) == {None}


def workspace_rows(stage: Stage, sql: str) -> list[Any]:
    return [row[0] for row in stage.sign_in(MODERATOR)._session.store.sql(sql)]
