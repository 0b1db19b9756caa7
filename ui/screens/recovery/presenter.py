"""What happens when somebody makes a recovery sheet."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from app.errors import AppError, NotPermitted
from app.staff.commands import MakeRecoverySheet
from app.staff.queries import Identity, KeyringState, WhoAmI, WhoCanOpen
from app.staff.roles import Capability
from app.times import DEFAULT_ZONE, Clock
from app.words import sentence, tr
from app.work import Outcome
from ui.running import Runner
from ui.screens.host import Host
from ui.screens.recovery.sheet import Sheet

WriteSheet = Callable[[Path, Sheet], None]
"""Writes the sheet to a file; called away from the screen's thread."""


class RecoveryView(Protocol):
    """What the presenter needs of the view."""

    def show_offer(self, *, replaces: bool) -> None:
        """Offer to make one; `replaces` says that there is an earlier one."""
        ...

    def show_busy(self, text: str) -> None:
        """Say what takes a moment; with nothing, that it is over."""
        ...

    def show_sheet(self, sheet: Sheet) -> None:
        """Show the sheet, covered."""
        ...

    def show_kept(self, text: str) -> None:
        """Say where it is now."""
        ...

    def show_error(self, text: str) -> None:
        """Say what went wrong and what to do."""
        ...


class RecoveryPresenter:
    """Makes the key, and holds it only while its sheet is shown."""

    def __init__(
        self,
        view: RecoveryView,
        runner: Runner,
        host: Host,
        clock: Clock,
        write: WriteSheet,
    ) -> None:
        """Wire the view.

        Args:
            view: shows the sheet.
            runner: makes the key.
            host: asks where to save.
            clock: tells the day.
            write: writes the page to a file.
        """
        self._view, self._runner, self._host = view, runner, host
        self._clock, self._write = clock, write
        self._identity: Identity | None = None
        self._sheet: Sheet | None = None

    @property
    def sheet(self) -> Sheet | None:
        """The sheet that is shown, if there is one."""
        return self._sheet

    def start(self) -> None:
        """Say what a sheet is for, and offer one to whoever may have it."""
        self._runner.query(WhoAmI(), self._on_identity, self._on_failed)

    def make(self) -> None:
        """Make the key; an earlier sheet opens nothing from then on."""
        if self._identity is not None and self._sheet is None:
            self._view.show_busy(tr("Making the key"))
            self._runner.execute(MakeRecoverySheet(), self._on_made, self._on_failed)

    def save(self) -> None:
        """Write the page where the person wants it."""
        sheet = self._sheet
        if sheet is None:
            return
        title = tr("Save the recovery sheet")
        place = self._host.choose_save(title, sheet.file_name())
        if place is not None:
            self._view.show_busy(tr("Writing the page"))
            self._runner.attend(
                lambda _vault, _check: self._write(place, sheet),
                lambda _: self._on_saved(place),
                self._on_failed,
                _in_silence,
            )

    def printed(self) -> None:
        """The page went to a printer."""
        self._view.show_kept(tr("Sent to the printer. Check that the page is there."))

    def forget(self) -> None:
        """Hold the key no longer."""
        self._sheet = None

    def _on_identity(self, identity: Identity) -> None:
        if Capability.RECOVER not in identity.me.capabilities:
            self._view.show_error(sentence(NotPermitted("not_permitted")))
            return
        self._identity = identity
        self._runner.query(WhoCanOpen(), self._on_keyring, self._on_failed)

    def _on_keyring(self, state: KeyringState) -> None:
        if self._identity is not None:
            mine = self._identity.me.id in state.recoverable
            self._view.show_offer(replaces=mine)

    def _on_made(self, outcome: Outcome[bytes]) -> None:
        identity = self._identity
        if identity is None:
            return
        self._sheet = Sheet.of(
            outcome.value,
            vault=identity.community,
            person=identity.me.name,
            made_on=self._clock().astimezone(DEFAULT_ZONE).date(),
        )
        self._view.show_busy("")
        self._view.show_sheet(self._sheet)

    def _on_saved(self, place: Path) -> None:
        self._view.show_busy("")
        self._view.show_kept(
            tr(
                "Saved as {file}. Print it, then delete the file: it opens the vault.",
                file=place.name,
            )
        )

    def _on_failed(self, error: AppError) -> None:
        self._view.show_busy("")
        self._view.show_error(sentence(error))


def _in_silence(_: int, __: int | None) -> None:
    """Say nothing: a page is written at once."""
