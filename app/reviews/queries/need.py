"""Whose points call for a review: one narrow index first, the pure rule then."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

import peewee

from app.cases.queries.sanctions import prior_of, sanction_records
from app.cases.tables import SanctionTable
from app.conflicts.queries.involvement import barred_members
from app.erasure.tables import ErasedTable
from app.ids import MemberId
from app.reviews.rules import due_since
from app.reviews.tables import MemberReviewTable
from app.rulebook.queries import BookInForce, book_in_force
from app.rulebook.rules import balance
from app.times import moment_or_none, to_ms
from app.work import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewNeed:
    """How a member's points stand to the threshold.

    Attributes:
        points: that count now.
        threshold: of the version in force; 0 where there are no rules.
        reviewed_at: when the member was reviewed last; None if never.
        due_since: since when a review is due; None if none is.
    """

    points: int
    threshold: int
    reviewed_at: datetime | None
    due_since: datetime | None


def threshold_now(reader: Reader) -> int:
    """Return the threshold of the version in force; 0 where there are no rules."""
    version = book_in_force(BookInForce(at=reader.now), reader)
    return version.book.ladder.review_at_points if version else 0


def due_members(reader: Reader, threshold: int) -> "peewee.ModelSelect[SanctionTable]":
    """Return a query of the members `rules.due_since` finds, by their ids.

    It walks one narrow index in its own order; only who reaches the threshold is
    looked at further.
    """
    now = to_ms(reader.now)
    reviewed = MemberReviewTable.select(
        peewee.fn.COALESCE(peewee.fn.MAX(MemberReviewTable.at), 0)
    ).where(
        MemberReviewTable.member == SanctionTable.member,
        MemberReviewTable.undone_at.is_null(),
    )
    # Columns of an alias are the model's; peewee has no type for it.
    later = cast("type[SanctionTable]", SanctionTable.alias())
    since = later.select(later.id).where(
        later.member == SanctionTable.member, *_counting(later, now)
    )
    erased = ErasedTable.select(ErasedTable.id)
    return (
        SanctionTable.select(SanctionTable.member)
        # Written as the index says it, or the index would not be used.
        .where(*_counting(SanctionTable, now), SanctionTable.points > peewee.SQL("0"))
        .group_by(SanctionTable.member)
        .having(
            peewee.fn.SUM(SanctionTable.points) >= threshold,
            SanctionTable.member.not_in(barred_members(reader)),
            SanctionTable.member.not_in(erased),
            peewee.fn.EXISTS(since.where(later.effective_at > reviewed)),
        )
    )


def _counting(table: type[SanctionTable], now: int) -> tuple[peewee.Expression, ...]:
    return (
        table.member.is_null(is_null=False),
        table.reversed_at.is_null(),
        table.expires_at > now,
        table.effective_at <= now,
    )


def review_need(reader: Reader, member: MemberId) -> ReviewNeed:
    """Return how a member's points stand to the threshold."""
    return needs_of(reader, [member], threshold_now(reader))[member]


def needs_of(
    reader: Reader, members: Sequence[MemberId], threshold: int
) -> Mapping[MemberId, ReviewNeed]:
    """Return how the points of several members stand to a threshold."""
    by_member = {member: list[tuple[object, ...]]() for member in members}
    of_members = SanctionTable.member.in_(list(members))
    for record in sanction_records(reader, of_members):
        by_member[record[12]].append(record)
    reviewed = _reviewed(reader, members)
    needs: dict[MemberId, ReviewNeed] = {}
    for member, records in by_member.items():
        counted = balance([prior_of(record) for record in records], reader.now)
        last = reviewed.get(member)
        needs[member] = ReviewNeed(
            points=counted.points,
            threshold=threshold,
            reviewed_at=last,
            due_since=due_since(counted, threshold, last),
        )
    return needs


def _reviewed(reader: Reader, members: Iterable[str]) -> Mapping[str, datetime | None]:
    chosen = (
        MemberReviewTable.select(
            MemberReviewTable.member, peewee.fn.MAX(MemberReviewTable.at)
        )
        .where(
            MemberReviewTable.member.in_(list(members)),
            MemberReviewTable.undone_at.is_null(),
        )
        .group_by(MemberReviewTable.member)
    )
    return {member: moment_or_none(at) for member, at in reader.rows(chosen)}
