"""How events change the revision's tables."""

from app.journal.fold import Feature
from app.revision.events import EVENTS
from app.revision.events.calendar import ClauseReviewed, ReviewDateSet
from app.revision.fold import calendar
from app.revision.tables import ReviewTable

FEATURE = Feature(
    events=EVENTS,
    folds={
        ReviewDateSet: calendar.date_set,
        ClauseReviewed: calendar.reviewed,
    },
    tables=(ReviewTable,),
)
