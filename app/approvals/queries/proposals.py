"""Proposals as they are kept: opened, decoded, and where they stand now."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from app.approvals.duals import BY_CODE, Dual
from app.approvals.model import ProposalState
from app.approvals.tables import ProposalTable
from app.conflicts.queries.involvement import refuse_subject
from app.errors import Corrupt, NotFound, NotPermitted
from app.ids import PersonId, ProposalId
from app.times import from_ms, moment_or_none
from app.vault.store import Record
from app.work import Command, Reader, found

COMMAND, REASON = "command", "reason"
"""Fields under which values are sealed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A proposal as it is kept, opened for the person asking.

    Attributes:
        dual: how two people do it; None for what this version does not know.
        command: what would be done; None where it cannot be read (any more).
        basis: fingerprint of what it was founded on.
        closer: who approved, rejected or withdrew it.
    """

    id: ProposalId
    what: str
    about: str
    basis: str
    dual: Dual | None
    command: Command[Any] | None
    proposer: PersonId
    at: datetime
    state: ProposalState
    closer: str
    closed_at: datetime | None
    reason: str


_ID = re.compile(r"\b[0-9a-f]{32}\b")

COLUMNS = (
    ProposalTable.id,
    ProposalTable.what,
    ProposalTable.about,
    ProposalTable.basis,
    ProposalTable.command,
    ProposalTable.sealed,
    ProposalTable.proposer,
    ProposalTable.at,
    ProposalTable.state,
    ProposalTable.reason,
    ProposalTable.reason_sealed,
    ProposalTable.closer,
    ProposalTable.closed_at,
)


def may_close(proposal: Proposal, reader: Reader) -> bool:
    """Tell whether the person asking is entitled and has no part in the matter."""
    dual, command = proposal.dual, proposal.command
    if dual is None or not reader.may(dual.capability):
        return False
    return command is None or not _is_barred(dual, command, reader)


def _is_barred(dual: Dual, command: Command[Any], reader: Reader) -> bool:
    try:
        return dual.is_barred(command, reader)
    except NotFound:
        return False


def proposal_in(record: Record, reader: Reader) -> Proposal | None:
    """Return a record as a proposal, or None if it is sealed to others."""
    proposal, what, about, basis, text, sealed, proposer, at, state = record[:9]
    reason, reason_sealed, closer, closed_at = record[9:]
    dual = BY_CODE.get(what)
    try:
        words = _opened(reader, sealed, COMMAND, proposal) if sealed else text
        why = reason
        if reason_sealed:
            why = _opened(reader, reason_sealed, REASON, proposal)
    except NotPermitted:
        return None
    return Proposal(
        id=ProposalId(proposal),
        what=what,
        about=about,
        basis=basis,
        dual=dual,
        command=_decoded(dual, words) if dual and words else None,
        proposer=PersonId(proposer),
        at=from_ms(at),
        state=ProposalState(state),
        closer=closer or "",
        closed_at=moment_or_none(closed_at),
        reason=why or "",
    )


def _opened(reader: Reader, sealed: bytes, name: str, proposal: str) -> str | None:
    try:
        return reader.open(sealed, name, subject=proposal)
    except Corrupt:
        return None


def _decoded(dual: Dual, words: str) -> Command[Any] | None:
    try:
        return dual.decode(words)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def state_of(proposal: Proposal, reader: Reader) -> ProposalState:
    """Return where a proposal stands, with what has changed since it was made."""
    if proposal.state is not ProposalState.WAITING:
        return proposal.state
    dual, command = proposal.dual, proposal.command
    if dual is None or command is None:
        return ProposalState.STALE
    try:
        same = dual.fingerprint(command, reader) == proposal.basis
        entitled = dual.entitles(proposal.proposer, command, reader)
    except NotFound:
        return ProposalState.STALE
    return ProposalState.WAITING if same and entitled else ProposalState.STALE


def proposal_of(proposal: ProposalId, reader: Reader) -> Proposal:
    """Return a proposal.

    Raises:
        NotFound: there is no such proposal.
        NotPermitted: it is sealed to others.
    """
    chosen = ProposalTable.select(*COLUMNS).where(ProposalTable.id == proposal)
    opened = proposal_in(found(reader.one(chosen), "proposal_not_found"), reader)
    if opened is None:
        raise NotPermitted("sealed_to_others")
    return opened


def proposal_seen(proposal: ProposalId, reader: Reader) -> Proposal:
    """Return a proposal to somebody who is not involved with what it is about.

    Raises:
        NotFound: there is no such proposal.
        NotPermitted: it is sealed to others, or the person asking is involved.
    """
    opened = proposal_of(proposal, reader)
    refuse_proposal(proposal, reader)
    return opened


def refuse_proposal(proposal: str, reader: Reader) -> None:
    """Let pass who is not involved with anything a proposal is about.

    Raises:
        NotPermitted: the person asking is involved.
    """
    for subject in subjects_of(reader, [proposal]).get(proposal, ()):
        refuse_subject(reader, subject)


def subjects_of(
    reader: Reader, proposals: Iterable[str]
) -> Mapping[str, frozenset[str]]:
    """Return the ids of all that proposals are about."""
    chosen = ProposalTable.select(*COLUMNS).where(
        ProposalTable.id.in_(sorted(proposals))
    )
    return {record[0]: subjects_in(record) for record in reader.rows(chosen)}


def subjects_in(record: Record) -> frozenset[str]:
    """Return the ids of all that a kept proposal is about.

    What is sealed is about colleagues, who are nobody's conflict here.
    """
    return ids_about(record[2], record[4] or "")


def ids_about(about: str, command: str) -> frozenset[str]:
    """Return the ids of all that a command is about, given as text."""
    # An erasure can be of many; then they stand in the command alone.
    return frozenset({about, *_ID.findall(command)} - {""})


def open_about(reader: Reader, about: str, what: str = "") -> Iterator[Proposal]:
    """Yield what waits about a case or a person, or of a kind; the newest first."""
    chosen = ProposalTable.select(*COLUMNS).where(
        ProposalTable.about == about,
        ProposalTable.state == ProposalState.WAITING.value,
    )
    if what:
        chosen = chosen.where(ProposalTable.what == what)
    for record in reader.rows(chosen.order_by(ProposalTable.at.desc())):
        proposal = proposal_in(record, reader)
        if proposal is not None:
            yield proposal
