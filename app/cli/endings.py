"""The exit codes of the program."""

from enum import IntEnum


class Exit(IntEnum):
    """What the program's exit code tells.

    Members:
        DONE: it was done.
        REFUSED: it cannot be done as it was asked; the person can put it right.
        MISUSED: the command line cannot be understood.
        FAULT: machine, disk or vault are at fault.
        PROBLEMS: a check found something that is not as it was written.
        BUG: the program is at fault.
        STOPPED: the person stopped it.
    """

    DONE = 0
    REFUSED = 1
    MISUSED = 2
    FAULT = 3
    PROBLEMS = 4
    BUG = 70
    STOPPED = 130
