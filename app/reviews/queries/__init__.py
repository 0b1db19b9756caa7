"""Questions about reviews: what is due, what was returned."""

from app.reviews.queries.lists import (
    ANSWERS,
    ReturnedToMe,
    ReviewCount,
    ReviewDetail,
    ReviewLine,
    ReviewOfCase,
    ReviewPage,
    ReviewView,
)
from app.reviews.queries.waiting import (
    Waiting,
    has_part,
    review_made,
    waiting_review,
    waiting_reviews,
)

__all__ = [
    "ANSWERS",
    "ReturnedToMe",
    "ReviewCount",
    "ReviewDetail",
    "ReviewLine",
    "ReviewOfCase",
    "ReviewPage",
    "ReviewView",
    "Waiting",
    "has_part",
    "review_made",
    "waiting_review",
    "waiting_reviews",
]
