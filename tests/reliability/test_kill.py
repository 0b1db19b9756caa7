"""Killed at any moment, a vault keeps what it has acknowledged.

A short form; `tests.reliability.marathon` runs two hundred commands.
"""

import random
from pathlib import Path

import pytest

from app.errors import AppError, Corrupt, NotFound
from app.staff.queries import StaffList
from app.staff.roles import Role
from tests.builders import Site, enrol
from tests.reliability.killing import all_there, killed
from tests.reliability.marathon import run
from tests.town import begin


def test_commands_survive_their_process(tmp_path: Path):
    outcome = run(tmp_path, commands=24, most_a_life=5, seed=2026)
    assert outcome.kills >= 5
    assert outcome.acknowledged >= 24


def test_colleagues_who_were_told_so_can_sign_in(tmp_path: Path):
    site = Site(root=tmp_path)
    site.create().close()
    chance = random.Random(7)
    admitted: list[str] = []
    commits: list[bytes] = []
    for day in range(1, 4):
        told = killed("admit", tmp_path, day=day, chance=chance, after=3, within=0.15)
        admitted += told.admitted
        commits += told.done
        site.clock.forward(days=1)
        with site.opened() as workspace:
            assert all_there(workspace, commits)
            assert workspace.verify().sound
            names = {row.name for row in workspace.query(StaffList())}
            assert names >= set(admitted)
            if told.tried and told.tried not in names:
                # Whoever was being enrolled in that moment can be enrolled again.
                enrol(workspace, told.tried, Role.MODERATOR)
        for name in {*told.admitted[-1:], told.tried} - {""}:
            site.open(name).close()


def test_a_rebuild_cut_off_leaves_the_tables_as_they_were(tmp_path: Path):
    site = Site(root=tmp_path)
    with site.created() as workspace:
        begin(workspace, members=200, complaints=100)
        before = workspace.digests()
    chance = random.Random(8)
    for day in range(1, 3):
        killed("rebuild", tmp_path, day=day, chance=chance, after=1, within=0.2)
        site.clock.forward(days=1)
        with site.opened() as workspace:
            assert workspace.digests() == before
            assert workspace.verify().sound


def test_opening_and_closing_cut_off_harms_nothing(tmp_path: Path):
    site = Site(root=tmp_path)
    with site.created() as workspace:
        begin(workspace)
        before = workspace.digests()
    chance = random.Random(9)
    for day in range(1, 3):
        killed("open", tmp_path, day=day, chance=chance, after=2, within=0.3)
        with site.opened() as workspace:
            assert workspace.digests() == before
            assert workspace.verify().sound


@pytest.mark.parametrize("seed", range(3))
def test_a_vault_cut_off_while_it_is_made_is_there_or_says_so(
    seed: int, tmp_path: Path
):
    chance = random.Random(seed)
    told = killed("create", tmp_path, day=0, chance=chance, after=1, within=0.2)
    site = Site(root=tmp_path)
    try:
        with site.opened() as workspace:
            assert workspace.verify().sound
            assert all_there(workspace, told.done)
    except AppError as problem:
        assert not told.done
        assert isinstance(problem, NotFound | Corrupt)  # noqa: PT017 (either is right)
