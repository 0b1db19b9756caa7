"""What a team does besides: deciding in twos, conflicts, erasure, copies that meet."""

import random
import shutil
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from app.approvals.commands import Approve, Propose, Reject, Withdraw
from app.approvals.queries.lists import ProposalPage, ProposalQueue
from app.cases.queries.queues import Queue
from app.conflicts.commands import DeclareConflict, EndConflict
from app.conflicts.model import About
from app.conflicts.queries.register import ConflictList
from app.erasure.commands import EraseMembers, LiftHold, PlaceHold
from app.erasure.model import Because
from app.erasure.queries.holds import HoldsOf
from app.errors import NotFound
from app.ids import MemberId, ProposalId
from app.journal.authority import State
from app.journal.bundle import Travelling, commits_beyond
from app.journal.erasure import SubjectErased
from app.journal.header import commit_hash
from app.members.queries import MemberPage
from app.reviews.commands import AgreeWithDecision, ReturnDecision, UndoReview
from app.reviews.queries.lists import ReviewPage
from app.settings.commands import ChangeSetting
from app.settings.model import Setting
from app.staff.commands import (
    AdmitPerson,
    ChangePerson,
    ReinstatePerson,
    RemovePerson,
    SuspendPerson,
)
from app.staff.queries import StaffList, StaffRow
from app.staff.roles import Duty, Role
from app.workspace import Workspace
from tests.builders import OWNER, HandClock, Site, passphrase
from tests.reliability.rows import commits_of
from tests.town import LEAD, MODERATOR, STEPS, Life

FOUNDERS = frozenset({OWNER, LEAD, MODERATOR})
"""They stay; others come and go."""

FEW = 4

T = TypeVar("T")


def some(life: Life, rows: Sequence[T], code: str) -> T:
    """Return one of these.

    Raises:
        NotFound: there are none.
    """
    if not rows:
        raise NotFound(code)
    return life.chance.choice(rows)


def colleague(life: Life, state: State) -> StaffRow:
    """Return somebody who came later and stands so."""
    rows = life.workspace.query(StaffList())
    others = [r for r in rows if r.name not in FOUNDERS and r.state is state]
    return some(life, others, "person_not_found")


def admit(life: Life) -> None:
    name = f"同事{life.chance.randrange(10**9)}"
    role = life.chance.choice((Role.MODERATOR, Role.OBSERVER, Role.LEAD))
    life.workspace.execute(
        AdmitPerson(name=name, passphrase=passphrase(name), role=role)
    )


def change(life: Life) -> None:
    person = colleague(life, State.ACTIVE).id
    role = life.chance.choice((Role.MODERATOR, Role.OBSERVER))
    duties = tuple(life.chance.sample(tuple(Duty), 2))
    life.workspace.execute(ChangePerson(person=person, role=role, duties=duties))


def suspend(life: Life) -> None:
    person = colleague(life, State.ACTIVE).id
    life.workspace.execute(SuspendPerson(person=person))


def reinstate(life: Life) -> None:
    person = colleague(life, State.SUSPENDED).id
    life.workspace.execute(ReinstatePerson(person=person))


def remove(life: Life) -> None:
    person = colleague(life, life.chance.choice((State.ACTIVE, State.SUSPENDED))).id
    life.workspace.execute(RemovePerson(person=person))


def propose_erasure(life: Life) -> None:
    because = life.chance.choice(tuple(Because))
    asked = EraseMembers(members=(one_of_few(life),), because=because)
    life.workspace.execute(Propose(command=asked))


def one_of_few(life: Life) -> MemberId:
    """Return one of a few members, so that what is done to one meets."""
    rows = life.workspace.query(MemberPage(limit=FEW)).rows
    return MemberId(life.chance.choice(rows).id)


def proposal(life: Life, queue: ProposalQueue) -> ProposalId:
    rows = life.workspace.query(ProposalPage(queue=queue)).rows
    return some(life, rows, "proposal_not_found").id


