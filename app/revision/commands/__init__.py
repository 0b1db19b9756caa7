"""What a person may do about the revision."""

from app.revision.commands import (
    amendments,
    ballots,
    calendar,
    feedback,
    motions,
    surveys,
    takeover,
    votes,
)
from app.work import Handler

HANDLERS: dict[type, Handler] = {
    **calendar.HANDLERS,
    **feedback.HANDLERS,
    **surveys.HANDLERS,
    **ballots.HANDLERS,
    **votes.HANDLERS,
    **motions.HANDLERS,
    **amendments.HANDLERS,
    **takeover.HANDLERS,
}
