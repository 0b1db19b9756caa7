"""Words for the revision, in the language of the interface."""

from app.revision.model.calendar import Because, Due, Verdict
from app.revision.model.feedback import FeedbackState, Reply, Stance, Way
from app.words import mark, tr, trn

_VERDICTS = {
    Verdict.KEEP: mark("Kept as it is"),
    Verdict.REVISE: mark("To be revised"),
}

_BECAUSE = {
    Because.PUBLISHED: mark("Since it was published"),
    Because.BY_HAND: mark("Set by hand"),
    Because.REVIEWED: mark("Since the last clause review"),
}


_WAYS = {
    Way.PRIVATE_MESSAGE: mark("Private message"),
    Way.SURVEY: mark("Survey"),
    Way.APPEAL: mark("Appeal"),
    Way.DISCUSSION: mark("Discussion record"),
    Way.MEETING: mark("Meeting"),
    Way.OTHER: mark("Other"),
}

_STANCES = {
    Stance.FOR: mark("In favour"),
    Stance.AGAINST: mark("Opposed"),
    Stance.SUGGESTION: mark("Suggestion"),
    Stance.UNCLEAR: mark("Unclear"),
}

_REPLIES = {
    Reply.ADOPTED: mark("Adopted"),
    Reply.PARTLY: mark("Adopted in part"),
    Reply.DECLINED: mark("Not adopted"),
}

_FEEDBACK_STATES = {
    FeedbackState.OPEN: mark("Waits for an answer"),
    FeedbackState.ANSWERED: mark("Answered"),
    FeedbackState.STRUCK: mark("Struck"),
}


def way_text(way: Way) -> str:
    """Return the words for how feedback came."""
    return tr(_WAYS[way])


def stance_text(stance: Stance) -> str:
    """Return the word for what somebody thinks of a clause."""
    return tr(_STANCES[stance])


def reply_text(reply: Reply) -> str:
    """Return the words for what becomes of feedback."""
    return tr(_REPLIES[reply])


def feedback_state_text(state: FeedbackState) -> str:
    """Return the words for where feedback stands."""
    return tr(_FEEDBACK_STATES[state])


def verdict_text(verdict: Verdict) -> str:
    """Return the words for what a review of a clause comes to."""
    return tr(_VERDICTS[verdict])


def because_text(because: Because) -> str:
    """Return the words for what gave a clause its day."""
    return tr(_BECAUSE[because])


def due_text(due: Due, days: int) -> str:
    """Return a clause's badge: overdue by so many days, or due in so many."""
    if due is Due.OVERDUE:
        return trn("{count} day overdue", "{count} days overdue", -days)
    if days == 0:
        return tr("Due today")
    return trn("Due in {count} day", "Due in {count} days", days)
