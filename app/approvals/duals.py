"""What needs two people: each command with who may approve it, and how it is told.

A later feature adds a `Dual` here and nothing else: the gate, the queue and the
screens take it from this table.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from app.approvals.describing import (
    Described,
    describe_erasure,
    describe_publication,
    describe_removal,
    describe_staff_removal,
    publication_changes,
)
from app.cases.commands.deciding import DecideCase
from app.cases.queries.about import cases_about
from app.cases.queries.cases import CaseDetail, bar_of, case_detail
from app.cases.queries.sanctions import ProposalFor, proposal_for
from app.conflicts.queries.involvement import barred_members
from app.erasure.commands import EraseMembers
from app.ids import PersonId
from app.journal.entitlement import is_over
from app.rulebook.changes import Change
from app.rulebook.commands import PublishRulebook
from app.rulebook.queries import Shelf, draft_of
from app.staff.commands import RemovePerson
from app.staff.roles import Capability
from app.work import Command, Reader, found

_FINGERPRINT_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Dual:
    """A command that one person proposes and another approves.

    Attributes:
        code: its name in the journal, for ever.
        command: its class.
        capability: what both people must hold.
        about: id of the case or person it is about; empty where there is none.
        is_lasting: whether this very command does lasting harm.
        is_barred: whether the person of the reader has a part in the matter.
        basis: what it is founded on; another basis makes a proposal stale.
        describe: what it would do, in words.
        compare: the words it changes, where there are any.
        is_sealed: whether only leads may read it.
    """

    code: str
    command: type[Command[Any]]
    capability: str
    about: Callable[[Any], str]
    is_lasting: Callable[[Any, Reader], bool]
    is_barred: Callable[[Any, Reader], bool]
    basis: Callable[[Any, Reader], Sequence[object]]
    describe: Callable[[Any, Reader], Described]
    compare: Callable[[Any, Reader], Sequence[Change]] = lambda _command, _reader: ()
    is_sealed: bool = False

    def fingerprint(self, command: Command[Any], reader: Reader) -> str:
        """Return a short text that changes when the basis does."""
        packed = msgspec.json.encode(self.basis(command, reader))
        return hashlib.blake2b(packed, digest_size=_FINGERPRINT_BYTES).hexdigest()

    def encode(self, command: Command[Any]) -> str:
        """Return the command as text."""
        return msgspec.json.encode(command).decode()

    def decode(self, text: str) -> Command[Any]:
        """Return the command.

        Raises:
            msgspec.MsgspecError: the text is not of such a command.
        """
        return msgspec.json.decode(text, type=self.command)

    def others(self, command: Command[Any], reader: Reader) -> list[PersonId]:
        """Return who else is entitled and has no part in the matter."""
        return [
            PersonId(person)
            for person in reader.authority.people
            if person != reader.person and self.entitles(person, command, reader)
        ]

    def entitles(self, person: str, command: Command[Any], reader: Reader) -> bool:
        """Tell whether somebody may propose or approve this."""
        return reader.authority.may(person, self.capability) and not self.is_barred(
            command, replace(reader, person=person)
        )


def _removes(command: DecideCase, reader: Reader) -> bool:
    if command.clause is None:
        return False
    step = command.step
    if step is None:
        asked = ProposalFor(
            case=command.case, clause=command.clause, severity=command.severity
        )
        step = proposal_for(asked, reader).proposal.step
    return step.kind.is_removal


def _has_part(command: DecideCase, reader: Reader) -> bool:
    return bar_of(reader, command.case) is not None


def _grounds(command: DecideCase, reader: Reader) -> Sequence[object]:
    case = case_detail(CaseDetail(case=command.case), reader)
    asked = ProposalFor(
        case=command.case, clause=command.clause or "", severity=command.severity
    )
    ladder = proposal_for(asked, reader)
    proposal = ladder.proposal
    counted = [prior.sanction_id for prior in proposal.counted]
    return (
        case.decision,
        case.member,
        ladder.version.id,
        proposal.step,
        proposal.ordinal,
        counted,
    )


def _versions(command: PublishRulebook, reader: Reader) -> Sequence[object]:
    draft = draft_of(reader, command.draft)
    written = draft.changed_at if draft else ""
    return [*(line.id for line in Shelf(reader).lines), written]


def _is_not_over(command: RemovePerson, reader: Reader) -> bool:
    # Nobody has a say in their own removal, nor in that of somebody above them.
    return command.person == reader.person or not is_over(
        reader.authority, reader.person, command.person
    )


def _person(command: RemovePerson, reader: Reader) -> Sequence[object]:
    person = found(reader.authority.people.get(command.person), "person_not_found")
    return (person.state, person.role, sorted(person.duties))


def _is_involved(command: EraseMembers, reader: Reader) -> bool:
    return not {*barred_members(reader)}.isdisjoint(command.members)


def _cases(command: EraseMembers, reader: Reader) -> Sequence[object]:
    return sorted(case.id for case in cases_about(reader, frozenset(command.members)))


REMOVAL = Dual(
    code="case.removal",
    command=DecideCase,
    capability=Capability.DECIDE_CASES,
    about=lambda command: command.case,
    is_lasting=_removes,
    is_barred=_has_part,
    basis=_grounds,
    describe=describe_removal,
)

PUBLICATION = Dual(
    code="rules.publication",
    command=PublishRulebook,
    capability=Capability.PUBLISH_RULES,
    about=lambda _: "",
    is_lasting=lambda _command, _reader: True,
    is_barred=lambda _command, _reader: False,
    basis=_versions,
    describe=describe_publication,
    compare=publication_changes,
)

STAFF_REMOVAL = Dual(
    code="staff.removal",
    command=RemovePerson,
    capability=Capability.REMOVE_STAFF,
    about=lambda command: command.person,
    is_lasting=lambda _command, _reader: True,
    is_barred=_is_not_over,
    basis=_person,
    describe=describe_staff_removal,
    is_sealed=True,
)

ERASURE = Dual(
    code="members.erasure",
    command=EraseMembers,
    capability=Capability.ERASE,
    about=lambda command: command.members[0] if len(command.members) == 1 else "",
    is_lasting=lambda _command, _reader: True,
    is_barred=_is_involved,
    basis=_cases,
    describe=describe_erasure,
)

DUALS: tuple[Dual, ...] = (REMOVAL, PUBLICATION, STAFF_REMOVAL, ERASURE)
BY_CODE = {dual.code: dual for dual in DUALS}


def dual_of(command: Command[Any], reader: Reader) -> Dual | None:
    """Return how two people do this; None where one person does."""
    for dual in DUALS:
        if isinstance(command, dual.command) and dual.is_lasting(command, reader):
            return dual
    return None
