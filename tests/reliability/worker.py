"""A process that works in a vault until it is killed, and says what it has done.

    python -m tests.reliability.worker TASK ROOT DAY SEED

One line goes out for every command that was acknowledged, and never before it.
"""

import os
import random
import sys
from datetime import timedelta
from pathlib import Path

from app.staff.roles import Role
from app.workspace import Workspace
from tests.builders import BEGINNING, HandClock, Site, enrol
from tests.town import Life


def say(*words: object) -> None:
    """Write a line at once; it outlives this process."""
    os.write(sys.stdout.fileno(), (" ".join(map(str, words)) + "\n").encode())


def live(site: Site, chance: random.Random) -> None:
    """Work, one command after another."""
    with site.opened() as workspace:
        say("ready")
        life = Life(workspace, site.clock, chance)
        while True:
            if life.step() is not None:
                say("done", head_of(workspace))


def admit(site: Site, chance: random.Random) -> None:
    """Enrol one colleague after another: keyring and journal both change."""
    with site.opened() as workspace:
        say("ready")
        while True:
            name = f"同事{chance.randrange(10**9)}"
            say("trying", name)
            enrol(workspace, name, Role.MODERATOR)
            say("done", head_of(workspace))
            say("admitted", name)


def rebuild(site: Site, _: random.Random) -> None:
    """Fold all tables anew, over and over."""
    with site.opened() as workspace:
        say("ready")
        while True:
            workspace.rebuild()
            say("done", head_of(workspace))


def create(site: Site, _: random.Random) -> None:
    """Make a vault."""
    say("ready")
    with site.created() as workspace:
        say("done", head_of(workspace))
        sys.stdin.read()


def open_and_close(site: Site, _: random.Random) -> None:
    """Open and close: the log is folded into the file each time."""
    say("ready")
    while True:
        with site.opened() as workspace:
            say("done", head_of(workspace))


TASKS = {
    "live": live,
    "admit": admit,
    "rebuild": rebuild,
    "create": create,
    "open": open_and_close,
}


def head_of(workspace: Workspace) -> str:
    """Return the hash of the newest commit of this feed."""
    return workspace._session.journal.position.previous.hash.hex() or "-"


def main() -> None:
    """Do the task named on the command line."""
    task, root, day, seed = sys.argv[1:]
    clock = HandClock(BEGINNING + timedelta(days=int(day)))
    TASKS[task](Site(root=Path(root), clock=clock), random.Random(seed))


if __name__ == "__main__":
    main()
