"""Lists of proposals, one proposal in words, and whether one is needed at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

import peewee

from app.approvals.describing import Described
from app.approvals.duals import dual_of
from app.approvals.model import ProposalState
from app.approvals.queries.proposals import (
    COLUMNS,
    Proposal,
    ids_about,
    may_close,
    open_about,
    proposal_in,
    proposal_seen,
    refuse_proposal,
    state_of,
    subjects_in,
)
from app.approvals.tables import ProposalTable
from app.approvals.wording import what_text
from app.conflicts.queries.involvement import barred_subjects, refuse_subject
from app.errors import NotFound, NotPermitted
from app.ids import ProposalId
from app.rulebook.changes import Change
from app.staff.queries import staff_names
from app.vault.store import Record
from app.work import Answer, Command, Page, Query, Reader

COUNT_CAP = 99
"""Counts stop here; the rail shows "99+"."""

SCAN = 500
"""Proposals looked through for one page; the page ends there, the list goes on."""


class ProposalQueue(StrEnum):
    """The lists: 待我批准, 我提出的, 已了结."""

    FOR_ME = "for_me"
    MINE = "mine"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalLine:
    """A proposal in a list.

    Attributes:
        what: code of what is proposed.
        title: what it would do, in a line.
        about: id of the case or person it is about; empty where there is none.
        mine: whether the person asking proposed it.
        closer: name of who approved, rejected or withdrew it.
        reason: why it was rejected.
    """

    id: ProposalId
    what: str
    title: str
    about: str
    proposer: str
    mine: bool
    at: datetime
    state: ProposalState
    closer: str
    closed_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalPage(Query[Page[ProposalLine]]):
    """Proposals the person asking may see: the waiting oldest first, the done newest.

    Those about what they are involved with are left out, their own among them.

    Attributes:
        queue: waiting for the person asking, proposed by them and still open, or
            done.
    """

    queue: ProposalQueue
    after: tuple[int, str] | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalCounts(Query[Mapping[ProposalQueue, int]]):
    """How many proposals wait for the person asking, and how many of theirs are open.

    At most `COUNT_CAP` each.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """A proposal with what it would do.

    Attributes:
        bar: code of why the person asking may not approve it; empty if they may.
        changes: the words it changes, while it is open.
    """

    line: ProposalLine
    described: Described
    bar: str
    changes: Sequence[Change] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalDetail(Query[ProposalView]):
    """One proposal."""

    proposal: ProposalId


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalAbout(Query[ProposalLine | None]):
    """The proposal that waits about a case or a person, or of a kind; if there is one.

    Attributes:
        about: id of the case or person; empty for what is about none.
        what: code of what is proposed; empty for anything.
    """

    about: str
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalByStart(Query[ProposalId]):
    """The proposal whose id begins so, as people write it."""

    start: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPerson:
    """Whether somebody else has to approve.

    Attributes:
        is_lasting: whether two people do this, where there are two.
        approvers: who could approve, by name.
    """

    is_lasting: bool = False
    approvers: Sequence[str] = ()

    @property
    def needed(self) -> bool:
        """Whether it has to be proposed."""
        return bool(self.approvers)

    @property
    def alone(self) -> bool:
        """Whether one person does it alone because nobody else is entitled."""
        return self.is_lasting and not self.approvers


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPersonFor(Query[SecondPerson]):
    """Whether a command has to be proposed to somebody else."""

    command: Command[Any]


def proposal_page(query: ProposalPage, reader: Reader) -> Page[ProposalLine]:
    """Answer `ProposalPage`."""
    names, barred = staff_names(reader), frozenset(barred_subjects(reader))
    rows: list[ProposalLine] = []
    after = None
    for seen, record in enumerate(_records(reader, query), start=1):
        proposal = _seen(record, barred, reader)
        if proposal is not None and _belongs(proposal, query.queue, reader):
            rows.append(_line(proposal, names, reader))
        if len(rows) == query.limit or seen == SCAN:
            place = 12 if query.queue is ProposalQueue.DONE else 7
            after = (record[place], record[0])
            break
    return Page(rows=rows, after=after)


def _records(reader: Reader, query: ProposalPage) -> Sequence[Record]:
    chosen = ProposalTable.select(*COLUMNS)
    if query.queue is ProposalQueue.DONE:
        column = ProposalTable.closed_at
        chosen = chosen.where(column.is_null(False))
        order = (column.desc(), ProposalTable.id.desc())
    else:
        column = ProposalTable.at
        chosen = chosen.where(ProposalTable.state == ProposalState.WAITING.value)
        order = (column, ProposalTable.id)
    if query.after is not None:
        here = peewee.Tuple(column, ProposalTable.id)
        there = peewee.Tuple(*query.after)
        falling = query.queue is ProposalQueue.DONE
        chosen = chosen.where(here < there if falling else here > there)
    return reader.rows(chosen.order_by(*order).limit(SCAN))


def _seen(record: Record, barred: frozenset[str], reader: Reader) -> Proposal | None:
    """Return a proposal, unless it is sealed or about what one is involved with."""
    if not barred.isdisjoint(subjects_in(record)):
        return None
    return proposal_in(record, reader)


