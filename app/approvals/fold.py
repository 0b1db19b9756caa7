"""How events change the proposals' table."""

from app.approvals.events import (
    EVENTS,
    ProposalApproved,
    ProposalMade,
    ProposalRejected,
    ProposalWithdrawn,
    SoleApproval,
)
from app.approvals.model import ProposalState
from app.approvals.tables import ProposalTable
from app.journal.event import Event
from app.journal.fold import Feature, Stamp
from app.journal.rows import Row, Rows
from app.times import to_ms


def _made(stamp: Stamp, event: ProposalMade, rows: Rows) -> None:
    made = {
        "basis": event.basis,
        "command": event.command,
        "sealed": event.sealed,
        "state": ProposalState.WAITING.value,
    }
    rows.put(ProposalTable, _new(stamp, event.subject, event.what, event.about) | made)


def _alone(stamp: Stamp, event: SoleApproval, rows: Rows) -> None:
    done = {"closer": stamp.actor, "closed_at": to_ms(stamp.at)}
    rows.put(ProposalTable, _new(stamp, event.subject, event.what, event.about) | done)


def _new(stamp: Stamp, proposal: str, what: str, about: str) -> Row:
    return {
        "id": proposal,
        "what": what,
        "about": about,
        "basis": "",
        "command": None,
        "sealed": None,
        "proposer": stamp.actor,
        "at": to_ms(stamp.at),
        "state": ProposalState.ALONE.value,
        "closer": None,
        "closed_at": None,
        "reason": None,
        "reason_sealed": None,
    }


def _approved(stamp: Stamp, event: ProposalApproved, rows: Rows) -> None:
    _close(stamp, event, ProposalState.APPROVED, rows)


def _rejected(stamp: Stamp, event: ProposalRejected, rows: Rows) -> None:
    _close(stamp, event, ProposalState.REJECTED, rows)
    if (row := rows.get(ProposalTable, event.subject)) is not None:
        why = {"reason": event.reason, "reason_sealed": event.sealed}
        rows.put(ProposalTable, row | why)


def _withdrawn(stamp: Stamp, event: ProposalWithdrawn, rows: Rows) -> None:
    _close(stamp, event, ProposalState.WITHDRAWN, rows)


def _close(stamp: Stamp, event: Event, state: ProposalState, rows: Rows) -> None:
    rows.change(
        ProposalTable,
        event.subject,
        state=state.value,
        closer=stamp.actor,
        closed_at=to_ms(stamp.at),
    )


FEATURE = Feature(
    events=EVENTS,
    folds={
        ProposalMade: _made,
        ProposalApproved: _approved,
        ProposalRejected: _rejected,
        ProposalWithdrawn: _withdrawn,
        SoleApproval: _alone,
    },
    tables=(ProposalTable,),
)
