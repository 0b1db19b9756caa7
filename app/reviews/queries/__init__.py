"""Questions about reviews: what is due, what was returned, which there were."""

from app.reviews.queries import lists, members
from app.reviews.queries.lists import (
    ReturnedToMe,
    ReviewCount,
    ReviewDetail,
    ReviewLine,
    ReviewOfCase,
    ReviewPage,
    ReviewView,
)
from app.reviews.queries.members import (
    MemberReview,
    MemberReviewCount,
    MemberReviews,
    MemberReviewsView,
    MembersToReview,
    MemberToReview,
)
from app.reviews.queries.need import ReviewNeed
from app.reviews.queries.waiting import (
    Waiting,
    has_part,
    review_made,
    waiting_review,
    waiting_reviews,
)
from app.work import Answer

__all__ = [
    "ANSWERS",
    "MemberReview",
    "MemberReviewCount",
    "MemberReviews",
    "MemberReviewsView",
    "MemberToReview",
    "MembersToReview",
    "ReturnedToMe",
    "ReviewCount",
    "ReviewDetail",
    "ReviewLine",
    "ReviewNeed",
    "ReviewOfCase",
    "ReviewPage",
    "ReviewView",
    "Waiting",
    "has_part",
    "review_made",
    "waiting_review",
    "waiting_reviews",
]

ANSWERS: dict[type, Answer] = {**lists.ANSWERS, **members.ANSWERS}
