"""What the card of backups says and does."""

from collections.abc import Sequence
from typing import Protocol

from app.custody import Backup
from app.custody_wording import size_text
from app.errors import AppError
from app.times import Clock
from app.words import sentence, tr, trn
from ui.caretaking import ask_for_backups, back_up
from ui.running import Runner
from ui.screens.host import Host
from ui.screens.moments import moment_text


class BackupsView(Protocol):
    """What the presenter needs of the view."""

    def show_state(self, newest: str, kept: str) -> None:
        """Say when the newest was made, and how many there are."""
        ...

    def show_copying(self, done: int, total: int) -> None:
        """Show how far the copying is."""
        ...

    def show_ended(self, problem: str) -> None:
        """Show that nothing is being copied; `problem` says why, if it failed."""
        ...


class BackupsPresenter:
    """Speaks for the card of backups."""

    def __init__(
        self, view: BackupsView, runner: Runner, host: Host, clock: Clock
    ) -> None:
        """Wire the card."""
        self._view, self._runner, self._host = view, runner, host
        self._clock = clock

    def refresh(self) -> None:
        """Ask again which there are."""
        ask_for_backups(self._runner, self._on_backups, self._on_failed)

    def make(self) -> None:
        """Make one now."""
        self._view.show_copying(0, 0)
        back_up(
            self._runner,
            self._on_made,
            self._on_failed,
            lambda done, total: self._view.show_copying(done, total or 0),
        )

    def _on_backups(self, found: Sequence[Backup]) -> None:
        now = self._clock()
        if not found:
            self._view.show_state(tr("There is no backup yet"), "")
            return
        newest, oldest = found[0], found[-1]
        count = trn("{count} is kept", "{count} are kept", len(found))
        since = tr("the oldest of {day}", day=moment_text(oldest.made_at, now))
        size = size_text(sum(each.size for each in found))
        self._view.show_state(
            tr("Last backup: {moment}", moment=moment_text(newest.made_at, now)),
            " · ".join((count, since, size) if len(found) > 1 else (count, size)),
        )

    def _on_made(self, made: Backup) -> None:
        del made
        self._view.show_ended("")
        self._host.toast(tr("The backup is made and was opened to prove it"))
        self.refresh()

    def _on_failed(self, error: AppError) -> None:
        self._view.show_ended(sentence(error))
