"""The system refuses to write, at every point at which it could."""

import json
from collections import Counter

from tests.reliability.rows import Control, Harm, Row, Tally, Trial
from tests.reliability.shims import environment, lacking, run
from tests.reliability.work import WORK

MANNERS = (
    ("ENOSPC", "once"),
    ("ENOSPC", "from-then-on"),
    ("EIO", "once"),
    ("EIO", "from-then-on"),
)
"""What the system says, and whether it goes on saying so."""

IN_SHORT = 4
"""Kinds of work in some manner, in the short form."""

CONTROL_POINTS = 15


def tried(trial: Trial, task: str, error: str, manner: str, *further: object) -> Tally:
    """Refuse writes of one kind of work in one manner.

    Args:
        trial: gives a folder and a seed.
        task: a kind of work, `create` or `restore`.
        error: the name of what the system says.
        manner: `once` or `from-then-on`.
        further: how many points are tried (0: all), and defences to do without.

    Raises:
        Harm: the old state is not intact, the error not clear, or it never works again.
    """
    root = trial.folder()
    seed = trial.chance.randrange(10**9)
    words = (task, root, seed, error, manner, *further)
    told = json.loads(
        run("tests.reliability.refused", words, environment(root / "site"))
    )
    if "harm" in told:
        raise Harm(told["harm"])
    tally = Tally(Counter[str](told["outcomes"]))
    tally.seen.update({f"{error}: {code}": n for code, n in told["told"].items()})
    return tally


def attack(trial: Trial) -> Tally:
    """Refuse writes of every kind of work in every manner; a few of them in short."""
    total = Tally()
    tasks = [*WORK, "create", "restore"]
    pairs = [(task, manner) for task in tasks for manner in MANNERS]
    if trial.count:
        pairs = trial.chance.sample(pairs, IN_SHORT)
    for task, (error, manner) in pairs:
        each = -(-trial.count // len(pairs))
        tally = tried(trial, task, error, manner, each)
        total.seen.update(tally.seen)
        for outcome, n in tally.outcomes.items():
            total.outcomes[f"{task}: {outcome}"] += n
    return total


def control(task: str, defence: str) -> Control:
    """Return the control that does this work without this defence."""

    def run_it(trial: Trial) -> int:
        def attempt() -> None:
            tried(trial, task, "ENOSPC", "once", CONTROL_POINTS, defence)

        return trial.until_harmed(attempt)

    return run_it


ROW = Row(
    name="refused-writes",
    test="writes refused by the system: no space, broken; once, from then on",
    must_be="old state intact, clear error, works again after",
    full=0,
    short=16,
    attack=attack,
    controls={
        "rolling back": control("enrol", "rolling back"),
        "replacing files whole": control("enrol", "replacing files whole"),
    },
    missing=lacking,
)
