"""The verdict of the last `verify`, kept beside the journal it was about."""

from contextlib import suppress

import msgspec

from app.errors import EnvironmentFault
from app.journal.history import get_state, set_state
from app.journal.verify import Report
from app.vault.packed import UNREADABLE
from app.vault.store import Store

_NAME = "verdict"


class Verdict(msgspec.Struct, frozen=True, array_like=True):
    """What a check found.

    Attributes:
        at: milliseconds since 1970.
        commits: how many it read; commits are numbered from 1 as they arrive.
        problems: how many it found.
    """

    at: int
    commits: int
    problems: int

    def vouches(self, commit: int) -> bool:
        """Tell whether it reached this commit and everything was sound."""
        return not self.problems and commit <= self.commits


def keep_verdict(store: Store, report: Report, at: int) -> None:
    """Keep what a check has found; it was found even where it cannot be kept."""
    verdict = Verdict(at, report.commits, len(report.problems))
    with suppress(EnvironmentFault):
        set_state(store, _NAME, msgspec.json.encode(verdict).decode())


def last_verdict(store: Store) -> Verdict | None:
    """Return what the last check found; None where there was none."""
    kept = get_state(store, _NAME)
    try:
        return msgspec.json.decode(kept, type=Verdict) if kept else None
    except UNREADABLE:
        return None
