"""Questions about what happened."""

from app.audit.queries.details import ANSWERS as _DETAILS
from app.audit.queries.details import HistoryDetail
from app.audit.queries.pages import ANSWERS as _PAGES
from app.audit.queries.pages import HistoryPage
from app.audit.queries.places import ANSWERS as _PLACES
from app.audit.queries.places import HistorySpan, Installations, LastVerdict
from app.work import Answer

__all__ = [
    "ANSWERS",
    "HistoryDetail",
    "HistoryPage",
    "HistorySpan",
    "Installations",
    "LastVerdict",
]

ANSWERS: dict[type, Answer] = {**_PAGES, **_DETAILS, **_PLACES}
