"""All rows of the reliability table, in its order."""

from tests.reliability import (
    clock_jumps,
    copies,
    damage,
    forgeries,
    kills,
    old_state,
    power_loss,
    random_life,
    refused_writes,
    secrets,
    two_at_once,
)
from tests.reliability.rows import Row

ROWS: tuple[Row, ...] = (
    kills.ROW,
    power_loss.ROW,
    refused_writes.ROW,
    damage.ROW,
    old_state.ROW,
    two_at_once.ROW,
    clock_jumps.ROW,
    copies.ROW,
    random_life.ROW,
    forgeries.ROW,
    secrets.ROW,
)
