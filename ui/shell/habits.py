"""How one person wants to work in a vault; kept on the person's desk in it.

Not on this computer: that remembers the window's place, its language and its theme.
"""

from dataclasses import dataclass, replace
from typing import Final

import msgspec

from ui.shell.idle import IDLE_MINUTES

LEAST_MINUTES: Final = 1
MOST_MINUTES: Final = 60
NAME: Final = "settings:habits"
"""Under which name they lie on the desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What a person has chosen; the defaults hold until somebody is signed in.

    Attributes:
        idle_minutes: after how long an unused vault locks, 1 to 60.
        letters: whether letter keys act in lists.
        left_out: whether captures of the screen leave the windows out.
    """

    idle_minutes: int = IDLE_MINUTES
    letters: bool = True
    left_out: bool = True


def read(text: str) -> Habits:
    """Return what a text holds; what cannot be read is as if nothing were chosen."""
    try:
        found = msgspec.json.decode(text, type=Habits)
    except msgspec.MsgspecError:
        return Habits()
    minutes = max(LEAST_MINUTES, min(MOST_MINUTES, found.idle_minutes))
    return replace(found, idle_minutes=minutes)


def write(habits: Habits) -> str:
    """Return it as text."""
    return msgspec.json.encode(habits).decode()
