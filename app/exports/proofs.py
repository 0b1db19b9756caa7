"""How it is proved that a suppressed cell cannot be computed back.

A witness shows two other tables that agree with the true one in everything
published and differ from each other in the cell. It is written as moves, each of
which shifts cases between inner cells and leaves every published figure as it is.
Checking a witness needs none of the cleverness that found it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A shift of cases that leaves all published figures unchanged.

    Attributes:
        gains: inner cells that gain one case each time the move is made.
        loses: inner cells that lose one.
    """

    gains: tuple[int, ...]
    loses: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A move within a witness.

    Attributes:
        move: the shift.
        forward: how often it is made to reach the first table.
        backward: how often it is made in reverse to reach the second.
    """

    move: Move
    forward: int
    backward: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Steps from the true table to two others, one forward, one backward."""

    steps: tuple[Step, ...]
