"""What a person may do about members."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from app.conflicts.queries.involvement import refuse_member
from app.errors import InputError
from app.files.cells import id_key
from app.files.member_list import MemberFile, MemberRow
from app.ids import ImportId, MemberId, new_id
from app.journal.event import Event
from app.members.events import (
    IdentityRevealed,
    MemberAdded,
    MembersImported,
    MemberUpdated,
)
from app.members.queries import (
    KnownMember,
    known_by_platform,
    refuse_erased,
    sealed_fields,
)
from app.staff.roles import Audience, Capability
from app.work import Act, Command, Handler, Intent

REASON_LEAST = 4
"""Fewest characters of a reason to reveal; enough to say what for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an import did.

    Attributes:
        added: people who were not on the list.
        updated: people about whom the file says something new.
        unchanged: people about whom it says nothing new.
        skipped: rows without a platform id, by which nobody can be told apart.
        repeats: rows that were merged into another of the same person.
        damaged_phones: phones a spreadsheet has spoilt; kept as missing.
    """

    source: ImportId
    added: int
    updated: int
    unchanged: int
    skipped: int
    repeats: int
    damaged_phones: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportMembers(Command[ImportResult]):
    """Take in a member list that has been read and previewed."""

    file: MemberFile


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealIdentity(Command[Mapping[str, str]]):
    """Read a member's sealed fields; it is recorded with the reason."""

    member: MemberId
    reason: str


def import_members(command: ImportMembers, act: Act) -> Intent[ImportResult]:
    """Handle `ImportMembers`.

    Raises:
        InputError: no row of the file names a person.
    """
    act.require(Capability.IMPORT_MEMBERS)
    named = [row for row in command.file.rows if row.platform_id]
    if not named:
        raise InputError("members_none_in_file")
    known = known_by_platform(act, (row.platform_id or "" for row in named))
    source = ImportId(new_id())
    fresh: list[MemberRow] = []
    changed: list[tuple[MemberRow, KnownMember]] = []
    for row in named:
        there = known.get(id_key(row.platform_id or ""))
        if there is None:
            fresh.append(row)
        elif _says_something_new(whole := _filled(row, there), there):
            changed.append((whole, there))
    preview = command.file.preview()
    result = ImportResult(
        source=source,
        added=len(fresh),
        updated=len(changed),
        unchanged=len(named) - len(fresh) - len(changed),
        skipped=preview.without_platform_id,
        repeats=preview.merged_rows,
        damaged_phones=preview.damaged_phones,
    )
    return Intent(
        value=result, events=_events(act, command.file, result, fresh, changed)
    )


def _events(
    act: Act,
    file: MemberFile,
    result: ImportResult,
    fresh: list[MemberRow],
    changed: list[tuple[MemberRow, KnownMember]],
) -> Iterator[Event]:
    yield MembersImported(
        subject=result.source,
        sha256=file.sha256,
        added=result.added,
        updated=result.updated,
        unchanged=result.unchanged,
        repeats=result.repeats,
    )
    for row in fresh:
        yield _event(MemberAdded, act, result.source, row, new_id(), frozenset())
    for row, there in changed:
        yield _event(MemberUpdated, act, result.source, row, there.id, there.has)


def _event(
    kind: type[MemberAdded],
    act: Act,
    source: ImportId,
    row: MemberRow,
    member: str,
    has: frozenset[str],
) -> MemberAdded:
    def sealed(name: str, text: str | None) -> bytes | None:
        # What is sealed already cannot be compared by everybody, so it stays.
        if not text or name in has:
            return None
        return act.seal(Audience.IDENTITY, name, text, subject=member)

    return kind(
        subject=member,
        source=source,
        joined_on=row.joined_on,
        role=row.role,
        doubtful=tuple(problem.field for problem in row.problems if problem.field),
        handle=row.handle,
        platform_id=row.platform_id,
        tags=row.tags,
        phone=sealed("phone", row.phone),
        remark=sealed("remark", row.remark),
    )


def _filled(row: MemberRow, there: KnownMember) -> MemberRow:
    """Return the row with what it leaves empty as it is known.

    A list without a column, or with an empty cell, says nothing about it.
    """
    return msgspec.structs.replace(
        row,
        handle=row.handle or there.handle,
        joined_on=row.joined_on or there.joined_on,
        role=row.role or there.role,
        tags=row.tags or there.tags,
        problems=tuple(
            problem
            for problem in row.problems
            if problem.field != "joined_on" or there.joined_on is None
        ),
    )


def _says_something_new(row: MemberRow, there: KnownMember) -> bool:
    return (
        (row.handle, row.role, row.joined_on, row.tags)
        != (there.handle, there.role, there.joined_on, there.tags)
        or bool(row.phone and "phone" not in there.has)
        or bool(row.remark and "remark" not in there.has)
    )


def reveal_identity(command: RevealIdentity, act: Act) -> Intent[Mapping[str, str]]:
    """Handle `RevealIdentity`.

    Raises:
        Conflict: the member was erased.
        InputError: the reason is too short.
        NotFound: there is no such member, or nothing is sealed.
        NotPermitted: the values are not sealed to this person, or the person is
            involved with the member.
    """
    act.require(Capability.REVEAL)
    refuse_member(act, command.member)
    reason = command.reason.strip()
    if len(reason) < REASON_LEAST:
        raise InputError("reveal_reason_too_short", least=REASON_LEAST)
    sealed = sealed_fields(act, command.member)
    refuse_erased(act, command.member)
    if not sealed:
        raise InputError("nothing_sealed")
    opened = {
        name: act.open(value, name, subject=command.member)
        for name, value in sealed.items()
    }
    event = IdentityRevealed(
        subject=command.member, fields=tuple(opened), reason=reason
    )
    return Intent(value=opened, events=[event])


HANDLERS: dict[type, Handler] = {
    ImportMembers: import_members,
    RevealIdentity: reveal_identity,
}
