"""What a rulebook is made of: values that travel inside events.

Everything here is frozen and compares by value, so that a decision can keep the
very clause and step it was founded on.
"""

from app.rulebook.model.change import (
    Change,
    Closed,
    Heading,
    change_between,
    changed,
)
from app.rulebook.model.clauses import (
    NO_WORDS,
    Article,
    Bilingual,
    Clause,
    ClauseLabel,
    Example,
    Rulebook,
)
from app.rulebook.model.dsa import KEYWORDS, Dsa, DsaCategory, DsaGround
from app.rulebook.model.ladder import (
    ClassRule,
    Ladder,
    SanctionKind,
    Severity,
    Step,
    step_weight,
)

__all__ = [
    "KEYWORDS",
    "NO_WORDS",
    "Article",
    "Bilingual",
    "Change",
    "ClassRule",
    "Clause",
    "ClauseLabel",
    "Closed",
    "Dsa",
    "DsaCategory",
    "DsaGround",
    "Example",
    "Heading",
    "Ladder",
    "Rulebook",
    "SanctionKind",
    "Severity",
    "Step",
    "change_between",
    "changed",
    "step_weight",
]
