"""Two hundred commands, killed every few: nothing acknowledged may be lost.

    python -m tests.reliability.marathon [COMMANDS] [SEED]

`make test` runs a short form of it.
"""

import random
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.builders import Site
from tests.reliability.killing import all_there, killed
from tests.town import begin


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was run.

    Attributes:
        acknowledged: commands the process was told are stored.
        stored: commits in the journal, the beginning's among them.
        unsaid: commits stored though their process died before it could say so.
    """

    kills: int
    acknowledged: int
    stored: int
    unsaid: int


def run(root: Path, *, commands: int, most_a_life: int, seed: int) -> Outcome:
    """Kill and reopen until so many commands were acknowledged.

    Raises:
        AssertionError: one of them is gone, or the vault is not sound.
    """
    chance = random.Random(seed)
    site = Site(root=root)
    with site.created() as workspace:
        begin(workspace)
        before = stored = workspace.verify().commits
    acknowledged: list[bytes] = []
    kills = unsaid = 0
    while len(acknowledged) < commands:
        kills += 1
        told = killed(
            "live",
            root,
            day=kills,
            chance=chance,
            after=1 + chance.randint(1, most_a_life),
            within=0.012,
        )
        acknowledged += told.done
        site.clock.forward(days=1)
        with site.opened() as workspace:
            assert all_there(workspace, acknowledged), "an acknowledged commit is gone"
            report = workspace.verify()
        assert report.sound, report.problems
        stored = report.commits
        unsaid = stored - before - len(acknowledged)
        assert 0 <= unsaid <= kills
    return Outcome(
        kills=kills,
        acknowledged=len(acknowledged),
        stored=stored,
        unsaid=unsaid,
    )


def main() -> None:
    """Run it in full and say what came of it."""
    commands = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as root:
        outcome = run(Path(root), commands=commands, most_a_life=5, seed=seed)
    sys.stdout.write(f"{outcome}\n")


if __name__ == "__main__":
    main()
