"""Short forms of all rows: every attack without harm, every control with it."""

import random
from pathlib import Path

import pytest

from tests.reliability.rows import Row, Trial
from tests.reliability.table import ROWS

CONTROL_TRIES = 60
SEED = 2026


def trial_of(row: Row, root: Path, count: int) -> Trial:
    if lack := row.missing():
        pytest.skip(lack)
    return Trial(root=root, count=count, chance=random.Random(SEED))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_it_does_no_harm(row: Row, tmp_path: Path):
    tally = row.attacked(trial_of(row, tmp_path, row.short))
    assert tally.tries >= row.short
    assert tally.tries


@pytest.mark.parametrize(
    ("row", "defence"),
    [(row, defence) for row in ROWS for defence in row.controls],
    ids=lambda value: value.name if isinstance(value, Row) else value,
)
def test_without_its_defence_it_does(row: Row, defence: str, tmp_path: Path):
    """The control: the same attack, with one defence off."""
    trial = trial_of(row, tmp_path, CONTROL_TRIES)
    assert row.controlled(defence, trial) > 0


def test_every_row_has_a_control():
    assert all(row.controls for row in ROWS)
