"""Proposing what needs a second person, and asking what waits for them."""

from datetime import date

from app.approvals.commands import Propose
from app.approvals.queries import ProposalLine, ProposalPage, ProposalQueue
from app.cases.commands.deciding import DecideCase
from app.ids import CaseId, ProposalId
from app.rulebook.commands import PublishRulebook
from app.rulebook.model import SanctionKind, Step
from app.rulebook.templates import load_template
from tests.builders import NEWS
from tests.storage.features.setting import MODERATOR, REASON, Stage

BOOK = load_template("reading_club")
TODAY = date(2026, 11, 2)
REMOVAL = Step(kind=SanctionKind.REMOVAL, points=4)
PUBLISH = PublishRulebook(book=BOOK, effective_on=TODAY, changes=NEWS)


def removal(case: CaseId) -> DecideCase:
    return DecideCase(
        case=case, clause="3.2", step=REMOVAL, reason=REASON, deviation_reason=REASON
    )


def proposed(stage: Stage, case: CaseId, by: str = MODERATOR) -> ProposalId:
    return stage.do(by, Propose(command=removal(case)))


def queue(stage: Stage, name: str, which: ProposalQueue) -> list[ProposalLine]:
    return [*stage.ask(ProposalPage(queue=which), name).rows]


def waiting(stage: Stage, name: str) -> list[ProposalId]:
    return [line.id for line in queue(stage, name, ProposalQueue.FOR_ME)]


def last_kinds(stage: Stage) -> list[str]:
    """Return the kinds of events of the newest commit, in order."""
    workspace = stage.sign_in(stage._who)
    return [kind for (kind,) in workspace._session.store.sql(LAST)]


LAST = (
    "SELECT kind FROM journal_event WHERE commit_id ="
    " (SELECT max(id) FROM journal_commit) ORDER BY n"
)
