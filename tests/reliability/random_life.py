"""Random commands by everybody, folded again and again: always the same tables.

Folded anew as a whole, into memory up to this moment, and up to moments that were
looked at when they were the present.
"""

import random
import shutil
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, cast

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from app.features import folder
from app.workspace import Workspace
from tests.builders import OWNER, Site
from tests.reliability.kills import base_vault
from tests.reliability.rows import Row, Tally, Trial, newest_of, proved, sure
from tests.reliability.sabotage import without
from tests.reliability.team_life import EVERY_STEP, erased_in, lived_apart
from tests.town import LEAD, MODERATOR, Life

STRETCH_COUNT = 25
"""Stretches of work, and looks back, in one life."""

ABOUT = 60
"""Commands in one life."""

FEWEST_LIVES = 6
"""The first lives that hypothesis thinks of are short."""

STRETCHES = st.lists(st.sampled_from(sorted(EVERY_STEP)), min_size=1, max_size=12)
"""What is done between two looks back."""

PEOPLE = (OWNER, LEAD, MODERATOR)


@dataclass(slots=True)
class Memory:
    """What was seen of a vault in one life.

    Attributes:
        chance: decides which moment is looked at again.
        seen: the tables as they stood right after a commit, by its hash.
        erased: how many subjects were erased; what was seen before has other words now.
    """

    chance: random.Random
    seen: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    erased: int = 0

    def take(self, workspace: Workspace) -> None:
        """Remember how it stands."""
        if (gone := erased_in(workspace)) != self.erased:
            self.erased = gone
            self.seen.clear()
        self.seen[newest_of(workspace).hex()] = workspace.digests()


def same_after_rebuild(workspace: Workspace, _: Memory) -> None:
    """Let pass tables that a rebuild leaves as they are.

    Raises:
        Harm: they are others.
    """
    before = workspace.digests()
    workspace.rebuild()
    _same(before, workspace.digests(), "a rebuild")


def same_as_of_now(workspace: Workspace, memory: Memory) -> None:
    """Let pass tables that the journal, folded up to now, gives as well.

    Raises:
        Harm: they are others.
    """
    memory.take(workspace)
    _same_as_of(newest_of(workspace).hex(), workspace, memory)


def same_as_of_then(workspace: Workspace, memory: Memory) -> None:
    """Let pass an earlier moment that looks as it looked when it was the present.

    Raises:
        Harm: it looks otherwise.
    """
    memory.take(workspace)
    _same_as_of(memory.chance.choice(sorted(memory.seen)), workspace, memory)


def sound(workspace: Workspace, _: Memory) -> None:
    """Let pass a vault that verifies.

    Raises:
        Harm: it does not.
    """
    proved(workspace)


def _same_as_of(commit: str, workspace: Workspace, memory: Memory) -> None:
    with closing(workspace.witness.at(commit)) as past:
        _same(memory.seen[commit], past.digests(folder()), "the past")


def _same(before: Mapping[str, str], after: Mapping[str, str], what: str) -> None:
    other = sorted(name for name in before if before[name] != after[name])
    sure(not other, f"{what} has other rows: {other}")


CHECKS: Mapping[str, Callable[[Workspace, Memory], None]] = {
    "rebuilt": same_after_rebuild,
    "as of now": same_as_of_now,
    "as of then": same_as_of_then,
    "verified": sound,
}
"""What must hold at any moment; a further way of looking back is one more."""


class Town(RuleBasedStateMachine):
    """People who take turns in a copy of a vault.

    Attributes:
        base: the vault as it is before each life.
        root: where the copy lies.
        tally: counts what was done.
    """

    base: ClassVar[Path]
    root: ClassVar[Path]
    tally: ClassVar[Tally]

    def __init__(self) -> None:
        super().__init__()
        shutil.rmtree(self.root)
        shutil.copytree(self.base, self.root)
        self.site = Site(root=self.root)
        self.elsewhere = Site(root=self.root.with_name("elsewhere"))
        self.workspace = self.site.open()
        self.memory = Memory(random.Random(0))

    @rule(what=STRETCHES, luck=st.integers(0, 10**9))
    def work(self, what: list[str], luck: int) -> None:
        life = Life(self.workspace, self.site.clock, random.Random(luck))
        for kind in what:
            done = life.carry_out(kind, EVERY_STEP[kind])
            self.tally.note(f"{kind} done" if done else f"{kind} refused")
        self.memory.take(self.workspace)

    @rule(who=st.sampled_from(PEOPLE))
    def sign_in(self, who: str) -> None:
        self.workspace.close()
        self.workspace = self.site.open(who)
        self.tally.seen["signed in"] += 1

    @rule(
        who=st.sampled_from(PEOPLE),
        there=STRETCHES,
        here=STRETCHES,
        luck=st.integers(0, 10**9),
    )
    def part_and_meet(
        self, who: str, there: list[str], here: list[str], luck: int
    ) -> None:
        self.workspace.close()
        chance = random.Random(luck)
        brought = lived_apart(self.site, self.elsewhere, who, there, chance)
        self.workspace = self.site.open()
        self.work(here, luck)
        self.site.clock.forward(hours=len(there))
        if brought:
            self.workspace.merge(brought)
            self.tally.seen["commits met"] += len(brought)
            self.memory.seen.clear()  # the past has more in it now

    @rule(check=st.sampled_from(sorted(CHECKS)))
    def look_back(self, check: str) -> None:
        CHECKS[check](self.workspace, self.memory)
        self.tally.seen[check] += 1

    def teardown(self) -> None:
        try:
            for name, check in CHECKS.items():
                check(self.workspace, self.memory)
                self.tally.seen[name] += 1
        finally:
            self.workspace.close()


def lives(trial: Trial, base: Path) -> Tally:
    """Live until so many steps are done.

    Raises:
        Harm: the tables are not what the journal gives.
    """
    tally = Tally()
    known = {"base": base, "root": trial.folder(), "tally": tally}
    town = cast("type[Town]", type("Town", (Town,), known))
    while tally.tries < trial.count:
        examples = max(FEWEST_LIVES, (trial.count - tally.tries) // ABOUT)
        run_state_machine_as_test(
            seed(trial.chance.randrange(10**9))(town),
            settings=settings(
                max_examples=examples,
                stateful_step_count=STRETCH_COUNT,
                deadline=None,
                database=None,
                phases=(Phase.generate,),
                suppress_health_check=[
                    HealthCheck.too_slow,
                    HealthCheck.filter_too_much,
                ],
            ),
        )
    return tally


def attack(trial: Trial) -> Tally:
    """Live many lives."""
    return lives(trial, base_vault(trial.folder()))


def control(trial: Trial) -> int:
    """Live with folds that depend on more than the events."""
    base = base_vault(trial.folder())
    with without("folds that depend on events alone"):
        short = Trial(root=trial.folder(), count=ABOUT, chance=trial.chance)
        return trial.until_harmed(lambda: lives(short, base), 1)


ROW = Row(
    name="random",
    test="random commands by three people, then rebuild and point in time (hypothesis)",
    must_be="same digest",
    full=10_000,
    short=200,
    attack=attack,
    controls={"folds that depend on events alone": control},
)
