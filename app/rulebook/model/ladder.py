"""What a rulebook imposes: kinds of sanctions, steps, and the ladder of them."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

import msgspec


class Severity(StrEnum):
    """How grave a breach of a clause is: 低, 中, 高."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def column(self) -> int:
        """The place in a row of the ladder, lightest first."""
        return _SEVERITIES.index(self)


class SanctionKind(StrEnum):
    """What a decision can impose, lightest first.

    提醒, 警告, 禁言, 限制活动, 暂停权益, 移出, 移出并拉黑, 永久移出.
    """

    REMINDER = "reminder"
    WARNING = "warning"
    MUTE = "mute"
    RESTRICTION = "restriction"
    SUSPENSION = "suspension"
    REMOVAL = "removal"
    REMOVAL_BLOCKED = "removal_blocked"
    PERMANENT = "permanent"

    @property
    def rank(self) -> int:
        """The order of severity among kinds, 0 for the lightest."""
        return _KINDS.index(self)

    @property
    def is_timed(self) -> bool:
        """Whether it lasts a number of days and ends by itself."""
        return self in _TIMED

    @property
    def is_removal(self) -> bool:
        """Whether it ends the membership."""
        return self.rank >= SanctionKind.REMOVAL.rank


_Whole = Annotated[int, msgspec.Meta(ge=-(2**31), le=2**31 - 1)]
"""Far beyond every sensible number; `checks` says what is sensible."""

_SEVERITIES = tuple(Severity)
_KINDS = tuple(SanctionKind)
_TIMED = (SanctionKind.MUTE, SanctionKind.RESTRICTION, SanctionKind.SUSPENSION)


class Step(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One cell of the ladder.

    Attributes:
        kind: what is imposed.
        days: how long it lasts in days of 24 hours; 0 for what does not end by itself.
        points: what is entered in the member's record.
    """

    kind: SanctionKind
    days: _Whole = 0
    points: _Whole = 0


def step_weight(step: Step) -> tuple[int, int]:
    """Return a step's order of severity; a greater value is a heavier step.

    Kinds go by their order, the same kind by its days. Points do not enter: two cells
    may impose the same and count differently.
    """
    return (step.kind.rank, step.days if step.kind.is_timed else 0)


class ClassRule(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What holds for one class of offences and not for the others.

    Attributes:
        offence_class: code of the class.
        window_days: its own window; 0 for the ladder's.
        to_end: whether the first breach already stands in the last row.
    """

    offence_class: str
    window_days: _Whole = 0
    to_end: bool = False


class Ladder(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """From the n-th breach and its severity to a proposed step.

    Attributes:
        window_days: how long an earlier breach makes the next one a repetition.
        points_expire_days: days after taking effect at which points expire.
        review_at_points: balance at which the member's record is to be reviewed.
        rows: `rows[n - 1]` is the n-th time, its cells low, medium and high.
            Beyond the last row the last row holds.
        classes: classes of offences that have rules of their own.
    """

    window_days: _Whole
    points_expire_days: _Whole
    review_at_points: _Whole
    rows: tuple[tuple[Step, Step, Step], ...]
    classes: tuple[ClassRule, ...] = ()

    def step(self, ordinal: int, severity: Severity, offence_class: str = "") -> Step:
        """Return the cell for the n-th time (from 1) at this severity.

        The ladder must have a row; `rules.check` refuses one without.
        """
        row = self.rows[self.row(ordinal, offence_class)]
        return row[severity.column]

    def row(self, ordinal: int, offence_class: str = "") -> int:
        """Return the place in `rows` that holds for the n-th time (from 1)."""
        last = len(self.rows) - 1
        return last if self.jumps(offence_class) else min(max(ordinal, 1) - 1, last)

    def window(self, offence_class: str) -> int:
        """Return the window of a class of offences, in days."""
        own = self._rule(offence_class)
        return own.window_days if own and own.window_days else self.window_days

    def jumps(self, offence_class: str) -> bool:
        """Tell whether a class stands in the last row from its first breach on."""
        own = self._rule(offence_class)
        return own is not None and own.to_end

    @property
    def cells(self) -> Iterator[Step]:
        """Every step, row by row."""
        return (step for row in self.rows for step in row)

    def _rule(self, offence_class: str) -> ClassRule | None:
        return next((c for c in self.classes if c.offence_class == offence_class), None)
