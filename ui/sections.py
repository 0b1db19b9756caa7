"""The sections of the window, in the order of the rail."""

from collections.abc import Sequence
from typing import Final, Protocol

from app.times import Clock
from ui.running import Runner
from ui.screens.appeals.screen import build as appeals
from ui.screens.audit.screen import build as audit
from ui.screens.cases.screen import build as cases
from ui.screens.exports.screen import build as exports
from ui.screens.host import Host
from ui.screens.members.screen import build as members
from ui.screens.revision.screen import build as revision
from ui.screens.rulebook.screen import build as rulebook
from ui.screens.team.screen import build as team
from ui.screens.workbench.screen import build as workbench
from ui.shell import Screen


class Build(Protocol):
    """Makes a screen."""

    def __call__(self, runner: Runner, host: Host, clock: Clock) -> Screen:
        """Return the screen."""
        ...


SCREENS: Final[Sequence[Build]] = (
    workbench,
    cases,
    appeals,
    members,
    rulebook,
    revision,
    exports,
    team,
    audit,
)
