"""Words for the revision, in the language of the interface."""

from app.revision.model.calendar import Because, Due, Verdict
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
