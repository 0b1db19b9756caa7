"""How events change the cases' tables.

An event has a say in the rows of its own case alone, whatever ids it names.
"""

from app.appeals.events import AppealFiled, AppealRuled
from app.cases.events import (
    EVENTS,
    CaseDecided,
    CaseOpened,
    CaseRecused,
    CaseReleased,
    CasesImported,
    CaseTaken,
    CaseTriaged,
    CaseWithdrawn,
    CaseYielded,
    DecisionRetracted,
    RecusalLifted,
)
from app.cases.fold import decisions, intake, reviews, rulings
from app.cases.fold.columns import LIST_MARK
from app.cases.fold.intake import AREA
from app.cases.tables import (
    AsideTable,
    CaseImportTable,
    CaseTable,
    DecisionTable,
    SanctionTable,
    TimelineTable,
)
from app.journal.erasure import SubjectErased
from app.journal.fold import Feature
from app.notes.events import NoteAdded
from app.reviews.events import DecisionReturned, ReviewUndone

__all__ = ["AREA", "FEATURE", "LIST_MARK"]

FEATURE = Feature(
    events=EVENTS,
    folds={
        CaseOpened: intake.opened,
        CasesImported: intake.imported,
        CaseRecused: intake.recused,
        RecusalLifted: intake.recusal_lifted,
        CaseYielded: intake.yielded,
        CaseWithdrawn: intake.withdrawn,
        CaseTaken: intake.taken,
        CaseReleased: intake.released,
        CaseTriaged: intake.triaged,
        CaseDecided: decisions.decided,
        DecisionRetracted: decisions.retracted,
        AppealFiled: rulings.appealed,
        AppealRuled: rulings.ruled,
        NoteAdded: intake.noted,
        DecisionReturned: reviews.returned,
        ReviewUndone: reviews.undone,
        SubjectErased: intake.erased,
    },
    tables=(
        CaseTable,
        AsideTable,
        DecisionTable,
        SanctionTable,
        TimelineTable,
        CaseImportTable,
    ),
    owned={
        AsideTable: "case",
        DecisionTable: "case",
        SanctionTable: "case",
        TimelineTable: "case",
    },
)
