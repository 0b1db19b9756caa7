"""Looks into backups and restores them on a thread of its own, no vault being open."""

import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.custody import Backup
from app.errors import AppError, VaultLocked
from app.restoring import Preview, Restoration, backups_in
from app.workspace import Credentials, Surroundings
from ui.running import Failed, Progress
from ui.worker import Crash, Stopped, Ticket, Worker, bare

V = TypeVar("V")

_KEPT_MS: Final = 5 * 60 * 1000


class Stopping:
    """Stops a restore while it is being copied; what came of it is told anyway."""

    def __init__(self) -> None:
        self._wanted = threading.Event()

    def cancel(self) -> None:
        """Stop it, if it is not too late."""
        self._wanted.set()

    def check(self) -> None:
        """Leave the work if it is to stop.

        Raises:
            Stopped: it is left.
        """
        if self._wanted.is_set():
            raise Stopped


class Restorer(QObject):
    """Satisfies `Restores` of the restore screen.

    A backup that was looked into stays open, with its keys, until it is restored,
    `forget` is called, or five minutes are over. Lives on the screen's thread, and is
    called there alone.

    Signals:
        crashed: a `Crash`: a job had a bug. Its callbacks are not called.
    """

    crashed = Signal(object)
    _returned = Signal(object)

    def __init__(self, surroundings: Surroundings | None = None) -> None:
        """Start the thread.

        Args:
            surroundings: what of the computer a vault depends on.
        """
        super().__init__()
        self._around = surroundings or Surroundings()
        self._session = 0
        self._looked: Restoration | None = None  # assigned on the thread alone
        self._worker = Worker("restorer")
        self._expiry = QTimer(self)
        self._expiry.setSingleShot(True)
        self._expiry.setInterval(_KEPT_MS)
        self._expiry.timeout.connect(self._drop)
        self._returned.connect(self._on_returned, Qt.ConnectionType.QueuedConnection)

    def find(self, chosen: Path, done: Callable[[Sequence[Backup]], None]) -> None:
        """Tell which backups a folder is or holds, the newest first."""
        self._put(lambda _: backups_in(chosen), done, lambda _: None)

    def look(
        self,
        source: Path,
        place: Path,
        who: Credentials,
        done: Callable[[Preview], None],
        failed: Failed,
    ) -> None:
        """Look into a backup, and into the vault it would replace."""

        def work(_: Ticket) -> Preview:
            self._looked = Restoration.look(
                source, place, who, surroundings=self._around
            )
            return self._looked.preview

        self._put(work, done, failed)
        self._expiry.start()

    def restore(
        self,
        place: Path | None,
        done: Callable[[bool], None],
        failed: Failed,
        progress: Progress,
    ) -> Stopping:
        """Restore what was looked into; to another place if one is named.

        `done` hears whether it was restored: it may have been stopped in time.
        """
        stopping = Stopping()

        def work(ticket: Ticket) -> bool:
            def check(count: int, total: int) -> None:
                stopping.check()
                self._return(ticket, partial(progress, count, total))

            if self._looked is None:
                raise VaultLocked("vault_closed")
            wanted = self._looked.at(place) if place else self._looked
            try:
                wanted.carry_out(check)
            except Stopped:
                return False
            self._looked = None
            return True

        self._put(work, done, failed)
        return stopping

    def forget(self) -> None:
        """Call nobody back, and keep no key."""
        self._session += 1
        self._drop()

    def stop(self) -> None:
        """Forget, and end the thread; waits for what is under way."""
        self.forget()
        self._worker.stop()

    def _drop(self) -> None:
        def drop() -> None:
            self._looked = None

        self._worker.put(drop)

    def _put(
        self,
        work: Callable[[Ticket], V],
        done: Callable[[V], None],
        failed: Failed,
    ) -> None:
        ticket = Ticket(lambda: self._session)

        def task() -> None:
            try:
                value = work(ticket)
            except AppError as error:
                self._return(ticket, partial(failed, bare(error)))
            except BaseException as bug:  # a panic in compiled code is no Exception
                self._returned.emit(partial(self.crashed.emit, Crash.of(bug)))
            else:
                self._return(ticket, partial(done, value))

        self._worker.put(task)

    def _return(self, ticket: Ticket, call: Callable[[], Any]) -> None:
        self._returned.emit(lambda: None if ticket.is_set() else call())

    def _on_returned(self, call: Callable[[], None]) -> None:
        call()
