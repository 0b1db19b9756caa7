"""A process whose writes are refused one by one, and what it makes of that.

    python -m tests.reliability.refused TASK ROOT SEED ERROR MANNER SAMPLE [DEFENCE ...]

Runs under the shim. SAMPLE is how many points are tried; 0 tries all there are.
"""

import errno
import json
import random
import shutil
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from app.errors import AppError, VaultLocked
from app.vault.keyring import Keyring
from app.words import sentence
from app.workspace import Workspace
from tests.builders import OWNER, Site, credentials
from tests.reliability.kills import base_vault
from tests.reliability.rows import Harm, commits_of, proved, still_opens, sure
from tests.reliability.sabotage import give_up
from tests.reliability.shims import Refusals
from tests.reliability.work import WORK, Scene, restore_newest

CLEAR = {"disk_full", "storage_failed", "file_not_written", "place_not_writable"}
"""What may be said of a refused write."""


Attempt = Callable[["Patient", str, int], str]


@dataclass(slots=True, kw_only=True)
class Patient:
    """A vault that is put back before every try.

    Attributes:
        site: where it is tried.
        base: whence it is put back.
        began: what stands in it then, commits and digests.
        commits, digests: what must stand in it.
        told: what was said of refused writes, by its code.
        reached: how many writes and the like there were in the last try.
    """

    site: Site
    base: Path
    seed: int
    error: int
    from_then_on: bool
    began: tuple[set[bytes], dict[str, str]] = (set(), {})
    commits: set[bytes] = field(default_factory=set[bytes])
    digests: dict[str, str] = field(default_factory=dict[str, str])
    told: Counter[str] = field(default_factory=Counter[str])
    reached: int = 0
    refusals: Refusals = field(default_factory=Refusals)

    def put_back(self) -> None:
        """Have the vault as it was."""
        shutil.rmtree(self.site.root)
        shutil.copytree(self.base, self.site.root)
        self.commits, self.digests = self.began

    def look(self, workspace: Workspace) -> None:
        """Take note of what stands in it, and must be there from now on."""
        self.commits, self.digests = commits_of(workspace), workspace.digests()

    def begin(self, at: int) -> None:
        """Refuse the write of this number from here on."""
        self.refusals.begin(at, self.error, from_then_on=self.from_then_on)

    def end(self) -> int:
        """Refuse nothing more; return how many were refused."""
        refused, self.reached = self.refusals.refused, self.refusals.points
        self.refusals.end()
        return refused

    def explained(self, problem: AppError) -> None:
        """Let pass an error that says clearly what is the matter.

        Raises:
            Harm: it says something else.
        """
        self.end()
        sure(problem.code in CLEAR, f"{self.refusals.last} told as {problem.code}")
        sure(sentence(problem) != problem.code, f"no words for {problem.code}")
        self.told[problem.code] += 1

    def as_before(self, workspace: Workspace) -> None:
        """Let pass a vault in which nothing has changed.

        Raises:
            Harm: something has.
        """
        sure(commits_of(workspace) == self.commits, "a refused commit is there")
        sure(workspace.digests() == self.digests, "the tables are not as they were")
        try:
            Keyring.read(self.site.place).unlock(credentials(OWNER))
        except AppError as problem:
            raise Harm(f"the keyring does not open: {problem.code}") from problem


def try_work(patient: Patient, task: str, at: int) -> str:
    """Open, do a step of work and close, with one write refused.

    Returns:
        What came of it; nothing if there are not so many writes.
    """
    work, site = WORK[task], patient.site
    patient.put_back()
    patient.begin(at)
    try:
        workspace = site.open()
    except AppError as problem:
        patient.explained(problem)
        with still_opens(site) as workspace:
            patient.as_before(workspace)
        return _goes_on(patient, task, "refused while opening")

    def say(word: str, about: str = "") -> None:
        # A step of several commands goes on from each that was acknowledged.
        if word == "done":
            patient.look(workspace)

    scene = Scene(site, workspace, random.Random(patient.seed), say)
    outcome = "done all the same"
    try:
        work.step(scene)
    except AppError as problem:
        patient.explained(problem)
        outcome = "refused at work"
        if not is_open(workspace):
            # It is not certain what the disk has: the vault is opened again.
            workspace.close()
            workspace = site.open()
            scene = Scene(site, workspace, scene.chance, say)
        patient.as_before(workspace)
        # The same session goes on as if nothing had been.
        work.step(scene)
    commits, digests = commits_of(workspace), workspace.digests()
    workspace.close()
    met = patient.end()
    with still_opens(site) as workspace:
        sure(commits_of(workspace) == commits, "an acknowledged commit is gone")
        sure(workspace.digests() == digests, "the tables are not as they were left")
    if outcome == "done all the same" and not met:
        return ""
    return _goes_on(patient, task, outcome)