def approve(life: Life) -> None:
    life.workspace.execute(Approve(proposal=proposal(life, ProposalQueue.FOR_ME)))


def reject(life: Life) -> None:
    asked = proposal(life, ProposalQueue.FOR_ME)
    life.workspace.execute(Reject(proposal=asked, reason="先问过本人再说"))


def withdraw(life: Life) -> None:
    life.workspace.execute(Withdraw(proposal=proposal(life, ProposalQueue.MINE)))


def declare(life: Life) -> None:
    person = some(life, life.workspace.query(StaffList()), "person_not_found").id
    about = life.chance.choice(tuple(About))
    target = life.member() if about is About.MEMBER else life.case(Queue.ALL)
    life.workspace.execute(
        DeclareConflict(person=person, about=about, target=target, reason="同住一处")
    )


def end_conflict(life: Life) -> None:
    entry = some(life, life.workspace.query(ConflictList()), "conflict_not_found")
    life.workspace.execute(EndConflict(conflict=entry.id))


def hold(life: Life) -> None:
    life.workspace.execute(PlaceHold(member=one_of_few(life), reason="来函要求保留"))


def lift(life: Life) -> None:
    holds = life.workspace.query(HoldsOf(member=one_of_few(life)))
    life.workspace.execute(LiftHold(hold=some(life, holds, "hold_not_found").id))


def agree(life: Life) -> None:
    life.workspace.execute(AgreeWithDecision(decision=waiting(life)))


def send_back(life: Life) -> None:
    asked = ReturnDecision(decision=waiting(life), note="请补上前后文")
    life.workspace.execute(asked)


def undo_review(life: Life) -> None:
    decision = waiting(life)
    life.workspace.execute(AgreeWithDecision(decision=decision))
    life.workspace.execute(UndoReview(decision=decision))


def waiting(life: Life) -> str:
    rows = life.workspace.query(ReviewPage()).rows
    return some(life, rows, "review_not_found").id


def setting(life: Life) -> None:
    value = life.chance.choice((7, 50, 100, 400, None))
    which = life.chance.choice(tuple(Setting))
    life.workspace.execute(ChangeSetting(setting=which, value=value))


def rekey(life: Life) -> None:
    life.workspace.rekey()


EVERY_STEP: Mapping[str, Callable[[Life], None]] = {
    **STEPS,
    "admit": admit,
    "change": change,
    "suspend": suspend,
    "reinstate": reinstate,
    "remove": remove,
    "propose erasure": propose_erasure,
    "approve": approve,
    "reject": reject,
    "withdraw": withdraw,
    "declare": declare,
    "end conflict": end_conflict,
    "hold": hold,
    "lift": lift,
    "agree": agree,
    "send back": send_back,
    "undo review": undo_review,
    "setting": setting,
    "rekey": rekey,
}
"""All that can be done, one command each."""


def erased_in(workspace: Workspace) -> int:
    """Return how many subjects were erased."""
    asked = "SELECT count(*) FROM journal_event WHERE kind = ?"
    return workspace._session.store.sql(asked, (SubjectErased.kind,))[0][0]


def lived_apart(
    site: Site, elsewhere: Site, who: str, steps: Sequence[str], chance: random.Random
) -> list[Travelling]:
    """Live in a copy of a vault that is closed; return what the original lacks."""
    shutil.rmtree(elsewhere.root, ignore_errors=True)
    shutil.copytree(site.place, elsewhere.place)
    clock = HandClock(site.clock.now)
    with Site(root=elsewhere.root, clock=clock).opened(who) as copy:
        before = commits_of(copy)
        life = Life(copy, clock, chance)
        for step in steps:
            life.carry_out(step, EVERY_STEP[step])
        every = [*commits_beyond(copy._session.store)]
        return [commit for commit in every if commit_hash(commit.raw) not in before]
