"""What an anonymised report is about: tiers, contributions and its table of cells.

The figures of the tiers are the house's privacy policy, section 4 of its privacy
reference. Cell minimum, interval, share and percentage base are our policy; no
standard names them (offices use from 5 to 11).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import Final, NamedTuple

ALL: Final = "*"
"""In a key: every value of this dimension together."""

NO_CLAUSE: Final = "-"
"""Stands for a clause in cases that were never put under one."""

SLICE: Final = 2
"""Level of a total over two dimensions: all of one clause, month or outcome."""


class Tier(StrEnum):
    """Who will read a release: 公开, 受控, 内部."""

    PUBLIC = "public"
    CONTROLLED = "controlled"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True, kw_only=True)
class TierPolicy:
    """What a table of counts must satisfy before it is written.

    Attributes:
        tier: whom the figures hold for.
        least_members: distinct members behind every published cell.
        interval: how wide, in cases, everything published must leave each
            suppressed cell. The reference asks nothing of the internal tier; 1 is
            the least that still means "cannot be computed back".
        largest_share: most that one member may make up of a cell, in percent;
            None where the reference asks for nothing.
        one_outcome_groups: groups whose cases visibly all ended alike; None where
            the reference asks for nothing.
        rereleases: whether a month may be released again with other figures. The
            reference allows it if every cell then differs by 0 or by
            `least_members` members; that does not stop several cells from being
            combined, so released months are simply not released anew.
        running_month: whether the running month may be in the report when the
            person asks for it; a month that is still filling is released again
            later, and the difference is a few people.
    """

    tier: Tier
    least_members: int
    interval: int
    largest_share: int | None
    one_outcome_groups: int | None
    rereleases: bool
    running_month: bool


POLICIES: Final[Mapping[Tier, TierPolicy]] = {
    Tier.PUBLIC: TierPolicy(
        tier=Tier.PUBLIC,
        least_members=11,
        interval=11,
        largest_share=50,
        one_outcome_groups=0,
        rereleases=False,
        running_month=False,
    ),
    Tier.CONTROLLED: TierPolicy(
        tier=Tier.CONTROLLED,
        least_members=5,
        interval=5,
        largest_share=50,
        one_outcome_groups=0,
        rereleases=False,
        running_month=True,
    ),
    Tier.INTERNAL: TierPolicy(
        tier=Tier.INTERNAL,
        least_members=3,
        interval=1,
        largest_share=None,
        one_outcome_groups=None,
        rereleases=True,
        running_month=True,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One finding of one decided case; a case with two findings gives two.

    Attributes:
        member: an opaque key of whom it is about, the same in all of that person's
            cases. Somebody not on the member list needs a key as well where a
            handle is known, so that one stranger is not counted as several people.
            None: nobody knows who; each such case counts as a person of its own.
        clause: number of the clause, as "3.2".
        month: the month of the decision where the community lives, "YYYY-MM".
        outcome: code of how the case ended.
    """

    member: str | None
    clause: str
    month: str
    outcome: str


class Key(NamedTuple):
    """Names a cell; `ALL` in a place makes it a total."""

    clause: str
    month: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The cells of a table, numbered: inner cells and all totals alike.

    Attributes:
        axes: the values of each dimension in the order of `Key`, without `ALL`,
            which counts as one more value at the end.
    """

    axes: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]

    @property
    def sizes(self) -> tuple[int, int, int]:
        """Number of values of each dimension, which is also the place of `ALL`."""
        clauses, months, outcomes = self.axes
        return len(clauses), len(months), len(outcomes)

    @property
    def strides(self) -> tuple[int, int, int]:
        """How far apart two neighbours of each dimension are numbered."""
        _, months, outcomes = self.sizes
        return (months + 1) * (outcomes + 1), outcomes + 1, 1

    def __len__(self) -> int:
        clauses, months, outcomes = self.sizes
        return (clauses + 1) * (months + 1) * (outcomes + 1)

    def places(self, cell: int) -> tuple[int, int, int]:
        """Return the cell's place in each dimension."""
        clause, rest = divmod(cell, self.strides[0])
        month, outcome = divmod(rest, self.strides[1])
        return clause, month, outcome

    def key(self, cell: int) -> Key:
        """Return the cell's name."""
        return Key(
            *(
                ALL if place == len(axis) else axis[place]
                for axis, place in zip(self.axes, self.places(cell), strict=True)
            )
        )

    def cell(self, key: Key) -> int:
        """Return the number of a cell.

        Raises:
            ValueError: the table has no such cell.
        """
        return sum(
            stride * (len(axis) if value == ALL else axis.index(value))
            for axis, stride, value in zip(self.axes, self.strides, key, strict=True)
        )

    def level(self, cell: int) -> int:
        """Return over how many dimensions the cell is a total: 0 inner, 3 grand."""
        places = zip(self.places(cell), self.sizes, strict=True)
        return sum(place == size for place, size in places)

    def totals(self, cell: int) -> Iterator[int]:
        """Yield the eight cells an inner cell counts in: itself and its totals."""
        choices = zip(self.places(cell), self.sizes, self.strides, strict=True)
        for offsets in product(*((at * by, size * by) for at, size, by in choices)):
            yield sum(offsets)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTable:
    """Cases by clause × month × outcome with all totals, not yet fit to be seen.

    Attributes:
        grid: which number is which cell.
        cases: contributions in each cell.
        members: distinct members in each cell.
        largest: most contributions one member has in each cell.
        holdings: members and their contributions, for each inner cell that has any.
    """

    grid: Grid
    cases: tuple[int, ...]
    members: tuple[int, ...]
    largest: tuple[int, ...]
    holdings: Mapping[int, Mapping[str, int]]