def is_open(workspace: Workspace) -> bool:
    """Tell whether a workspace goes on answering."""
    try:
        workspace.digests()
    except VaultLocked:
        return False
    return True


def _goes_on(patient: Patient, task: str, outcome: str) -> str:
    with still_opens(patient.site) as workspace:
        work = WORK[task]
        chance = random.Random(patient.seed + 1)
        work.step(Scene(patient.site, workspace, chance))
        proved(workspace)
    return outcome


def try_making(patient: Patient, _: str, at: int) -> str:
    """Make a vault and close it, with one write refused."""
    site = patient.site
    shutil.rmtree(site.root)
    site.root.mkdir()
    patient.begin(at)
    outcome = "done all the same"
    try:
        site.create().close()
    except AppError as problem:
        patient.explained(problem)
        outcome = "refused"
        if not patient.from_then_on:
            sure(not site.place.exists(), "half a vault was left behind")
        shutil.rmtree(site.place, ignore_errors=True)
        site.create().close()
    met = patient.end()
    with still_opens(site) as workspace:
        proved(workspace)
    return outcome if met or outcome == "refused" else ""


def try_restoring(patient: Patient, _: str, at: int) -> str:
    """Put a backup of the present state in its place, with one write refused."""
    site = patient.site
    patient.put_back()
    with site.opened() as workspace:
        workspace.custody.back_up()
    patient.begin(at)
    outcome = "done all the same"
    try:
        restore_newest(site)
    except AppError as problem:
        patient.explained(problem)
        outcome = "refused"
    met = patient.end()
    with still_opens(site) as workspace:
        patient.as_before(workspace)
    restore_newest(site)
    with still_opens(site) as workspace:
        patient.as_before(workspace)
        proved(workspace)
    return outcome if met or outcome == "refused" else ""


OTHERS: Mapping[str, Attempt] = {"create": try_making, "restore": try_restoring}
"""What is tried in a vault that is not open."""


def chosen(patient: Patient, attempt: Attempt, task: str, sample: int) -> Iterable[int]:
    """Return the points that are tried: all there are, or some of them."""
    if not sample:
        return count(1)
    attempt(patient, task, 0)
    everything = range(1, patient.reached + 1)
    picked = random.Random(patient.seed).sample(
        everything, min(sample, len(everything))
    )
    return sorted(picked)


def main() -> None:
    """Try what the command line names; print what came of it."""
    task, folder, seed, error, manner, sample, *defences = sys.argv[1:]
    give_up(())
    root = Path(folder)
    patient = Patient(
        site=Site(root=root / "site"),
        base=base_vault(root / "base"),
        seed=int(seed),
        error=getattr(errno, error),
        from_then_on=manner == "from-then-on",
    )
    patient.site.root.mkdir()
    patient.put_back()
    with patient.site.opened() as workspace:
        patient.began = commits_of(workspace), workspace.digests()
    patient.site.clock.forward(days=1)
    give_up(defences)
    attempt = OTHERS.get(task, try_work)
    outcomes: Counter[str] = Counter()
    for at in chosen(patient, attempt, task, int(sample)):
        try:
            outcome = attempt(patient, task, at)
        except Exception as problem:
            sys.stderr.write(traceback.format_exc())
            where = f"{patient.refusals.last}, point {at}"
            sys.stdout.write(json.dumps({"harm": f"{problem!r} ({where})"}))
            return
        if not outcome:
            break
        outcomes[outcome] += 1
    found = {"outcomes": outcomes, "told": patient.told}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
