"""Members whose points call for a review, and the reviews there were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.cases.tables import SanctionTable
from app.conflicts.queries.involvement import refuse_member
from app.ids import MemberId, MemberReviewId
from app.members.tables import MemberTable
from app.members.wording import erased_words
from app.reviews.queries.lists import COUNT_CAP
from app.reviews.queries.need import (
    ReviewNeed,
    due_members,
    needs_of,
    review_need,
    threshold_now,
)
from app.reviews.tables import MemberReviewTable
from app.staff.queries import staff_names
from app.staff.roles import Capability
from app.times import from_ms
from app.work import Answer, Page, Query, Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberToReview:
    """A member in the list of those whose points call for a review."""

    member: MemberId
    handle: str
    platform_id: str
    points: int
    threshold: int
    reviewed_at: datetime | None
    due_since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersToReview(Query[Page[MemberToReview]]):
    """Members whose points call for a review, those due longest first in each page.

    Pages follow the members' ids, so that one is found without adding up everybody.
    Those the person asking is involved with are left out.
    """

    after: tuple[str] | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberReviewCount(Query[int]):
    """How many members wait for the person asking, at most `COUNT_CAP`.

    None do for anybody but a lead.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberReview:
    """A review of a member.

    Attributes:
        reviewer: name of who reviewed.
        points: that counted then.
        note: what it found.
    """

    id: MemberReviewId
    reviewer: str
    at: datetime
    points: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberReviewsView:
    """A member's reviews, newest first, and whether one is due."""

    need: ReviewNeed
    reviews: Sequence[MemberReview]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberReviews(Query[MemberReviewsView]):
    """The reviews of a member that stand, and whether one is due."""

    member: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeReview:
    """A review as it was recorded: of whom, by whom, when."""

    member: MemberId
    reviewer: str
    at: datetime


def members_to_review(query: MembersToReview, reader: Reader) -> Page[MemberToReview]:
    """Answer `MembersToReview`.

    Raises:
        NotPermitted: the role does not allow it.
    """
    reader.require(Capability.REVIEW_DECISIONS)
    threshold = threshold_now(reader)
    if not threshold:
        return Page(rows=())
    chosen = due_members(reader, threshold)
    if query.after is not None:
        chosen = chosen.where(SanctionTable.member > query.after[0])
    ordered = chosen.order_by(SanctionTable.member).limit(query.limit)
    members = [MemberId(member) for (member,) in reader.rows(ordered)]
    more = len(members) == query.limit
    return Page(
        rows=_rows(reader, members, threshold),
        after=(members[-1],) if members and more else None,
    )


def member_review_count(_: MemberReviewCount, reader: Reader) -> int:
    """Answer `MemberReviewCount`."""
    if not reader.may(Capability.REVIEW_DECISIONS):
        return 0
    threshold = threshold_now(reader)
    return reader.count(due_members(reader, threshold), COUNT_CAP) if threshold else 0


def member_reviews(query: MemberReviews, reader: Reader) -> MemberReviewsView:
    """Answer `MemberReviews`.

    Raises:
        NotPermitted: the person asking is involved with the member.
    """
    refuse_member(reader, query.member)
    names = staff_names(reader)
    gone = erased_words() if reader.erased([query.member]) else None
    chosen = MemberReviewTable.select(
        MemberReviewTable.id,
        MemberReviewTable.reviewer,
        MemberReviewTable.at,
        MemberReviewTable.points,
        MemberReviewTable.note,
    ).where(
        MemberReviewTable.member == query.member, MemberReviewTable.undone_at.is_null()
    )
    newest = MemberReviewTable.at.desc(), MemberReviewTable.id.desc()
    return MemberReviewsView(
        need=review_need(reader, query.member),
        reviews=[
            MemberReview(
                id=MemberReviewId(review),
                reviewer=names.get(reviewer, ""),
                at=from_ms(at),
                points=points,
                note=gone or note,
            )
            for review, reviewer, at, points, note in reader.rows(
                chosen.order_by(*newest)
            )
        ],
    )


def member_review(reader: Reader, review: str) -> MadeReview | None:
    """Return a review that stands, or None."""
    chosen = MemberReviewTable.select(
        MemberReviewTable.member, MemberReviewTable.reviewer, MemberReviewTable.at
    ).where(MemberReviewTable.id == review, MemberReviewTable.undone_at.is_null())
    row = reader.one(chosen)
    if row is None:
        return None
    return MadeReview(member=MemberId(row[0]), reviewer=row[1], at=from_ms(row[2]))


def last_review(reader: Reader, member: MemberId) -> str | None:
    """Return the newest review of a member that stands."""
    chosen = MemberReviewTable.select(MemberReviewTable.id).where(
        MemberReviewTable.member == member, MemberReviewTable.undone_at.is_null()
    )
    newest = MemberReviewTable.at.desc(), MemberReviewTable.id.desc()
    row = reader.one(chosen.order_by(*newest).limit(1))
    return row[0] if row else None


def _rows(
    reader: Reader, members: Sequence[MemberId], threshold: int
) -> list[MemberToReview]:
    chosen = MemberTable.select(
        MemberTable.id, MemberTable.handle, MemberTable.platform_id
    ).where(MemberTable.id.in_(list(members)))
    named = {member: rest for member, *rest in reader.rows(chosen)}
    rows = [
        MemberToReview(
            member=member,
            handle=named[member][0],
            platform_id=named[member][1],
            points=need.points,
            threshold=threshold,
            reviewed_at=need.reviewed_at,
            due_since=need.due_since,
        )
        for member, need in needs_of(reader, members, threshold).items()
        if need.due_since is not None and member in named
    ]
    return sorted(rows, key=lambda row: (row.due_since, row.member))


ANSWERS: dict[type, Answer] = {
    MembersToReview: members_to_review,
    MemberReviewCount: member_review_count,
    MemberReviews: member_reviews,
}
