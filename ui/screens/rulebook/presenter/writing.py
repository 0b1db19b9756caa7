"""The draft as the screen holds it: what it began from, and what stands against it."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from app.ids import DraftId
from app.rulebook.checks import Problem, ProblemCode, check
from app.rulebook.model import Ladder, Rulebook
from app.rulebook.queries import Draft, VersionLine
from app.rulebook.succession import reused_numbers

LADDER_CODES: Final = frozenset(
    {
        ProblemCode.RULE_OF_NO_CLASS,
        ProblemCode.RULE_TWICE,
        ProblemCode.RULE_WINDOW,
        ProblemCode.LADDER_EMPTY,
        ProblemCode.CELL_EMPTY,
        ProblemCode.WINDOW,
        ProblemCode.POINTS_EXPIRY,
        ProblemCode.REVIEW_POINTS,
        ProblemCode.DAYS_MISSING,
        ProblemCode.DAYS_WITHOUT_TERM,
        ProblemCode.POINTS_NEGATIVE,
        ProblemCode.LIGHTER_WHEN_REPEATED,
        ProblemCode.LIGHTER_WHEN_GRAVER,
        ProblemCode.POINTS_FALL,
    }
)
"""What can be wrong with a ladder."""


@dataclass(frozen=True, kw_only=True)
class Writing:
    """A version that is being written; what is wrong with it is found when asked.

    Attributes:
        base: the version it began from; None where it was none, or is not known yet.
        changed_by: name of who wrote last.
        lines: every version before it, the newest first.
        new, changed, removed: numbers of the clauses that were not, were otherwise,
            and are no more.
    """

    id: DraftId
    base: Rulebook | None
    book: Rulebook
    changed_by: str
    lines: Sequence[VersionLine]
    new: AbstractSet[str]
    changed: AbstractSet[str]
    removed: tuple[str, ...]

    @cached_property
    def reused(self) -> tuple[str, ...]:
        """Clauses with the number of one that was taken out before."""
        return tuple(reused_numbers(self.book, self.lines))

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What stands against publishing it."""
        return check(self.book)

    @cached_property
    def wrong(self) -> AbstractSet[str]:
        """Numbers of the clauses that must be mended."""
        return frozenset((*(each.place for each in self.problems), *self.reused))

    @property
    def ladder_problems(self) -> tuple[Problem, ...]:
        """What is wrong with the ladder."""
        return tuple(p for p in self.problems if p.code in LADDER_CODES)

    @property
    def former_ladder(self) -> Ladder | None:
        """The ladder it began with, to compare with; None where there is none."""
        return self.base.ladder if self.base else None

    @property
    def edits(self) -> int:
        """How many clauses are new, changed or taken out.

        The ladder counts as one, and so does the rules' name.
        """
        if self.base is None:
            return 0
        whole = (self.base.ladder != self.book.ladder) + (
            self.base.title != self.book.title
        )
        return len(self.new) + len(self.changed) + len(self.removed) + whole


def writing(
    draft: Draft, book: Rulebook, base: Rulebook | None, lines: Sequence[VersionLine]
) -> Writing:
    """Return a draft as the screen holds it.

    Args:
        draft: as the vault has it.
        book: with the edits that are on their way.
        base: the version it began from, if it is known.
        lines: every version, the newest first.
    """
    clauses = {clause.number: clause for clause in book.clauses}
    former = {clause.number: clause for clause in base.clauses} if base else clauses
    return Writing(
        id=draft.id,
        base=base,
        book=book,
        changed_by=draft.changed_by,
        lines=lines,
        new=clauses.keys() - former.keys(),
        changed=frozenset(
            number
            for number, clause in clauses.items()
            if former.get(number, clause) != clause
        ),
        removed=tuple(number for number in former if number not in clauses),
    )
