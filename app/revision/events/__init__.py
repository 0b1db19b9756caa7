"""What happens while the rules are revised."""

from app.journal.event import Event
from app.revision.events.ballots import BALLOT_EVENTS
from app.revision.events.calendar import CALENDAR_EVENTS
from app.revision.events.feedback import FEEDBACK_EVENTS
from app.revision.events.motions import MOTION_EVENTS

EVENTS: tuple[type[Event], ...] = (
    *CALENDAR_EVENTS,
    *FEEDBACK_EVENTS,
    *BALLOT_EVENTS,
    *MOTION_EVENTS,
)
