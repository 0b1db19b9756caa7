"""Random commands by everybody, rebuilt again and again: always the same tables."""

import random
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from app.workspace import Workspace
from tests.builders import OWNER, Site
from tests.reliability.kills import base_vault
from tests.reliability.rows import Row, Tally, Trial, proved, sure
from tests.reliability.sabotage import without
from tests.town import LEAD, MODERATOR, STEPS, Life

STRETCH_COUNT = 25
"""Stretches of work, and looks back, in one life."""

ABOUT = 60
"""Commands in one life."""

FEWEST_LIVES = 6
"""The first lives that hypothesis thinks of are short."""

STRETCHES = st.lists(st.sampled_from(sorted(STEPS)), min_size=1, max_size=12)
"""What is done between two looks back."""

PEOPLE = (OWNER, LEAD, MODERATOR)


def same_after_rebuild(workspace: Workspace) -> None:
    """Let pass tables that a rebuild leaves as they are.

    Raises:
        Harm: they are others.
    """
    before = workspace.digests()
    workspace.rebuild()
    after = workspace.digests()
    other = sorted(name for name in before if before[name] != after[name])
    sure(not other, f"a rebuild gives other rows: {other}")


CHECKS: Mapping[str, Callable[[Workspace], object]] = {
    "rebuilt": same_after_rebuild,
    "verified": proved,
}
"""What must hold at any moment; a further way of looking back is one more."""


def machine(base: Path, root: Path, tally: Tally) -> type[RuleBasedStateMachine]:
    """Return the class of lives that are lived in copies of a vault."""

    class Town(RuleBasedStateMachine):
        """People who take turns in a vault."""

        def __init__(self) -> None:
            super().__init__()
            shutil.rmtree(root)
            shutil.copytree(base, root)
            self.site = Site(root=root)
            self.workspace = self.site.open()

        @rule(what=STRETCHES, luck=st.integers(0, 10**9))
        def work(self, what: list[str], luck: int) -> None:
            life = Life(self.workspace, self.site.clock, random.Random(luck))
            for kind in what:
                done = life.step(kind)
                tally.note(f"{kind} done" if done else f"{kind} refused")

        @rule(who=st.sampled_from(PEOPLE))
        def sign_in(self, who: str) -> None:
            self.workspace.close()
            self.workspace = self.site.open(who)
            tally.seen["signed in"] += 1

        @rule(check=st.sampled_from(sorted(CHECKS)))
        def look_back(self, check: str) -> None:
            CHECKS[check](self.workspace)
            tally.seen[check] += 1

        def teardown(self) -> None:
            try:
                for name, check in CHECKS.items():
                    check(self.workspace)
                    tally.seen[name] += 1
            finally:
                self.workspace.close()

    return Town


def lives(trial: Trial, base: Path) -> Tally:
    """Live until so many steps are done.

    Raises:
        Harm: the tables are not what the journal gives.
    """
    tally = Tally()
    root = trial.folder()
    town = machine(base, root, tally)
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
    test="random commands by three people, then rebuild (hypothesis, stateful)",
    must_be="same digest",
    full=10_000,
    short=200,
    attack=attack,
    controls={"folds that depend on events alone": control},
)
