"""Killed at any moment, a vault keeps what it has acknowledged."""

import random
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from app.errors import AppError, Conflict, Corrupt, NotFound
from app.staff.queries import StaffList
from app.staff.roles import Role
from app.workspace import Workspace
from tests.builders import Site, enrol
from tests.reliability.children import Testimony, killed
from tests.reliability.rows import (
    Control,
    Harm,
    Row,
    Tally,
    Trial,
    backups_open,
    commits_of,
    proved,
    still_opens,
    sure,
)
from tests.reliability.work import TASKS, WORK
from tests.town import begin

LIVES = 25
"""Kills after which a vault is laid aside for a fresh one, so that none grows large."""

MOST_SAID = 4
OPENING = 0.25
"""Seconds from the start of a process until it has the vault open, and closed."""


@dataclass(slots=True)
class Victim:
    """A vault whose processes are killed, and what is known of it.

    Attributes:
        site: where it lies.
        kills: how many it has been through.
        stored: commits seen in it last.
        digests: of its tables, as seen last.
        done: commits acknowledged.
        admitted: colleagues acknowledged.
    """

    site: Site
    kills: int = 0
    stored: set[bytes] = field(default_factory=set[bytes])
    digests: dict[str, str] = field(default_factory=dict[str, str])
    done: list[bytes] = field(default_factory=list[bytes])
    admitted: list[str] = field(default_factory=list[str])

    def look(self, workspace: Workspace) -> None:
        """Take note of what stands in it."""
        self.stored, self.digests = commits_of(workspace), workspace.digests()

    def kill(
        self, task: str, chance: random.Random, without: Iterable[str]
    ) -> Testimony:
        """Kill a process that does this."""
        self.kills += 1
        opening = chance.random() < 0.25
        told = killed(
            task,
            self.site.root,
            day=self.kills,
            chance=chance,
            after=0 if opening else 1 + chance.randrange(MOST_SAID),
            within=OPENING if opening or task not in WORK else WORK[task].lasts,
            without=without,
        )
        self.done += told.done
        self.admitted += told.admitted
        self.site.clock.forward(days=1)
        return told


def victim_of(trial: Trial, base: Path) -> Victim:
    """Return a fresh copy of a vault."""
    root = trial.folder()
    shutil.copytree(base, root, dirs_exist_ok=True)
    victim = Victim(Site(root=root))
    with victim.site.opened() as workspace:
        victim.look(workspace)
    return victim


def base_vault(root: Path) -> Path:
    """Have a vault in a folder that was lived in a little; return it, for copies."""
    for name, content in _lived_in().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


@cache
def _lived_in() -> dict[Path, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        with Site(root=root).created() as workspace:
            begin(workspace)
        files = [path for path in root.rglob("*") if path.is_file()]
        return {path.relative_to(root): path.read_bytes() for path in files}


def attack(trial: Trial) -> Tally:
    """Kill every kind of work in turn."""
    tally = Tally()
    base = base_vault(trial.folder())
    tasks = [*TASKS]
    victims: dict[str, Victim] = {}
    for n in range(trial.count):
        task = tasks[n % len(tasks)]
        if task == "create":
            where = cut_off_while_made(trial.folder(), trial.chance, tally)
        else:
            if task not in victims or victims[task].kills == LIVES:
                victims[task] = victim_of(trial, base)
            where = killed_at(victims[task], task, trial.chance, tally)
        tally.note(f"{task}: {where}")
    return tally


def killed_at(
    victim: Victim,
    task: str,
    chance: random.Random,
    tally: Tally,
    without: Iterable[str] = (),
) -> str:
    """Kill a process and look at what it left; return where it stood.

    Raises:
        Harm: something acknowledged is gone, or the vault is not sound.
    """
    told = victim.kill(task, chance, without)
    with still_opens(victim.site) as workspace:
        stored = commits_of(workspace)
        sure(set(victim.done) <= stored, "an acknowledged commit is gone")
        unsaid = len(stored - victim.stored - set(told.done))
        sure(unsaid in {0, 1}, f"{unsaid} commits nobody spoke of")
        proved(workspace)
        if task in WORK and not WORK[task].changes:
            sure(workspace.digests() == victim.digests, "the tables have changed")
        _staff_is_whole(workspace, victim, told)
        _backups_are_whole(workspace, told)
        victim.look(workspace)
    for name in {*told.admitted[-1:], told.tried} - {""}:
        _signs_in(victim.site, name)
    tally.seen["acknowledged"] += len(told.done)
    tally.seen["stored but not yet said"] += unsaid
    return "at work" if told.ready else "while opening"


def _staff_is_whole(workspace: Workspace, victim: Victim, told: Testimony) -> None:
    names = {row.name for row in workspace.query(StaffList())}
    sure(names >= set(victim.admitted), "an acknowledged colleague is gone")
    if told.tried and told.tried not in names:
        # Whoever was being enrolled in that moment can be enrolled again.
        try:
            enrol(workspace, told.tried, Role.MODERATOR)
        except Conflict as refused:
            raise Harm(f"{refused.code}: cannot be enrolled again") from refused


def _backups_are_whole(workspace: Workspace, told: Testimony) -> None:
    with tempfile.TemporaryDirectory() as among:
        found = backups_open(workspace, Path(among))
    sure(found > 0 or not told.backups, "an acknowledged backup is gone")


def _signs_in(site: Site, name: str) -> None:
    try:
        site.open(name).close()
    except AppError as problem:
        raise Harm(f"a colleague cannot sign in: {problem.code}") from problem


def cut_off_while_made(root: Path, chance: random.Random, tally: Tally) -> str:
    """Kill a process that makes a vault.

    Raises:
        Harm: what is left neither opens nor says what it is.
    """
    told = killed("create", root, day=0, chance=chance, after=1, within=0.2)
    site = Site(root=root)
    try:
        with site.opened() as workspace:
            proved(workspace)
            sure(set(told.done) <= commits_of(workspace), "a whole vault is gone")
    except (NotFound, Corrupt) as problem:
        sure(not told.done, "a vault that was acknowledged does not open")
        tally.seen[f"half made: {problem.code}"] += 1
        return "half made"
    finally:
        shutil.rmtree(root)
    return "made"


def control(task: str, defence: str) -> Control:
    """Return the control that kills this work without this defence."""

    def run(trial: Trial) -> int:
        base = base_vault(trial.folder())

        def attempt() -> None:
            victim = victim_of(trial, base)
            killed_at(victim, task, trial.chance, Tally(), [defence])

        return trial.until_harmed(attempt)

    return run


ROW = Row(
    name="kill",
    test="SIGKILL during commands, import, rebuild, re-key, backup, restore, opening",
    must_be="no acknowledged commit lost; opens; verifies",
    full=1000,
    short=24,
    attack=attack,
    controls={
        defence: control(task, defence)
        for task, defence in (
            ("commands", "storing before saying so"),
            ("rebuild", "the write-ahead log"),
            ("enrol", "replacing files whole"),
        )
    },
)
