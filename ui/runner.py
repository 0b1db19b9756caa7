"""A writer thread and a reader thread own the vault; results return as signals.

The screen's thread never touches the vault: it puts tasks on the two threads, and
hears of the results in its own event loop. What can take minutes has threads beside
them: reading foreign files, and proving the journal.
"""

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal

from app.errors import AppError, VaultLocked
from app.passphrases import prepare
from app.verification import Report
from app.work import Changes, Command, Outcome, Query
from app.workspace import Surroundings, Workspace
from ui.collecting import Collector
from ui.entrance import Entrance, Told, unheard
from ui.running import Attendance, Failed, FileReader, Progress
from ui.worker import Crash, Stopped, Ticket, Worker, bare

V = TypeVar("V")


class VaultRunner(Entrance):
    """Carries out what presenters ask for, and opens, makes and locks vaults.

    Satisfies `ui.running.Runner`, and the gate of the unlock screen. Lives on the
    screen's thread, and is called there alone. Call `stop` before it goes.

    Commands that were asked for are carried out even if the vault is locked in the
    meantime; nobody is called back then.

    Signals:
        crashed: a `Crash`: a job had a bug. Its callbacks are not called.
        troubled: an `AppError` that nobody waited for: a draft could not be kept, or
            the vault could not be closed.
    """

    crashed = Signal(object)
    troubled = Signal(object)
    _returned = Signal(object)

    def __init__(self, surroundings: Surroundings | None = None) -> None:
        """Start the threads; no vault is open.

        Args:
            surroundings: what of the computer a vault depends on.
        """
        super().__init__(surroundings or Surroundings())
        self._session = 0
        self._is_open = False
        self._held: Workspace | None = None  # assigned on the writer's thread alone
        self._heard: list[Callable[[Changes], None]] = []
        self._drafts: dict[str, str] = {}
        self._waiting = 0
        self._collector = Collector(self)
        self._writer = Worker("vault-writer")
        self._reader = Worker("vault-reader")
        self._checker = Worker("vault-checker")
        self._files = Worker("file-reader")
        self._files.put(prepare)
        self._returned.connect(self._on_returned, Qt.ConnectionType.QueuedConnection)

    # --- the gate -------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Return whether somebody is signed in."""
        return self._is_open

    def lock(self, done: Callable[[], None] | None = None) -> None:
        """Close the vault, and call nobody back who asked while it was open.

        What was asked of the writer is carried out first, so a commit under way is
        whole. Somebody may sign in meanwhile; it begins when this has ended.

        Args:
            done: called when no thread holds anything of the vault any more.
        """
        self._session += 1
        self._is_open = False
        self._heard.clear()
        self._drafts.clear()
        released: list[threading.Event] = []
        for worker in (self._reader, self._checker):
            let_go = threading.Event()
            worker.put(partial(self._release, let_go))
            released.append(let_go)
        self._writer.put(partial(self._close, released, done))

    def renew(self) -> None:
        """Call nobody back who asked so far; the vault stays open.

        For a window that is built anew: the old one's widgets are gone.
        """
        self._session += 1
        self._heard.clear()

    def stop(self) -> None:
        """Lock, and end the threads; waits for what is under way."""
        self.lock()
        for worker in (self._files, self._checker, self._reader, self._writer):
            worker.stop()
        self._collector.stop()

    @property
    def busy(self) -> bool:
        """Return whether anything asked for has not come back yet."""
        return self._waiting > 0

    # --- what presenters ask for ----------------------------------------------

    def execute(
        self, command: Command[V], done: Callable[[Outcome[V]], None], failed: Failed
    ) -> None:
        """Carry out a command; `done` hears of it first, then every screen."""

        def settle(outcome: Outcome[V]) -> None:
            try:
                done(outcome)
            finally:
                self._tell(outcome.changes)

        if self._admits(failed):
            self._put(
                self._writer,
                self._ticket(),
                lambda: self._vault().execute(command),
                settle,
                failed,
            )

    def query(
        self, query: Query[V], done: Callable[[V], None], failed: Failed
    ) -> Ticket:
        """Answer a query."""
        ticket = self._ticket()
        if self._admits(failed, ticket):
            self._put(self._reader, ticket, lambda: self._ask(query), done, failed)
        return ticket

    def read_file(
        self,
        reader: FileReader[V],
        path: Path,
        done: Callable[[V], None],
        failed: Failed,
        progress: Progress,
    ) -> Ticket:
        """Read a foreign file in a child process."""
        ticket = self._ticket()
        tell = self._teller(ticket, progress)
        if self._admits(failed, ticket):
            self._put(
                self._files,
                ticket,
                lambda: reader(path, cancel=ticket, progress=tell),
                done,
                failed,
            )
        return ticket

    def rekey(
        self, done: Callable[[], None], failed: Failed, progress: Progress
    ) -> Ticket:
        """Put the vault under a new key, where commands are carried out."""
        work = Workspace.rekey
        return self._begin(self._writer, work, lambda _: done(), failed, progress)

    def ask_about_clock(self, told: Callable[[bool], None]) -> None:
        """Tell whether commands wait until a person has confirmed the clock."""
        self._on_desk(lambda: self._vault().doubts_clock(), told)

    def confirm_clock(self) -> None:
        """Work under this computer's clock although it is far from the last entry."""
        self._on_desk(lambda: self._vault().confirm_clock(), bool)

    def verify(
        self, done: Callable[[Report], None], failed: Failed, progress: Progress
    ) -> Ticket:
        """Prove the journal, and compare the tables with a fresh fold."""
        return self.attend(Workspace.verify, done, failed, progress)

    def attend(
        self,
        work: Attendance[V],
        done: Callable[[V], None],
        failed: Failed,
        progress: Progress,
    ) -> Ticket:
        """Do long work on a thread of its own: queries and commands go on."""
        return self._begin(self._checker, work, done, failed, progress)

    def on_change(self, heard: Callable[[Changes], None]) -> None:
        """Tell this whenever a command has changed something, until locking."""
        self._heard.append(heard)

    def keep(self, name: str, text: str) -> None:
        """Put half-written text on the person's desk; empty takes it off."""
        if not self._is_open:
            return
        self._drafts[name] = text

        def write() -> None:
            self._vault().desk.put(name, text, self._around.clock())

        def settle(_: None) -> None:
            if self._drafts.get(name) is text:
                del self._drafts[name]

        self._on_desk(write, settle)

    def recall(self, name: str, done: Callable[[str], None]) -> None:
        """Give back what lies on the desk under a name; empty if nothing."""
        ticket = self._ticket()
        if not self._is_open:
            return
        if name in self._drafts:  # it may still be waiting behind a long import
            self._return(ticket, partial(done, self._drafts[name]))
            return

        def fail(error: AppError) -> None:
            self.troubled.emit(error)
            done("")

        self._put(
            self._reader, ticket, lambda: self._reading().desk.get(name), done, fail
        )

    def _on_desk(self, work: Callable[[], V], done: Callable[[V], Any]) -> None:
        self._put(self._writer, self._ticket(), work, done, self.troubled.emit)

    # --- on the screen's thread -----------------------------------------------

    def _begin(
        self,
        worker: Worker,
        work: Attendance[V],
        done: Callable[[V], None],
        failed: Failed,
        progress: Progress,
    ) -> Ticket:
        ticket = self._ticket()
        tell = self._teller(ticket, progress)

        def check(count: int, total: int) -> None:
            ticket.check()
            tell(count, total)

        if self._admits(failed, ticket):
            self._put(worker, ticket, lambda: work(self._vault(), check), done, failed)
        return ticket

    def _enter(
        self,
        make: Callable[[Told], Workspace],
        done: Callable[[], None],
        failed: Failed,
        progress: Progress = unheard,
    ) -> None:
        self.lock()
        ticket = self._ticket()
        tell = self._teller(ticket, progress)

        def hold() -> None:
            self._held = make(tell)

        def settle(_: None) -> None:
            self._is_open = True
            done()

        self._put(self._writer, ticket, hold, settle, failed)

    def _ticket(self) -> Ticket:
        return Ticket(lambda: self._session)

    def _teller(self, ticket: Ticket, progress: Progress) -> Progress:
        """Return a function for a thread to tell how far it is."""

        def tell(count: int, total: int | None) -> None:
            self._return(ticket, partial(progress, count, total))

        return tell

    def _admits(self, failed: Failed, ticket: Ticket | None = None) -> bool:
        """Return whether a vault is open; if none is, say so to who asked.

        At once: a search that was typed just before locking asks when its page is about
        to go, and in a later turn of the event loop its widgets would be gone.
        """
        if not self._is_open and not (ticket and ticket.is_set()):
            failed(VaultLocked("vault_closed"))
        return self._is_open

    def _tell(self, changes: Changes) -> None:
        if changes.areas:
            for heard in list(self._heard):
                heard(changes)

    def _on_settled(self) -> None:
        self._waiting -= 1

    def _on_returned(self, call: Callable[[], None]) -> None:
        call()

    # --- on the threads -------------------------------------------------------

    def _put(
        self,
        worker: Worker,
        ticket: Ticket,
        work: Callable[[], V],
        done: Callable[[V], None],
        failed: Failed,
    ) -> None:
        # The writer leaves nothing out: what it was given is a person's decision.
        skips = worker is not self._writer
        self._waiting += 1

        def task() -> None:
            if not (skips and ticket.is_set()):
                carry_out()
            # Behind the answer, so that nothing waits once this is seen.
            self._returned.emit(self._on_settled)

        def carry_out() -> None:
            try:
                value = work()
            except Stopped:
                return
            except AppError as error:
                self._return(ticket, partial(failed, bare(error)))
            except BaseException as bug:  # a panic in compiled code is no Exception
                self._crash(bug)
            else:
                self._return(ticket, partial(done, value))

        worker.put(task)

    def _return(self, ticket: Ticket, call: Callable[[], Any]) -> None:
        self._returned.emit(lambda: None if ticket.is_set() else call())

    def _crash(self, bug: BaseException) -> None:
        self._returned.emit(partial(self.crashed.emit, Crash.of(bug)))

    def _vault(self) -> Workspace:
        if self._held is None:
            raise VaultLocked("vault_closed")
        return self._held

    def _reading(self) -> Workspace:
        held = self._vault()
        held.open_reader_thread()
        return held

    def _ask(self, query: Query[V]) -> V:
        return self._reading().query(query)

    def _release(self, let_go: threading.Event) -> None:
        try:
            if self._held is not None:
                self._held.release_thread()
        except BaseException as bug:
            self._crash(bug)
        finally:
            let_go.set()

    def _close(
        self, released: list[threading.Event], done: Callable[[], None] | None
    ) -> None:
        for let_go in released:
            let_go.wait()
        held, self._held = self._held, None
        try:
            if held is not None:
                held.close()
        except AppError as error:
            self._returned.emit(partial(self.troubled.emit, bare(error)))
        except BaseException as bug:
            self._crash(bug)
        self._returned.emit(self._collector.sweep)
        if done is not None:
            self._returned.emit(done)
