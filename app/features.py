"""The features of this version, in the order their tables are written."""

from app.journal.event import Vocabulary
from app.journal.fold import Feature, Folder
from app.staff import commands as staff_commands
from app.staff import fold as staff_fold
from app.staff import queries as staff_queries
from app.work import Answer, Handler

FOLD_VERSION = 1
"""Raise it when a fold or a table changes: the present state is folded anew."""

FEATURES: tuple[Feature, ...] = (staff_fold.FEATURE,)

HANDLERS: dict[type, Handler] = {**staff_commands.HANDLERS}

ANSWERS: dict[type, Answer] = {**staff_queries.ANSWERS}


def folder() -> Folder:
    """Return all folds over all kinds of event."""
    events = tuple(event for feature in FEATURES for event in feature.events)
    return Folder(FEATURES, Vocabulary(events))
