"""The features of this version, in the order their tables are written."""

from collections import ChainMap

from app.acknowledgements import commands as acknowledgement_commands
from app.acknowledgements import fold as acknowledgement_fold
from app.acknowledgements import queries as acknowledgement_queries
from app.appeals import commands as appeal_commands
from app.appeals import fold as appeal_fold
from app.appeals import queries as appeal_queries
from app.approvals import fold as approval_fold
from app.approvals import queries as approval_queries
from app.approvals.gate import guarded
from app.audit import queries as audit_queries
from app.cases import commands as case_commands
from app.cases import fold as case_fold
from app.cases import queries as case_queries
from app.conflicts import commands as conflict_commands
from app.conflicts import fold as conflict_fold
from app.conflicts import queries as conflict_queries
from app.erasure import commands as erasure_commands
from app.erasure import fold as erasure_fold
from app.erasure.queries import answers as erasure_queries
from app.exports import commands as export_commands
from app.exports import fold as export_fold
from app.exports import preparation as export_preparation
from app.exports import queries as export_queries
from app.journal.erasure import SubjectErased
from app.journal.event import Vocabulary
from app.journal.fold import Feature, Folder
from app.members import commands as member_commands
from app.members import fold as member_fold
from app.members import queries as member_queries
from app.notes import commands as note_commands
from app.notes import fold as note_fold
from app.notes import queries as note_queries
from app.reviews import commands as review_commands
from app.reviews import fold as review_fold
from app.reviews import queries as review_queries
from app.revision import commands as revision_commands
from app.revision import fold as revision_fold
from app.revision import queries as revision_queries
from app.rulebook import commands as rulebook_commands
from app.rulebook import fold as rulebook_fold
from app.rulebook import queries as rulebook_queries
from app.settings import commands as setting_commands
from app.settings import fold as setting_fold
from app.settings import queries as setting_queries
from app.staff import commands as staff_commands
from app.staff import fold as staff_fold
from app.staff import queries as staff_queries
from app.statements import queries as statement_queries
from app.work import Answer, Handler

FOLD_VERSION = 3
"""Raise it when a fold or a table changes: the present state is folded anew."""

FEATURES: tuple[Feature, ...] = (
    staff_fold.FEATURE,
    member_fold.FEATURE,
    note_fold.FEATURE,
    rulebook_fold.FEATURE,
    acknowledgement_fold.FEATURE,
    case_fold.FEATURE,
    conflict_fold.FEATURE,
    appeal_fold.FEATURE,
    export_fold.FEATURE,
    approval_fold.FEATURE,
    review_fold.FEATURE,
    revision_fold.FEATURE,
    setting_fold.FEATURE,
    erasure_fold.FEATURE,
)

BULK = frozenset(
    event.kind
    for feature in FEATURES
    if feature in (member_fold.FEATURE, note_fold.FEATURE, case_fold.FEATURE)
    or feature in (appeal_fold.FEATURE, export_fold.FEATURE)
    or feature is acknowledgement_fold.FEATURE
    for event in feature.events
)
"""Kinds of which a vault has very many; those of one record are found by subject."""

_HANDLERS: dict[type, Handler] = {
    **staff_commands.HANDLERS,
    **member_commands.HANDLERS,
    **note_commands.HANDLERS,
    **rulebook_commands.HANDLERS,
    **acknowledgement_commands.HANDLERS,
    **case_commands.HANDLERS,
    **conflict_commands.HANDLERS,
    **appeal_commands.HANDLERS,
    **export_commands.HANDLERS,
    **review_commands.HANDLERS,
    **revision_commands.HANDLERS,
    **setting_commands.HANDLERS,
    **erasure_commands.HANDLERS,
}

HANDLERS = guarded(_HANDLERS)

ANSWERS: dict[type, Answer] = {
    **staff_queries.ANSWERS,
    **member_queries.ANSWERS,
    **note_queries.ANSWERS,
    **rulebook_queries.ANSWERS,
    **acknowledgement_queries.ANSWERS,
    **case_queries.ANSWERS,
    **conflict_queries.ANSWERS,
    **appeal_queries.ANSWERS,
    **export_queries.ANSWERS,
    **export_preparation.ANSWERS,
    **statement_queries.ANSWERS,
    **audit_queries.ANSWERS,
    **approval_queries.ANSWERS,
    **review_queries.ANSWERS,
    **revision_queries.ANSWERS,
    **setting_queries.ANSWERS,
    **erasure_queries.ANSWERS,
}


def folder() -> Folder:
    """Return all folds over all kinds of event."""
    events = tuple(event for feature in FEATURES for event in feature.events)
    older = ChainMap(*(dict(feature.upcasters) for feature in FEATURES))
    return Folder(FEATURES, Vocabulary((SubjectErased, *events), older))
