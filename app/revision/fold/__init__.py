"""How events change the revision's tables."""

from app.journal.fold import Feature
from app.revision.events import EVENTS
from app.revision.events.calendar import ClauseReviewed, ReviewDateSet
from app.revision.events.feedback import (
    AnswerWithdrawn,
    FeedbackAnswered,
    FeedbackImported,
    FeedbackRecorded,
    FeedbackSorted,
    FeedbackStruck,
)
from app.revision.fold import calendar, feedback
from app.revision.tables import FeedbackImportTable, FeedbackTable, ReviewTable

FEATURE = Feature(
    events=EVENTS,
    folds={
        ReviewDateSet: calendar.date_set,
        ClauseReviewed: calendar.reviewed,
        FeedbackRecorded: feedback.recorded,
        FeedbackImported: feedback.imported,
        FeedbackSorted: feedback.sorted_,
        FeedbackStruck: feedback.struck,
        FeedbackAnswered: feedback.answered,
        AnswerWithdrawn: feedback.withdrawn,
    },
    tables=(ReviewTable, FeedbackTable, FeedbackImportTable),
)
