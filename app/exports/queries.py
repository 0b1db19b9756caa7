"""What the report is made of, and what left the vault before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.cases.model import CaseState
from app.cases.rules import HOLDING_WINDOW
from app.cases.tables import CaseTable
from app.exports.fold import MONTH_MARK
from app.exports.model import NO_CLAUSE, Contribution, Tier
from app.exports.tables import ReleaseTable
from app.files.cells import id_key
from app.ids import ReleaseId
from app.members.queries import KnownMember, identifiers, known_by_platform
from app.staff.queries import staff_names
from app.times import from_ms, local_day, to_ms
from app.vault.store import Record
from app.work import Answer, Query, Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A report that has left the vault."""

    id: ReleaseId
    at: datetime
    actor: str
    tier: Tier
    months: tuple[str, ...]
    sha256: str
    figures: str
    cells: int
    suppressed: int
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Releases(Query[Sequence[Release]]):
    """The release ledger, newest first."""


def releases(_: Releases, reader: Reader) -> Sequence[Release]:
    """Answer `Releases`."""
    names = staff_names(reader)
    chosen = ReleaseTable.select(
        ReleaseTable.id,
        ReleaseTable.at,
        ReleaseTable.actor,
        ReleaseTable.tier,
        ReleaseTable.months,
        ReleaseTable.sha256,
        ReleaseTable.figures,
        ReleaseTable.cells,
        ReleaseTable.suppressed,
        ReleaseTable.purpose,
    ).order_by(ReleaseTable.at.desc(), ReleaseTable.id)
    return [_release(row, names) for row in reader.rows(chosen)]


def _release(row: Record, names: Mapping[str, str]) -> Release:
    release, at, actor, tier, months, sha256, figures = row[:7]
    cells, suppressed, purpose = row[7:]
    return Release(
        id=ReleaseId(release),
        at=from_ms(at),
        actor=names.get(actor, ""),
        tier=Tier(tier),
        months=tuple(filter(None, months.split(MONTH_MARK))),
        sha256=sha256,
        figures=figures,
        cells=cells,
        suppressed=suppressed,
        purpose=purpose,
    )


def contributions(reader: Reader) -> Iterator[Contribution]:
    """Yield one contribution for every decided case.

    A decision that can still be undone is left out: what was undone must not have
    been counted anywhere.
    """
    settled = to_ms(reader.now - HOLDING_WINDOW)
    chosen = CaseTable.select(
        CaseTable.member,
        CaseTable.subject_id,
        CaseTable.clause,
        CaseTable.decided_at,
        CaseTable.outcome,
    ).where(CaseTable.state == CaseState.DECIDED.value, CaseTable.decided_at <= settled)
    months: dict[int, str] = {}
    known = _known_strangers(reader)
    for member, subject, clause, decided, outcome in reader.store.each(chosen):
        if decided is None or outcome is None:
            continue
        # Half an hour never straddles a month's end in any zone's local time.
        slot = decided // 1_800_000
        if slot not in months:
            months[slot] = f"{local_day(from_ms(decided)):%Y-%m}"
        yield Contribution(
            member=member or _stranger(subject, known),
            clause=clause or NO_CLAUSE,
            month=months[slot],
            outcome=outcome,
        )


def _known_strangers(reader: Reader) -> Mapping[str, KnownMember]:
    """Return the members who came onto the list after a case about them, by id."""
    named = CaseTable.select(CaseTable.subject_id).where(CaseTable.member.is_null())
    return known_by_platform(reader, [row[0] for row in reader.rows(named.distinct())])


def _stranger(subject: str, known: Mapping[str, KnownMember]) -> str | None:
    # One person under several spellings must not count as several.
    key = id_key(subject)
    if not key:
        return None
    return known[key].id if key in known else f"@{key}"


def strangers(reader: Reader) -> Iterator[str]:
    """Yield what people call subjects who are not on the member list, and numbers."""
    chosen = CaseTable.select(CaseTable.subject_id, CaseTable.number)
    for subject, number in reader.store.each(chosen):
        yield number
        if subject:
            yield subject


def known_identifiers(reader: Reader) -> Iterator[str]:
    """Yield every identifier there is, for searching what leaves the vault.

    Handles and platform ids of members, names of staff, what strangers were called, and
    numbers of cases.
    """
    for handle, platform_id in identifiers(reader):
        yield handle
        yield platform_id
    yield from staff_names(reader).values()
    yield from strangers(reader)


ANSWERS: dict[type, Answer] = {Releases: releases}
