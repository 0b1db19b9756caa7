"""What needs a second person, as more than one screen does and shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from app.approvals.commands import Propose
from app.approvals.model import ProposalState
from app.approvals.queries import ProposalLine, SecondPerson, SecondPersonFor
from app.ids import ProposalId
from app.words import tr
from app.work import Command, Outcome
from ui.running import Failed, Runner
from ui.screens.moments import moment_text

V = TypeVar("V")


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingShown:
    """What waits for a second person.

    Attributes:
        title: that it waits, or that it is out of date.
        text: what, by whom, since when.
        mine: whether it can be taken back.
    """

    title: str
    text: str
    mine: bool


def waiting_shown(line: ProposalLine, now: datetime) -> WaitingShown:
    """Return a proposal that is not closed, in words."""
    stale = line.state is ProposalState.STALE
    return WaitingShown(
        title=tr("The proposal is out of date")
        if stale
        else tr("Waits for a second person's approval"),
        text=tr(
            "{actor} proposed: {title}, {moment}",
            actor=line.proposer,
            title=line.title,
            moment=moment_text(line.at, now),
        ),
        mine=line.mine,
    )


def do_or_propose(
    runner: Runner,
    command: Command[V],
    done: Callable[[Outcome[V]], None],
    proposed: Callable[[Outcome[ProposalId]], None],
    failed: Failed,
) -> None:
    """Carry a command out, or propose it where somebody else has to approve.

    It is asked anew: somebody may have joined the team or left it since.
    """

    def asked(second: SecondPerson) -> None:
        if second.needed:
            runner.execute(Propose(command=command), proposed, failed)
        else:
            runner.execute(command, done, failed)

    runner.query(SecondPersonFor(command=command), asked, failed)
