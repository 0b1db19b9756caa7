"""What happens while a vault waits for a new key, and while it gets one."""

from collections.abc import Callable
from typing import Protocol

from app.errors import AppError
from app.staff.queries import Identity, KeyringState, WhoAmI, WhoCanOpen
from app.staff.roles import may_rekey
from app.words import sentence, tr
from app.work import Changes
from ui.running import Failed, Job, Runner
from ui.screens.host import Host

RenewBackups = Callable[[Callable[[], None], Failed], None]
"""Puts a new backup in the place of those made so far, away from the screen."""


class RekeyView(Protocol):
    """What the presenter needs of the view."""

    def show_owed(self, *, owed: bool) -> None:
        """Say that the vault waits for a new key, or nothing."""
        ...

    def show_working(self, done: int, total: int) -> None:
        """Show how far it is; a total of 0 is unknown."""
        ...

    def show_done(self) -> None:
        """Say that the vault has its new key, and offer to delete old backups."""
        ...

    def show_error(self, text: str) -> None:
        """Say what went wrong; the vault is as it was."""
        ...


class RekeyPresenter:
    """Asks whether a new key is owed, and has one made."""

    def __init__(
        self,
        view: RekeyView,
        runner: Runner,
        host: Host,
        renew: RenewBackups,
    ) -> None:
        """Wire the view.

        Args:
            view: shows the notice.
            runner: carries out the work.
            host: says what was done.
            renew: puts a new backup in the place of what the old key still opens.
        """
        self._view, self._runner, self._host = view, runner, host
        self._renew = renew
        self._job: Job | None = None
        self._may = self._working = False
        runner.on_change(self._on_change)

    def refresh(self) -> None:
        """Ask whether a new key is owed, and whether this person may make it."""
        self._runner.query(WhoAmI(), self._on_identity, self._ignore)

    def start(self) -> None:
        """Put the vault under a new key."""
        if self._working or not self._may:
            return
        self._working = True
        self._view.show_working(0, 0)
        self._job = self._runner.rekey(self._on_done, self._on_failed, self._on_told)

    def stop(self) -> None:
        """Leave it; the vault stays under its old key."""
        if self._working and self._job is not None:
            self._job.cancel()
            self._working = False
            self._host.toast(tr("Stopped. The vault keeps its present key."))
            self.refresh()

    def renew_backups(self) -> None:
        """Delete the backups that the old key opens, and make one at once."""
        self._view.show_owed(owed=False)
        self._renew(self._on_renewed, self._on_backup_failed)

    def close(self) -> None:
        """Take away what was said."""
        self._view.show_owed(owed=False)
        self.refresh()

    def _on_identity(self, identity: Identity) -> None:
        self._may = may_rekey(identity.me.capabilities)
        if self._may:
            self._runner.query(WhoCanOpen(), self._on_keyring, self._ignore)

    def _on_keyring(self, state: KeyringState) -> None:
        if not self._working:
            self._view.show_owed(owed=state.rekey_owed)

    def _on_told(self, done: int, total: int | None) -> None:
        if self._working:
            self._view.show_working(done, total or 0)

    def _on_done(self) -> None:
        self._working = False
        self._view.show_done()

    def _on_renewed(self) -> None:
        self._host.toast(tr("The old backups are deleted, and a new one is made"))

    def _on_backup_failed(self, error: AppError) -> None:
        self._host.toast(sentence(error))

    def _on_failed(self, error: AppError) -> None:
        self._working = False
        self._view.show_error(sentence(error))

    def _on_change(self, changes: Changes) -> None:
        if "staff" in changes.areas:
            self.refresh()

    def _ignore(self, _: AppError) -> None:
        """Say nothing: nobody asked."""
