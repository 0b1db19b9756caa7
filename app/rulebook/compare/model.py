"""What can differ between two rulebooks, as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.rulebook.model import (
    NO_WORDS,
    Bilingual,
    ClassRule,
    Clause,
    Example,
    Severity,
    Step,
)
from app.text.difference import Fate, Segment
from app.words import Language


class How(StrEnum):
    """What became of a clause: 新增, 修改, 删去."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class Part(StrEnum):
    """A part of a book, an article, a clause or the ladder."""

    TITLE = "title"
    SHORT = "short"
    TEXT = "text"
    WHY = "why"
    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    SEVERITY = "severity"
    OFFENCE_CLASS = "offence_class"
    ALIASES = "aliases"
    NORMS = "norms"
    DSA_GROUND = "dsa_ground"
    DSA_CATEGORY = "dsa_category"
    DSA_ADDITIONS = "dsa_additions"
    DSA_KEYWORDS = "dsa_keywords"
    LEGAL_GROUND = "legal_ground"
    WINDOW = "window"
    POINTS_EXPIRY = "points_expiry"
    REVIEW_POINTS = "review_points"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsChanged:
    """Words that are others now, as one text with its corrections."""

    part: Part
    language: Language
    segments: tuple[Segment, ...]

    @property
    def before(self) -> str:
        """What it said; empty for nothing."""
        return self._without(Fate.ADDED)

    @property
    def after(self) -> str:
        """What it says; empty for nothing."""
        return self._without(Fate.REMOVED)

    def _without(self, fate: Fate) -> str:
        return "".join(each.text for each in self.segments if each.fate is not fate)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleChanged:
    """An example that came, went or reads differently.

    Attributes:
        part: `ALLOWED` or `FORBIDDEN`.
        place: which example of that part it is now, from 1; of one that went, which
            it was.
        before, after: the example; None where there was or is none.
        words: of the example itself, by language.
        notes: of why it is on its side, by language.
    """

    part: Part
    how: How
    place: int
    before: Example | None
    after: Example | None
    words: tuple[WordsChanged, ...]
    notes: tuple[WordsChanged, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueChanged:
    """Codes, names or numbers that are others now; empty for none."""

    part: Part
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseChanged:
    """A clause that came, went or says something else.

    Attributes:
        before, after: the clause; None where there was or is none.
    """

    number: str
    how: How
    before: Clause | None
    after: Clause | None
    words: tuple[WordsChanged, ...]
    examples: tuple[ExampleChanged, ...]
    values: tuple[ValueChanged, ...]

    @property
    def title(self) -> Bilingual:
        """What it goes by; of one that went, what it went by."""
        clause = self.after or self.before
        return clause.title if clause else NO_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleChanged:
    """An article that came, went or has another title."""

    number: str
    how: How
    title: Bilingual
    words: tuple[WordsChanged, ...]


Placed = tuple[str, tuple[str, ...]]
"""An article's number with those of its clauses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderChanged:
    """What both books have, in the order of each."""

    before: tuple[Placed, ...]
    after: tuple[Placed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChanged:
    """A cell of the ladder: 第 3 次·中.

    Attributes:
        ordinal: its row, from 1.
        before, after: what it imposes; None where there was or is no such row.
    """

    ordinal: int
    severity: Severity
    before: Step | None
    after: Step | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassChanged:
    """What holds for one class of offences; None where it has no rule of its own."""

    offence_class: str
    before: ClassRule | None
    after: ClassRule | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderChanged:
    """What differs in the ladder."""

    values: tuple[ValueChanged, ...] = ()
    cells: tuple[CellChanged, ...] = ()
    classes: tuple[ClassChanged, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return self == LadderChanged()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that differs between two rulebooks; empty for equal ones.

    Attributes:
        title: the book's.
        articles, clauses: what came and what changed in the order of the later book,
            then what went.
        order: None where it is the same.
        classes: numbers of the clauses of each class of offences, in the later book;
            in the earlier one where only that has the class. They tell the classes by
            words, and are no difference themselves.
    """

    title: tuple[WordsChanged, ...] = ()
    articles: tuple[ArticleChanged, ...] = ()
    clauses: tuple[ClauseChanged, ...] = ()
    order: OrderChanged | None = None
    ladder: LadderChanged = LadderChanged()
    classes: Mapping[str, Sequence[str]] = field(
        default_factory=dict[str, Sequence[str]], compare=False
    )

    @property
    def is_empty(self) -> bool:
        """Whether the books say the same."""
        return self == Comparison()

    def clause(self, number: str) -> ClauseChanged | None:
        """Return what became of a clause; None for nothing."""
        return next((c for c in self.clauses if c.number == number), None)
