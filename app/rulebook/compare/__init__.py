"""What differs between two rulebooks, for screens, approvals and the command line."""

from app.rulebook.compare.books import compare, compare_clauses, compare_ladders
from app.rulebook.compare.model import (
    ArticleChanged,
    CellChanged,
    ClassChanged,
    ClauseChanged,
    Comparison,
    ExampleChanged,
    How,
    LadderChanged,
    OrderChanged,
    Part,
    Placed,
    ValueChanged,
    WordsChanged,
)

__all__ = [
    "ArticleChanged",
    "CellChanged",
    "ClassChanged",
    "ClauseChanged",
    "Comparison",
    "ExampleChanged",
    "How",
    "LadderChanged",
    "OrderChanged",
    "Part",
    "Placed",
    "ValueChanged",
    "WordsChanged",
    "compare",
    "compare_clauses",
    "compare_ladders",
]
