"""The power goes off: what was acknowledged is there when it is back."""

import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from app.errors import Corrupt, NotFound
from app.staff.queries import StaffList
from tests.builders import Site
from tests.reliability.children import Testimony
from tests.reliability.images import Disk, Kind, read_log
from tests.reliability.kills import base_vault
from tests.reliability.rows import (
    Control,
    Row,
    Tally,
    Trial,
    backups_open,
    commits_of,
    proved,
    still_opens,
    sure,
)
from tests.reliability.shims import environment, lacking, run
from tests.reliability.work import TASKS, Scene, add_note

SAYINGS = {"create": 2, "open": 12, "enrol": 13, "commands": 25, "restore": 9}
FEWEST_CUTS, CUTS = 3, 20
"""Moments at which one record is cut off: in short, and at most."""


class Recorded:
    """Some work in a vault, and all that reached the system of it."""

    def __init__(
        self,
        trial: Trial,
        task: str,
        base: Path | None,
        defences: tuple[str, ...] = (),
    ) -> None:
        """Work and record.

        Args:
            trial: gives folders and chance.
            task: of `tests.reliability.work`.
            base: the vault to work in; None where one is to be made.
            defences: that the process has to do without.
        """
        self.root = trial.folder()
        if base is not None:
            shutil.copytree(base, self.root, dirs_exist_ok=True)
        self._start = Disk(self.root)
        log = trial.folder() / "log"
        seed = trial.chance.randrange(10**9)
        words = (task, self.root, 1, seed, SAYINGS.get(task, 8), *defences)
        run("tests.reliability.recorded", words, environment(self.root, log))
        self.deeds = read_log(log, self.root)
        self.fresh = base is None

    def cuts(self, chance: random.Random, count: int) -> Iterator[Testimony]:
        """Cut the power at so many moments, each in turn.

        Every time the vault's folder is what the disk may hold; what had been said
        until then is yielded.
        """
        moments = sorted(self._moment(chance) for _ in range(count))
        disk, done = self._start, 0
        for moment in moments:
            for deed in self.deeds[done:moment]:
                disk.take(deed)
            done = moment
            disk.off(self.root, chance)
            told = Testimony()
            for line in disk.said:
                told.hear(line)
            yield told

    def _moment(self, chance: random.Random) -> int:
        if chance.random() < 0.5:
            return chance.randrange(len(self.deeds) + 1)
        # Most deeds are plain writes; what matters happens between the others.
        turns = [n for n, d in enumerate(self.deeds) if d.kind is not Kind.WRITE]
        at = chance.choice(turns) + chance.choice((-1, 0, 1, 2))
        return min(max(at, 0), len(self.deeds))


def attack(trial: Trial) -> Tally:
    """Cut the power in every kind of work in turn."""
    tally = Tally()
    base = base_vault(trial.folder())
    tasks = list(TASKS)
    trial.chance.shuffle(tasks)
    turn = 0
    while tally.tries < trial.count:
        task = tasks[turn % len(tasks)]
        turn += 1
        record = Recorded(trial, task, None if task == "create" else base)
        tally.seen["writes and the like recorded"] += len(record.deeds)
        cuts = max(FEWEST_CUTS, min(CUTS, trial.count // len(tasks)))
        cuts = min(cuts, trial.count - tally.tries)
        for told in record.cuts(trial.chance, cuts):
            outcome = judged(record.root, told, fresh=record.fresh)
            tally.note(f"{task}: {outcome}")
            tally.seen["acknowledged"] += len(told.done)
    return tally


def judged(root: Path, told: Testimony, *, fresh: bool) -> str:
    """Look at what the power left; return how it was found.

    Raises:
        Harm: something acknowledged is gone, or the vault is not sound.
    """
    site = Site(root=root)
    site.clock.forward(days=2)
    if fresh and not told.done:
        return _half_made(site)
    with still_opens(site) as workspace:
        sure(set(told.done) <= commits_of(workspace), "an acknowledged commit is gone")
        proved(workspace)
        names = {row.name for row in workspace.query(StaffList())}
        sure(names >= set(told.admitted), "an acknowledged colleague is gone")
        with tempfile.TemporaryDirectory() as among:
            found = backups_open(workspace, Path(among))
        sure(found > 0 or not told.backups, "an acknowledged backup is gone")
        add_note(Scene(site, workspace, random.Random(0)))
        proved(workspace)
    for name in told.admitted[-1:]:
        with still_opens(site, name):
            pass
    return "opens"


def _half_made(site: Site) -> str:
    try:
        with site.opened() as workspace:
            proved(workspace)
    except (NotFound, Corrupt) as problem:
        return f"half made: {problem.code}"
    return "opens"


def control(task: str, defence: str) -> Control:
    """Return the control that does this work without this defence."""

    def run_it(trial: Trial) -> int:
        base = base_vault(trial.folder())
        record = Recorded(trial, task, base, (defence,))
        cuts = record.cuts(trial.chance, trial.count)
        return trial.until_harmed(lambda: judged(record.root, next(cuts), fresh=False))

    return run_it


ROW = Row(
    name="power-loss",
    test="power loss: unsynced writes dropped, torn or reordered",
    must_be="opens to the last acknowledged commit or explains",
    full=200,
    short=12,
    attack=attack,
    controls={
        "waiting for the disk": control("commands", "waiting for the disk"),
        "waiting for the disk (keyring)": control("enrol", "waiting for the disk"),
    },
    missing=lacking,
)
