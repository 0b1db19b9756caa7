"""What a person may do about the revision."""

from app.revision.commands import calendar
from app.work import Handler

HANDLERS: dict[type, Handler] = {**calendar.HANDLERS}
