"""What a person may do about the revision."""

from app.revision.commands import calendar, feedback, surveys
from app.work import Handler

HANDLERS: dict[type, Handler] = {
    **calendar.HANDLERS,
    **feedback.HANDLERS,
    **surveys.HANDLERS,
}
