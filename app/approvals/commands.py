"""What people may do about proposals.

Approving carries out another command; its handler is found among those of all
features, which `gate` hands over.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Any

from app.approvals.duals import Dual, dual_of
from app.approvals.events import (
    ProposalApproved,
    ProposalMade,
    ProposalRejected,
    ProposalWithdrawn,
)
from app.approvals.model import ProposalState
from app.approvals.queries import (
    COMMAND,
    REASON,
    Proposal,
    open_about,
    proposal_of,
    proposal_seen,
    state_of,
)
from app.cases.rules import check_reason
from app.errors import Conflict, InputError, NotPermitted
from app.ids import ProposalId, new_id
from app.staff.roles import Audience
from app.work import Act, Command, Handler, Intent

Handlers = Mapping[type, Handler]


@dataclass(frozen=True, slots=True, kw_only=True)
class Propose(Command[ProposalId]):
    """Ask a second person to approve what does lasting harm."""

    command: Command[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Approve(Command[Any]):
    """Approve what somebody else proposed; it is done at once.

    Its value and its undo are those of the command that was proposed.
    """

    proposal: ProposalId


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject(Command[None]):
    """Do not approve; nothing is done.

    Attributes:
        reason: why, for whoever proposed it.
    """

    proposal: ProposalId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw(Command[None]):
    """Take one's own proposal back."""

    proposal: ProposalId


def propose(handlers: Handlers, command: Propose, act: Act) -> Intent[ProposalId]:
    """Handle `Propose`.

    The command is tried, so that what cannot be done is not proposed either.

    Raises:
        InputError: one person does this.
        Conflict: it waits already, or nobody else is entitled.
        UserError: the command cannot be carried out as it is.
    """
    asked = command.command
    handlers[type(asked)](asked, act)
    dual = dual_of(asked, act)
    if dual is None:
        raise InputError("proposal_not_needed")
    if not dual.others(asked, act):
        raise Conflict("proposal_nobody_else")
    if any(
        state_of(earlier, act) is ProposalState.WAITING
        for earlier in open_about(act, dual.about(asked), dual.code)
    ):
        raise Conflict("proposal_waiting")
    event = _made(dual, asked, act)
    proposal = ProposalId(event.subject)
    return Intent(value=proposal, events=[event], undo=Withdraw(proposal=proposal))


def _made(dual: Dual, asked: Command[Any], act: Act) -> ProposalMade:
    proposal, text = new_id(), dual.encode(asked)
    return ProposalMade(
        subject=proposal,
        what=dual.code,
        about=dual.about(asked),
        basis=dual.fingerprint(asked, act),
        command=None if dual.is_sealed else text,
        sealed=act.seal(Audience.LEADS, COMMAND, text, subject=proposal)
        if dual.is_sealed
        else None,
    )


def approve(handlers: Handlers, command: Approve, act: Act) -> Intent[Any]:
    """Handle `Approve`: what was proposed is done in the same commit.

    Raises:
        Conflict: it is closed, or what it was founded on has changed.
        NotFound: there is no such proposal.
        NotPermitted: it is one's own, the role does not allow it, or the person has
            a part in the matter.
        UserError: the command cannot be carried out as it is.
    """
    proposal = proposal_seen(command.proposal, act)
    _second(proposal, act)
    asked = proposal.command
    if asked is None or state_of(proposal, act) is not ProposalState.WAITING:
        raise Conflict("proposal_stale")
    approver = replace(act, proposer=proposal.proposer)
    intent = handlers[type(asked)](asked, approver)
    approved = ProposalApproved(
        subject=proposal.id, what=proposal.what, proposer=proposal.proposer
    )
    return replace(intent, events=chain([approved], intent.events))


def reject(command: Reject, act: Act) -> Intent[None]:
    """Handle `Reject`.

    Raises:
        Conflict: it is closed.
        InputError: the reason is too short.
        NotFound: there is no such proposal.
        NotPermitted: it is one's own, the role does not allow it, or the person has
            a part in the matter.
    """
    proposal = proposal_seen(command.proposal, act)
    dual = _second(proposal, act)
    reason = command.reason.strip()
    check_reason(reason, "proposal_reason_too_short")
    event = ProposalRejected(
        subject=proposal.id,
        reason=None if dual.is_sealed else reason,
        sealed=act.seal(Audience.LEADS, REASON, reason, subject=proposal.id)
        if dual.is_sealed
        else None,
    )
    return Intent(value=None, events=[event])


def _second(proposal: Proposal, act: Act) -> Dual:
    """Let pass the second person; return how two people do this."""
    if proposal.dual is None:
        raise Conflict("proposal_stale")
    act.require(proposal.dual.capability)
    if proposal.state is not ProposalState.WAITING:
        raise Conflict("proposal_closed")
    if proposal.proposer == act.person:
        raise NotPermitted("proposal_own")
    if proposal.command is not None and proposal.dual.is_barred(proposal.command, act):
        raise NotPermitted("proposal_own_part")
    return proposal.dual


def withdraw(command: Withdraw, act: Act) -> Intent[None]:
    """Handle `Withdraw`; who became involved since can still take it back.

    Raises:
        Conflict: it is closed.
        NotFound: there is no such proposal.
        NotPermitted: somebody else proposed it.
    """
    proposal = proposal_of(command.proposal, act)
    if proposal.proposer != act.person:
        raise NotPermitted("proposal_not_own")
    if proposal.state is not ProposalState.WAITING:
        raise Conflict("proposal_closed")
    return Intent(value=None, events=[ProposalWithdrawn(subject=proposal.id)])


def handlers_over(handlers: Handlers) -> dict[type, Handler]:
    """Return the handlers of these commands, over those of all features."""
    over: Mapping[type, Callable[..., Intent[Any]]] = {
        Propose: partial(propose, handlers),
        Approve: partial(approve, handlers),
    }
    return {**over, Reject: reject, Withdraw: withdraw}
