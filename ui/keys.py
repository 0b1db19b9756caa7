"""The vault's keys in the window: recovery sheet, and a new key when one is owed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from app.staff.queries import Identity
from app.staff.roles import Capability, may_rekey
from app.times import Clock
from app.words import tr
from ui.caretaking import renew_backups
from ui.running import Runner
from ui.screens.host import Host
from ui.screens.passphrase.part import PassphrasePart
from ui.screens.recovery.part import open_recovery
from ui.screens.recovery.view import RecoveryRow
from ui.screens.rekey.part import RekeyPart
from ui.shell import Command


class VaultKeys:
    """What one window of an open vault offers about its keys.

    Attributes:
        notice: stands above the screens while a new key is owed.
    """

    def __init__(
        self,
        window: QWidget,
        runner: Runner,
        host: Host,
        clock: Clock,
    ) -> None:
        """Build the notice, and ask whether it has something to say.

        Args:
            window: what dialogs lie over.
            runner: carries out the work.
            host: the window round the screens.
            clock: tells the day.
        """
        self._window, self._runner, self._host = window, runner, host
        self._clock = clock
        self._identity: Identity | None = None
        self._rekey = RekeyPart(runner, host, partial(renew_backups, runner))
        self.notice: QWidget = self._rekey.widget
        self._rekey.refresh()

    def know(self, identity: Identity) -> None:
        """Offer what this person may do."""
        self._identity = identity

    def commands(self) -> Sequence[Command]:
        """Return what the palette offers."""
        if self._identity is None:
            return ()
        found: list[Command] = []
        if Capability.RECOVER in self._identity.me.capabilities:
            found.append(
                Command(
                    key="keys.recovery",
                    text=tr("Make a recovery sheet"),
                    run=self.open_recovery,
                    icon="key",
                    words="recovery sheet 恢复单",
                )
            )
        if may_rekey(self._identity.me.capabilities):
            found.append(
                Command(
                    key="keys.rekey",
                    text=tr("Put the vault under a new key"),
                    run=self._rekey.start,
                    icon="arrows-clockwise",
                    words="rekey 换钥",
                )
            )
        return found

    def settings(self) -> Sequence[QWidget]:
        """Return what the settings offer about one's keys."""
        me = self._identity
        names = () if me is None else (me.me.name, me.community)
        form = PassphrasePart(self._runner, names)
        form.changed.connect(self._rekey.refresh)
        if me is None or Capability.RECOVER not in me.me.capabilities:
            return (form,)
        recovery = RecoveryRow()
        recovery.wanted.connect(self.open_recovery)
        return (form, recovery)

    def rekey(self) -> None:
        """Put the vault under a new key; the notice shows how far it is."""
        self._rekey.start()

    def open_recovery(self, *, after_use: bool = False) -> None:
        """Open the dialog of the recovery sheet.

        Args:
            after_use: whether a sheet has just been used up.
        """
        open_recovery(
            self._window, self._runner, self._host, self._clock, after_use=after_use
        )
