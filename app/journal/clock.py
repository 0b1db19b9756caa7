"""The hybrid clock: close to the wall, never backwards, ordered within a tick.

After Kulkarni et al., "Logical Physical Clocks" (2014): 48 bits of milliseconds
and a 16-bit counter in one integer.
"""

from datetime import timedelta

COUNTER_BITS = 16
FUTURE_TOLERATED = timedelta(minutes=5)
"""A commit further ahead than this waits outside."""

GAP_CONFIRMED = timedelta(days=400)
"""A longer silence looks like a wrong clock and is confirmed first."""

_MS = timedelta(milliseconds=1)


def tick(wall_ms: int, last: int) -> int:
    """Return the clock of the next commit, greater than every one before."""
    return max(wall_ms << COUNTER_BITS, last + 1)


def wall_of(clock: int) -> int:
    """Return the milliseconds since 1970 within a clock."""
    return clock >> COUNTER_BITS


def jumped(wall_ms: int, last: int) -> bool:
    """Tell whether a computer's clock is hardly right, and is to be confirmed.

    It is doubted where it lies well behind the last commit, or more than
    `GAP_CONFIRMED` after it.
    """
    if last == 0:
        return False
    moved = (wall_ms - wall_of(last)) * _MS
    return moved < -FUTURE_TOLERATED or moved > GAP_CONFIRMED


def too_far_ahead(clock: int, wall_ms: int) -> bool:
    """Tell whether a commit comes from further in the future than is tolerated."""
    return (wall_of(clock) - wall_ms) * _MS > FUTURE_TOLERATED
