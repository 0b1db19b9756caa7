"""Who is due: members about whom nothing has happened for long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import peewee

from app.cases.queries.sanctions import Standings, standings
from app.cases.tables import CaseTable
from app.conflicts.queries.involvement import barred_members
from app.erasure.model import DueRow
from app.erasure.registry import waits_of
from app.erasure.tables import ErasedTable
from app.errors import InputError
from app.ids import MemberId
from app.members.tables import MemberTable
from app.members.wording import erased_member
from app.notes.tables import NoteTable
from app.settings.model import Setting
from app.settings.queries import setting_value
from app.staff.roles import Capability
from app.times import from_ms, to_ms
from app.work import Answer, Query, Reader

LEAST_DAYS = 30
"""Fewest days of silence; less is no retention, it is forgetting people."""

_LOOKED_AT = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class DueForErasure(Query[Sequence[DueRow]]):
    """Members to erase because nothing happened for long, the longest first.

    No list said anything new about them, no case or note came, and no reason makes
    erasing wait. Whoever is on a list now and quiet is among them: a person decides.

    Attributes:
        days: how long nothing may have happened; None for what the vault's settings
            say, and nobody where that is off.
        limit: rows at most.
    """

    days: int | None = None
    limit: int = 200


def due_for_erasure(query: DueForErasure, reader: Reader) -> Sequence[DueRow]:
    """Answer `DueForErasure`.

    Raises:
        InputError: so few days are no retention.
        NotPermitted: the role does not allow it.
    """
    reader.require(Capability.ERASE)
    days = (
        setting_value(reader, Setting.LEFT_DAYS) if query.days is None else query.days
    )
    if days is not None and days < LEAST_DAYS:
        raise InputError("retention_too_short", least=LEAST_DAYS)
    rows = [*_left_over(reader), *(_silent(days, reader) if days else [])]
    mine = {*barred_members(reader)}
    due = [
        row
        for row in rows
        if row.member not in mine and not waits_of(reader, row.member)
    ][: query.limit]
    asked = Standings(members=tuple(row.member for row in due))
    removed = {m for m, s in standings(asked, reader).items() if s.removed}
    return [
        DueRow(
            member=row.member,
            handle=row.handle,
            platform_id=row.platform_id,
            last_at=row.last_at,
            removed=row.member in removed,
            again=row.again,
        )
        for row in due
    ]


def _silent(days: int, reader: Reader) -> list[DueRow]:
    before = to_ms(reader.now - timedelta(days=days))
    case = peewee.fn.MAX(CaseTable.opened_at, peewee.fn.IFNULL(CaseTable.decided_at, 0))
    of_cases = CaseTable.select(peewee.fn.MAX(case)).where(
        CaseTable.member == MemberTable.id
    )
    of_notes = NoteTable.select(peewee.fn.MAX(NoteTable.at)).where(
        NoteTable.subject == MemberTable.id
    )
    last = peewee.fn.MAX(
        MemberTable.listed_at,
        peewee.fn.IFNULL(of_cases, 0),
        peewee.fn.IFNULL(of_notes, 0),
    )
    chosen = (
        MemberTable.select(
            MemberTable.id, MemberTable.handle, MemberTable.platform_id, last
        )
        .where(
            MemberTable.listed_at <= before,
            MemberTable.platform_id != "",
            last <= before,
        )
        .order_by(MemberTable.listed_at, MemberTable.id)
    )
    return [
        DueRow(
            member=MemberId(member),
            handle=handle,
            platform_id=platform_id,
            last_at=from_ms(at),
            removed=False,
        )
        for member, handle, platform_id, at in reader.rows(chosen.limit(_LOOKED_AT))
    ]


def _left_over(reader: Reader) -> list[DueRow]:
    """Return who was erased and has a case that another copy brought since."""
    gone = ErasedTable.select(ErasedTable.id)
    chosen = (
        CaseTable.select(CaseTable.member, peewee.fn.MAX(CaseTable.opened_at))
        .where(CaseTable.member.in_(gone), CaseTable.id.not_in(gone))
        .group_by(CaseTable.member)
    )
    return [
        DueRow(
            member=MemberId(member),
            handle=erased_member(),
            platform_id="",
            last_at=from_ms(at),
            removed=False,
            again=True,
        )
        for member, at in reader.rows(chosen.limit(_LOOKED_AT))
    ]


ANSWERS: dict[type, Answer] = {DueForErasure: due_for_erasure}
