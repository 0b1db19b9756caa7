"""How events change the reviews' tables."""

from app.journal.fold import Feature
from app.reviews.events import EVENTS
from app.reviews.fold import decisions, members
from app.reviews.tables import MemberReviewTable, ReviewTable

FEATURE = Feature(
    events=EVENTS,
    folds={**decisions.FOLDS, **members.FOLDS},
    tables=(ReviewTable, MemberReviewTable),
    owned={ReviewTable: "case", MemberReviewTable: "member"},
)
