"""Who is signed in and which rules there are: what every part of the screen needs."""

from collections.abc import Callable, Sequence
from datetime import datetime

from app.errors import AppError
from app.rulebook.model import ClauseLabel
from app.rulebook.queries import VersionLine, Versions
from app.rulebook.rules import version_in_force
from app.rulebook.wording import clause_name
from app.staff.queries import Identity, StaffRow, WhoAmI
from app.times import Clock, local_day
from ui.running import Runner


class Setting:
    """Asked when the screen comes to the front, and again when it changes.

    Attributes:
        me: who is signed in; None until that is known.
        versions: published rules, the newest first.
        known: whether the questions have been answered.
    """

    def __init__(self, runner: Runner, clock: Clock) -> None:
        self._runner, self._clock = runner, clock
        self.me: StaffRow | None = None
        self.versions: Sequence[VersionLine] = ()
        self.known = False

    def now(self) -> datetime:
        """Tell the moment."""
        return self._clock()

    def load(
        self, done: Callable[[], None], failed: Callable[[AppError], None]
    ) -> None:
        """Ask, then call `done`."""

        def on_identity(identity: Identity) -> None:
            self.me = identity.me
            self._runner.query(Versions(), on_versions, failed)

        def on_versions(versions: Sequence[VersionLine]) -> None:
            self.versions, self.known = versions, True
            done()

        self._runner.query(WhoAmI(), on_identity, failed)

    def when_known(
        self, done: Callable[[], None], failed: Callable[[AppError], None]
    ) -> None:
        """Call `done` at once if the answers are there, else when they are."""
        if self.known:
            done()
        else:
            self.load(done, failed)

    def may(self, capability: str) -> bool:
        """Tell whether the person signed in holds a capability."""
        return self.me is not None and capability in self.me.capabilities

    def clause(self, number: str, at: datetime) -> ClauseLabel | None:
        """Return the name of the clause of this number in the rules of a moment."""
        oldest_first = [*reversed(self.versions)]
        version = version_in_force(oldest_first, local_day(at))
        return version.label(number) if version else None

    def clause_name(self, number: str, at: datetime) -> str:
        """Return a clause as lists name it: 3.2 人身攻击."""
        return clause_name(self.versions, number, at)