def _belongs(proposal: Proposal, queue: ProposalQueue, reader: Reader) -> bool:
    mine = proposal.proposer == reader.person
    if queue is ProposalQueue.MINE:
        return mine
    if queue is ProposalQueue.DONE:
        return mine or may_close(proposal, reader)
    return (
        not mine
        and may_close(proposal, reader)
        and state_of(proposal, reader) is ProposalState.WAITING
    )


def _line(proposal: Proposal, names: Mapping[str, str], reader: Reader) -> ProposalLine:
    return ProposalLine(
        id=proposal.id,
        what=proposal.what,
        title=_described(proposal, reader).title,
        about=proposal.about,
        proposer=names.get(proposal.proposer, ""),
        mine=proposal.proposer == reader.person,
        at=proposal.at,
        state=state_of(proposal, reader),
        closer=names.get(proposal.closer, ""),
        closed_at=proposal.closed_at,
        reason=proposal.reason,
    )


def _described(proposal: Proposal, reader: Reader) -> Described:
    dual, command = proposal.dual, proposal.command
    plain = Described(title=what_text(proposal.what))
    if dual is None or command is None:
        return plain
    try:
        described = dual.describe(command, reader)
    except NotFound:
        return plain
    waits = proposal.state is ProposalState.WAITING
    # Beside today's state, the facts of something done say nothing of what it did.
    return described if waits else replace(described, facts=())


def proposal_counts(_: ProposalCounts, reader: Reader) -> Mapping[ProposalQueue, int]:
    """Answer `ProposalCounts`."""
    barred = frozenset(barred_subjects(reader))
    waiting = [
        proposal
        for record in _records(reader, ProposalPage(queue=ProposalQueue.FOR_ME))
        if (proposal := _seen(record, barred, reader)) is not None
    ]
    return {
        queue: min(sum(_belongs(p, queue, reader) for p in waiting), COUNT_CAP)
        for queue in (ProposalQueue.FOR_ME, ProposalQueue.MINE)
    }


def proposal_detail(query: ProposalDetail, reader: Reader) -> ProposalView:
    """Answer `ProposalDetail`.

    Raises:
        NotFound: there is no such proposal.
        NotPermitted: it is sealed to others, the role does not allow it, or the
            person asking is involved with what it is about.
    """
    proposal = proposal_seen(query.proposal, reader)
    mine = proposal.proposer == reader.person
    if not mine and not may_close(proposal, reader):
        raise NotPermitted("not_permitted")
    line = _line(proposal, staff_names(reader), reader)
    bar = "proposal_own" if mine else ""
    if line.state is ProposalState.STALE:
        bar = "proposal_stale"
    return ProposalView(
        line=line,
        described=_described(proposal, reader),
        bar=bar if line.closed_at is None else "proposal_closed",
        changes=_changes(proposal, reader) if line.closed_at is None else (),
    )


def _changes(proposal: Proposal, reader: Reader) -> Sequence[Change]:
    dual, command = proposal.dual, proposal.command
    return dual.compare(command, reader) if dual and command else ()


def proposal_about(query: ProposalAbout, reader: Reader) -> ProposalLine | None:
    """Answer `ProposalAbout`.

    Raises:
        NotPermitted: the person asking is involved with it.
    """
    refuse_subject(reader, query.about)
    for proposal in open_about(reader, query.about, query.what):
        line = _line(proposal, staff_names(reader), reader)
        if line.state is ProposalState.WAITING or line.mine:
            return line
    return None


def second_person_for(query: SecondPersonFor, reader: Reader) -> SecondPerson:
    """Answer `SecondPersonFor`.

    Raises:
        NotFound: what the command is about is not there.
        NotPermitted: the person asking is involved with it.
    """
    dual = dual_of(query.command, reader)
    if dual is None:
        return SecondPerson()
    command = query.command
    for subject in sorted(ids_about(dual.about(command), dual.encode(command))):
        refuse_subject(reader, subject)
    names = staff_names(reader)
    others = dual.others(query.command, reader)
    return SecondPerson(
        is_lasting=True, approvers=[names.get(person, "") for person in others]
    )


def proposal_by_start(query: ProposalByStart, reader: Reader) -> ProposalId:
    """Answer `ProposalByStart`.

    Raises:
        NotFound: no proposal's id begins so, or that of several does.
        NotPermitted: the person asking is involved with what it is about.
    """
    chosen = ProposalTable.select(ProposalTable.id)
    rows = reader.rows(chosen.where(ProposalTable.id.startswith(query.start)).limit(2))
    if len(rows) != 1 or not query.start:
        raise NotFound("proposal_not_found")
    refuse_proposal(rows[0][0], reader)
    return ProposalId(rows[0][0])


ANSWERS: dict[type, Answer] = {
    ProposalPage: proposal_page,
    ProposalCounts: proposal_counts,
    ProposalDetail: proposal_detail,
    ProposalAbout: proposal_about,
    ProposalByStart: proposal_by_start,
    SecondPersonFor: second_person_for,
}
