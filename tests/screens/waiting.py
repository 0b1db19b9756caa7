"""A community in which something waits for everybody."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.approvals.commands import Propose
from app.cases.commands.deciding import DecideCase, TakeCase
from app.cases.queries.cases import CaseDetail
from app.ids import CaseId, ProposalId
from app.journal.bundle import commits_beyond
from app.notes.commands import AddNote
from app.reviews.commands import ReturnDecision
from app.rulebook.commands import PublishRulebook
from app.rulebook.model import Bilingual, SanctionKind, Severity, Step
from app.rulebook.templates import load_template
from app.staff.commands import SuspendPerson
from app.staff.queries import StaffList
from app.workspace import Workspace
from tests.builders import OWNER, Site
from tests.screens.docket import open_case
from tests.screens.hearing import HANDLES, LEAD, MODERATOR, Hearing, hold

REASON = "多次私信骚扰，已有三名成员提供截图，本人承认。"
DEVIATION = "骚扰持续两个月，中间各级处罚都没有用处。"
WHY_NOT = "先看第 3.2 条例外（一），再重新决定。"
DAY = date(2026, 12, 1)
CHANGES = Bilingual(zh="换成邻里公约。", en="Rules of the neighbourhood instead.")
REMOVAL = Step(kind=SanctionKind.REMOVAL, points=3)


@dataclass(slots=True, kw_only=True)
class Waiting:
    """The vault, and what waits in it.

    Attributes:
        removal: proposed by the moderator.
        rules: proposed by the lead.
        accused: the case it is about.
        taken: a case the moderator looks after.
        returned: a case whose decision the lead gave back to the moderator.
    """

    hearing: Hearing
    removal: ProposalId
    rules: ProposalId
    accused: CaseId
    taken: CaseId
    returned: CaseId

    @property
    def site(self) -> Site:
        """The computer."""
        return self.hearing.site


def wait(root: Path) -> Waiting:
    """Make the vault with three appeals, decisions to review, and two proposals."""
    hearing = hold(root)
    site = hearing.site
    with site.opened(MODERATOR) as workspace:
        returned = hearing.decide(workspace, HANDLES[3], "3.2", severity=Severity.LOW)
        hearing.decide(workspace, HANDLES[4], "2.1")
        accused = open_case(workspace, hearing, hearing.members[HANDLES[1]])
        taken = open_case(workspace, hearing, hearing.members[HANDLES[2]])
        workspace.execute(TakeCase(case=taken))
        removal = workspace.execute(Propose(command=removing(accused))).value
    site.clock.forward(minutes=6)
    with site.opened(LEAD) as workspace:
        newest = load_template("local_group")
        publish = PublishRulebook(book=newest, effective_on=DAY, changes=CHANGES)
        rules = workspace.execute(Propose(command=publish)).value
        decision = decision_of(workspace, returned)
        workspace.execute(ReturnDecision(decision=decision, note=WHY_NOT))
    site.clock.forward(minutes=6)
    return Waiting(
        hearing=hearing,
        removal=removal,
        rules=rules,
        accused=accused,
        taken=taken,
        returned=returned,
    )


def removing(case: CaseId) -> DecideCase:
    """Return the decision that removes a member."""
    return DecideCase(
        case=case,
        clause="3.2",
        severity=Severity.HIGH,
        step=REMOVAL,
        reason=REASON,
        deviation_reason=DEVIATION,
    )


def decision_of(workspace: Workspace, case: CaseId) -> str:
    """Return the decision of a case that stands."""
    decision = workspace.query(CaseDetail(case=case)).decision
    assert decision is not None
    return decision


def hold_back(waiting: Waiting) -> None:
    """Bring in what the moderator did elsewhere, after a suspension nobody knew of."""
    site = waiting.site
    away = Site(root=site.root / "away", clock=site.clock)
    away.root.mkdir()
    shutil.copytree(site.place, away.place)
    with away.opened(MODERATOR) as workspace:
        workspace.execute(AddNote(subject=waiting.taken, text="出门在外时写的。"))
        elsewhere = [*commits_beyond(workspace._session.store)]
    with site.opened(OWNER) as workspace:
        people = {row.name: row.id for row in workspace.query(StaffList())}
        workspace.execute(SuspendPerson(person=people[MODERATOR]))
        workspace.merge(elsewhere)
