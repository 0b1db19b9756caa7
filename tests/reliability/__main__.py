"""Everything the vault is held to, with counts.

    python -m tests.reliability [ROW ...] [--count N] [--seed N]

Without a row all are run. `make reliability` does this; `make test` has a short form.
"""

import argparse
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.reliability.rows import Harm, Row, Trial
from tests.reliability.table import ROWS

CONTROL_TRIES = 60
NOTHING_PROVED = "NO HARM: the attack proves nothing"


def main() -> int:
    """Run what the command line names; return the exit status."""
    parser = argparse.ArgumentParser(prog="reliability")
    names = [row.name for row in ROWS]
    parser.add_argument("rows", nargs="*", metavar="ROW", help=", ".join(names))
    parser.add_argument("--count", type=int, help="how often, not the full count")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    asked = parser.parse_args()
    if unknown := {*asked.rows} - {*names}:
        parser.error(f"no such row: {', '.join(sorted(unknown))}")
    say(f"seed {asked.seed}")
    wanted = [row for row in ROWS if not asked.rows or row.name in asked.rows]
    failed = 0
    with tempfile.TemporaryDirectory(prefix="gongdao-reliability-") as root:
        for row in wanted:
            run = Run(Path(root) / row.name, asked.seed)
            failed += not run.shown(
                row, row.full if asked.count is None else asked.count
            )
    return min(failed, 1)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a row.

    Attributes:
        root: a folder of its own, made when needed and left to the caller.
        seed: what chance begins with, in the attack and in each control.
    """

    root: Path
    seed: int

    def shown(self, row: Row, count: int) -> bool:
        """Run a row and print what came of it; tell whether it held."""
        say(f"\n{row.name}: {row.test}\n  must be: {row.must_be}")
        if lack := row.missing():
            say(f"  NOT RUN: {lack}")
            return True
        begun = time.perf_counter()
        held = self._attacked(row, count)
        for defence in row.controls:
            trial = self._trial(f"without {defence}", CONTROL_TRIES)
            harms = row.controlled(defence, trial)
            held &= harms > 0
            told = f"{harms} harmed: {trial.harms[0]}" if harms else NOTHING_PROVED
            say(f"  control, without {defence}: {told}")
        say(f"  {'held' if held else 'FAILED'} ({time.perf_counter() - begun:.0f} s)")
        return held

    def _attacked(self, row: Row, count: int) -> bool:
        try:
            tally = row.attacked(self._trial("attack", count))
        except Harm:
            say(f"  FAILED: {traceback.format_exc()}")
            return False
        say(f"  {tally.tries} tried")
        for title, counted in (("", tally.outcomes), ("counted: ", tally.seen)):
            if counted:
                say(f"    {title}{listed(counted)}")
        return True

    def _trial(self, name: str, count: int) -> Trial:
        root = self.root / name
        root.mkdir(parents=True)
        return Trial(root=root, count=count, chance=random.Random(self.seed))


def listed(counted: Counter[str]) -> str:
    """Return counts as words."""
    return ", ".join(f"{what} {n}" for what, n in sorted(counted.items()))


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
