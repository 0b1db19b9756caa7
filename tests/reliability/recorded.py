"""A process that works for a while under the shim, all it writes recorded.

    python -m tests.reliability.recorded TASK ROOT DAY SEED SAYINGS [DEFENCE ...]

It ends in good order once it has said so much. Its sayings stand among its writes.
"""

import os
import random
import sys
from datetime import timedelta
from pathlib import Path

from tests.builders import BEGINNING, HandClock, Site
from tests.reliability.sabotage import give_up
from tests.reliability.work import TASKS, Enough


def main() -> None:
    """Do the task named on the command line."""
    task, root, day, seed, sayings, *defences = sys.argv[1:]
    give_up(defences)
    left = int(sayings)

    def say(word: str, about: str = "") -> None:
        nonlocal left
        os.write(sys.stdout.fileno(), f"{word} {about}\n".encode())
        left -= 1
        if left == 0:
            raise Enough

    clock = HandClock(BEGINNING + timedelta(days=int(day)))
    try:
        TASKS[task](Site(root=Path(root), clock=clock), random.Random(int(seed)), say)
    except Enough:
        return


if __name__ == "__main__":
    main()
