"""Recording that a member whose points called for it was reviewed."""

from dataclasses import dataclass

from app.cases.rules import HOLDING_WINDOW
from app.conflicts.queries.involvement import refuse_member
from app.errors import Conflict, NotPermitted
from app.ids import MemberId, MemberReviewId, new_id
from app.members.queries import handles, refuse_erased
from app.reviews.events import MemberReviewed, MemberReviewUndone
from app.reviews.queries.members import last_review, member_review
from app.reviews.queries.need import review_need
from app.reviews.rules import check_finding
from app.staff.roles import Capability
from app.work import Act, Command, Handler, Intent, found


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewMember(Command[MemberReviewId]):
    """Record what the review of a member found, whose points called for one.

    Attributes:
        note: what it found and what follows; the team reads it in the record.
    """

    member: MemberId
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoMemberReview(Command[None]):
    """Take back one's own review of a member within the holding window."""

    review: MemberReviewId


def review_member(command: ReviewMember, act: Act) -> Intent[MemberReviewId]:
    """Handle `ReviewMember`.

    Raises:
        Conflict: no review is due, or the member was erased.
        InputError: the note is too short.
        NotFound: there is no such member.
        NotPermitted: the role does not allow it, or the person is involved.
    """
    act.require(Capability.REVIEW_DECISIONS)
    found(handles(act, [command.member]).get(command.member), "member_not_found")
    refuse_member(act, command.member)
    refuse_erased(act, command.member)
    need = review_need(act, command.member)
    if need.due_since is None:
        raise Conflict("member_review_not_due")
    check_finding(command.note)
    review = MemberReviewId(new_id())
    event = MemberReviewed(
        subject=command.member,
        review=review,
        points=need.points,
        note=command.note.strip(),
    )
    return Intent(value=review, events=[event], undo=UndoMemberReview(review=review))


def undo_member_review(command: UndoMemberReview, act: Act) -> Intent[None]:
    """Handle `UndoMemberReview`; who became involved since can still take it back.

    Raises:
        Conflict: the holding window is over, it was taken back before, or the member
            was reviewed again since.
        NotFound: there is no such review.
        NotPermitted: the role does not allow it, or somebody else made it.
    """
    act.require(Capability.REVIEW_DECISIONS)
    made = found(member_review(act, command.review), "member_review_not_found")
    if made.reviewer != act.person:
        raise NotPermitted("undo_only_own_review")
    late = act.now >= made.at + HOLDING_WINDOW
    if late or last_review(act, made.member) != command.review:
        raise Conflict("undo_no_longer_possible")
    undone = MemberReviewUndone(subject=made.member, review=command.review)
    return Intent(value=None, events=[undone])


HANDLERS: dict[type, Handler] = {
    ReviewMember: review_member,
    UndoMemberReview: undo_member_review,
}
